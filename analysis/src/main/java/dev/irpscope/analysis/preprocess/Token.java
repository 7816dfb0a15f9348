package dev.irpscope.analysis.preprocess;

import dev.irpscope.analysis.source.Origin;

/**
 * A preprocessing token (C11 6.4) after expansion.
 *
 * @param text as spelled, after macro expansion, {@code #} and {@code ##}
 * @param spaceBefore whether white space or a line end stood before it
 */
public record Token(Kind kind, String text, Origin origin, boolean spaceBefore) {
  /** Lexical kinds. Keywords are identifiers here: the parser tells them apart. */
  public enum Kind {
    IDENTIFIER,
    NUMBER,
    CHARACTER,
    STRING,
    PUNCTUATOR,
    /** A character that starts no token, kept so that the parser can name it. */
    OTHER,
    END
  }

  public boolean is(String spelling) {
    return text.equals(spelling);
  }
}
