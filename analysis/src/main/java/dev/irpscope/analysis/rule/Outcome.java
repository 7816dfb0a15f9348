package dev.irpscope.analysis.rule;

import java.util.List;
import java.util.Optional;

/**
 * What one occurrence did to a rule.
 *
 * @param fired in the order in which it happened; may be empty
 * @param unsure whether more would have happened, or something else, if more were known of the
 *     program's values
 */
public record Outcome(RuleState state, List<Fired> fired, boolean unsure) {
  public Outcome {
    fired = List.copyOf(fired);
  }

  /** Whether the path is of no more interest to the rule. */
  public boolean haltsPath() {
    return state.halted();
  }

  /** What there is to tell about this step. */
  public List<Finding> findings() {
    return fired.stream().flatMap(one -> one.finding().stream()).toList();
  }

  /**
   * One instance that moved, changed or reported.
   *
   * @param transition empty when an object was dropped because it could not be told from another,
   *     or its suspicions ended with the entry routine
   * @param before name of the state before, {@code after} the one after
   * @param opens whether this step creates the obligation whose violation may follow: the opening
   *     site
   */
  public record Fired(
      Instance.Id instance,
      Optional<Transition> transition,
      String before,
      String after,
      boolean opens,
      Optional<Finding> finding) {}

  /**
   * @param message one sentence with the driver's own names
   * @param suspicion for {@link Kind#SUSPECTED}, {@link Kind#CONFIRMED} and {@link Kind#DISCARDED}:
   *     which one, by its transition; with the instance it names one suspicion on a path
   * @param missing the call that never happened, as it would be written
   */
  public record Finding(
      Kind kind,
      Severity severity,
      String message,
      Optional<Integer> suspicion,
      Optional<String> missing) {}

  /** Kinds of finding. */
  public enum Kind {
    /** The rule is broken at this step. */
    VIOLATION,
    /** The rule is broken at this step if it is confirmed later; until then not to be reported. */
    SUSPECTED,
    /** What was suspected at an earlier step is a violation there; this is its last step. */
    CONFIRMED,
    /** What was suspected at an earlier step is none. */
    DISCARDED,
    /** Worth telling, not part of the verdict. */
    HINT
  }
}
