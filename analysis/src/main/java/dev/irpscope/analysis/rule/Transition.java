package dev.irpscope.analysis.rule;

import java.util.List;
import java.util.Optional;

/**
 * One way for an instance to move or report.
 *
 * @param index position in the rule, 0-based: its identity
 * @param from the states it leaves, in declared order
 * @param on alternatives; the first that matches counts
 * @param actions done when it fires, before a message is filled in
 * @param missing the call whose absence is the violation
 * @param label short text for the drawn automaton; empty to derive one
 */
public record Transition(
    int index,
    List<String> from,
    Target target,
    Optional<Report> report,
    List<Trigger> on,
    List<Action> actions,
    Optional<MissingCallPattern> missing,
    String label) {
  public Transition {
    from = List.copyOf(from);
    on = List.copyOf(on);
    actions = List.copyOf(actions);
  }

  /** An event under a condition. */
  public record Trigger(EventPattern event, Guard guard) {}

  /** Where it leads. */
  public sealed interface Target {
    record To(String state) implements Target {}

    record Stay() implements Target {}

    /** Drops this object. */
    record Halt() implements Target {}

    /** Drops the path for this rule. */
    record HaltPath() implements Target {}

    record Satisfied() implements Target {}

    /** Reports; the instance goes on in {@code then}, or rests. */
    record Violation(Optional<String> then) implements Target {}

    /** The open suspicions of this instance are violations. */
    record Confirmed(Optional<String> then) implements Target {}
  }

  /**
   * What it reports.
   *
   * @param severity of this transition, when it differs from the rule's
   * @param message for a confirmation: empty to keep the suspicion's own message
   */
  public record Report(Kind kind, Optional<Severity> severity, Optional<Template> message) {
    /** Kinds of report. */
    public enum Kind {
      VIOLATION,
      SUSPECTED,
      CONFIRMED,
      HINT
    }
  }

  /** A call as a rule names it; {@code _} and names without a value are shown as dots. */
  public record MissingCallPattern(String function, Pattern.Arguments arguments) {}
}
