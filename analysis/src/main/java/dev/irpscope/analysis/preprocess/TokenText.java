package dev.irpscope.analysis.preprocess;

import java.util.List;

/** Tokens as text that reads back as the same tokens. */
public final class TokenText {
  private TokenText() {}

  /** One blank where white space stood and where two tokens would become one without it. */
  public static String of(List<Token> tokens) {
    StringBuilder text = new StringBuilder();
    for (Token token : tokens) {
      if (!text.isEmpty() && (token.spaceBefore() || wouldJoin(text, token.text()))) {
        text.append(' ');
      }
      text.append(token.text());
    }
    return text.toString();
  }

  private static boolean wouldJoin(StringBuilder text, String next) {
    char a = text.charAt(text.length() - 1);
    char b = next.charAt(0);
    if (Scanner.isIdentifierPart(a)) {
      return Scanner.isIdentifierPart(b) || b == '"' || b == '\'';
    }
    return !Punctuators.two(a, b).isEmpty()
        || (a == '/' && (b == '*' || b == '/'))
        || (a == '.' && Character.isDigit(b));
  }
}
