package dev.irpscope.app.export;

import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.Edge;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jgrapht.nio.Attribute;
import org.jgrapht.nio.AttributeType;
import org.jgrapht.nio.DefaultAttribute;
import org.jgrapht.nio.dot.DOTExporter;
import org.jgrapht.nio.graphml.GraphMLExporter;

/** Writes graphs for other programs. */
public final class GraphExport {
  private GraphExport() {}

  /** For Graphviz. */
  public static String dot(ControlFlowGraph graph, GraphPath path) {
    DOTExporter<Block, Edge> exporter = new DOTExporter<>(block -> "B" + block.index());
    exporter.setGraphIdProvider(() -> '"' + graph.key().toString().replace("\"", "'") + '"');
    exporter.setVertexAttributeProvider(block -> {
      Map<String, Attribute> shown =
          attributes("shape", "box", "fontname", "monospace", "label", leftAligned(text(block)));
      if (path.has(block.index())) {
        put(shown, "penwidth", "2.5");
      }
      if (path.violating().filter(index -> index == block.index()).isPresent()) {
        put(shown, "color", "#b3261e");
      }
      return shown;
    });
    exporter.setEdgeAttributeProvider(edge -> {
      Map<String, Attribute> shown = attributes("label", edge.label().replace("\\", "\\\\"));
      if (path.has(edge)) {
        put(shown, "penwidth", "2.5");
      }
      return shown;
    });
    StringWriter out = new StringWriter();
    exporter.exportGraph(graph.graph(), out);
    return withLineFeeds(out);
  }

  /** As GraphML, with the same data as attributes. */
  public static String graphMl(ControlFlowGraph graph, GraphPath path) {
    GraphMLExporter<Block, Edge> exporter = new GraphMLExporter<>(block -> "B" + block.index());
    register(exporter, "text", GraphMLExporter.AttributeCategory.NODE);
    register(exporter, "line", GraphMLExporter.AttributeCategory.NODE);
    register(exporter, "onPath", GraphMLExporter.AttributeCategory.ALL);
    register(exporter, "violating", GraphMLExporter.AttributeCategory.NODE);
    register(exporter, "kind", GraphMLExporter.AttributeCategory.EDGE);
    register(exporter, "label", GraphMLExporter.AttributeCategory.EDGE);
    exporter.setExportEdgeLabels(false);
    exporter.setEdgeIdProvider(edge -> "B" + edge.from() + "." + edge.ordinal());
    exporter.setVertexAttributeProvider(block -> {
      String line =
          block.lines().isEmpty() ? "" : Integer.toString(block.lines().getFirst().site().line());
      return attributes(
          "text", text(block),
          "line", line,
          "onPath", Boolean.toString(path.has(block.index())),
          "violating",
              Boolean.toString(
                  path.violating().filter(index -> index == block.index()).isPresent()));
    });
    exporter.setEdgeAttributeProvider(edge ->
        attributes(
            "kind", edge.kind().name(),
            "label", edge.label(),
            "onPath", Boolean.toString(path.has(edge))));
    StringWriter out = new StringWriter();
    exporter.exportGraph(graph.graph(), out);
    return withLineFeeds(out);
  }

  private static void register(
      GraphMLExporter<Block, Edge> exporter,
      String name,
      GraphMLExporter.AttributeCategory category) {
    exporter.registerAttribute(name, category, AttributeType.STRING);
  }

  /** What is written in a block: its lines with their numbers, or what it is for. */
  static String text(Block block) {
    if (block.lines().isEmpty()) {
      return block.index() == 0 ? "entry" : "B" + block.index();
    }
    return block.lines().stream()
        .map(line -> line.site().line() + "  " + line.text())
        .collect(Collectors.joining("\n"));
  }

  /** In a label of DOT a backslash starts an escape, and {@code \l} ends a line to the left. */
  private static String leftAligned(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\l") + "\\l";
  }

  private static Map<String, Attribute> attributes(String... namesAndValues) {
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      put(attributes, namesAndValues[i], namesAndValues[i + 1]);
    }
    return attributes;
  }

  private static void put(Map<String, Attribute> attributes, String name, String value) {
    attributes.put(name, DefaultAttribute.createAttribute(value));
  }

  private static String withLineFeeds(StringWriter out) {
    String text = out.toString().replace("\r\n", "\n");
    return text.endsWith("\n") ? text : text + "\n";
  }
}
