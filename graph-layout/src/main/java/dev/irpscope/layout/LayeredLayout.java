package dev.irpscope.layout;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.elk.alg.layered.options.CycleBreakingStrategy;
import org.eclipse.elk.alg.layered.options.FixedAlignment;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.SizeConstraint;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;
import org.jgrapht.Graph;
import org.jgrapht.alg.drawing.LayoutAlgorithm2D;
import org.jgrapht.alg.drawing.model.Box2D;
import org.jgrapht.alg.drawing.model.LayoutModel2D;
import org.jgrapht.alg.drawing.model.Point2D;

/**
 * Draws a directed graph in layers with orthogonal edges, loops and parallel edges included. The
 * same graph in the same order with the same sizes gives the same drawing.
 *
 * <p>Works in the calling thread and recurses about as deep as the graph's longest path, so call it
 * on a thread with a large stack: 64 MB carry a few thousand nodes, the usual 1 MB may not carry
 * one thousand. The time grows faster than the graph (1,000 nodes take about half a second, 5,000
 * about half a minute); whoever draws must decide what is too large.
 */
public final class LayeredLayout<V, E> implements LayoutAlgorithm2D<V, E> {
  /**
   * Places that the network simplex is given to find: it draws narrower and straighter than Brandes
   * and Koepf, but its time grows with the square of them (400 take a tenth of a second, 3,000 two
   * seconds), and so does the stack it needs.
   */
  private static final int MOST_SIMPLEX = 400;

  private final Function<? super V, Size> nodeSizes;
  private final Function<? super E, Optional<Size>> labelSizes;
  private final Predicate<? super E> preferStraight;
  private final LayoutOptions options;

  /**
   * @param labelSizes size of what is written at an edge; empty for nothing
   * @param preferStraight edges that should rather be straight than others
   */
  public LayeredLayout(
      Function<? super V, Size> nodeSizes,
      Function<? super E, Optional<Size>> labelSizes,
      Predicate<? super E> preferStraight,
      LayoutOptions options) {
    this.nodeSizes = nodeSizes;
    this.labelSizes = labelSizes;
    this.preferStraight = preferStraight;
    this.options = options;
  }

  /**
   * Puts the top left corner of every vertex into the model and sets its drawable area to the
   * extent of the drawing. Routes are only in what {@link #draw} returns.
   */
  @Override
  public void layout(Graph<V, E> graph, LayoutModel2D<V> model) {
    RoutedDrawing<V, E> drawing = draw(graph);
    model.setDrawableArea(Box2D.of(0, 0, drawing.width(), drawing.height()));
    drawing.nodes().forEach((vertex, box) -> model.put(vertex, Point2D.of(box.x(), box.y())));
  }

  /** The whole drawing. */
  public RoutedDrawing<V, E> draw(Graph<V, E> graph) {
    ElkNode root = ElkGraphUtil.createGraph();
    configure(root, LayerSpans.places(graph, labelSizes));
    Map<V, ElkNode> nodes = new LinkedHashMap<>();
    for (V vertex : graph.vertexSet()) {
      Size size = nodeSizes.apply(vertex);
      ElkNode node = ElkGraphUtil.createNode(root);
      node.setDimensions(size.width(), size.height());
      node.setProperty(LayeredOptions.NODE_SIZE_CONSTRAINTS, EnumSet.noneOf(SizeConstraint.class));
      nodes.put(vertex, node);
    }
    Map<E, ElkEdge> edges = new LinkedHashMap<>();
    for (E edge : graph.edgeSet()) {
      edges.put(edge, add(graph, edge, nodes));
    }
    new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
    return read(root, nodes, edges);
  }

