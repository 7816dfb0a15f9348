package dev.irpscope.app.viewmodel;

import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.trace.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The rows of a path at one level of detail. Every step is in exactly one row: nothing is left out
 * without being counted.
 */
public record PathOutline(List<PathRow> rows) {
  public PathOutline {
    rows = List.copyOf(rows);
  }

  /**
   * @param wanted which steps have a row of their own, apart from those that always have one
   * @param opened first indices of gaps that were opened by hand
   * @param folded indices of calls whose inside is folded
   * @param current index of the selected step, which always has a row of its own
   */
  static PathOutline of(
      Counterexample path,
      Predicate<Step> wanted,
      Set<Integer> opened,
      Set<Integer> folded,
      int current) {
    List<Step> steps = path.steps();
    int[] levels = levels(steps);
    List<PathRow> rows = new ArrayList<>();
    int at = 0;
    while (at < steps.size()) {
      if (isShown(path, at, wanted, current)) {
        int inside = insideEnd(levels, at);
        boolean isFolded =
            folded.contains(at) && inside > at && !(current > at && current <= inside);
        rows.add(new PathRow.StepRow(steps.get(at), levels[at], inside > at, isFolded));
        if (isFolded) {
          String name = steps.get(at + 1).function().name();
          rows.add(new PathRow.FoldRow(at + 1, inside, levels[at] + 1, name));
          at = inside + 1;
        } else {
          at++;
        }
      } else {
        int end = at;
        int level = levels[at];
        while (end + 1 < steps.size() && !isShown(path, end + 1, wanted, current)) {
          end++;
          level = Math.min(level, levels[end]);
        }
        addHidden(rows, steps, levels, at, end, level, opened);
        at = end + 1;
      }
    }
    return new PathOutline(rows);
  }

  private static void addHidden(
      List<PathRow> rows,
      List<Step> steps,
      int[] levels,
      int from,
      int to,
      int level,
      Set<Integer> opened) {
    boolean isOpened = opened.stream().anyMatch(o -> o >= from && o <= to);
    if (isOpened) {
      for (int i = from; i <= to; i++) {
        rows.add(new PathRow.StepRow(steps.get(i), levels[i], insideEnd(levels, i) > i, false));
      }
    } else {
      boolean silent =
          steps.subList(from, to + 1).stream()
              .allMatch(s -> s.importance() == Step.Importance.OTHER);
      rows.add(new PathRow.GapRow(from, to, level, silent));
    }
  }

  private static boolean isShown(
      Counterexample path, int index, Predicate<Step> wanted, int current) {
    return wanted.test(path.steps().get(index))
        || index == current
        || index == 0
        || index == path.violating()
        || index == path.confirming()
        || (path.opening().isPresent() && index == path.opening().getAsInt());
  }

  /**
   * Last index of the deeper steps that directly follow {@code at}; {@code at} if there are none.
   */
  private static int insideEnd(int[] levels, int at) {
    int end = at;
    while (end + 1 < levels.length && levels[end + 1] > levels[at]) {
      end++;
    }
    return end;
  }

  /** The steps on the call stack of a step, that of the entry routine first. */
  static List<Step> callStack(List<Step> steps, int of) {
    int[] levels = levels(steps);
    List<Step> stack = new ArrayList<>();
    int wanted = Integer.MAX_VALUE;
    for (int i = of; i >= 0; i--) {
      if (levels[i] < wanted) {
        stack.addFirst(steps.get(i));
        wanted = levels[i];
      }
    }
    return List.copyOf(stack);
  }

  /** Call depths, where steps of a completion routine lie one deeper than the step before them. */
  public static int[] levels(List<Step> steps) {
    int[] levels = new int[steps.size()];
    int base = 0;
    int dispatch = 0;
    for (int i = 0; i < levels.length; i++) {
      Step step = steps.get(i);
      switch (step.lane()) {
        case DISPATCH -> {
          dispatch = step.depth();
          levels[i] = dispatch;
        }
        case COMPLETION -> {
          boolean enters = i == 0 || steps.get(i - 1).lane() == Step.Lane.DISPATCH;
          base = enters ? dispatch + 1 : base;
          levels[i] = base + step.depth();
        }
      }
    }
    return levels;
  }

  /** Indices of the steps that have a row of their own, ascending. */
  public List<Integer> shownSteps() {
    List<Integer> shown = new ArrayList<>();
    for (PathRow row : rows) {
      if (row instanceof PathRow.StepRow step) {
        shown.add(step.first());
      }
    }
    return List.copyOf(shown);
  }

  /** Position of the row that stands for the step, alone or in a gap. */
  public int rowOf(int step) {
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).first() <= step && step <= rows.get(i).last()) {
        return i;
      }
    }
    return -1;
  }
}
