package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.preprocess.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the function bodies out of a C++ class: the class remains as a record of its members and
 * static functions, and each function, also of a class inside it, becomes a definition of its own
 * under its qualified name.
 */
final class ClassBody {
  private final List<Token> tokens;
  private final int packing;
  private final List<Token> rest = new ArrayList<>();
  private final List<Piece> functions = new ArrayList<>();

  private ClassBody(Piece piece) {
    this.tokens = piece.tokens();
    this.packing = piece.packing();
  }

  /** The class first, then its functions; just the piece if it defines no class. */
  static List<Piece> split(Piece piece) {
    int open = classBody(piece.tokens(), 0);
    if (open < 0) {
      return List.of(piece);
    }
    ClassBody body = new ClassBody(piece);
    body.rest.addAll(body.tokens.subList(0, open + 1));
    int end = body.members(open, tag(body.tokens, 0, open));
    body.rest.addAll(body.tokens.subList(Math.min(end, body.tokens.size()), body.tokens.size()));
    List<Piece> pieces = new ArrayList<>();
    pieces.add(new Piece(Piece.Kind.DECLARATION, body.rest, piece.name(), piece.packing()));
    pieces.addAll(body.functions);
    return pieces;
  }

  /** Goes through the members of the class that opens here; returns the place of its end. */
  private int members(int open, String tag) {
    int end = partner(tokens, open);
    int i = open + 1;
    while (i < end) {
      boolean access = i + 1 < end && tokens.get(i + 1).is(":") && isAccess(tokens.get(i));
      i = access ? i + 2 : member(i, end, tag);
    }
    return end;
  }

  /** Takes one member; returns the place after it. */
  private int member(int start, int end, String tag) {
    int i = head(start, end);
    boolean braces = i < end && tokens.get(i).is("{");
    if (braces && DeclarationSplitter.Shape.of(tokens, start, i).isFunction()) {
      int close = Math.min(end - 1, partner(tokens, i));
      List<Token> own =
          DeclarationSplitter.withoutTemplate(tokens.subList(start, Math.min(end, close + 1)));
      if (!own.isEmpty()) {
        functions.add(function(own, tag));
        declareStatic(start, i);
      }
      return close + 1;
    }
    int inner = braces ? classBody(tokens.subList(start, end), 0) : -1;
    if (inner >= 0) {
      int innerOpen = start + inner;
      rest.addAll(tokens.subList(start, innerOpen + 1));
      String innerTag = tag(tokens, start, innerOpen);
      i = members(innerOpen, innerTag.isEmpty() ? tag : tag + "::" + innerTag);
      start = i;
    }
    while (i < end && !tokens.get(i).is(";")) {
      i = tokens.get(i).is("{") ? partner(tokens, i) + 1 : i + 1;
    }
    i = Math.min(end, i + 1);
    rest.addAll(tokens.subList(start, i));
    return i;
  }

  /** Leaves the declaration of a static function in the class: that it is one stands only there. */
  private void declareStatic(int start, int body) {
    List<Token> head = tokens.subList(start, body);
    boolean isStatic =
        !head.getFirst().is("template")
            && head.stream()
                .takeWhile(token -> !token.is("("))
                .anyMatch(token -> token.is("static"));
    if (isStatic) {
      rest.addAll(head);
      Token brace = tokens.get(body);
      rest.add(new Token(Token.Kind.PUNCTUATOR, ";", brace.origin(), brace.spaceBefore()));
    }
  }

  /** The semicolon or brace that ends the head of a member. */
  private int head(int start, int end) {
    int i = start;
    while (i < end && !tokens.get(i).is(";")) {
      if (tokens.get(i).is("(")) {
        i = partner(tokens, i) + 1;
      } else if (tokens.get(i).is("{")) {
        int close = partner(tokens, i);
        if (!DeclarationSplitter.initialisesMember(tokens, i, close)) {
          return i;
        }
        i = close + 1;
      } else {
        i++;
      }
    }
    return i;
  }

  private static boolean isAccess(Token token) {
    return token.is("public") || token.is("private") || token.is("protected");
  }

  /** The brace that opens a class body before anything else, or -1. */
  private static int classBody(List<Token> tokens, int start) {
    boolean tagged = false;
    for (int i = start; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      switch (token.text()) {
        case "class", "struct", "union" -> tagged = true;
        case "enum", "=", ";" -> {
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

  private static String tag(List<Token> tokens, int start, int open) {
    String tag = "";
    boolean after = false;
    for (Token token : tokens.subList(start, open)) {
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

  private Piece function(List<Token> own, String tag) {
    String name = DeclarationSplitter.Shape.of(own, 0, own.size()).name();
    List<Token> named = new ArrayList<>();
    boolean done = tag.isEmpty();
    for (int i = 0; i < own.size(); i++) {
      Token token = own.get(i);
      boolean declares =
          !done
              && token.kind() == Token.Kind.IDENTIFIER
              && token.text().equals(name)
              && i + 1 < own.size()
              && own.get(i + 1).is("(");
      if (!declares) {
        named.add(token);
        continue;
      }
      boolean destructor = i > 0 && own.get(i - 1).is("~");
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
    return new Piece(Piece.Kind.FUNCTION, named, tag + "::" + name, packing);
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
