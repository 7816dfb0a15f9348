package dev.irpscope.analysis.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The states of a rule that last no longer than a completion routine runs, and what can move the
 * rule in these only: what the driver calls elsewhere does not concern them.
 */
final class RoutineStates {
  private RoutineStates() {}

  /** Functions whose calls can move the rule while a completion routine runs, and never else. */
  static Set<String> functions(Rule rule) {
    List<Transition> all = new ArrayList<>(rule.always());
    all.addAll(rule.transitions());
    Set<String> states = states(rule);
    Set<String> inside = new TreeSet<>();
    Set<String> elsewhere = new HashSet<>();
    for (Transition transition : all) {
      boolean isInside = !transition.from().isEmpty() && states.containsAll(transition.from());
      for (Transition.Trigger trigger : transition.on()) {
        (isInside ? inside : elsewhere).addAll(KnownDdis.withAliases(trigger.event().functions()));
      }
    }
    inside.removeAll(elsewhere);
    return inside;
  }

  private static Set<String> states(Rule rule) {
    Set<String> found = new HashSet<>();
    for (State state : rule.states()) {
      boolean begins = state.initial() || !state.initialFor().isEmpty();
      if (!begins && isEnteredByRoutines(rule, state.name()) && isLeftByRoutines(rule, state)) {
        found.add(state.name());
      }
    }
    return found;
  }

  private static boolean isEnteredByRoutines(Rule rule, String state) {
    return rule.transitions().stream()
        .filter(transition ->
            transition.target() instanceof Transition.Target.To(String to)
                && to.equals(state)
                && !transition.from().equals(List.of(state)))
        .flatMap(transition -> transition.on().stream())
        .allMatch(trigger -> trigger.event().kind() == EventPattern.Kind.ROUTINE_START);
  }

  /** Whether it is left without a condition where the routine ends. */
  private static boolean isLeftByRoutines(Rule rule, State state) {
    return rule.transitions().stream()
        .filter(transition ->
            transition.from().contains(state.name())
                && !(transition.target() instanceof Transition.Target.Stay)
                && !(transition.target() instanceof Transition.Target.To(String to)
                    && to.equals(state.name())))
        .flatMap(transition -> transition.on().stream())
        .anyMatch(trigger ->
            trigger.event().kind() == EventPattern.Kind.ROUTINE_END
                && trigger.guard() instanceof Guard.Literal(boolean value)
                && value);
  }
}
