package dev.irpscope.analysis.trace;

import java.util.List;

/** What is known about paths that go a part of a failing path's way and keep the rule. */
public sealed interface Passing {
  /**
   * The nearest one that was found: it leaves the failing path as late as possible, and is the
   * shortest of those.
   *
   * @param steps from the entry to the return of the entry routine
   * @param shared number of steps that both paths have in common, at least one; the next one is at
   *     the same place in both and goes another way
   */
  record Path(List<Step> steps, int shared) implements Passing {
    public Path {
      steps = List.copyOf(steps);
      if (shared < 1 || shared > steps.size()) {
        throw new IllegalArgumentException("shared " + shared + " of " + steps.size());
      }
    }
  }

  /** Every way that leaves the failing path was followed to its end, and none keeps the rule. */
  record AllFail() implements Passing {}

  /** None was found, but not every way was followed. */
  record NotFound() implements Passing {}
}
