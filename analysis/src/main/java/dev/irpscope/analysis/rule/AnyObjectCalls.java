package dev.irpscope.analysis.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
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

  private final Set<String> all;
  private final Set<String> initial = new LinkedHashSet<>();
  private final List<Effect> effects = new ArrayList<>();
  private final Map<Set<String>, Set<String>> found = new ConcurrentHashMap<>();

  /**
   * @param all DDIs that move the rule whatever they are given, under all their names
   */
  AnyObjectCalls(Rule rule, Set<String> all) {
    this.all = all;
    Set<String> flags = new HashSet<>();
    for (Variable variable : rule.variables()) {
      if (variable.type() == Variable.Type.FLAG && !variable.shared()) {
        flags.add(variable.name());
      }
    }
    for (State state : rule.states()) {
      if (state.initial() || !state.initialFor().isEmpty()) {
        initial.add(state.name());
      }
    }
    rule.always().forEach(transition -> add(transition, Set.of(), flags));
    rule.transitions().forEach(
        transition -> add(transition, new TreeSet<>(transition.from()), flags));
  }

  private void add(Transition transition, Set<String> from, Set<String> flags) {
    for (Transition.Trigger trigger : transition.on()) {
      Set<String> names = new TreeSet<>();
      for (String function : trigger.event().functions()) {
        names.add(function);
        names.addAll(KnownDdis.aliases(function));
      }
      names.retainAll(all);
      if (!names.isEmpty()) {
        Set<String> needed = new TreeSet<>();
        collect(trigger.guard(), flags, needed);
        effects.add(new Effect(names, from, needed));
      }
    }
  }

  /** Adds the flags without which a guard does not hold. */
  private static void collect(Guard guard, Set<String> flags, Set<String> into) {
    switch (guard) {
      case Guard.And(Guard left, Guard right) -> {
        collect(left, flags, into);
        collect(right, flags, into);
      }
      case Guard.Flag(String variable) when flags.contains(variable) -> into.add(variable);
      default -> {}
    }
  }

  /** Those that move nothing where the rule stands, nor an object that it has not met yet. */
  Set<String> asleep(RuleState state) {
    if (all.isEmpty()) {
      return Set.of();
    }
    Set<String> standing = new TreeSet<>();
    for (Instance instance : state.instances()) {
      if (!instance.isAtRest()) {
        standing.add(instance.state() + " " + String.join(" ", instance.values().keySet()));
      }
    }
    return found.computeIfAbsent(standing, _ -> compute(state));
  }

  private Set<String> compute(RuleState state) {
    Set<String> asleep = new TreeSet<>(all);
    for (Effect effect : effects) {
      boolean isPossible =
          initial.stream().anyMatch(one -> effect.isPossible(one, Set.of()))
              || state.instances().stream()
                  .filter(instance -> !instance.isAtRest())
                  .anyMatch(
                      instance -> effect.isPossible(instance.state(), instance.values().keySet()));
      if (isPossible) {
        asleep.removeAll(effect.names());
      }
    }
    return Collections.unmodifiableSet(asleep);
  }
}
