package dev.irpscope.analysis.preprocess;

import dev.irpscope.analysis.source.Span;

/** A piece of a file as a reader sees it, for colouring. */
public record Lexeme(Kind kind, Span span) {
  /** What it looks like. */
  public enum Kind {
    KEYWORD,
    IDENTIFIER,
    NUMBER,
    CHARACTER,
    STRING,
    PUNCTUATOR,
    COMMENT,
    /** The {@code #} of a directive and its name. */
    DIRECTIVE,
    /** A name in angle brackets behind {@code #include}. */
    HEADER_NAME,
    OTHER
  }
}
