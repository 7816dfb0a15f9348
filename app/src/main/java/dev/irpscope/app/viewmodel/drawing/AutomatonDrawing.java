package dev.irpscope.app.viewmodel.drawing;

import dev.irpscope.analysis.rule.Automaton;
import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.app.viewmodel.drawing.Lettering.Hand;
import dev.irpscope.layout.LayeredLayout;
import dev.irpscope.layout.LayoutOptions;
import dev.irpscope.layout.LayoutOptions.Direction;
import dev.irpscope.layout.RoutedDrawing;
import dev.irpscope.layout.Size;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jgrapht.Graph;
import org.jgrapht.graph.DirectedPseudograph;
import org.jspecify.annotations.Nullable;

/**
 * A rule's automaton in its place, once downward and once to the right, and the same without what
 * is written at the transitions: the pane takes the one that it has room for.
 */
public record AutomatonDrawing(
    Rule rule,
    Graph<StateNode, TransitionEdge> graph,
    RoutedDrawing<StateNode, TransitionEdge> down,
    RoutedDrawing<StateNode, TransitionEdge> right,
    RoutedDrawing<StateNode, TransitionEdge> bareDown,
    RoutedDrawing<StateNode, TransitionEdge> bareRight) {
  private static final int LABEL_COLUMNS = 17;
  private static final int LABEL_LINES = 4;

  /** Lays it out; takes time and a large stack. */
  public static AutomatonDrawing of(Rule rule, Lettering lettering) {
    Graph<StateNode, TransitionEdge> graph = graph(rule.automaton(), lettering);
    return new AutomatonDrawing(
        rule,
        graph,
        layout(graph, Direction.DOWN, true),
        layout(graph, Direction.RIGHT, true),
        layout(graph, Direction.DOWN, false),
        layout(graph, Direction.RIGHT, false));
  }

  private static RoutedDrawing<StateNode, TransitionEdge> layout(
      Graph<StateNode, TransitionEdge> graph, Direction direction, boolean labelled) {
    LayoutOptions options = new LayoutOptions(direction, false, 14, 14);
    return new LayeredLayout<StateNode, TransitionEdge>(
            StateNode::size,
            edge -> labelled ? edge.labelSize() : Optional.empty(),
            _ -> false,
            options)
        .draw(graph);
  }

  private static Graph<StateNode, TransitionEdge> graph(Automaton automaton, Lettering lettering) {
    Graph<StateNode, TransitionEdge> graph = new DirectedPseudograph<>(TransitionEdge.class);
    Map<String, StateNode> nodes = new LinkedHashMap<>();
    for (Automaton.Node state : automaton.nodes()) {
      double extra = state.violation() || state.satisfied() ? 16 : 0;
      double width = Math.max(56, lettering.width(state.name(), Hand.TEXT) + 26 + extra);
      StateNode node =
          new StateNode(
              state, new Size(Math.ceil(width), Math.ceil(lettering.lineHeight(Hand.TEXT) + 12)));
      nodes.put(state.name(), node);
      graph.addVertex(node);
    }
    Map<List<String>, List<String>> labels = new LinkedHashMap<>();
    for (Automaton.Edge edge : automaton.edges()) {
      List<String> here =
          labels.computeIfAbsent(List.of(edge.from(), edge.to()), _ -> new ArrayList<>());
      if (!edge.label().isEmpty() && !here.contains(edge.label())) {
        here.add(edge.label());
      }
    }
    labels.forEach((ends, written) -> {
      StateNode from = nodes.get(ends.get(0));
      StateNode to = nodes.get(ends.get(1));
      if (from != null && to != null) {
        Optional<Size> size = labelSize(shown(written), lettering);
        graph.addEdge(from, to, new TransitionEdge(from.name(), to.name(), written, size));
      }
    });
    return graph;
  }

  private static Optional<Size> labelSize(List<String> shown, Lettering lettering) {
    return shown.stream()
        .map(l -> lettering.width(l, Hand.SMALL))
        .max(Double::compare)
        .map(width ->
            new Size(
                Math.ceil(width + 6),
                Math.ceil(shown.size() * lettering.lineHeight(Hand.SMALL) + 2)));
  }

  /** The lines that are written at an edge: narrow, so that the states stay large. */
  public static List<String> shown(List<String> labels) {
    List<String> lines = labels.stream().flatMap(l -> wrapped(l).stream()).toList();
    if (lines.size() <= LABEL_LINES) {
      return lines;
    }
    List<String> cut = new ArrayList<>(lines.subList(0, LABEL_LINES - 1));
    cut.add("\u2026");
    return cut;
  }

  private static List<String> wrapped(String label) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : label.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > LABEL_COLUMNS) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(Shortened.to(LABEL_COLUMNS + 7, word));
    }
    lines.add(line.toString());
    return lines;
  }

  /**
   * The one that can be shown larger in a room of this size. What is written at the transitions is
   * left out where it could not be read: all states are in sight before any label is.
   *
   * @param least the smallest scale at which labels can be read
   */
  public RoutedDrawing<StateNode, TransitionEdge> fitting(
      double width, double height, double least) {
    var labelled = larger(right, down, width, height);
    if (scale(labelled, width, height) >= least) {
      return labelled;
    }
    return larger(bareRight, bareDown, width, height);
  }

  private static RoutedDrawing<StateNode, TransitionEdge> larger(
      RoutedDrawing<StateNode, TransitionEdge> one,
      RoutedDrawing<StateNode, TransitionEdge> other,
      double width,
      double height) {
    return scale(one, width, height) > scale(other, width, height) ? one : other;
  }

  private static double scale(
      RoutedDrawing<StateNode, TransitionEdge> drawing, double width, double height) {
    return Math.min(1, Math.min(width / drawing.width(), height / drawing.height()));
  }

  /** A drawing is made once and compared often: only with itself. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return rule.name().hashCode();
  }
}
