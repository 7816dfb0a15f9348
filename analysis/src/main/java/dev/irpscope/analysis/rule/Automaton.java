package dev.irpscope.analysis.rule;

import java.util.ArrayList;
import java.util.List;
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
   * @param transition its {@link Transition#index()}
   * @param label short: a few words
   */
  public record Edge(String from, String to, String label, int transition) {}

  static Automaton of(Rule rule) {
    List<Node> nodes = new ArrayList<>();
    for (State state : rule.states()) {
      boolean initial = state.initial() || !state.initialFor().isEmpty();
      nodes.add(new Node(state.name(), initial, false, state.satisfied(), state.note()));
    }
    List<Edge> edges = new ArrayList<>();
    for (Transition transition : rule.transitions()) {
      Optional<String> to = drawnTarget(transition);
      for (String from : transition.from()) {
        to.ifPresent(target ->
            edges.add(new Edge(from, target, EdgeLabel.of(transition), transition.index())));
      }
    }
    if (edges.stream().anyMatch(edge -> edge.to().equals(State.VIOLATION))) {
      nodes.add(new Node(State.VIOLATION, false, true, false, "the rule is broken"));
    }
    if (edges.stream().anyMatch(edge -> edge.to().equals(State.SATISFIED))) {
      nodes.add(new Node(State.SATISFIED, false, false, true, "the rule is met"));
    }
    return new Automaton(nodes, edges);
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
