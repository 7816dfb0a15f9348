package dev.irpscope.analysis.cfg;

import java.util.OptionalLong;

/**
 * A way control can go. Equality is identity within one graph.
 *
 * @param ordinal place among the source block's edges
 * @param low the case's value, or the first of a range; empty for other kinds
 * @param high last value of a GNU case range; equals {@code low} for an ordinary case
 * @param label what a drawing writes at it: {@code true}, {@code case IRP_MN_START_DEVICE}, ...;
 *     may be empty
 */
public record Edge(
    int from, int to, Kind kind, int ordinal, OptionalLong low, OptionalLong high, String label) {
  /** Why control goes this way. */
  public enum Kind {
    NEXT,
    TRUE,
    FALSE,
    CASE,
    DEFAULT,
    /** {@code goto}, {@code break}, {@code continue}, {@code __leave}. */
    GOTO,
    /** Into an exception filter. */
    EXCEPTION,
    /** From a return to the exit block. */
    RETURN
  }
}
