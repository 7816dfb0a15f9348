package dev.irpscope.analysis.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A rule as a graph to draw. States that only end the interest in an object (halted) are left out.
 *
 * @param nodes in declared order, built-in ones last
 */
public record Automaton(List<Node> nodes, List<Edge> edges) {
  public Automaton {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }

  /**
   * @param name the state's name, which is also what a trace shows
   */
  public record Node(
      String name, boolean initial, boolean violation, boolean satisfied, String note) {}

  /**
   * @param label short: a few words
   * @param transitions the transitions that it stands for, by {@link Transition#index()}
   */
  public record Edge(String from, String to, String label, List<Integer> transitions) {
    public Edge {
      transitions = List.copyOf(transitions);
    }
  }

  static Automaton of(Rule rule) {
    List<Node> nodes = new ArrayList<>();
    for (State state : rule.states()) {
      boolean initial = state.initial() || !state.initialFor().isEmpty();
      nodes.add(new Node(state.name(), initial, false, state.satisfied(), state.note()));
    }
    List<Edge> edges = edges(rule);
    if (edges.stream().anyMatch(edge -> edge.to().equals(State.VIOLATION))) {
      nodes.add(new Node(State.VIOLATION, false, true, false, "the rule is broken"));
    }
    if (edges.stream().anyMatch(edge -> edge.to().equals(State.SATISFIED))) {
      nodes.add(new Node(State.SATISFIED, false, false, true, "the rule is met"));
    }
    return new Automaton(nodes, edges);
  }

  /** Transitions that look alike are one edge. */
  private static List<Edge> edges(Rule rule) {
    Map<Edge, List<Integer>> drawn = new LinkedHashMap<>();
    for (Transition transition : rule.transitions()) {
      for (String from : transition.from()) {
        drawnTarget(transition)
            .map(to -> new Edge(from, to, EdgeLabel.of(transition), List.of()))
            .ifPresent(edge ->
                drawn.computeIfAbsent(edge, _ -> new ArrayList<>()).add(transition.index()));
      }
    }
    List<Edge> edges = new ArrayList<>();
    drawn.forEach((edge, transitions) ->
        edges.add(new Edge(edge.from(), edge.to(), edge.label(), transitions)));
    return edges;
  }

  /** Where the edge of a transition ends in the drawing; empty if it has none. */
  private static Optional<String> drawnTarget(Transition transition) {
    return switch (transition.target()) {
      case Transition.Target.To(String state) -> Optional.of(state);
      case Transition.Target.Satisfied _ -> Optional.of(State.SATISFIED);
      case Transition.Target.Violation _, Transition.Target.Confirmed _ ->
          Optional.of(State.VIOLATION);
      case Transition.Target.Stay _, Transition.Target.Halt _, Transition.Target.HaltPath _ ->
          Optional.empty();
    };
  }
}
