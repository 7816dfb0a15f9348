package dev.irpscope.analysis.rule;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a rule can still do for an object that no later event can be about. */
final class Unmentioned {
  private Unmentioned() {}

  /**
   * The states from which a report can be reached by events that name neither the tracked object
   * nor a remembered value that is gone.
   *
   * @param gone names of variables
   */
  static Set<String> reporting(Rule rule, Set<String> gone) {
    Set<String> never = new TreeSet<>(gone);
    List<Transition> free = free(rule, never);
    // what such an event may remember anew is not gone for good
    while (free.stream().flatMap(t -> t.actions().stream()).anyMatch(a -> remembers(a, never))) {
      free.stream()
          .flatMap(t -> t.actions().stream())
          .forEach(action -> never.removeIf(name -> remembers(action, Set.of(name))));
      free = free(rule, never);
    }
    Set<String> found = new TreeSet<>();
    boolean grows = true;
    while (grows) {
      grows = false;
      for (Transition transition : free) {
        if (transition.report().isPresent() || leadsInto(transition.target(), found)) {
          grows |= found.addAll(transition.from());
        }
      }
    }
    return found;
  }

  private static boolean leadsInto(Transition.Target target, Set<String> states) {
    return target instanceof Transition.Target.To(String state) && states.contains(state);
  }

  private static boolean remembers(Action action, Set<String> names) {
    return action instanceof Action.Remember(String variable, _) && names.contains(variable);
  }

  private static List<Transition> free(Rule rule, Set<String> gone) {
    return rule.transitions().stream()
        .filter(transition ->
            transition.on().stream().anyMatch(trigger -> isFree(trigger.event(), gone)))
        .toList();
  }

  private static boolean isFree(EventPattern event, Set<String> gone) {
    return event.arguments().patterns().stream().noneMatch(pattern -> isGone(pattern, gone))
        && event.result().filter(pattern -> isGone(pattern, gone)).isEmpty();
  }

  private static boolean isGone(Pattern pattern, Set<String> gone) {
    return pattern instanceof Pattern.Subject
        || (pattern instanceof Pattern.Remembered(String variable) && gone.contains(variable));
  }
}
