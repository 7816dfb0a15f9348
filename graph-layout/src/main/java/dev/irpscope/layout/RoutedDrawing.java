package dev.irpscope.layout;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A finished drawing: what JGraphT's {@code LayoutModel2D} cannot hold besides positions.
 *
 * @param nodes where each vertex lies, in the graph's order
 * @param routes how each edge runs, in the graph's order
 * @param width of the whole, labels and routes included
 */
public record RoutedDrawing<V, E>(
    Map<V, Box> nodes, Map<E, Route> routes, double width, double height) {
  public RoutedDrawing {
    nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
    routes = Collections.unmodifiableMap(new LinkedHashMap<>(routes));
  }

  /** Where a vertex of the drawn graph lies. */
  public Box box(V vertex) {
    return Objects.requireNonNull(nodes.get(vertex), "not drawn");
  }

  /** How an edge of the drawn graph runs. */
  public Route route(E edge) {
    return Objects.requireNonNull(routes.get(edge), "not drawn");
  }
}
