package dev.irpscope.analysis.preprocess;

import dev.irpscope.analysis.source.Span;

/** A header that was included but found nowhere. */
public record MissingHeader(String name, Span directive) {
  /** The code of the diagnostic at the directive. */
  public static final String NOT_FOUND = "HEADER-NOT-FOUND";
}
