package dev.irpscope.analysis.oracle;

import dev.irpscope.analysis.preprocess.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Matching brackets in tokens. */
final class Brackets {
  private Brackets() {}

  static boolean is(List<Token> tokens, int at, String text) {
    return at >= 0
        && at < tokens.size()
        && tokens.get(at).text().equals(text)
        && tokens.get(at).kind() != Token.Kind.STRING
        && tokens.get(at).kind() != Token.Kind.CHARACTER;
  }

  /** For each bracket the place of the other one, -1 without one and for other tokens. */
  static int[] partners(List<Token> tokens) {
    int[] partner = new int[tokens.size()];
    Arrays.fill(partner, -1);
    int[] open = new int[tokens.size() + 1];
    int depth = 0;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.kind() != Token.Kind.PUNCTUATOR || token.text().length() != 1) {
        continue;
      }
      switch (token.text().charAt(0)) {
        case '(', '[', '{' -> open[depth++] = i;
        case ')', ']', '}' -> {
          String wanted = token.text().equals(")") ? "(" : token.text().equals("]") ? "[" : "{";
          int back = depth;
          while (back > 0 && !tokens.get(open[back - 1]).text().equals(wanted)) {
            back--;
          }
          if (back > 0) {
            partner[i] = open[back - 1];
            partner[open[back - 1]] = i;
            depth = back - 1;
          }
        }
        default -> {}
      }
    }
    return partner;
  }

  /** The names that the declarators between two places give. */
  static List<String> typedefNames(List<Token> tokens, int from, int to, int[] partner) {
    List<String> names = new ArrayList<>();
    String last = "";
    boolean fixed = false;
    for (int i = from; i <= to; i++) {
      if (i == to || is(tokens, i, ",")) {
        if (!last.isEmpty()) {
          names.add(last);
        }
        last = "";
        fixed = false;
      } else if (is(tokens, i, "{") && partner[i] > 0) {
        i = partner[i];
      } else if (is(tokens, i, "[") && partner[i] > 0) {
        i = partner[i];
      } else if (is(tokens, i, "(") && partner[i] > 0) {
        boolean attribute = i > 0 && Words.ATTRIBUTES.contains(tokens.get(i - 1).text());
        if (!attribute && !fixed) {
          if (last.isEmpty() || pointerInside(tokens, i)) {
            for (int k = i; k < partner[i]; k++) {
              if (tokens.get(k).kind() == Token.Kind.IDENTIFIER
                  && !Words.NOT_CALLED.contains(tokens.get(k).text())) {
                last = tokens.get(k).text();
                if (is(tokens, k + 1, "(")) {
                  break;
                }
              }
            }
          }
          fixed = true;
        }
        i = partner[i];
      } else if (!fixed
          && tokens.get(i).kind() == Token.Kind.IDENTIFIER
          && !Words.TYPES.contains(tokens.get(i).text())
          && !Words.ATTRIBUTES.contains(tokens.get(i).text())) {
        last = tokens.get(i).text();
      }
    }
    return names;
  }

  /** Whether the parenthesis holds a declarator: some words of conventions, then a star. */
  static boolean pointerInside(List<Token> tokens, int open) {
    int at = open + 1;
    while (at < tokens.size() && tokens.get(at).kind() == Token.Kind.IDENTIFIER) {
      at++;
    }
    return is(tokens, at, "*") || is(tokens, at, "^");
  }
}
