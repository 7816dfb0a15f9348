package dev.irpscope.app.viewmodel.drawing;

import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.Edge;
import dev.irpscope.analysis.cfg.Terminator;
import dev.irpscope.analysis.trace.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeMap;

/**
 * Where one run of a function goes in its graph.
 *
 * @param visits for each block with steps, one list of steps for each time control comes to it
 * @param taken the edges that control goes along, in order; they include those through blocks
 *     without steps of their own
 * @param decisions for each edge taken by a decision, the step that decides it first
 */
public record PathOverlay(
    Map<Integer, List<List<Step>>> visits,
    SequencedSet<Edge> taken,
    SequencedMap<Edge, Step> decisions) {
  public PathOverlay {
    visits = Collections.unmodifiableMap(new TreeMap<>(visits));
    taken = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(taken));
    decisions = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(decisions));
  }

  public static PathOverlay of(ControlFlowGraph graph, Activation run) {
    Map<Integer, List<List<Step>>> visits = new HashMap<>();
    SequencedSet<Edge> taken = new LinkedHashSet<>();
    SequencedMap<Edge, Step> decisions = new LinkedHashMap<>();
    Optional<Step> previous = Optional.empty();
    for (Step step : run.steps()) {
      int at = step.block().orElse(-1);
      if (at < 0 || at >= graph.blocks().size()) {
        continue;
      }
      OptionalInt decided = previous.isPresent() ? previous.get().edge() : OptionalInt.empty();
      int from = previous.map(p -> p.block().orElse(-1)).orElse(-1);
      boolean arrives = from != at || decided.isPresent();
      if (arrives && from >= 0) {
        taken.addAll(way(graph, from, decided, at));
      }
      List<List<Step>> here = visits.computeIfAbsent(at, _ -> new ArrayList<>());
      if (arrives || here.isEmpty()) {
        here.add(new ArrayList<>());
      }
      here.getLast().add(step);
      edge(graph, at, step.edge()).ifPresent(e -> decisions.putIfAbsent(e, step));
      previous = Optional.of(step);
    }
    previous.ifPresent(last -> taken.addAll(end(graph, last)));
    return new PathOverlay(visits, taken, decisions);
  }

  private static Optional<Edge> edge(ControlFlowGraph graph, int block, OptionalInt ordinal) {
    return graph.successors(graph.blocks().get(block)).stream()
        .filter(e -> ordinal.isPresent() && e.ordinal() == ordinal.getAsInt())
        .findFirst();
  }

  /** What the last step still goes along: a decided edge, or out of the function. */
  private static List<Edge> end(ControlFlowGraph graph, Step last) {
    Block block = graph.blocks().get(last.block().orElseThrow());
    Optional<Edge> decided = edge(graph, block.index(), last.edge());
    if (decided.isPresent()) {
      return List.of(decided.get());
    }
    boolean returns =
        block.terminator() instanceof Terminator.Return(var origin, _)
            && last.origin().site().end() > origin.site().start();
    return returns ? graph.successors(block) : List.of();
  }

  /** The edges from one block with a step to the next, through such as have none. */
  private static List<Edge> way(ControlFlowGraph graph, int from, OptionalInt decided, int to) {
    List<Edge> quiet = search(graph, from, decided, to, true);
    return quiet.isEmpty() ? search(graph, from, decided, to, false) : quiet;
  }

  private static List<Edge> search(
      ControlFlowGraph graph, int from, OptionalInt decided, int to, boolean onlyJoints) {
    Map<Integer, Edge> reachedBy = new HashMap<>();
    Deque<Integer> open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty()) {
      int at = open.remove();
      for (Edge edge : graph.successors(graph.blocks().get(at))) {
        boolean allowed = at != from || decided.isEmpty() || decided.getAsInt() == edge.ordinal();
        if (!allowed || reachedBy.containsKey(edge.to())) {
          continue;
        }
        reachedBy.put(edge.to(), edge);
        if (edge.to() == to) {
          return trace(reachedBy, from, to);
        }
        if (edge.to() != from && (!onlyJoints || graph.blocks().get(edge.to()).lines().isEmpty())) {
          open.add(edge.to());
        }
      }
    }
    return List.of();
  }

  private static List<Edge> trace(Map<Integer, Edge> reachedBy, int from, int to) {
    List<Edge> way = new ArrayList<>();
    Edge edge = reachedBy.get(to);
    while (edge != null) {
      way.addFirst(edge);
      edge = edge.from() == from ? null : reachedBy.get(edge.from());
    }
    return way;
  }

  /** Whether control comes to a block. */
  public boolean passes(int block) {
    return visits.containsKey(block)
        || taken.stream().anyMatch(e -> e.from() == block || e.to() == block);
  }

  /** The steps in a block, in order. */
  public List<Step> stepsIn(int block) {
    return visits.getOrDefault(block, List.of()).stream().flatMap(List::stream).toList();
  }

  /** For each visit of a block the step that says most: a rule event, a decision, the first. */
  public List<Step> landmarks(int block) {
    return visits.getOrDefault(block, List.of()).stream()
        .map(visit ->
            visit.stream()
                .filter(Step::isRuleEvent)
                .findFirst()
                .or(() -> visit.stream().filter(s -> s.kind() == Step.Kind.BRANCH).findFirst())
                .orElse(visit.getFirst()))
        .toList();
  }
}
