package dev.irpscope.analysis.rule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * States of an automaton that no occurrence can tell apart: the same transitions leave them, none
 * of which reports, and as much is owed in them. A search need not tell them apart either.
 */
final class AlikeStates {
  private final Map<String, String> first = new HashMap<>();

  /** What makes two states alike. */
  private record Future(List<Transition> leaving, boolean owed, boolean open) {}

  /**
   * @param isOpen whether an instance in a state is of interest whatever comes
   */
  AlikeStates(Rule rule, java.util.function.Predicate<String> isOpen) {
    Map<Future, String> known = new HashMap<>();
    for (State state : rule.states()) {
      List<Transition> leaving =
          rule.transitions().stream().filter(t -> t.from().contains(state.name())).toList();
      boolean reports = leaving.stream().anyMatch(t -> t.report().isPresent());
      Future future = new Future(leaving, state.obligation(), isOpen.test(state.name()));
      first.put(
          state.name(), reports ? state.name() : known.computeIfAbsent(future, _ -> state.name()));
    }
  }

  /** The one of the states alike that stands for all of them. */
  String representative(String state) {
    return first.getOrDefault(state, state);
  }
}
