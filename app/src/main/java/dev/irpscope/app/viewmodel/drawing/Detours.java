package dev.irpscope.app.viewmodel.drawing;

import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.Edge;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.ConnectivityInspector;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.Multigraph;

/** The parts of a function that a path leaves aside: blocks that hang together without it. */
final class Detours {
  private Detours() {}

  /**
   * Those of more than one block, each sorted, by their first block.
   *
   * @param onPath whether the path comes through a block; entry and exit stay for themselves
   */
  static List<SortedSet<Integer>> of(ControlFlowGraph source, IntPredicate onPath) {
    Graph<Integer, DefaultEdge> aside = new Multigraph<>(DefaultEdge.class);
    for (Block block : source.blocks()) {
      boolean end = block.equals(source.exit()) || block.equals(source.entry());
      if (!end && !onPath.test(block.index())) {
        aside.addVertex(block.index());
      }
    }
    for (Block block : source.blocks()) {
      for (Edge edge : source.successors(block)) {
        if (edge.from() != edge.to()
            && aside.containsVertex(edge.from())
            && aside.containsVertex(edge.to())) {
          aside.addEdge(edge.from(), edge.to());
        }
      }
    }
    List<SortedSet<Integer>> parts = new ArrayList<>();
    for (var part : new ConnectivityInspector<>(aside).connectedSets()) {
      boolean written =
          part.stream().filter(i -> !source.blocks().get(i).lines().isEmpty()).count() > 1;
      if (written) {
        parts.add(new TreeSet<>(part));
      }
    }
    parts.sort((a, b) -> Integer.compare(a.first(), b.first()));
    return List.copyOf(parts);
  }
}
