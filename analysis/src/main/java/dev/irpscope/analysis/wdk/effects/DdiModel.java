package dev.irpscope.analysis.wdk.effects;

import java.util.List;
import java.util.stream.Stream;

/**
 * How one DDI acts.
 *
 * @param name the name that rules use
 * @param outcomes how it can end, at least one, the most ordinary first
 */
public record DdiModel(String name, List<Outcome> outcomes) {
  /**
   * One way to end.
   *
   * @param label names the outcome in a trace; empty where there is only one
   */
  public record Outcome(String label, Result result, List<Effect> effects) {
    public Outcome {
      effects = List.copyOf(effects);
    }
  }

  /** Of all outcomes together, in their order. */
  public Stream<Effect> effects() {
    return outcomes.stream().flatMap(outcome -> outcome.effects().stream());
  }

  public DdiModel {
    outcomes = List.copyOf(outcomes);
    if (outcomes.isEmpty()) {
      throw new IllegalArgumentException("no outcome: " + name);
    }
  }
}
