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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jgrapht.Graph;
import org.jgrapht.graph.DirectedPseudograph;
import org.jspecify.annotations.Nullable;

/**
 * A rule's automaton in its place, downward and to the right, with wide and with narrow labels at
 * the transitions and without any: the pane takes the one that it can show largest.
 *
 * @param labelled those with labels, the widest ones first
 * @param bare those without
 */
public record AutomatonDrawing(
    Rule rule, Graph<StateNode, TransitionEdge> graph, List<Placing> labelled, List<Placing> bare) {
  /** Wide labels keep names whole, narrow ones break them between their words. */
  private static final List<Columns> LABELS = List.of(new Columns(25, 4), new Columns(15, 6));

  /** How large what is written at a transition may be, in letters and lines. */
  private record Columns(int columns, int lines) {
    List<String> of(List<String> labels) {
      List<String> shown =
          IntStream.range(0, labels.size())
              .mapToObj(i -> i == 0 ? labels.get(i) : "or " + labels.get(i))
              .flatMap(l -> CodeWrap.wrapped(l, columns).lines())
              .map(String::strip)
              .toList();
      if (shown.size() <= lines) {
        return shown;
      }
      List<String> cut = new ArrayList<>(shown.subList(0, lines - 1));
      cut.add("\u2026");
      return cut;
    }
  }

  /**
   * States and transitions in their places.
   *
   * @param written the lines at each transition that has a label
   */
  public record Placing(
      RoutedDrawing<StateNode, TransitionEdge> drawing, Map<TransitionEdge, List<String>> written) {
    public Placing {
      written = Map.copyOf(written);
    }

    private double scale(double width, double height, double most) {
      return Math.min(most, Math.min(width / drawing.width(), height / drawing.height()));
    }
  }

  /** Lays it out; takes time and a large stack. */
  public static AutomatonDrawing of(Rule rule, Lettering lettering) {
    Graph<StateNode, TransitionEdge> graph = graph(rule.automaton(), lettering);
    return new AutomatonDrawing(
        rule,
        graph,
        LABELS.stream().flatMap(columns -> placings(graph, columns::of, lettering)).toList(),
        placings(graph, _ -> List.of(), lettering).toList());
  }

  private static Stream<Placing> placings(
      Graph<StateNode, TransitionEdge> graph,
      UnaryOperator<List<String>> lines,
      Lettering lettering) {
    Map<TransitionEdge, List<String>> written = new HashMap<>();
    for (TransitionEdge edge : graph.edgeSet()) {
      List<String> at = lines.apply(edge.labels());
      if (!at.isEmpty()) {
        written.put(edge, at);
      }
    }
    return Stream.of(Direction.DOWN, Direction.RIGHT)
        .map(direction ->
            new LayeredLayout<StateNode, TransitionEdge>(
                    StateNode::size,
                    edge -> labelSize(written.getOrDefault(edge, List.of()), lettering),
                    _ -> false,
                    new LayoutOptions(direction, false, 14, 14))
                .draw(graph))
        .map(drawing -> new Placing(drawing, written));
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
        graph.addEdge(from, to, new TransitionEdge(from.name(), to.name(), written));
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

  /**
   * The one that is shown largest in a room of this size. What is written at the transitions is
   * left out where it could not be read: all states are in sight before any label is.
   *
   * @param least the smallest scale at which labels can be read
   * @param most nothing is shown larger than that
   */
  public Placing fitting(double width, double height, double least, double most) {
    Placing written = largest(labelled, width, height, most);
    return written.scale(width, height, most) >= least
        ? written
        : largest(bare, width, height, most);
  }

  /** The first of the largest: where there is room, names stay whole. */
  private static Placing largest(List<Placing> of, double width, double height, double most) {
    Placing best = of.getFirst();
    for (Placing other : of) {
      if (other.scale(width, height, most) > best.scale(width, height, most)) {
        best = other;
      }
    }
    return best;
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
