package dev.irpscope.app.viewmodel;

import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.trace.Passing;
import dev.irpscope.analysis.trace.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A failing path and the nearest one that passes: what they share, where they part, and how each
 * goes on.
 *
 * @param shared rows of the steps before the fork
 * @param fork the failing path's step at the fork; its outcome is what makes it fail
 * @param other the passing path's step at the same place
 * @param failing rows behind the fork, up to where the rule is broken or confirmed
 * @param passing rows behind the fork, to the end
 * @param failingEnd state of the rule where the failing path ends
 * @param passingEnd state of the rule where the passing path ends
 */
public record TwoPaths(
    List<Row> shared,
    Step fork,
    Step other,
    List<Row> failing,
    List<Row> passing,
    String failingEnd,
    String passingEnd) {
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
            failing.getLast().after().state(),
            steps.getLast().after().state()));
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
