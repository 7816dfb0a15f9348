package dev.irpscope.analysis.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Where a rule stands on a path. Immutable; equality is structural, so two paths with equal rule
 * states may be merged.
 *
 * @param routineDepth completion routines that are running, one inside the other
 * @param halted whether the path is of no more interest to the rule: {@link Monitor#step} then
 *     changes and reports nothing
 * @param unseen whether more may have happened before than is known: sets may have other members
 * @param shared variables of the path that are set, by name
 * @param instances in the order in which they were created
 */
public record RuleState(
    EntryContext entry,
    int routineDepth,
    boolean halted,
    boolean unseen,
    Map<String, Value> shared,
    List<Instance> instances) {
  public RuleState {
    shared = Collections.unmodifiableMap(new TreeMap<>(shared));
    instances = List.copyOf(instances);
  }

  /** Every value of the program it speaks of, in a stable order. */
  public SequencedSet<Ref> refs() {
    SequencedSet<Ref> refs = new LinkedHashSet<>();
    entry.irp().ifPresent(refs::add);
    entry.device().ifPresent(refs::add);
    shared.values().forEach(value -> refs.addAll(value.refs()));
    instances.forEach(instance -> refs.addAll(instance.refs()));
    return refs;
  }

  /** Every value that the instances which can still move speak of. */
  public SequencedSet<Ref> followed() {
    SequencedSet<Ref> refs = new LinkedHashSet<>();
    for (Instance instance : instances) {
      if (!instance.isAtRest()) {
        refs.addAll(instance.refs());
      }
    }
    return refs;
  }

  /** The same state with the program's values renamed; {@code rename} must be injective. */
  public RuleState map(UnaryOperator<Ref> rename) {
    EntryContext renamed =
        new EntryContext(
            entry.kind(),
            entry.routine(),
            entry.major(),
            entry.minor(),
            entry.detail(),
            entry.irp().map(rename),
            entry.device().map(rename),
            entry.driverFacts());
    return new RuleState(
        renamed,
        routineDepth,
        halted,
        unseen,
        Instance.mapped(shared, rename),
        instances.stream().map(instance -> instance.map(rename)).toList());
  }

  /**
   * Forgets what no later occurrence can mention: members of sets and instances at rest whose value
   * of the program is not live. Loops that create an object per round end in equal states only so.
   * {@link Monitor#prune} forgets more.
   */
  public RuleState prune(Predicate<Ref> live) {
    if (instances.isEmpty() && shared.isEmpty()) {
      return this;
    }
    List<Instance> kept = new ArrayList<>();
    for (Instance instance : instances) {
      if (!instance.isAtRest() || instance.id().object().filter(live.negate()).isEmpty()) {
        kept.add(instance.with(pruned(instance.values(), live), instance.suspicions()));
      }
    }
    return new RuleState(entry, routineDepth, halted, unseen, pruned(shared, live), kept);
  }

  /** The same with another entry. */
  RuleState enteredBy(EntryContext other) {
    return new RuleState(other, routineDepth, halted, unseen, shared, instances);
  }

  /** The same where anything may have been added to sets, or removed from them, meanwhile. */
  public RuleState forgettingSets() {
    return new RuleState(entry, routineDepth, halted, true, Map.of(), instances);
  }

  /** Without the instances that nothing can move any more. */
  public RuleState moving() {
    return with(instances.stream().filter(instance -> !instance.isAtRest()).toList());
  }

  /**
   * With only those instances at rest that both states have, or whose object does not exist in one
   * of them. An object of the others may then be met again as if it were new.
   *
   * @param missing whether an object does not exist in this state
   * @param missingThere the same in the other one
   */
  public RuleState restingWith(
      RuleState other, Predicate<Ref> missing, Predicate<Ref> missingThere) {
    List<Instance> kept = new ArrayList<>();
    for (Instance instance : instances) {
      if (!instance.isAtRest()
          || other.instances.contains(instance)
          || instance.id().object().filter(missingThere).isPresent()) {
        kept.add(instance);
      }
    }
    for (Instance instance : other.instances) {
      if (instance.isAtRest()
          && instance(instance.id()).isEmpty()
          && instance.id().object().filter(missing).isPresent()) {
        kept.add(instance);
      }
    }
    return with(kept);
  }

  /**
   * This state, which a function left, as its caller sees it: with what the caller knows and the
   * function was not shown.
   *
   * @param entry what the function was shown of {@code caller}
   */
  public RuleState backIn(RuleState caller, RuleState entry) {
    List<Instance> all = new ArrayList<>();
    for (Instance instance : caller.instances) {
      if (entry.instance(instance.id()).isEmpty() && instance(instance.id()).isEmpty()) {
        all.add(instance);
      }
    }
    all.addAll(instances);
    Map<String, Value> both = new TreeMap<>(shared);
    caller.shared.forEach((name, value) -> {
      if (value instanceof Value.Refs(SequencedSet<Ref> known)) {
        SequencedSet<Ref> members = new LinkedHashSet<>(known);
        members.removeAll(Monitor.members(Optional.ofNullable(entry.shared.get(name))));
        members.addAll(Monitor.members(Optional.ofNullable(shared.get(name))));
        if (!members.isEmpty()) {
          both.put(name, new Value.Refs(members));
        }
      }
    });
    return new RuleState(caller.entry, routineDepth, halted, unseen || caller.unseen, both, all);
  }

  private RuleState with(List<Instance> kept) {
    return kept.size() == instances.size() ? this : withInstances(kept);
  }

  /** The same with other instances. */
  RuleState withInstances(List<Instance> others) {
    return new RuleState(entry, routineDepth, halted, unseen, shared, others);
  }

  /** Leaves out the entry, of which there are few in a search. */
  @Override
  public int hashCode() {
    return (instances.hashCode() * 31 + shared.hashCode()) * 31 + routineDepth;
  }

  /** The instance that tracks {@code id}, if there is one. */
  public Optional<Instance> instance(Instance.Id id) {
    return instances.stream().filter(instance -> instance.id().equals(id)).findFirst();
  }

  private static Map<String, Value> pruned(Map<String, Value> values, Predicate<Ref> live) {
    Map<String, Value> kept = new TreeMap<>();
    values.forEach((name, value) -> {
      if (value instanceof Value.Refs(SequencedSet<Ref> refs)) {
        List<Ref> alive = refs.stream().filter(live).toList();
        if (!alive.isEmpty()) {
          kept.put(name, new Value.Refs(new LinkedHashSet<>(alive)));
        }
      } else {
        kept.put(name, value);
      }
    });
    return kept;
  }
}
