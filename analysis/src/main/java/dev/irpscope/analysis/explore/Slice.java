package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.explore.SearchGraph.Call;
import dev.irpscope.analysis.explore.SearchGraph.End;
import dev.irpscope.analysis.explore.SearchGraph.Node;
import dev.irpscope.analysis.explore.SearchGraph.Way;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The part of a search's graph from which one finding can be reached, taken backwards in two
 * phases, so that a function is left where it was called (Horwitz, Reps and Binkley 1990).
 */
final class Slice {
  /** Least number of steps from a node to the finding. */
  private final Map<Node, Integer> distances = new HashMap<>();

  private final Map<Node, Outgoing> outgoing = new HashMap<>();

  Slice(Collection<End> ends) {
    take(ends);
  }

  /** Least number of steps from a node to the finding; empty outside the slice. */
  OptionalInt distance(Node node) {
    Integer known = distances.get(node);
    return known == null ? OptionalInt.empty() : OptionalInt.of(known);
  }

  /** Where the choices at a node lead inside the slice; empty where none does. */
  Optional<Outgoing> outgoing(Node node) {
    return Optional.ofNullable(outgoing.get(node));
  }

  /**
   * Adds the places from which the finding may be reached. (Not what is tracked there: where
   * pointers were merged that may be less than on a path.)
   */
  void addPlaces(Set<Object> places) {
    distances.keySet().forEach(node -> places.add(node.state.place()));
  }

  /** Where a choice leads inside the slice. */
  static final class Outgoing {
    /** Choices and the beginnings of those that have several parts. */
    final Set<String> begun = new HashSet<>();

    /** Those that report the finding. */
    final Set<String> ends = new LinkedHashSet<>();

    final Map<String, Set<Node>> steps = new LinkedHashMap<>();
    final Map<String, Set<Node>> calls = new LinkedHashMap<>();
    final Map<Map.Entry<String, Node>, Set<Node>> returns = new HashMap<>();

    Set<String> all() {
      Set<String> all = new LinkedHashSet<>(steps.keySet());
      all.addAll(calls.keySet());
      all.addAll(ends);
      return all;
    }

    void begin(String choice) {
      int part = choice.indexOf(Explorer.THEN);
      while (part >= 0) {
        begun.add(choice.substring(0, part));
        part = choice.indexOf(Explorer.THEN, part + 1);
      }
    }
  }

  private record Waiting(Node node, int distance, boolean inside) {}

  /**
   * First upwards, from a function to whatever calls it, then into functions that were called and
   * left before.
   */
  private void take(Collection<End> ends) {
    PriorityQueue<Waiting> queue =
        new PriorityQueue<>((a, b) -> Integer.compare(a.distance, b.distance));
    List<Waiting> below = List.of();
    for (boolean inside : List.of(false, true)) {
      Set<Node> seen = new HashSet<>();
      List<Waiting> deeper = new ArrayList<>();
      if (!inside) {
        for (End end : ends) {
          from(end.node()).begin(end.choice());
          from(end.node()).ends.add(end.choice());
          queue.add(new Waiting(end.node(), 0, false));
        }
      } else {
        queue.addAll(below);
      }
      while (!queue.isEmpty()) {
        Waiting next = queue.poll();
        if (seen.add(next.node)) {
          distances.merge(next.node, next.distance, Math::min);
          before(next, queue, deeper);
        }
      }
      below = deeper;
    }
  }

  private void before(Waiting at, PriorityQueue<Waiting> queue, List<Waiting> deeper) {
    Node node = at.node;
    for (Way way : node.ways) {
      Outgoing from = from(way.from());
      from.begin(way.choice());
      if (way.through().isEmpty()) {
        from.steps.computeIfAbsent(way.choice(), _ -> new LinkedHashSet<>()).add(node);
        queue.add(new Waiting(way.from(), at.distance + 1, at.inside));
        continue;
      }
      Node exit = way.through().get();
      from.calls.computeIfAbsent(way.choice(), _ -> new LinkedHashSet<>()).add(exit.context.first);
      from.returns
          .computeIfAbsent(Map.entry(way.choice(), exit), _ -> new LinkedHashSet<>())
          .add(node);
      queue.add(new Waiting(way.from(), at.distance + 1 + exit.distance, at.inside));
      (at.inside ? queue : deeper).add(new Waiting(exit, at.distance, true));
    }
    if (node.isEntry && !at.inside) {
      for (Call call : node.context.callers) {
        Outgoing from = from(call.from());
        from.begin(call.choice());
        from.calls.computeIfAbsent(call.choice(), _ -> new LinkedHashSet<>()).add(node);
        queue.add(new Waiting(call.from(), at.distance + 1, false));
      }
    }
  }

  private Outgoing from(Node node) {
    return outgoing.computeIfAbsent(node, _ -> new Outgoing());
  }
}
