package dev.irpscope.analysis.report;

import java.util.List;
import java.util.Map;

/**
 * A report beside an earlier one.
 *
 * @param states by id of the violation, each violation of the report once
 * @param gone findings of the earlier report that the same check no longer gives
 * @param unchecked findings of the earlier report about which nothing is known now: their rule was
 *     not checked, or its search did not end
 * @param verdictChanges by {@link #key}, for every verdict of the report
 */
public record BaselineComparison(
    Map<String, State> states,
    List<Baseline.Finding> gone,
    List<Baseline.Finding> unchecked,
    Map<String, VerdictChange> verdictChanges) {
  /** How a violation relates to the earlier report. */
  public enum State {
    NEW,
    STILL_THERE;

    /** As the user reads it. */
    public String words() {
      return switch (this) {
        case NEW -> "new";
        case STILL_THERE -> "still there";
      };
    }
  }

  /** How the verdict on a rule relates to the earlier one. */
  public enum VerdictChange {
    NEW,
    SAME,
    CHANGED
  }

  public BaselineComparison {
    states = Map.copyOf(states);
    gone = List.copyOf(gone);
    unchecked = List.copyOf(unchecked);
    verdictChanges = Map.copyOf(verdictChanges);
  }

  public State state(Violation violation) {
    return states.getOrDefault(violation.id(), State.NEW);
  }

  public long count(State state) {
    return states.values().stream().filter(one -> one == state).count();
  }

  /** Names the verdict on a rule in a driver. */
  static String key(String driver, String rule) {
    return driver + "::" + rule;
  }
}
