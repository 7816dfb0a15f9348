package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.preprocess.Token;
import dev.irpscope.analysis.source.Origin;
import dev.irpscope.analysis.source.Span;
import java.util.List;

/**
 * The tokens of one external declaration.
 *
 * @param tokens at least one
 * @param name what the piece seems to declare, for messages about a piece that cannot be read
 * @param packing what {@code #pragma pack} allows where it starts, 0 for no limit
 */
record Piece(Kind kind, List<Token> tokens, String name, int packing) {
  /** What it looks like from outside. */
  enum Kind {
    DECLARATION,
    FUNCTION
  }

  Piece {
    tokens = List.copyOf(tokens);
  }

  Origin origin() {
    return tokens.getFirst().origin().join(tokens.getLast().origin());
  }

  /** The place in the file that the piece was written in. */
  Span span() {
    return tokens.getFirst().origin().site().join(tokens.getLast().origin().site());
  }

  /** How deep brackets nest; {@code else if} chains and operators do not count. */
  int nesting() {
    int depth = 0;
    int deepest = 0;
    for (Token token : tokens) {
      if (token.kind() == Token.Kind.PUNCTUATOR && token.text().length() == 1) {
        switch (token.text().charAt(0)) {
          case '(', '[', '{' -> {
            depth++;
            deepest = Math.max(deepest, depth);
          }
          case ')', ']', '}' -> depth--;
          default -> {}
        }
      }
    }
    return deepest;
  }
}
