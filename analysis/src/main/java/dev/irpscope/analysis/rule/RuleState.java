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
 * @param shared variables of the path that are set, by name
 * @param instances in the order in which they were created
 */
public record RuleState(
    EntryContext entry,
    int routineDepth,
    boolean halted,
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
        Instance.mapped(shared, rename),
        instances.stream().map(instance -> instance.map(rename)).toList());
  }

  /**
   * Forgets what no later occurrence can mention: members of sets and instances at rest whose value
   * of the program is not live. Loops that create an object per round end in equal states only so.
   * {@link Monitor#prune} forgets more.
   */
  public RuleState prune(Predicate<Ref> live) {
    List<Instance> kept = new ArrayList<>();
    for (Instance instance : instances) {
      if (!instance.isAtRest() || instance.id().object().filter(live.negate()).isEmpty()) {
        kept.add(instance.with(pruned(instance.values(), live), instance.suspicions()));
      }
    }
    return new RuleState(entry, routineDepth, halted, pruned(shared, live), kept);
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
