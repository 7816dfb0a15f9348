package dev.irpscope.analysis.coverage;

/**
 * A word, number, literal or single punctuation character of raw text, or a preprocessor line.
 *
 * @param line the physical line it starts on, from 1
 * @param column where it starts on that line, from 1
 */
record RawToken(Kind kind, String text, int line, int column) {
  enum Kind {
    WORD,
    NUMBER,
    LITERAL,
    MARK,
    /** A whole directive; the text is its name, a blank, and its operand. */
    DIRECTIVE
  }

  boolean is(String spelling) {
    return (kind == Kind.MARK || kind == Kind.WORD) && text.equals(spelling);
  }

  boolean isWord() {
    return kind == Kind.WORD;
  }
}
