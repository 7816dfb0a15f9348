package dev.irpscope.analysis.trace;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One path that breaks a rule, from the entry routine to where it is broken or confirmed.
 *
 * @param steps in shown order, at least one
 * @param opening index of the step that created the obligation; empty for rules without one
 * @param violating index of the step that breaks the rule: where it is reported
 * @param confirming index of the last step, which may lie behind {@code violating} (a wait that
 *     shows that the event matters)
 * @param message the violation in one sentence
 * @param consequence what goes wrong at run time, one sentence
 * @param assumptions what the path rests on, one sentence each
 * @param passing what is known about paths that keep the rule; empty if none was looked for
 */
public record Counterexample(
    List<Step> steps,
    OptionalInt opening,
    int violating,
    int confirming,
    String message,
    String consequence,
    Optional<MissingCall> missing,
    Feasibility feasibility,
    List<String> assumptions,
    Optional<Passing> passing) {
  /** What the solver said about the whole path. */
  public enum Feasibility {
    /** Its conditions have a solution in C's integers. */
    FEASIBLE,
    /** No contradiction was found, but part of it is beyond the solver. */
    NOT_REFUTED
  }

  public Counterexample(
      List<Step> steps,
      OptionalInt opening,
      int violating,
      int confirming,
      String message,
      String consequence,
      Optional<MissingCall> missing,
      Feasibility feasibility,
      List<String> assumptions) {
    this(
        steps,
        opening,
        violating,
        confirming,
        message,
        consequence,
        missing,
        feasibility,
        assumptions,
        Optional.empty());
  }

  /** The same path, with what was found of passing ones. */
  public Counterexample with(Passing found) {
    return new Counterexample(
        steps,
        opening,
        violating,
        confirming,
        message,
        consequence,
        missing,
        feasibility,
        assumptions,
        Optional.of(found));
  }

  public Counterexample {
    steps = List.copyOf(steps);
    assumptions = List.copyOf(assumptions);
    if (violating < 0 || violating >= steps.size() || confirming >= steps.size()) {
      throw new IllegalArgumentException("violating step " + violating + " of " + steps.size());
    }
  }
}
