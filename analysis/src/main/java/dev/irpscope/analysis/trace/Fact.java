package dev.irpscope.analysis.trace;

/**
 * Something known about the state, in the driver's own words.
 *
 * @param subject the expression or object ({@code status}, {@code Irp}, {@code ext->Removed})
 * @param value its value in words and names ({@code STATUS_PENDING}, {@code owned by the lower
 *     driver}); never a raw address
 * @param group what kind of fact it is
 * @param certainty whether it follows from the path, was assumed on it, or is unknown
 * @param reason why it is assumed or unknown; may be empty
 */
public record Fact(String subject, String value, Group group, Certainty certainty, String reason) {
  public enum Group {
    /** Part of an IRP's card: owner, stack location, completion routine, pending, status, event. */
    IRP,
    EVENT,
    LOCK,
    VARIABLE,
    /** A condition assumed so far. */
    CONDITION,
    RULE
  }

  public enum Certainty {
    KNOWN,
    ASSUMED,
    UNKNOWN
  }
}
