package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.preprocess.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the function bodies out of a C++ class: the class remains as a record of its members, and
 * each function becomes a definition of its own under its qualified name.
 */
final class ClassBody {
  private ClassBody() {}

  /** The class first, then its functions; just the piece if it defines no class. */
  static List<Piece> split(Piece piece) {
    List<Token> tokens = piece.tokens();
    int open = classBody(tokens);
    if (open < 0) {
      return List.of(piece);
    }
    String tag = tag(tokens, open);
    List<Token> rest = new ArrayList<>(tokens.subList(0, open + 1));
    List<Piece> functions = new ArrayList<>();
    int end = partner(tokens, open);
    int i = open + 1;
    while (i < end) {
      int start = i;
      boolean access = i + 1 < end && tokens.get(i + 1).is(":") && isAccess(tokens.get(i));
      if (access) {
        i += 2;
        continue;
      }
      while (i < end && !tokens.get(i).is(";") && !tokens.get(i).is("{")) {
        i = tokens.get(i).is("(") ? partner(tokens, i) + 1 : i + 1;
      }
      boolean body =
          i < end
              && tokens.get(i).is("{")
              && DeclarationSplitter.Shape.of(tokens, start, i).isFunction();
      if (body) {
        int close = partner(tokens, i);
        functions.add(function(tokens.subList(start, Math.min(end, close + 1)), tag, piece));
        i = close + 1;
        continue;
      }
      while (i < end && !tokens.get(i).is(";")) {
        i = tokens.get(i).is("{") ? partner(tokens, i) + 1 : i + 1;
      }
      i = Math.min(end, i + 1);
      rest.addAll(tokens.subList(start, i));
    }
    rest.addAll(tokens.subList(Math.min(end, tokens.size()), tokens.size()));
    List<Piece> pieces = new ArrayList<>();
    pieces.add(new Piece(Piece.Kind.DECLARATION, rest, piece.name(), piece.packing()));
    pieces.addAll(functions);
    return pieces;
  }

  private static boolean isAccess(Token token) {
    return token.is("public") || token.is("private") || token.is("protected");
  }

  /** The brace that opens a class body before anything else, or -1. */
  private static int classBody(List<Token> tokens) {
    boolean tagged = false;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      switch (token.text()) {
        case "class", "struct", "union" -> tagged = true;
        case "enum", "=" -> {
          return -1;
        }
        case "{" -> {
          return tagged ? i : -1;
        }
        default -> {}
      }
    }
    return -1;
  }

  private static String tag(List<Token> tokens, int open) {
    String tag = "";
    boolean after = false;
    for (Token token : tokens.subList(0, open)) {
      switch (token.text()) {
        case "class", "struct", "union" -> after = true;
        case ":" -> {
          return tag;
        }
        default -> {
          boolean word = after && token.kind() == Token.Kind.IDENTIFIER && !token.is("final");
          tag = word ? token.text() : tag;
        }
      }
    }
    return tag;
  }

  private static Piece function(List<Token> tokens, String tag, Piece of) {
    String name = DeclarationSplitter.Shape.of(tokens, 0, tokens.size()).name();
    List<Token> named = new ArrayList<>();
    boolean done = tag.isEmpty();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      boolean declares =
          !done
              && token.kind() == Token.Kind.IDENTIFIER
              && token.text().equals(name)
              && i + 1 < tokens.size()
              && tokens.get(i + 1).is("(");
      if (!declares) {
        named.add(token);
        continue;
      }
      boolean destructor = i > 0 && tokens.get(i - 1).is("~");
      if (destructor) {
        named.removeLast();
      }
      named.add(
          new Token(
              token.kind(),
              tag + "::" + (destructor ? "~" : "") + name,
              token.origin(),
              token.spaceBefore()));
      done = true;
    }
    return new Piece(Piece.Kind.FUNCTION, named, tag + "::" + name, of.packing());
  }

  private static int partner(List<Token> tokens, int open) {
    int depth = 0;
    for (int i = open; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.kind() != Token.Kind.PUNCTUATOR) {
        continue;
      }
      if (token.is("(") || token.is("{") || token.is("[")) {
        depth++;
      } else if ((token.is(")") || token.is("}") || token.is("]")) && --depth == 0) {
        return i;
      }
    }
    return tokens.size();
  }
}
