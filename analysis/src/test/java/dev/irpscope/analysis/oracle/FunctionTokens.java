package dev.irpscope.analysis.oracle;

import dev.irpscope.analysis.preprocess.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A function definition found by counting brackets in preprocessed tokens.
 *
 * @param body its tokens, braces included
 */
record FunctionTokens(Token name, List<Token> body) {

  /**
   * The functions of a unit and its names.
   *
   * @param types what typedefs declare
   * @param objects what looks like a variable, parameter or function somewhere
   */
  record Found(
      List<FunctionTokens> functions, Set<String> types, Set<String> objects, boolean cpp) {}

  static Found in(List<Token> tokens, boolean cpp) {
    Search search = new Search(tokens, cpp);
    search.scope(0, tokens.size());
    return new Found(search.functions, search.types, objects(tokens), cpp);
  }

  private static Set<String> objects(List<Token> tokens) {
    Set<String> objects = new HashSet<>();
    Set<String> typeLike = new HashSet<>();
    for (int i = 1; i + 1 < tokens.size(); i++) {
      Token before = tokens.get(i - 1);
      boolean declarator =
          tokens.get(i).kind() == Token.Kind.IDENTIFIER
              && (before.kind() == Token.Kind.IDENTIFIER || before.text().equals("*"))
              && !Set.of("return", "const", "struct", "goto", "else").contains(before.text());
      if (declarator && Set.of(";", "=", "(", ",", ")", "[").contains(tokens.get(i + 1).text())) {
        objects.add(tokens.get(i).text());
      }
      if (tokens.get(i).kind() == Token.Kind.IDENTIFIER && before.kind() == Token.Kind.IDENTIFIER) {
        typeLike.add(before.text());
      }
      boolean bracketed =
          i > 1
              && i + 2 < tokens.size()
              && before.text().equals("(")
              && tokens.get(i - 2).kind() == Token.Kind.IDENTIFIER
              && tokens.get(i + 1).text().equals(")")
              && tokens.get(i + 2).text().equals("(");
      if (bracketed && !tokens.get(i - 2).text().equals("return")) {
        objects.add(tokens.get(i).text());
      }
    }
    objects.removeAll(typeLike);
    return objects;
  }

  private static final class Search {
    private final List<Token> tokens;
    private final boolean cpp;
    private final int[] partner;
    private final List<FunctionTokens> functions = new ArrayList<>();
    private final Set<String> types = new HashSet<>();

    Search(List<Token> tokens, boolean cpp) {
      this.tokens = tokens;
      this.cpp = cpp;
      this.partner = Brackets.partners(tokens);
    }

    private boolean is(int at, String text) {
      return Brackets.is(tokens, at, text);
    }

    /** File scope, or the inside of a linkage block, namespace or class. */
    void scope(int from, int to) {
      int start = from;
      int at = from;
      while (at < to) {
        if (is(at, ";")) {
          declared(start, at);
          start = ++at;
        } else if (is(at, "{")) {
          int end = Math.min(partner[at] < 0 ? to : partner[at], to);
          if (transparent(start, at)) {
            boolean type = startsType(start, at);
            scope(at + 1, end);
            at = end + 1;
            start = type ? start : at;
          } else if (body(start, at)) {
            at = end + 1;
            start = at;
          } else {
            at = end + 1;
          }
        } else if (is(at, "(") || is(at, "[")) {
          at = partner[at] < 0 ? at + 1 : partner[at] + 1;
        } else if (is(at, "}")) {
          start = ++at;
        } else if (cpp
            && is(at, ":")
            && at > from
            && Set.of("public", "private", "protected").contains(tokens.get(at - 1).text())) {
          start = ++at;
        } else {
          at++;
        }
      }
    }

    private boolean startsType(int start, int brace) {
      for (int i = start; i < brace; i++) {
        if (is(i, "(") && !Words.ATTRIBUTES.contains(tokens.get(i - 1).text())) {
          return false;
        }
      }
      for (int i = start; i < brace; i++) {
        if (is(i, "struct") || is(i, "union") || is(i, "class")) {
          return true;
        }
      }
      return false;
    }

    private boolean transparent(int start, int brace) {
      if (brace > start
          && tokens.get(brace - 1).kind() == Token.Kind.STRING
          && brace - 2 >= start
          && is(brace - 2, "extern")) {
        return true;
      }
      if (!cpp) {
        return false;
      }
      for (int i = start; i < brace; i++) {
        if (is(i, "namespace")) {
          return true;
        }
      }
      return startsType(start, brace);
    }

    /** Whether a function body opens here; if so, it is kept. */
    private boolean body(int start, int brace) {
      int name = -1;
      for (int i = start; i < brace; i++) {
        if (is(i, "=") || (is(i, "enum") && !seenParenthesis(start, i))) {
          return false;
        }
        if (is(i, ":") && name >= 0) {
          break;
        }
        if (is(i, "(")) {
          boolean named =
              i > start
                  && tokens.get(i - 1).kind() == Token.Kind.IDENTIFIER
                  && !Words.ATTRIBUTES.contains(tokens.get(i - 1).text())
                  && !Words.NOT_CALLED.contains(tokens.get(i - 1).text());
          boolean operator = i > start + 1 && (is(i - 2, "operator") || is(i - 1, "operator"));
          boolean bracketed =
              partner[i] == i + 2
                  && is(partner[i] + 1, "(")
                  && tokens.get(i + 1).kind() == Token.Kind.IDENTIFIER;
          if (bracketed) {
            name = i + 1;
          } else if (named || operator) {
            name = i - 1;
          }
          i = partner[i] < 0 ? i : partner[i];
        }
      }
      if (name < 0) {
        return false;
      }
      int end = partner[brace] < 0 ? tokens.size() - 1 : partner[brace];
      functions.add(new FunctionTokens(tokens.get(name), tokens.subList(brace, end + 1)));
      return true;
    }

    private boolean seenParenthesis(int start, int at) {
      for (int i = start; i < at; i++) {
        if (is(i, "(")) {
          return true;
        }
      }
      return false;
    }

    /** Remembers what a typedef, structure or class declares. */
    private void declared(int start, int end) {
      for (int i = start; i < end; i++) {
        if (cpp
            && (is(i, "struct") || is(i, "class") || is(i, "union") || is(i, "enum"))
            && tokens.get(i + 1).kind() == Token.Kind.IDENTIFIER) {
          types.add(tokens.get(i + 1).text());
        }
      }
      for (int i = start; i < end; i++) {
        if (is(i, "typedef")) {
          types.addAll(Brackets.typedefNames(tokens, i + 1, end, partner));
          return;
        }
      }
    }
  }
}
