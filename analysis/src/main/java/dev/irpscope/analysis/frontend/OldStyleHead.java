package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.preprocess.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The head of a function definition that lists its parameters' names and declares them behind the
 * list (C11 6.9.1): {@code int f(a, b) char *a; int b; {}}.
 */
final class OldStyleHead {
  private final List<Token> tokens;
  private final int open;
  private final int close;
  private final int body;
  private final Map<String, List<Token>> declarations;

  private OldStyleHead(
      List<Token> tokens, int open, int close, int body, Map<String, List<Token>> declarations) {
    this.tokens = tokens;
    this.open = open;
    this.close = close;
    this.body = body;
    this.declarations = declarations;
  }

  /** The head whose list opens at {@code open}, if that is what stands there. */
  static Optional<OldStyleHead> at(List<Token> tokens, int open) {
    List<String> names = new ArrayList<>();
    int close = open;
    do {
      if (!isWord(tokens, close + 1)) {
        return Optional.empty();
      }
      names.add(tokens.get(close + 1).text());
      close += 2;
    } while (is(tokens, close, ","));
    if (!is(tokens, close, ")")) {
      return Optional.empty();
    }
    Map<String, List<Token>> declarations = new HashMap<>();
    int at = close + 1;
    while (isWord(tokens, at)) {
      int end = end(tokens, at);
      if (end < 0 || !declare(tokens.subList(at, end), names, declarations)) {
        return Optional.empty();
      }
      at = end + 1;
    }
    return declarations.isEmpty() || !is(tokens, at, "{")
        ? Optional.empty()
        : Optional.of(new OldStyleHead(tokens, open, close, at, declarations));
  }

  /**
   * The semicolon of the declaration that starts at {@code start}; -1 if something else ends it.
   */
  private static int end(List<Token> tokens, int start) {
    for (int i = start; i < tokens.size() && !is(tokens, i, "{"); i++) {
      if (is(tokens, i, ";")) {
        return i;
      }
    }
    return -1;
  }

  /** Whether what is declared are parameters only; adds how the list would declare each. */
  private static boolean declare(
      List<Token> declaration, List<String> names, Map<String, List<Token>> into) {
    List<List<Token>> parts = parts(declaration);
    int declarator = declarator(parts.getFirst());
    List<Token> specifiers = declaration.subList(0, declarator);
    for (int i = 0; i < parts.size(); i++) {
      List<Token> part = parts.get(i);
      List<Token> own = i == 0 ? part.subList(declarator, part.size()) : part;
      Optional<String> name = own.stream().map(Token::text).filter(names::contains).findFirst();
      if (specifiers.isEmpty() || name.isEmpty() || into.containsKey(name.get())) {
        return false;
      }
      List<Token> whole = new ArrayList<>(specifiers);
      whole.addAll(own);
      into.put(name.get(), whole);
    }
    return true;
  }

  private static List<List<Token>> parts(List<Token> declaration) {
    List<List<Token>> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < declaration.size(); i++) {
      if (is(declaration, i, "(") || is(declaration, i, "[")) {
        depth++;
      } else if (is(declaration, i, ")") || is(declaration, i, "]")) {
        depth--;
      } else if (is(declaration, i, ",") && depth == 0) {
        parts.add(declaration.subList(start, i));
        start = i + 1;
      }
    }
    parts.add(declaration.subList(start, declaration.size()));
    return parts;
  }

  /** Where the first declarator starts: at a pointer, or the last word outside of brackets. */
  private static int declarator(List<Token> part) {
    int depth = 0;
    int word = 0;
    for (int i = 0; i < part.size(); i++) {
      boolean pointer = is(part, i, "*") || (is(part, i, "(") && is(part, i + 1, "*"));
      if (depth == 0 && pointer) {
        return i;
      }
      if (is(part, i, "(") || is(part, i, "[")) {
        depth++;
      } else if (is(part, i, ")") || is(part, i, "]")) {
        depth--;
      } else if (depth == 0 && isWord(part, i)) {
        word = i;
      }
    }
    return word;
  }

  private static boolean is(List<Token> tokens, int index, String spelling) {
    return index < tokens.size()
        && tokens.get(index).kind() == Token.Kind.PUNCTUATOR
        && tokens.get(index).is(spelling);
  }

  private static boolean isWord(List<Token> tokens, int index) {
    return index < tokens.size() && tokens.get(index).kind() == Token.Kind.IDENTIFIER;
  }

  /** The place of the brace that opens the function's body. */
  int body() {
    return body;
  }

  /** The text from {@code start} to {@code end} with the parameters declared in the list. */
  List<Token> modern(int start, int end) {
    List<Token> modern = new ArrayList<>(tokens.subList(start, open + 1));
    for (int i = open + 1; i < close; i++) {
      Token token = tokens.get(i);
      List<Token> declared = declarations.getOrDefault(token.text(), List.of(token));
      if (isWord(tokens, i) && !declarations.containsKey(token.text())) {
        modern.add(new Token(Token.Kind.IDENTIFIER, "int", token.origin(), true));
      }
      modern.addAll(declared);
    }
    modern.add(tokens.get(close));
    modern.addAll(tokens.subList(body, end));
    return modern;
  }
}
