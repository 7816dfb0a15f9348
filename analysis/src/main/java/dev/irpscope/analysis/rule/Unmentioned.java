package dev.irpscope.analysis.rule;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a rule can still do for an object that no later event can be about. */
final class Unmentioned {
  private Unmentioned() {}

  /**
   * The states from which a report can be reached by events that do not name the tracked object.
   */
  static Set<String> reporting(Rule rule) {
    List<Transition> free = rule.transitions().stream().filter(Unmentioned::isFree).toList();
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

  private static boolean isFree(Transition transition) {
    return transition.on().stream().map(Transition.Trigger::event).anyMatch(Unmentioned::isFree);
  }

  private static boolean isFree(EventPattern event) {
    return event.arguments().patterns().stream().noneMatch(Pattern.Subject.class::isInstance)
        && event.result().filter(Pattern.Subject.class::isInstance).isEmpty();
  }
}
