package dev.irpscope.app.source;

/**
 * A stretch of one line of C that is shown alike.
 *
 * @param text never empty, without a line end; tabs as they are
 */
public record CodePart(String text, Kind kind) {
  /** How it is shown; also the style class, in lower case behind {@code code-}. */
  public enum Kind {
    TEXT,
    KEYWORD,
    TYPE,
    CALL,
    NUMBER,
    STRING,
    COMMENT,
    DIRECTIVE,
    CONSTANT,
    ANNOTATION
  }
}
