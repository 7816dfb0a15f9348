package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.preprocess.Token;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells {@code Pair<A, B>} from two comparisons. A name that the unit declares as a template has
 * arguments; of other names the text between the brackets and behind them decides.
 */
final class TemplateArguments {
  private final List<Token> tokens;
  private final Set<String> templates = new HashSet<>();

  TemplateArguments(List<Token> tokens) {
    this.tokens = tokens;
    for (int i = 0; i + 1 < tokens.size(); i++) {
      if (tokens.get(i).is("template") && tokens.get(i + 1).is("<")) {
        declared(i + 1);
      }
    }
  }

  private void declared(int open) {
    int close = brackets(open);
    if (close < 0) {
      return;
    }
    for (int i = close + 1; i + 1 < tokens.size() && i < close + 12; i++) {
      boolean names = is(i + 1, "(") || is(i + 1, "{") || is(i + 1, ";") || is(i + 1, ":");
      if (isWord(i) && (names || is(i + 1, "="))) {
        templates.add(tokens.get(i).text());
        return;
      }
      if (is(i, "{") || is(i, ";")) {
        return;
      }
    }
  }

  private int brackets(int open) {
    return brackets(tokens, open);
  }

  /** The closing bracket of a template's parameters or arguments that open here, or -1. */
  static int brackets(List<Token> tokens, int open) {
    int depth = 0;
    for (int i = open; i < tokens.size(); i++) {
      if (is(tokens, i, "<")) {
        depth++;
      } else if (is(tokens, i, ">")) {
        depth--;
      } else if (is(tokens, i, ">>")) {
        depth -= 2;
      } else if (is(tokens, i, ";") || is(tokens, i, "{")) {
        return -1;
      } else if (is(tokens, i, "(")) {
        i = parenthesis(tokens, i);
      }
      if (depth <= 0) {
        return depth == 0 ? i : -1;
      }
    }
    return -1;
  }

  private static int parenthesis(List<Token> tokens, int open) {
    int depth = 0;
    for (int i = open; i < tokens.size(); i++) {
      depth += is(tokens, i, "(") ? 1 : is(tokens, i, ")") ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return tokens.size() - 1;
  }

  /**
   * The bracket that closes the arguments of a template, or -1 if there are none.
   *
   * @param name what stands before the bracket, qualified
   * @param open where the opening bracket would be
   */
  int end(String name, int open) {
    if (!is(open, "<") || !Vocabulary.CPP.isPlain(name)) {
      return -1;
    }
    int close = brackets(open);
    if (close < 0 || !holdsTypes(open, close)) {
      return -1;
    }
    String last = name.substring(name.lastIndexOf(':') + 1);
    boolean known = templates.contains(last) || name.startsWith("std::");
    return known || isUsedAsTemplate(name, open, close) ? close : -1;
  }

  /** Whether the text between the brackets may be a list of types and constants. */
  private boolean holdsTypes(int open, int close) {
    for (int i = open + 1; i < close; i++) {
      Token token = tokens.get(i);
      boolean fits =
          switch (token.kind()) {
            case IDENTIFIER, NUMBER, CHARACTER -> true;
            case PUNCTUATOR ->
                switch (token.text()) {
                  case "::", ",", "*", "&", "...", "(", ")", "[", "]", "<", ">", ">>" -> true;
                  case "&&" -> is(i + 1, ">") || is(i + 1, ",") || is(i + 1, ")");
                  default -> false;
                };
            case STRING, OTHER, END -> false;
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private boolean isUsedAsTemplate(String name, int open, int close) {
    boolean typed = isWord(open + 1) && isTypeWord(tokens.get(open + 1).text());
    boolean list = false;
    for (int i = open + 1; i < close; i++) {
      list |= is(i, ",");
    }
    boolean named = name.contains("::") || Character.isUpperCase(name.charAt(0)) || typed;
    if (is(close + 1, "::") || is(close + 1, "{")) {
      return true;
    }
    if (is(close + 1, "(") || isWord(close + 1)) {
      return !list || named;
    }
    boolean follows =
        is(close + 1, "*")
            || is(close + 1, "&")
            || is(close + 1, ")")
            || is(close + 1, ",")
            || is(close + 1, ";")
            || is(close + 1, ">")
            || is(close + 1, ">>");
    return follows && (typed || name.contains("::") || (named && !list));
  }

  private static boolean isTypeWord(String word) {
    return Vocabulary.CPP.isTypeWord(word) || word.startsWith("P") || word.equals("typename");
  }

  private boolean isWord(int index) {
    return index < tokens.size() && tokens.get(index).kind() == Token.Kind.IDENTIFIER;
  }

  private boolean is(int index, String spelling) {
    return is(tokens, index, spelling);
  }

  private static boolean is(List<Token> tokens, int index, String spelling) {
    return index < tokens.size()
        && tokens.get(index).kind() == Token.Kind.PUNCTUATOR
        && tokens.get(index).is(spelling);
  }
}
