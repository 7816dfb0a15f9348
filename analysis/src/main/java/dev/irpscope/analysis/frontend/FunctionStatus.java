package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.source.Span;

/**
 * How well one function definition was read.
 *
 * @param name qualified for a C++ member
 * @param span the whole definition, as the user wrote it
 * @param reason empty if analysed; otherwise a sentence
 */
public record FunctionStatus(String name, Span span, Status status, String reason) {
  /** How much of it is in the tree. */
  public enum Status {
    /** All of it. */
    ANALYSED,
    /** It is in the tree, with holes. */
    PARTIAL,
    /** It is not in the tree. */
    SKIPPED
  }
}
