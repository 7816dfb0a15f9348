package dev.irpscope.analysis.rule;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which variables of an instance the rule may still ask for before they are set anew, by the state
 * the instance is in: live variables (Kildall 1973) of the automaton. Instances that differ only in
 * others have the same future.
 */
final class VariableLiveness {
  private final Rule rule;
  private final Map<String, Set<String>> live = new HashMap<>();

  /** Computes it once for a rule. */
  VariableLiveness(Rule rule) {
    this.rule = rule;
    boolean grows = true;
    while (grows) {
      grows = false;
      for (State state : rule.states()) {
        Set<String> here = live.computeIfAbsent(state.name(), _ -> new HashSet<>());
        for (Transition transition : rule.transitions()) {
          if (transition.from().contains(state.name())) {
            grows |= here.addAll(before(transition, state.name()));
          }
        }
      }
    }
  }

  /** The variables of an instance that can still be asked for; the same map if these are all. */
  Map<String, Value> retain(Instance instance) {
    Map<String, Value> values = instance.values();
    Set<String> asked = live.get(instance.state());
    if (values.isEmpty() || asked == null || asked.containsAll(values.keySet())) {
      return values;
    }
    Map<String, Value> kept = new TreeMap<>(values);
    kept.keySet().retainAll(asked);
    return kept;
  }

  /** The names asked for when a transition is tried in a state, or after it. */
  private Set<String> before(Transition transition, String from) {
    Set<String> names = new HashSet<>(after(transition.target(), from));
    transition.report().ifPresent(report -> told(report, names));
    transition.missing().ifPresent(call -> shown(call, names));
    for (Action action : transition.actions().reversed()) {
      undo(action, names);
    }
    for (Transition.Trigger trigger : transition.on()) {
      trigger.event().arguments().patterns().forEach(pattern -> shown(pattern, names));
      trigger.event().result().ifPresent(pattern -> shown(pattern, names));
      asked(trigger.guard(), names);
    }
    return names;
  }

  private Set<String> after(Transition.Target target, String from) {
    return switch (target) {
      case Transition.Target.To(String state) -> live.getOrDefault(state, Set.of());
      case Transition.Target.Stay _ -> live.getOrDefault(from, Set.of());
      case Transition.Target.Violation(var then) ->
          then.map(state -> live.getOrDefault(state, Set.of())).orElse(Set.of());
      case Transition.Target.Confirmed(var then) ->
          then.map(state -> live.getOrDefault(state, Set.of())).orElse(Set.of());
      case Transition.Target.Halt _, Transition.Target.HaltPath _, Transition.Target.Satisfied _ ->
          Set.of();
    };
  }

  /** What a report's sentence says, and what a suspicion keeps for the one that confirms it. */
  private void told(Transition.Report report, Set<String> names) {
    report.message().ifPresent(message -> names.addAll(message.names()));
    switch (report.kind()) {
      case SUSPECTED ->
          rule.transitions().stream()
              .filter(other -> other.target() instanceof Transition.Target.Confirmed)
              .flatMap(other -> other.report().stream())
              .flatMap(other -> other.message().stream())
              .forEach(message -> names.addAll(message.names()));
      case CONFIRMED ->
          rule.transitions().stream()
              .flatMap(other -> other.missing().stream())
              .forEach(call -> shown(call, names));
      case VIOLATION, HINT -> {}
    }
  }

  private static void shown(Transition.MissingCallPattern call, Set<String> names) {
    call.arguments().patterns().forEach(pattern -> shown(pattern, names));
  }

  private static void shown(Pattern pattern, Set<String> names) {
    switch (pattern) {
      case Pattern.Remembered(String variable) -> names.add(variable);
      case Pattern.Bind(String name) -> names.add(name);
      case Pattern.Anything _, Pattern.Subject _, Pattern.Constant _ -> {}
    }
  }

  /** From the names asked for after an action to those asked for before it. */
  private static void undo(Action action, Set<String> names) {
    switch (action) {
      case Action.SetFlag(String variable, boolean _) -> names.remove(variable);
      case Action.SetCounter(String variable, long _) -> names.remove(variable);
      case Action.Clear(String variable) -> names.remove(variable);
      case Action.Remember(String variable, Operand value) -> {
        names.remove(variable);
        asked(value, names);
      }
      case Action.Say(String variable, Template text) -> {
        names.remove(variable);
        names.addAll(text.names());
      }
      case Action.CopySet(String set, String from) -> {
        names.remove(set);
        names.add(from);
      }
      case Action.Add(String _, Operand value) -> asked(value, names);
      case Action.Remove(String _, Operand value) -> asked(value, names);
      case Action.Count _, Action.Discard _ -> {}
    }
  }

  private static void asked(Operand operand, Set<String> names) {
    switch (operand) {
      case Operand.Named(String name) -> names.add(name);
      case Operand.FieldOf(String name, String _) -> names.add(name);
      case Operand.Counter(String variable) -> names.add(variable);
      case Operand.Constant _, Operand.Irql _ -> {}
    }
  }

  private static void asked(Guard guard, Set<String> names) {
    guard.operands().forEach(operand -> asked(operand, names));
    guard
        .leaves()
        .forEach(leaf -> {
          switch (leaf) {
            case Guard.Member(Operand _, String set) -> names.add(set);
            case Guard.Flag(String variable) -> names.add(variable);
            case Guard.Known(String variable) -> names.add(variable);
            case Guard.Empty(String set) -> names.add(set);
            default -> {}
          }
        });
  }
}
