package dev.irpscope.layout;

import java.util.Optional;
import java.util.Random;
import org.jgrapht.Graph;
import org.jgrapht.graph.DirectedPseudograph;

/** Graphs to draw: vertices are numbers, an edge is its own number, ends and label. */
final class SampleGraphs {
  private SampleGraphs() {}

  record Arc(int number, int from, int to, String label) {}

  static Graph<Integer, Arc> of(int vertices, int[]... ends) {
    Graph<Integer, Arc> graph = empty(vertices);
    for (int[] pair : ends) {
      connect(graph, pair[0], pair[1], "");
    }
    return graph;
  }

  /** A dispatch routine: two early returns, a loop that retries, one exit. */
  static Graph<Integer, Arc> dispatch() {
    Graph<Integer, Arc> graph = empty(8);
    connect(graph, 0, 1, "true");
    connect(graph, 0, 2, "false");
    connect(graph, 1, 7, "");
    connect(graph, 2, 3, "");
    connect(graph, 3, 4, "true");
    connect(graph, 3, 6, "false");
    connect(graph, 4, 5, "case 1");
    connect(graph, 4, 3, "case 2");
    connect(graph, 5, 3, "");
    connect(graph, 6, 7, "");
    return graph;
  }

  /** Nested decisions and loops as a compiler would emit them: every loop has one head. */
  static Graph<Integer, Arc> structured(int blocks, long seed) {
    Random random = new Random(seed);
    Graph<Integer, Arc> graph = empty(1);
    int last = 0;
    while (graph.vertexSet().size() < blocks) {
      last = construct(graph, last, random, 0);
    }
    connect(graph, last, add(graph), "");
    return graph;
  }

  private static int construct(Graph<Integer, Arc> graph, int from, Random random, int depth) {
    int kind = depth > 3 ? 0 : random.nextInt(5);
    return switch (kind) {
      case 1, 2 -> {
        int yes = add(graph);
        connect(graph, from, yes, "true");
        int thenEnd = construct(graph, yes, random, depth + 1);
        int join = add(graph);
        connect(graph, from, join, "false");
        connect(graph, thenEnd, join, "");
        yield join;
      }
      case 3 -> {
        int head = add(graph);
        connect(graph, from, head, "");
        int body = add(graph);
        connect(graph, head, body, "true");
        int bodyEnd = construct(graph, body, random, depth + 1);
        connect(graph, bodyEnd, head, "");
        int after = add(graph);
        connect(graph, head, after, "false");
        yield after;
      }
      case 4 -> {
        int join = add(graph);
        for (int i = 0; i < 2 + random.nextInt(4); i++) {
          int arm = add(graph);
          connect(graph, from, arm, "case " + i);
          connect(graph, construct(graph, arm, random, depth + 1), join, "");
        }
        yield join;
      }
      default -> {
        int next = add(graph);
        connect(graph, from, next, "");
        yield next;
      }
    };
  }

  /** Any edges at all: loops, parallel edges, several components, loops with two entries. */
  static Graph<Integer, Arc> wild(int vertices, int edges, long seed) {
    Random random = new Random(seed);
    Graph<Integer, Arc> graph = empty(vertices);
    for (int i = 0; i < edges; i++) {
      String label = random.nextInt(3) == 0 ? "label " + i : "";
      connect(graph, random.nextInt(vertices), random.nextInt(vertices), label);
    }
    return graph;
  }

  private static Graph<Integer, Arc> empty(int vertices) {
    Graph<Integer, Arc> graph = new DirectedPseudograph<>(Arc.class);
    for (int i = 0; i < vertices; i++) {
      graph.addVertex(i);
    }
    return graph;
  }

  private static int add(Graph<Integer, Arc> graph) {
    int vertex = graph.vertexSet().size();
    graph.addVertex(vertex);
    return vertex;
  }

  private static void connect(Graph<Integer, Arc> graph, int from, int to, String label) {
    graph.addEdge(from, to, new Arc(graph.edgeSet().size(), from, to, label));
  }

  /** A size that differs from vertex to vertex. */
  static Size size(int vertex) {
    return new Size(60 + vertex * 37 % 160, 20 + vertex * 13 % 70);
  }

  static Optional<Size> labelSize(Arc arc) {
    return arc.label().isEmpty()
        ? Optional.empty()
        : Optional.of(new Size(7.0 * arc.label().length(), 14));
  }

  static LayeredLayout<Integer, Arc> layout(LayoutOptions options) {
    return new LayeredLayout<>(
        SampleGraphs::size, SampleGraphs::labelSize, arc -> arc.number() % 5 == 0, options);
  }
}
