package dev.irpscope.analysis.rule;

import java.util.List;
import java.util.Optional;

/**
 * What an occurrence must look like.
 *
 * @param functions for {@link Kind#CALL} and {@link Kind#RETURN}: any of these DDIs
 * @param result what the result must be; empty when it does not matter
 */
public record EventPattern(
    Kind kind, List<String> functions, Pattern.Arguments arguments, Optional<Pattern> result) {
  public EventPattern {
    functions = List.copyOf(functions);
  }

  /**
   * The events of the rule language. The word is how a rule writes it; the parameters say what its
   * arguments are.
   */
  public enum Kind {
    CALL("call", ""),
    RETURN("return", ""),
    START("start", ""),
    EXIT("exit", ""),
    ROUTINE_START("routine-start", "irp, routine, context"),
    ROUTINE_END("routine-end", "irp, routine"),
    ROUTINE_SKIPPED("routine-skipped", "irp, routine"),
    OUTCOME("outcome", "irp"),
    OUTCOME_OK("outcome-ok", "irp"),
    OUTCOME_ERROR("outcome-error", "irp"),
    OUTCOME_CANCELLED("outcome-cancelled", "irp"),
    OUTCOME_PENDING("outcome-pending", "irp"),
    CHECK("check", "value"),
    SUCCESS_CHECK("success-check", "value"),
    FAILURE_CHECK("failure-check", "value"),
    HANDOFF("handoff", "irp"),
    KEPT("kept", "irp"),
    DEQUEUE("dequeue", ""),
    WAIT_RESOLVED("wait-resolved", "irp, event"),
    WAIT_UNRESOLVED("wait-unresolved", "irp"),
    WAIT_ELEMENT("wait-element", "event");

    private final String word;
    private final String parameters;

    Kind(String word, String parameters) {
      this.word = word;
      this.parameters = parameters;
    }

    /** How the rule language writes it. */
    public String word() {
      return word;
    }

    /** Names of its arguments; none for calls, whose function decides. */
    public List<String> parameters() {
      return parameters.isEmpty() ? List.of() : List.of(parameters.split(", ", -1));
    }

    /** Whether {@code gives} may follow. */
    public boolean hasResult() {
      return this == RETURN || this == EXIT || this == ROUTINE_END;
    }
  }
}
