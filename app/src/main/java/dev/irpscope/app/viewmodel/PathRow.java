package dev.irpscope.app.viewmodel;

import dev.irpscope.analysis.trace.Step;

/** One row of the path: a step, or a counted gap that can be opened. */
public sealed interface PathRow {
  /** Index of the first step that the row stands for. */
  int first();

  /** Index of the last step that the row stands for. */
  int last();

  /**
   * A step with a row of its own.
   *
   * @param level calls below the entry routine, a completion routine counting as called by its send
   * @param opensCall whether deeper steps follow, shown or folded
   */
  record StepRow(Step step, int level, boolean opensCall, boolean folded) implements PathRow {
    @Override
    public int first() {
      return step.index();
    }

    @Override
    public int last() {
      return step.index();
    }
  }

  /**
   * Steps that are hidden by the detail level.
   *
   * @param silent whether none of them has an effect on the rule
   */
  record GapRow(int first, int last, int level, boolean silent) implements PathRow {
    public int count() {
      return last - first + 1;
    }
  }

  /** The steps inside a call that was folded by hand. */
  record FoldRow(int first, int last, int level, String function) implements PathRow {
    public int count() {
      return last - first + 1;
    }
  }
}
