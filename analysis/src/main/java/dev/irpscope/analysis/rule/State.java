package dev.irpscope.analysis.rule;

import java.util.List;

/**
 * A state of a rule's automaton.
 *
 * @param initial whether an instance starts here when no {@code initialFor} names its entry
 * @param initialFor kinds of entry routine for which instances start here instead
 * @param satisfied whether the rule's demand is met here
 * @param obligation whether something is still owed here: entering the state from one without it is
 *     the opening site of a later violation
 * @param note what the state means, one phrase; may be empty
 */
public record State(
    String name,
    boolean initial,
    List<EntryContext.Kind> initialFor,
    boolean satisfied,
    boolean obligation,
    String note) {
  /** Absorbing: the violation has been reported. */
  public static final String VIOLATION = "violation";

  /** Absorbing: met for good, nothing can go wrong any more. */
  public static final String SATISFIED = "satisfied";

  /** Absorbing: the rule no longer knows this object; neither met nor violated. */
  public static final String HALTED = "halted";

  public State {
    initialFor = List.copyOf(initialFor);
  }

  /** Whether {@code name} is one of the three states that every rule has and none declares. */
  public static boolean isBuiltIn(String name) {
    return name.equals(VIOLATION) || name.equals(SATISFIED) || name.equals(HALTED);
  }
}
