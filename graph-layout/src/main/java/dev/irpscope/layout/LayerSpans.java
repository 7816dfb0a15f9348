package dev.irpscope.layout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jgrapht.Graph;
import org.jgrapht.traverse.DepthFirstIterator;

/**
 * How many places a drawing in layers has to find: one for each vertex and one for each layer that
 * an edge passes. The layers are those of the longest paths, without what leads back.
 */
final class LayerSpans {
  private LayerSpans() {}

  /**
   * Time linear in the size of the graph.
   *
   * @param labelSizes an edge with something written on it needs a layer for that
   */
  static <V, E> int places(Graph<V, E> graph, Function<? super E, Optional<Size>> labelSizes) {
    List<V> order = order(graph);
    Set<V> passed = new HashSet<>();
    Map<V, Integer> layers = new HashMap<>();
    for (V from : order) {
      passed.add(from);
      int layer = layers.getOrDefault(from, 0);
      for (E edge : graph.outgoingEdgesOf(from)) {
        V to = graph.getEdgeTarget(edge);
        if (!passed.contains(to)) {
          layers.merge(to, layer + (labelSizes.apply(edge).isPresent() ? 2 : 1), Math::max);
        }
      }
    }
    int places = order.size();
    for (E edge : graph.edgeSet()) {
      int from = layers.getOrDefault(graph.getEdgeSource(edge), 0);
      int to = layers.getOrDefault(graph.getEdgeTarget(edge), 0);
      places += Math.max(0, Math.abs(to - from) - 1);
    }
    return places;
  }

  /** Each vertex before those that it leads to, where there is no way back. */
  private static <V, E> List<V> order(Graph<V, E> graph) {
    List<V> finished = new ArrayList<>();
    DepthFirstIterator<V, E> walk =
        new DepthFirstIterator<>(graph) {
          @Override
          protected void finishVertex(V vertex) {
            super.finishVertex(vertex);
            finished.add(vertex);
          }
        };
    walk.forEachRemaining(_ -> {});
    Collections.reverse(finished);
    return finished;
  }
}