  private ElkEdge add(Graph<V, E> graph, E edge, Map<V, ElkNode> nodes) {
    ElkEdge added =
        ElkGraphUtil.createSimpleEdge(
            nodes.get(graph.getEdgeSource(edge)), nodes.get(graph.getEdgeTarget(edge)));
    labelSizes
        .apply(edge)
        .ifPresent(size -> {
          // Only the size matters; a label without text would be taken for none.
          ElkLabel label = ElkGraphUtil.createLabel("label", added);
          label.setDimensions(size.width(), size.height());
        });
    if (preferStraight.test(edge)) {
      added.setProperty(LayeredOptions.PRIORITY_STRAIGHTNESS, 10);
    }
    return added;
  }

  /**
   * @param places {@link LayerSpans#places}
   */
  private void configure(ElkNode root, int places) {
    root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
    root.setProperty(
        LayeredOptions.DIRECTION,
        switch (options.direction()) {
          case DOWN -> Direction.DOWN;
          case RIGHT -> Direction.RIGHT;
        });
    root.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    root.setProperty(LayeredOptions.CYCLE_BREAKING_STRATEGY, CycleBreakingStrategy.DEPTH_FIRST);
    root.setProperty(LayeredOptions.FEEDBACK_EDGES, options.feedbackEdges());
    root.setProperty(LayeredOptions.THOROUGHNESS, 1);
    root.setProperty(LayeredOptions.RANDOM_SEED, 1);
    root.setProperty(
        LayeredOptions.NODE_PLACEMENT_STRATEGY,
        places <= MOST_SIMPLEX
            ? NodePlacementStrategy.NETWORK_SIMPLEX
            : NodePlacementStrategy.BRANDES_KOEPF);
    root.setProperty(LayeredOptions.NODE_PLACEMENT_BK_FIXED_ALIGNMENT, FixedAlignment.NONE);
    root.setProperty(LayeredOptions.PADDING, new ElkPadding(0));
    root.setProperty(LayeredOptions.SPACING_NODE_NODE, options.nodeGap());
    root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, options.layerGap());
    root.setProperty(LayeredOptions.SPACING_EDGE_NODE, options.nodeGap() / 2);
    root.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, options.layerGap() / 2);
    root.setProperty(LayeredOptions.SPACING_EDGE_EDGE, 12.0);
    root.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 10.0);
    root.setProperty(LayeredOptions.SPACING_EDGE_LABEL, 4.0);
    root.setProperty(LayeredOptions.SPACING_COMPONENT_COMPONENT, options.nodeGap() * 2);
  }

  private RoutedDrawing<V, E> read(ElkNode root, Map<V, ElkNode> nodes, Map<E, ElkEdge> edges) {
    Map<V, Box> boxes = new LinkedHashMap<>();
    nodes.forEach((vertex, node) ->
        boxes.put(vertex, new Box(node.getX(), node.getY(), node.getWidth(), node.getHeight())));
    Map<E, Route> routes = new LinkedHashMap<>();
    edges.forEach((edge, drawn) -> routes.put(edge, route(drawn)));
    return new RoutedDrawing<>(boxes, routes, root.getWidth(), root.getHeight());
  }

  private Route route(ElkEdge edge) {
    List<Point> points = new ArrayList<>();
    for (ElkEdgeSection section : edge.getSections()) {
      points.add(new Point(section.getStartX(), section.getStartY()));
      for (ElkBendPoint bend : section.getBendPoints()) {
        points.add(new Point(bend.getX(), bend.getY()));
      }
      points.add(new Point(section.getEndX(), section.getEndY()));
    }
    Optional<Box> label =
        edge.getLabels().stream()
            .findFirst()
            .map(l -> new Box(l.getX(), l.getY(), l.getWidth(), l.getHeight()));
    ElkNode source = (ElkNode) edge.getSources().getFirst();
    ElkNode target = (ElkNode) edge.getTargets().getFirst();
    boolean backward =
        switch (options.direction()) {
          case DOWN -> target.getY() < source.getY() + source.getHeight();
          case RIGHT -> target.getX() < source.getX() + source.getWidth();
        };
    return new Route(points, label, backward);
  }
}
