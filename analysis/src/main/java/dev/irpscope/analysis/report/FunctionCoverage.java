package dev.irpscope.analysis.report;

import dev.irpscope.analysis.source.Span;

/**
 * How far one function was read.
 *
 * @param reason why it is not analysed whole; empty when it is
 */
public record FunctionCoverage(
    String file, String function, Span span, Status status, String reason) {
  /** Complete, with a hole, not at all, or in a conditional arm that is not chosen. */
  public enum Status {
    ANALYSED,
    PARTIAL,
    SKIPPED,
    INACTIVE
  }
}
