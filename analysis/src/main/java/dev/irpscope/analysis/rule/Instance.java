package dev.irpscope.analysis.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The automaton for one tracked object, at one moment.
 *
 * @param state name of a declared state, or one of the built-in ones of {@link State}
 * @param values variables that are set, by name
 * @param suspicions violations that still need to be confirmed, oldest first
 */
public record Instance(Id id, String state, Map<String, Value> values, List<Suspicion> suspicions) {
  /**
   * Which instance it is.
   *
   * @param object the tracked object; empty for a rule about the path
   */
  public record Id(Optional<Ref> object) {}

  /**
   * @param transition the one that suspected
   * @param shown how its names read then
   */
  public record Suspicion(int transition, String message, Map<String, String> shown) {
    public Suspicion {
      shown = Collections.unmodifiableMap(new TreeMap<>(shown));
    }
  }

  public Instance {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
    suspicions = List.copyOf(suspicions);
  }

  /** Whether nothing can move it any more. */
  public boolean isAtRest() {
    return State.isBuiltIn(state);
  }

  Instance in(String newState) {
    return new Instance(id, newState, values, suspicions);
  }

  /** The same, at rest: without variables, which nothing can ask for any more. */
  Instance resting(String builtIn) {
    return new Instance(id, builtIn, Map.of(), List.of());
  }

  Instance with(Map<String, Value> newValues, List<Suspicion> newSuspicions) {
    return new Instance(id, state, newValues, newSuspicions);
  }

  SequencedSet<Ref> refs() {
    SequencedSet<Ref> refs = new LinkedHashSet<>();
    id.object().ifPresent(refs::add);
    values.values().forEach(value -> refs.addAll(value.refs()));
    return refs;
  }

  Instance map(UnaryOperator<Ref> rename) {
    return new Instance(
        new Id(id.object().map(rename)),
        state,
        mapped(values, rename),
        new ArrayList<>(suspicions));
  }

  static Map<String, Value> mapped(Map<String, Value> values, UnaryOperator<Ref> rename) {
    Map<String, Value> renamed = new TreeMap<>();
    values.forEach((name, value) -> renamed.put(name, value.map(rename)));
    return renamed;
  }
}
