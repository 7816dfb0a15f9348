package dev.irpscope.layout;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.layout.SampleGraphs.Arc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.KosarajuStrongConnectivityInspector;
import org.jgrapht.alg.drawing.model.Box2D;
import org.jgrapht.alg.drawing.model.MapLayoutModel2D;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Properties that every drawing has, on small and generated graphs, and one drawing in full. */
final class LayeredLayoutTest {
  private static final double TOLERANCE = 0.01;

  static Stream<Named<Graph<Integer, Arc>>> graphs() {
    return Stream.of(
            Stream.of(
                Named.of("one block", SampleGraphs.of(1)),
                Named.of("a chain", SampleGraphs.of(3, pair(0, 1), pair(1, 2))),
                Named.of(
                    "a block that is its own loop", SampleGraphs.of(2, pair(0, 0), pair(0, 1))),
                Named.of("parallel edges", SampleGraphs.of(2, pair(0, 1), pair(0, 1), pair(0, 1))),
                Named.of(
                    "a loop with two entries",
                    SampleGraphs.of(4, pair(0, 1), pair(0, 2), pair(1, 2), pair(2, 1), pair(2, 3))),
                Named.of("an unreachable block", SampleGraphs.of(4, pair(0, 1), pair(2, 3)))),
            structured(),
            Stream.of(1L, 2L, 3L, 4L)
                .map(seed -> Named.of("wild " + seed, SampleGraphs.wild(30, 50, seed))))
        .flatMap(s -> s);
  }

  static Stream<Named<Graph<Integer, Arc>>> structured() {
    return Stream.of(11, 25, 60, 120)
        .flatMap(size ->
            Stream.of(1L, 2L, 3L)
                .map(seed ->
                    Named.of(size + " blocks, seed " + seed, SampleGraphs.structured(size, seed))));
  }

  private static int[] pair(int from, int to) {
    return new int[] {from, to};
  }

