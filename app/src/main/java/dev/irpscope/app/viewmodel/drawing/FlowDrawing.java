package dev.irpscope.app.viewmodel.drawing;

import dev.irpscope.layout.Box;
import dev.irpscope.layout.LayeredLayout;
import dev.irpscope.layout.LayoutOptions;
import dev.irpscope.layout.RoutedDrawing;
import dev.irpscope.layout.Size;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jgrapht.Graph;
import org.jgrapht.graph.DirectedPseudograph;
import org.jspecify.annotations.Nullable;

/** A function's graph with everything in its place. */
public record FlowDrawing(FlowGraph flow, RoutedDrawing<FlowNode, FlowEdge> placed) {
  /** Lays it out; takes time and a large stack. */
  public static FlowDrawing of(FlowGraph flow) {
    LayeredLayout<FlowNode, FlowEdge> layout =
        new LayeredLayout<>(
            FlowNode::size,
            FlowEdge::labelSize,
            edge -> edge.role() == FlowEdge.Role.TAKEN,
            LayoutOptions.CONTROL_FLOW);
    return new FlowDrawing(flow, layout.draw(flow.graph()));
  }

  /** Draws next to nothing, so that the machinery is loaded; the size of it. */
  public static double warmUp() {
    Graph<String, String> graph = new DirectedPseudograph<>(String.class);
    graph.addVertex("from");
    graph.addVertex("to");
    graph.addEdge("from", "to", "edge");
    return new LayeredLayout<String, String>(
            _ -> new Size(40, 20),
            _ -> Optional.of(new Size(20, 10)),
            _ -> false,
            LayoutOptions.CONTROL_FLOW)
        .draw(graph)
        .height();
  }

  public Box bounds() {
    return new Box(0, 0, placed.width(), placed.height());
  }

  /** The smallest box around the path, its labels and the missing call. */
  public Box pathBounds() {
    Stream<Box> nodes =
        placed.nodes().entrySet().stream()
            .filter(e -> e.getKey().onPath() || e.getKey().kind() == FlowNode.Kind.GHOST)
            .map(Map.Entry::getValue);
    Stream<Box> ways =
        placed.routes().entrySet().stream()
            .filter(e -> e.getKey().role() == FlowEdge.Role.TAKEN)
            .map(e -> e.getValue().bounds());
    return Stream.concat(nodes, ways).reduce(Box::union).orElse(bounds());
  }

  /** What is written at the branches that the path takes. */
  public Stream<Box> takenLabels() {
    return placed.routes().entrySet().stream()
        .filter(e -> e.getKey().role() == FlowEdge.Role.TAKEN)
        .flatMap(e -> e.getValue().label().stream());
  }

  /** The nodes that can be seen through a window of the drawing; only they need to be drawn. */
  public List<FlowNode> nodesIn(Box seen) {
    Box reach = seen.grown(8);
    return placed.nodes().entrySet().stream()
        .filter(e -> e.getValue().overlaps(reach))
        .map(Map.Entry::getKey)
        .toList();
  }

  public Optional<FlowNode> nodeAt(double x, double y) {
    return placed.nodes().entrySet().stream()
        .filter(e -> e.getValue().contains(x, y))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The edge whose label is at a place, else the nearest one within {@code reach} of it. */
  public Optional<FlowEdge> edgeAt(double x, double y, double reach) {
    Optional<FlowEdge> labelled =
        placed.routes().entrySet().stream()
            .filter(e -> e.getValue().label().filter(l -> l.contains(x, y)).isPresent())
            .map(Map.Entry::getKey)
            .findFirst();
    return labelled.or(() ->
        placed.routes().entrySet().stream()
            .filter(e -> e.getValue().bounds().grown(reach).contains(x, y))
            .map(e -> Map.entry(e.getKey(), e.getValue().distance(x, y)))
            .filter(e -> e.getValue() <= reach)
            .min(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey));
  }

  /** A drawing is made once and compared often: only with itself. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return flow.source().key().hashCode();
  }
}
