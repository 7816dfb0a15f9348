package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.Edge;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.explore.Tape.Draft;
import dev.irpscope.analysis.symbolic.Region;
import dev.irpscope.analysis.trace.Step;
import dev.irpscope.analysis.trace.Step.Importance;
import dev.irpscope.analysis.wdk.effects.DdiTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Judges which steps a verdict depends on. A decision is essential if the calls that can still move
 * the rule differ between the way taken and the others.
 */
final class Relevance {
  private final CodeModel code;
  private final Set<String> watched;

  /**
   * @param watched DDIs that move the rule
   */
  Relevance(CodeModel code, Set<String> watched) {
    this.code = code;
    this.watched = watched;
  }

  List<Importance> importance(
      List<Draft> steps, Predicate<Draft> moves, int violating, OptionalInt opening) {
    List<Importance> found = new ArrayList<>(Collections.nCopies(steps.size(), Importance.OTHER));
    Set<Region> needed = new HashSet<>();
    for (int i = steps.size() - 1; i >= 0; i--) {
      Draft step = steps.get(i);
      boolean essential =
          i == 0
              || i == violating
              || (opening.isPresent() && i == opening.getAsInt())
              || moves.test(step)
              || isEndlessWait(step)
              || (step.kind == Step.Kind.BRANCH && decides(step));
      if (essential) {
        found.set(i, Importance.ESSENTIAL);
        needed.addAll(step.reads);
      } else if (isImportant(step, needed)) {
        found.set(i, Importance.IMPORTANT);
        needed.addAll(step.reads);
      }
    }
    markEntries(steps, found);
    return found;
  }

  private static boolean isEndlessWait(Draft step) {
    return step.part == Tape.SendPart.WAIT
        && step.outcome.filter("never returns"::equals).isPresent();
  }

  private static boolean isImportant(Draft step, Set<Region> needed) {
    return switch (step.kind) {
      case LOWER_DRIVER, CALL -> true;
      case STATEMENT, RULE_EVENT -> step.writes.filter(needed::contains).isPresent();
      case ENTRY, RETURN, BRANCH, VIOLATION -> false;
    };
  }

  /** Entering and leaving a function matters if something in it does. */
  private static void markEntries(List<Draft> steps, List<Importance> found) {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).kind != Step.Kind.ENTRY) {
        continue;
      }
      Draft entry = steps.get(i);
      for (int j = i + 1; j < steps.size(); j++) {
        Draft inside = steps.get(j);
        if (inside.lane == entry.lane && inside.depth < entry.depth) {
          break;
        }
        if (found.get(j) == Importance.ESSENTIAL) {
          if (found.get(i) == Importance.OTHER) {
            found.set(i, Importance.IMPORTANT);
          }
          break;
        }
      }
    }
  }

  private boolean decides(Draft step) {
    Optional<ControlFlowGraph> graph = code.program().function(step.function);
    if (graph.isEmpty() || step.block.isEmpty() || step.edge.isEmpty()) {
      return false;
    }
    Block block = graph.get().blocks().get(step.block.getAsInt());
    Set<String> taken = Set.of();
    List<Set<String>> others = new ArrayList<>();
    for (Edge edge : graph.get().successors(block)) {
      if (edge.kind() == Edge.Kind.EXCEPTION) {
        continue;
      }
      Set<String> calls = callsFrom(graph.get(), edge.to(), block.index());
      if (edge.ordinal() == step.edge.getAsInt()) {
        taken = calls;
      } else {
        others.add(calls);
      }
    }
    for (Set<String> other : others) {
      if (!other.equals(taken)) {
        return true;
      }
    }
    return false;
  }

  /** The places of watched calls that can be reached without passing {@code stop} again. */
  private Set<String> callsFrom(ControlFlowGraph graph, int from, int stop) {
    Set<String> calls = new TreeSet<>();
    Set<Integer> seen = new HashSet<>();
    ArrayDeque<Integer> open = new ArrayDeque<>();
    open.add(from);
    while (!open.isEmpty()) {
      int at = open.poll();
      if (at == stop || !seen.add(at)) {
        continue;
      }
      Block block = graph.blocks().get(at);
      int index = 0;
      for (Instruction instruction : block.instructions()) {
        if (instruction instanceof Instruction.Call call && isWatched(graph, call)) {
          calls.add(at + ":" + index);
        }
        index++;
      }
      graph.successors(block).forEach(edge -> open.add(edge.to()));
    }
    return calls;
  }

  private boolean isWatched(ControlFlowGraph caller, Instruction.Call call) {
    if (call.callee() instanceof Instruction.Callee.Direct direct
        && DdiTable.STANDARD.ruleNames(direct.name()).stream().anyMatch(watched::contains)) {
      return true;
    }
    return code.program().callees(caller.key(), call).stream()
        .anyMatch(callee -> code.calls().ddis(callee.key()).stream().anyMatch(watched::contains));
  }
}
