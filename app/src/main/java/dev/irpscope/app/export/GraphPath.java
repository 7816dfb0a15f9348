package dev.irpscope.app.export;

import dev.irpscope.analysis.cfg.Edge;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.report.Violation;
import dev.irpscope.analysis.trace.Step;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The part of a violation's path that lies in one function.
 *
 * @param visits pairs of blocks that follow each other on the path
 * @param violating the block in which the rule is broken, if it is in this function
 */
public record GraphPath(Set<Integer> blocks, Set<Visit> visits, Optional<Integer> violating) {
  public static final GraphPath NONE = new GraphPath(Set.of(), Set.of(), Optional.empty());

  /** Two blocks of which the second follows the first. */
  public record Visit(int from, int to) {}

  private record Frame(FunctionKey function, int block) {}

  /**
   * Follows the steps; a call and its return leave and enter the same block. A function that the
   * path enters several times has all its visits in the result.
   */
  public static GraphPath of(Violation violation, FunctionKey function) {
    Set<Integer> blocks = new HashSet<>();
    Set<Visit> visits = new HashSet<>();
    Deque<Frame> stack = new ArrayDeque<>();
    for (Step step : violation.shortest().steps()) {
      if (step.block().isEmpty()) {
        continue;
      }
      int block = step.block().getAsInt();
      boolean enters = step.kind() == Step.Kind.ENTRY;
      if (!enters) {
        Frame last = lastIn(stack, step.function());
        if (last.function().equals(function) && last.block() >= 0 && last.block() != block) {
          visits.add(new Visit(last.block(), block));
        }
      }
      stack.push(new Frame(step.function(), block));
      if (step.function().equals(function)) {
        blocks.add(block);
      }
    }
    Step at = violation.shortest().steps().get(violation.shortest().violating());
    Optional<Integer> violating =
        at.function().equals(function) && at.block().isPresent()
            ? Optional.of(at.block().getAsInt())
            : Optional.empty();
    return new GraphPath(Set.copyOf(blocks), Set.copyOf(visits), violating);
  }

  private static Frame lastIn(Deque<Frame> stack, FunctionKey function) {
    return stack.stream()
        .filter(frame -> frame.function().equals(function))
        .findFirst()
        .orElse(new Frame(function, -1));
  }

  public boolean has(Edge edge) {
    return visits.contains(new Visit(edge.from(), edge.to()));
  }

  public boolean has(int block) {
    return blocks.contains(block);
  }
}
