package dev.irpscope.app.export;

import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.Edge;
import dev.irpscope.app.task.AnalysisThreads;
import dev.irpscope.layout.Box;
import dev.irpscope.layout.LayeredLayout;
import dev.irpscope.layout.LayoutOptions;
import dev.irpscope.layout.Point;
import dev.irpscope.layout.Route;
import dev.irpscope.layout.RoutedDrawing;
import dev.irpscope.layout.Size;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/** Draws a graph as the window does, as one SVG picture that needs nothing else. */
public final class SvgGraph {
  /** The advance of a character of a monospaced font is 0.6 of its size; a little more is kept. */
  private static final double CHARACTER = 7.4;

  private static final double LINE = 16;
  private static final double MARGIN = 8;
  private static final double AROUND = 16;
  private static final int LONGEST = 72;

  private final ControlFlowGraph graph;
  private final GraphPath path;
  private final StringBuilder out = new StringBuilder();

  private SvgGraph(ControlFlowGraph graph, GraphPath path) {
    this.graph = graph;
    this.path = path;
  }

  public static String draw(ControlFlowGraph graph, GraphPath path) {
    // The layout recurses about as deep as the longest path, so it needs a large stack.
    try (ExecutorService threads = AnalysisThreads.newPool(1)) {
      return CompletableFuture.supplyAsync(() -> new SvgGraph(graph, path).draw(), threads).join();
    }
  }

  private String draw() {
    RoutedDrawing<Block, Edge> drawing =
        new LayeredLayout<Block, Edge>(
                SvgGraph::size, SvgGraph::labelSize, path::has, LayoutOptions.CONTROL_FLOW)
            .draw(graph.graph());
    double width = drawing.width() + 2 * AROUND;
    double height = drawing.height() + 2 * AROUND;
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\" viewBox=\"0 0 %s %s\">"
            .formatted(number(width), number(height), number(width), number(height)));
    line("<title>%s</title>".formatted(safe(graph.key().toString())));
    line(
        "<style>svg { background: #ffffff; color: #1f2328; font: 12px ui-monospace, Consolas,"
            + " 'DejaVu Sans Mono', monospace; } .b { fill: #f6f8fa; stroke: #8c959f; } .e { fill:"
            + " none; stroke: #8c959f; } .on { stroke: #0550ae; stroke-width: 3; } .bad { stroke:"
            + " #b3261e; stroke-width: 4; } text { white-space: pre; } .n { fill: #59636e;"
            + " }</style>");
    line(
        "<defs><marker id=\"a\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"8\""
            + " markerHeight=\"8\" markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 0 8 4 0"
            + " 8z\" fill=\"#59636e\"/></marker></defs>");
    line("<g transform=\"translate(%s %s)\">".formatted(number(AROUND), number(AROUND)));
    for (Edge edge : graph.graph().edgeSet()) {
      edge(edge, drawing.route(edge));
    }
    for (Block block : graph.blocks()) {
      block(block, drawing.box(block));
    }
    line("</g>");
    line("</svg>");
    return out.toString();
  }

  private static Size size(Block block) {
    List<String> lines = lines(block);
    int longest = lines.stream().mapToInt(String::length).max().orElse(1);
    return new Size(longest * CHARACTER + 2 * MARGIN, lines.size() * LINE + MARGIN);
  }

  private static Optional<Size> labelSize(Edge edge) {
    return edge.label().isEmpty()
        ? Optional.empty()
        : Optional.of(new Size(shortened(edge.label()).length() * CHARACTER, LINE));
  }

  private static List<String> lines(Block block) {
    return GraphExport.text(block).lines().map(SvgGraph::shortened).toList();
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
  }

  private void edge(Edge edge, Route route) {
    StringBuilder points = new StringBuilder();
    for (Point point : route.points()) {
      points.append(number(point.x())).append(',').append(number(point.y())).append(' ');
    }
    line(
        "<polyline class=\"e%s\" points=\"%s\" marker-end=\"url(#a)\"%s/>"
            .formatted(
                path.has(edge) ? " on" : "",
                points.toString().strip(),
                route.backward() ? " stroke-dasharray=\"6 3\"" : ""));
    route
        .label()
        .ifPresent(box ->
            line(
                "<text class=\"n\" x=\"%s\" y=\"%s\">%s</text>"
                    .formatted(
                        number(box.x()), number(box.y() + 12), safe(shortened(edge.label())))));
  }

  private void block(Block block, Box box) {
    boolean bad = path.violating().filter(index -> index == block.index()).isPresent();
    line(
        "<rect class=\"b%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"3\"/>"
            .formatted(
                bad ? " bad" : path.has(block.index()) ? " on" : "",
                number(box.x()),
                number(box.y()),
                number(box.width()),
                number(box.height())));
    double y = box.y() + LINE;
    for (String text : lines(block)) {
      line(
          "<text x=\"%s\" y=\"%s\">%s</text>"
              .formatted(number(box.x() + MARGIN), number(y), safe(text)));
      y += LINE;
    }
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private static String safe(String text) {
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        default -> safe.append(c < ' ' ? ' ' : c);
      }
    }
    return safe.toString();
  }
}