  private static RoutedDrawing<Integer, Arc> draw(Graph<Integer, Arc> graph) {
    return SampleGraphs.layout(LayoutOptions.CONTROL_FLOW).draw(graph);
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void nodesKeepTheirSizesAndDoNotOverlap(Graph<Integer, Arc> graph) {
    List<Map.Entry<Integer, Box>> nodes = List.copyOf(draw(graph).nodes().entrySet());
    assertEquals(graph.vertexSet().size(), nodes.size());
    for (int i = 0; i < nodes.size(); i++) {
      Box box = nodes.get(i).getValue();
      assertEquals(SampleGraphs.size(nodes.get(i).getKey()), new Size(box.width(), box.height()));
      for (int j = i + 1; j < nodes.size(); j++) {
        assertFalse(box.overlaps(nodes.get(j).getValue()), nodes.get(i) + " " + nodes.get(j));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void routesRunFromBorderToBorderInRightAngles(Graph<Integer, Arc> graph) {
    RoutedDrawing<Integer, Arc> drawing = draw(graph);
    assertEquals(graph.edgeSet(), drawing.routes().keySet());
    drawing
        .routes()
        .forEach((arc, route) -> {
          assertTrue(isOnBorder(drawing.box(arc.from()), route.start()), arc.toString());
          assertTrue(isOnBorder(drawing.box(arc.to()), route.end()), arc.toString());
          for (int i = 1; i < route.points().size(); i++) {
            Point a = route.points().get(i - 1);
            Point b = route.points().get(i);
            assertTrue(
                Math.abs(a.x() - b.x()) < TOLERANCE || Math.abs(a.y() - b.y()) < TOLERANCE,
                arc.toString());
          }
        });
  }

  private static boolean isOnBorder(Box box, Point p) {
    return box.grown(TOLERANCE).contains(p.x(), p.y())
        && !box.grown(-TOLERANCE).contains(p.x(), p.y());
  }

  @ParameterizedTest
  @Tag("row-E5")
  @MethodSource("graphs")
  void noRouteRunsThroughABlock(Graph<Integer, Arc> graph) {
    RoutedDrawing<Integer, Arc> drawing = draw(graph);
    drawing
        .routes()
        .forEach((arc, route) ->
            drawing
                .nodes()
                .forEach((vertex, box) -> {
                  for (int i = 1; i < route.points().size(); i++) {
                    Box segment = segment(route.points().get(i - 1), route.points().get(i));
                    assertFalse(
                        box.grown(-TOLERANCE).overlaps(segment), arc + " through " + vertex);
                  }
                }));
  }

  /** A segment as a box; one without any width would overlap nothing. */
  private static Box segment(Point a, Point b) {
    return new Box(
            Math.min(a.x(), b.x()),
            Math.min(a.y(), b.y()),
            Math.abs(a.x() - b.x()),
            Math.abs(a.y() - b.y()))
        .grown(TOLERANCE / 4);
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void labelsHaveTheirSizesAndCoverNoBlockAndNoOtherLabel(Graph<Integer, Arc> graph) {
    RoutedDrawing<Integer, Arc> drawing = draw(graph);
    List<Box> placed = new ArrayList<>();
    drawing
        .routes()
        .forEach((arc, route) -> {
          assertEquals(
              SampleGraphs.labelSize(arc), route.label().map(b -> new Size(b.width(), b.height())));
          route.label().ifPresent(placed::add);
        });
    for (int i = 0; i < placed.size(); i++) {
      Box label = placed.get(i).grown(-TOLERANCE);
      drawing.nodes().values().forEach(box -> assertFalse(box.overlaps(label)));
      for (int j = i + 1; j < placed.size(); j++) {
        assertFalse(placed.get(j).overlaps(label));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void everythingLiesInsideTheStatedSize(Graph<Integer, Arc> graph) {
    RoutedDrawing<Integer, Arc> drawing = draw(graph);
    Box all = new Box(0, 0, drawing.width(), drawing.height()).grown(TOLERANCE);
    Stream.concat(
            drawing.nodes().values().stream(),
            drawing.routes().values().stream().map(Route::bounds))
        .forEach(box -> assertEquals(all, all.union(box)));
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void onlyEdgesOfALoopRunBackward(Graph<Integer, Arc> graph) {
    List<Set<Integer>> components =
        new KosarajuStrongConnectivityInspector<>(graph).stronglyConnectedSets();
    draw(graph)
        .routes()
        .forEach((arc, route) -> {
          boolean inLoop =
              components.stream().anyMatch(c -> c.contains(arc.from()) && c.contains(arc.to()));
          assertTrue(inLoop || !route.backward(), arc.toString());
        });
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void theOtherEdgesLeadDown(Graph<Integer, Arc> graph) {
    RoutedDrawing<Integer, Arc> drawing = draw(graph);
    drawing
        .routes()
        .forEach((arc, route) -> {
          if (!route.backward()) {
            Box from = drawing.box(arc.from());
            assertTrue(from.bottom() < drawing.box(arc.to()).y(), arc.toString());
          }
        });
  }

  @ParameterizedTest
  @MethodSource("structured")
  void theEdgeThatGoesBackToALoopsHeadIsTheOneDrawnBackward(Graph<Integer, Arc> graph) {
    Set<Arc> drawn =
        draw(graph).routes().entrySet().stream()
            .filter(e -> e.getValue().backward())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    Set<Arc> closing = new HashSet<>();
    search(graph, 0, new HashSet<>(), new HashSet<>(), closing);
    assertEquals(closing, drawn);
  }

  private static void search(
      Graph<Integer, Arc> graph, int at, Set<Integer> open, Set<Integer> seen, Set<Arc> closing) {
    seen.add(at);
    open.add(at);
    for (Arc arc : graph.outgoingEdgesOf(at)) {
      if (open.contains(arc.to())) {
        closing.add(arc);
      } else if (!seen.contains(arc.to())) {
        search(graph, arc.to(), open, seen, closing);
      }
    }
    open.remove(at);
  }

  @ParameterizedTest
  @Tag("row-E7")
  @Tag("row-L4")
  @MethodSource("graphs")
  void theSameGraphIsDrawnTheSameWayAgain(Graph<Integer, Arc> graph) {
    assertEquals(draw(graph), draw(graph));
  }

  @Test
  void theOtherDirectionLeadsToTheRight() {
    Graph<Integer, Arc> graph = SampleGraphs.of(3, pair(0, 1), pair(1, 2));
    RoutedDrawing<Integer, Arc> drawing =
        SampleGraphs.layout(LayoutOptions.CONTROL_FLOW.towards(LayoutOptions.Direction.RIGHT))
            .draw(graph);
    assertTrue(drawing.box(0).right() < drawing.box(1).x());
    assertTrue(drawing.box(1).right() < drawing.box(2).x());
  }

  /** A few hundred decisions one after the other, the preferred way through the second arms. */
  private static final int DECISIONS = 300;

  @Test
  void aLongPreferredPathStandsStraight() {
    int[][] ends = new int[DECISIONS * 4][];
    for (int i = 0; i < DECISIONS; i++) {
      int from = 3 * i;
      ends[4 * i] = pair(from, from + 1);
      ends[4 * i + 1] = pair(from, from + 2);
      ends[4 * i + 2] = pair(from + 1, from + 3);
      ends[4 * i + 3] = pair(from + 2, from + 3);
    }
    RoutedDrawing<Integer, Arc> drawing =
        new LayeredLayout<Integer, Arc>(
                SampleGraphs::size,
                SampleGraphs::labelSize,
                arc -> arc.from() % 3 == 2 || arc.to() % 3 == 2,
                LayoutOptions.CONTROL_FLOW)
            .draw(SampleGraphs.of(3 * DECISIONS + 1, ends));
    double first = drawing.box(2).centreX();
    double widest = drawing.box(0).right() - drawing.box(0).x();
    for (int i = 0; i < DECISIONS; i++) {
      double here = drawing.box(3 * i + 2).centreX();
      assertTrue(Math.abs(here - first) < 2 * widest, () -> "moved from " + first + " to " + here);
    }
  }

  @Test
  void manyWaysToOneExitRunTogether() {
    int[][] ends = new int[60][];
    for (int i = 0; i < 20; i++) {
      ends[3 * i] = pair(2 * i, 2 * i + 1);
      ends[3 * i + 1] = pair(2 * i, 2 * i + 2);
      ends[3 * i + 2] = pair(2 * i + 1, 41);
    }
    RoutedDrawing<Integer, Arc> drawing = draw(SampleGraphs.of(42, ends));
    double widest = drawing.nodes().values().stream().mapToDouble(Box::width).max().orElseThrow();
    assertTrue(drawing.width() < 10 * widest, () -> drawing.width() + " of " + widest);
  }

  @Test
  void placesAreVerticesAndPassedLayers() {
    Graph<Integer, Arc> graph =
        SampleGraphs.of(5, pair(0, 1), pair(1, 2), pair(2, 3), pair(3, 1), pair(0, 4), pair(3, 4));
    assertAll(
        // From 0 past 1, 2 and 3 to 4, and back from 3 past 2 to 1.
        () -> assertEquals(5 + 3 + 1, LayerSpans.places(graph, _ -> Optional.empty())),
        // With a layer for each label: six more on the longest way, of which four are passed.
        () ->
            assertEquals(
                5 + 4 + 7 + 3, LayerSpans.places(graph, _ -> Optional.of(new Size(1, 1)))));
  }

  @Test
  void fiveHundredBlocksFitOnALargeStack() throws InterruptedException {
    Graph<Integer, Arc> graph = SampleGraphs.structured(500, 7);
    List<RoutedDrawing<Integer, Arc>> result = new ArrayList<>();
    Thread thread = new Thread(null, () -> result.add(draw(graph)), "layout", 64L << 20);
    thread.start();
    thread.join();
    assertEquals(graph.vertexSet(), result.getFirst().nodes().keySet());
  }

  @Test
  void theModelGetsTheCornersAndTheExtent() {
    Graph<Integer, Arc> graph = SampleGraphs.structured(11, 1);
    MapLayoutModel2D<Integer> model = new MapLayoutModel2D<>(Box2D.of(1, 1));
    SampleGraphs.layout(LayoutOptions.CONTROL_FLOW).layout(graph, model);
    RoutedDrawing<Integer, Arc> drawing = draw(graph);
    assertAll(
        () -> assertEquals(drawing.width(), model.getDrawableArea().getWidth()),
        () -> assertEquals(drawing.height(), model.getDrawableArea().getHeight()),
        () ->
            drawing
                .nodes()
                .forEach((vertex, box) -> {
                  assertEquals(box.x(), model.get(vertex).getX());
                  assertEquals(box.y(), model.get(vertex).getY());
                }));
  }

  @Test
  void aSmallGraphIsDrawnAsRecorded() throws IOException {
    String actual = text(draw(SampleGraphs.dispatch()));
    Path golden = Path.of("src/test/resources/dev/irpscope/layout/dispatch.layout.txt");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, actual);
    }
    assertEquals(Files.readString(golden), actual);
  }

  private static String text(RoutedDrawing<Integer, Arc> drawing) {
    StringBuilder out = new StringBuilder();
    out.append(String.format(Locale.ROOT, "size %.1f x %.1f\n", drawing.width(), drawing.height()));
    drawing
        .nodes()
        .forEach((vertex, b) -> out.append("node ").append(vertex).append(box(b)).append('\n'));
    drawing
        .routes()
        .forEach((arc, route) -> {
          out.append("edge ").append(arc.from()).append(" -> ").append(arc.to());
          out.append(route.backward() ? " backward" : "");
          route
              .points()
              .forEach(p -> out.append(String.format(Locale.ROOT, " (%.1f, %.1f)", p.x(), p.y())));
          route
              .label()
              .ifPresent(b -> out.append(" \"").append(arc.label()).append('"').append(box(b)));
          out.append('\n');
        });
    return out.toString();
  }

  private static String box(Box box) {
    return String.format(
        Locale.ROOT, " at (%.1f, %.1f) %.1f x %.1f", box.x(), box.y(), box.width(), box.height());
  }
}
