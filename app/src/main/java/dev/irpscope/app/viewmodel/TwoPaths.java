package dev.irpscope.app.viewmodel;

import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.trace.Passing;
import dev.irpscope.analysis.trace.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A failing path and the nearest one that passes: what they share, where they part, and how each
 * goes on.
 *
 * @param shared rows of the steps before the fork
 * @param fork the failing path's step at the fork; its outcome is what makes it fail
 * @param other the passing path's step at the same place
 * @param failing rows behind the fork, up to where the rule is broken or confirmed
 * @param passing rows behind the fork, to the end
 * @param fails how the rule's state goes along the failing path
 * @param keeps the same along the passing path
 */
public record TwoPaths(
    List<Row> shared,
    Step fork,
    Step other,
    List<Row> failing,
    List<Row> passing,
    Course fails,
    Course keeps) {
  /**
   * How the rule's state goes along a path.
   *
   * @param states in their order, each as long as it lasts named once; at least one
   * @param opens the step with which the obligation begins; empty if none does
   * @param ends the step with which it is broken or met; empty if it is neither
   */
  public record Course(List<String> states, OptionalInt opens, OptionalInt ends) {
    public Course {
      states = List.copyOf(states);
    }

    public String end() {
      return states.getLast();
    }
  }

  /** A step, or steps that matter little, counted. */
  public sealed interface Row {
    record At(Step step) implements Row {}

    /**
     * @param silent whether none of the steps has an effect on the rule
     */
    record Gap(int first, int count, boolean silent) implements Row {}
  }

  public TwoPaths {
    shared = List.copyOf(shared);
    failing = List.copyOf(failing);
    passing = List.copyOf(passing);
  }

  /** Empty if there is no passing path beside it, or it parts nowhere that can be shown. */
  public static Optional<TwoPaths> of(Counterexample path) {
    if (path.passing().isEmpty()
        || !(path.passing().get() instanceof Passing.Path(List<Step> steps, int shared))
        || shared >= steps.size()
        || shared >= path.steps().size()) {
      return Optional.empty();
    }
    List<Step> failing = path.steps();
    return Optional.of(
        new TwoPaths(
            rows(steps.subList(0, shared)),
            failing.get(shared),
            steps.get(shared),
            rows(failing.subList(shared + 1, failing.size())),
            rows(steps.subList(shared + 1, steps.size())),
            new Course(states(failing), path.opening(), OptionalInt.of(path.violating())),
            kept(steps, path)));
  }

  /** The obligation of a passing path begins where the rule gets to the same state. */
  private static Course kept(List<Step> steps, Counterexample path) {
    OptionalInt opens = OptionalInt.empty();
    if (path.opening().isPresent()) {
      String owed = path.steps().get(path.opening().getAsInt()).after().state();
      opens =
          IntStream.range(0, steps.size())
              .filter(i -> steps.get(i).after().state().equals(owed))
              .findFirst();
    }
    OptionalInt ends = OptionalInt.empty();
    for (int i = opens.orElse(steps.size()) + 1; i < steps.size(); i++) {
      if (!steps.get(i).after().state().equals(steps.get(i - 1).after().state())) {
        ends = OptionalInt.of(i);
      }
    }
    return new Course(states(steps), opens, ends);
  }

  private static List<String> states(List<Step> steps) {
    List<String> states = new ArrayList<>();
    for (Step step : steps) {
      for (String state : List.of(step.before().state(), step.after().state())) {
        if (states.isEmpty() || !states.getLast().equals(state)) {
          states.add(state);
        }
      }
    }
    return states;
  }

  private static List<Row> rows(List<Step> steps) {
    List<Row> rows = new ArrayList<>();
    int gap = -1;
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      boolean shown =
          step.importance() == Step.Importance.ESSENTIAL
              || step.isRuleEvent()
              || i == steps.size() - 1
              || (step.importance() == Step.Importance.IMPORTANT && step.kind() != Step.Kind.ENTRY);
      if (shown) {
        if (gap >= 0) {
          boolean silent =
              steps.subList(gap, i).stream().allMatch(s -> s.importance() == Step.Importance.OTHER);
          rows.add(new Row.Gap(steps.get(gap).index(), i - gap, silent));
          gap = -1;
        }
        rows.add(new Row.At(step));
      } else {
        gap = gap < 0 ? i : gap;
      }
    }
    return rows;
  }
}
