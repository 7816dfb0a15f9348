package dev.irpscope.analysis.preprocess;

/** Spelling of tokens as string literals and back (C11 6.10.3.2, 6.10.9). */
final class Literals {
  private Literals() {}

  /** The tokens between quotes, one blank where white space stood. */
  static String quoted(Token[] tokens, char quote) {
    StringBuilder text = new StringBuilder().append(quote);
    for (int i = 0; i < tokens.length; i++) {
      Token token = tokens[i];
      if (i > 0 && token.spaceBefore()) {
        text.append(' ');
      }
      if (token.kind() == Token.Kind.STRING || token.kind() == Token.Kind.CHARACTER) {
        appendEscaped(text, token.text());
      } else {
        text.append(token.text());
      }
    }
    return text.append(quote).toString();
  }

  private static void appendEscaped(StringBuilder text, String literal) {
    for (int i = 0; i < literal.length(); i++) {
      char c = literal.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\');
      }
      text.append(c);
    }
  }

  /** {@code text} as a string literal. */
  static String quoted(String text) {
    StringBuilder literal = new StringBuilder("\"");
    appendEscaped(literal, text);
    return literal.append('"').toString();
  }

  /** The text that a string literal stands for in {@code _Pragma}. */
  static String unquoted(String literal) {
    int from = literal.indexOf('"') + 1;
    StringBuilder text = new StringBuilder();
    for (int i = from; i < literal.length() - 1; i++) {
      char c = literal.charAt(i);
      char next = literal.charAt(i + 1);
      if (c == '\\' && (next == '"' || next == '\\')) {
        i++;
        c = next;
      }
      text.append(c);
    }
    return text.toString();
  }
}
