package dev.irpscope.analysis.rule;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/** Carries out the actions of a transition that fires. */
final class Acting {
  private final Scope scope;

  Acting(Scope scope) {
    this.scope = scope;
  }

  void act(List<Action> actions) {
    actions.forEach(this::act);
  }

  private void act(Action action) {
    switch (action) {
      case Action.SetFlag(String variable, boolean value) -> {
        if (value) {
          scope.put(variable, new Value.Flag());
        } else {
          scope.remove(variable);
        }
      }
      case Action.SetCounter(String variable, long value) -> count(variable, value);
      case Action.Count(String variable, long delta) ->
          count(variable, scope.count(variable) + delta);
      case Action.Remember(String variable, Operand value) -> {
        Optional<Ref> ref = scope.ref(value);
        ref.ifPresentOrElse(
            known -> scope.put(variable, new Value.Saved(known)), () -> scope.remove(variable));
      }
      case Action.Say(String variable, Template text) ->
          scope.put(variable, new Value.Text(text.fill(name -> scope.shown(name).orElse("..."))));
      case Action.Add(String set, Operand value) ->
          scope.ref(value).ifPresent(ref -> add(set, ref));
      case Action.Remove(String set, Operand value) ->
          scope.ref(value).ifPresent(ref -> remove(set, ref));
      case Action.CopySet(String set, String from) -> store(set, scope.members(from));
      case Action.Clear(String variable) -> scope.remove(variable);
      case Action.Discard _ -> scope.suspicions().clear();
    }
  }

  private void count(String variable, long value) {
    if (value == 0) {
      scope.remove(variable);
    } else {
      scope.put(variable, new Value.Count(value));
    }
  }

  /** A null pointer is no member: it is no object. */
  private void add(String set, Ref ref) {
    if (scope.world().constant(ref).stream().anyMatch(value -> value == 0)) {
      return;
    }
    SequencedSet<Ref> members = new LinkedHashSet<>(scope.members(set));
    if (members.stream().noneMatch(member -> scope.world().same(member, ref) == Truth.TRUE)) {
      members.add(ref);
    }
    store(set, members);
  }

  /** Removes also what may be the same: a set holds only what is certainly in it. */
  private void remove(String set, Ref ref) {
    SequencedSet<Ref> members = new LinkedHashSet<>(scope.members(set));
    members.removeIf(member -> scope.world().same(member, ref) != Truth.FALSE);
    store(set, members);
  }

  private void store(String set, SequencedSet<Ref> members) {
    if (members.isEmpty()) {
      scope.remove(set);
    } else {
      scope.put(set, new Value.Refs(members));
    }
  }
}
