package dev.irpscope.app.viewmodel.drawing;

import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.viewmodel.PathOutline;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;

/**
 * One run of one function on a path: its own steps, without those of what it calls.
 *
 * @param steps in order, at least one
 */
public record Activation(FunctionKey function, List<Step> steps) {
  public Activation {
    steps = List.copyOf(steps);
  }

  /** All of a path, in the order in which they begin. */
  public static List<Activation> of(List<Step> path) {
    int[] levels = PathOutline.levels(path);
    List<Open> all = new ArrayList<>();
    Deque<Open> stack = new ArrayDeque<>();
    for (Step step : path) {
      int level = levels[step.index()];
      while (!stack.isEmpty() && stack.element().level > level) {
        stack.pop();
      }
      boolean goesOn =
          !stack.isEmpty()
              && stack.element().level == level
              && stack.element().function.equals(step.function())
              && step.kind() != Step.Kind.ENTRY;
      if (!goesOn) {
        if (!stack.isEmpty() && stack.element().level == level) {
          stack.pop();
        }
        Open opened = new Open(level, step.function(), new ArrayList<>());
        stack.push(opened);
        all.add(opened);
      }
      stack.element().steps.add(step);
    }
    return all.stream().map(o -> new Activation(o.function, o.steps)).toList();
  }

  private record Open(int level, FunctionKey function, List<Step> steps) {}

  /** Whether the step is one of its own. */
  public boolean contains(int index) {
    return steps.stream().anyMatch(s -> s.index() == index);
  }

  /** The block that a step is in; one outside of any is where the function was before it. */
  public OptionalInt blockAt(int index) {
    OptionalInt block = OptionalInt.empty();
    for (Step step : steps) {
      if (step.index() > index && block.isPresent()) {
        return block;
      }
      block = step.block().isPresent() ? step.block() : block;
    }
    return block;
  }
}
