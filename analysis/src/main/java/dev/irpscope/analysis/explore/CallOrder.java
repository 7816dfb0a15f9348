package dev.irpscope.analysis.explore;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.KosarajuStrongConnectivityInspector;
import org.jgrapht.graph.DefaultDirectedGraph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.traverse.TopologicalOrderIterator;

/**
 * The functions of a program in the order of their calls, for what is summed up along them: one
 * pass is enough, where functions that call each other are taken together.
 */
final class CallOrder {
  private CallOrder() {}

  /**
   * Groups of functions that call each other, those called before those that call them. Linear in
   * the number of calls.
   *
   * @param calls for each function what it calls; callees without an entry of their own are left
   *     out
   */
  static <F> List<Set<F>> calledFirst(Map<F, ? extends Collection<F>> calls) {
    Graph<F, DefaultEdge> graph = new DefaultDirectedGraph<>(DefaultEdge.class);
    calls.keySet().forEach(graph::addVertex);
    calls.forEach((caller, callees) -> {
      for (F callee : callees) {
        if (graph.containsVertex(callee)) {
          graph.addEdge(caller, callee);
        }
      }
    });
    List<Set<F>> groups = new ArrayList<>();
    new TopologicalOrderIterator<>(
            new KosarajuStrongConnectivityInspector<>(graph).getCondensation())
        .forEachRemaining(group -> groups.add(group.vertexSet()));
    return groups.reversed();
  }
}
