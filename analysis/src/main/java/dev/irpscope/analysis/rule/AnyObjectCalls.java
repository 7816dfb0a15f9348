package dev.irpscope.analysis.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which calls that move a rule whatever they are given can move it where it stands: a wait that
 * counts only after a send is no event before the send.
 */
final class AnyObjectCalls {
  /**
   * What a call does.
   *
   * @param from states in which it does; empty for all
   * @param flags that have to be set
   */
  private record Effect(Set<String> names, Set<String> from, Set<String> flags) {
    boolean isPossible(String state, Set<String> set) {
      return (from.isEmpty() || from.contains(state)) && set.containsAll(flags);
    }
  }

  /** Those that do not move an object which the rule has just met. */
  private final Set<String> sleepers;

  private final List<Effect> effects = new ArrayList<>();
  private final Map<Set<String>, Set<String>> found = new ConcurrentHashMap<>();

  /**
   * @param all DDIs that move the rule whatever they are given, under all their names
   */
  AnyObjectCalls(Rule rule, Set<String> all) {
    rule.always().forEach(transition -> add(transition, Set.of()));
    rule.transitions().forEach(transition -> add(transition, new TreeSet<>(transition.from())));
    Set<String> left = new TreeSet<>(all);
    rule.states().stream()
        .filter(state -> state.initial() || !state.initialFor().isEmpty())
        .forEach(state -> wake(left, state.name(), Set.of()));
    this.sleepers = Collections.unmodifiableSet(left);
  }

  private void add(Transition transition, Set<String> from) {
    for (Transition.Trigger trigger : transition.on()) {
      Set<String> flags = new HashSet<>();
      collect(trigger.guard(), flags);
      effects.add(new Effect(KnownDdis.withAliases(trigger.event().functions()), from, flags));
    }
  }

  /** Adds the flags without which a guard does not hold. */
  private static void collect(Guard guard, Set<String> into) {
    switch (guard) {
      case Guard.And(Guard left, Guard right) -> {
        collect(left, into);
        collect(right, into);
      }
      case Guard.Flag(String variable) -> into.add(variable);
      default -> {}
    }
  }

  private void wake(Set<String> asleep, String state, Set<String> set) {
    for (Effect effect : effects) {
      if (effect.isPossible(state, set)) {
        asleep.removeAll(effect.names());
      }
    }
  }

  /** Those that move nothing where the rule stands, nor an object that it has not met yet. */
  Set<String> asleep(RuleState state) {
    if (sleepers.isEmpty()) {
      return sleepers;
    }
    Set<String> standing = new TreeSet<>();
    for (Instance instance : state.instances()) {
      if (!instance.isAtRest()) {
        standing.add(instance.state() + " " + set(state, instance));
      }
    }
    return found.computeIfAbsent(standing, _ -> compute(state));
  }

  private Set<String> compute(RuleState state) {
    Set<String> asleep = new TreeSet<>(sleepers);
    for (Instance instance : state.instances()) {
      if (!instance.isAtRest()) {
        wake(asleep, instance.state(), set(state, instance));
      }
    }
    return Collections.unmodifiableSet(asleep);
  }

  /** The variables that are set, of the object and of the path. */
  private static Set<String> set(RuleState state, Instance instance) {
    Set<String> set = new TreeSet<>(instance.values().keySet());
    set.addAll(state.shared().keySet());
    return set;
  }
}
