package dev.irpscope.analysis.preprocess;

import dev.irpscope.analysis.preprocess.Macro.Part;
import dev.irpscope.analysis.preprocess.Macro.PartKind;
import dev.irpscope.analysis.source.Origin;
import java.util.List;

/**
 * Builds the replacement of one invocation: parameters, {@code #} and {@code ##} (C11 6.10.3.1 to
 * 6.10.3.3). The result is still to be rescanned.
 */
final class Substitution {
  private static final Token[] NOTHING = {};

  private final Expander expander;
  private final Macro macro;
  private final Origins origins;
  private final Token[][] raw;
  private final Token[][] expanded;
  private final boolean[] isExpanded;
  private final TokenBuffer result;

  /**
   * @param raw the arguments, one for each parameter, their origins already led through the macro
   */
  Substitution(Expander expander, Macro macro, Origins origins, Token[][] raw) {
    this.expander = expander;
    this.macro = macro;
    this.origins = origins;
    this.raw = raw;
    this.expanded = new Token[raw.length][];
    this.isExpanded = new boolean[raw.length];
    this.result = new TokenBuffer(macro.replacement().size() + 4);
  }

  Token[] run() {
    List<Part> parts = macro.replacement();
    boolean leftEmpty = true;
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      boolean pastesBefore = i > 0 && parts.get(i - 1).pastesNext();
      Token[] operand = operand(part, pastesBefore);
      boolean rest = macro.variadic() && part.parameter() == macro.parameters().size() - 1;
      boolean afterComma =
          rest && i > 0 && part.kind() == PartKind.PARAMETER && isComma(parts.get(i - 1));
      if (afterComma && operand.length == 0) {
        // GNU ", ## args" and the Microsoft preprocessor's elision of ", __VA_ARGS__"
        dropComma();
        leftEmpty = true;
      } else if (!pastesBefore || afterComma) {
        result.addAll(operand);
        leftEmpty = operand.length == 0;
      } else if (leftEmpty) {
        result.addAll(operand);
        leftEmpty = operand.length == 0;
      } else if (operand.length > 0) {
        paste(operand);
      }
    }
    return result.toArray();
  }

  private static boolean isComma(Part part) {
    return part.kind() == PartKind.TOKEN && part.token().is(",");
  }

  private void dropComma() {
    if (result.size() > 0 && result.get(result.size() - 1).is(",")) {
      result.removeLast();
    }
  }

  private Token[] operand(Part part, boolean pastesBefore) {
    return switch (part.kind()) {
      case TOKEN -> new Token[] {inBody(part.token())};
      case STRING_OF_PARAMETER ->
          new Token[] {
            literal(part.token(), Token.Kind.STRING, Literals.quoted(raw[part.parameter()], '"'))
          };
      case CHARACTER_OF_PARAMETER ->
          new Token[] {
            literal(
                part.token(), Token.Kind.CHARACTER, Literals.quoted(raw[part.parameter()], '\''))
          };
      case PARAMETER -> {
        Token[] tokens =
            pastesBefore || part.pastesNext()
                ? raw[part.parameter()]
                : expandedArgument(part.parameter());
        yield spacedLike(part.token(), tokens);
      }
    };
  }

  private Token inBody(Token token) {
    return new Token(token.kind(), token.text(), origins.body(token.origin()), token.spaceBefore());
  }

  private Token literal(Token operator, Token.Kind kind, String text) {
    return new Token(kind, text, origins.body(operator.origin()), operator.spaceBefore());
  }

  private Token[] expandedArgument(int parameter) {
    if (!isExpanded[parameter]) {
      expanded[parameter] = expander.expandArgument(raw[parameter]);
      isExpanded[parameter] = true;
    }
    return expanded[parameter];
  }

  private Token[] spacedLike(Token parameter, Token[] tokens) {
    if (tokens.length == 0) {
      return NOTHING;
    }
    if (tokens[0].spaceBefore() == parameter.spaceBefore()) {
      return tokens;
    }
    Token[] copy = tokens.clone();
    Token first = copy[0];
    copy[0] =
        expander.repaint(
            first, new Token(first.kind(), first.text(), first.origin(), parameter.spaceBefore()));
    return copy;
  }

  private void paste(Token[] operand) {
    Token left = result.removeLast();
    Token right = operand[0];
    String text = left.text() + right.text();
    Origin origin = left.origin();
    Token.Kind kind = expander.kindOf(text);
    if (kind == Token.Kind.END) {
      expander.reportBadPaste(macro, left);
      result.add(left);
      result.addAll(operand);
      return;
    }
    result.add(new Token(kind, expander.spell(text), origin, left.spaceBefore()));
    for (int i = 1; i < operand.length; i++) {
      result.add(operand[i]);
    }
  }
}
