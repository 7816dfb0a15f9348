package dev.irpscope.analysis.preprocess;

import dev.irpscope.analysis.preprocess.ConditionReader.BadCondition;
import java.util.Optional;
import java.util.function.Predicate;

/** Expands the tokens of an {@code #if}, answering {@code defined} and its like on the way. */
final class ConditionTokens {
  private final Expander expander;
  private final MacroTable macros;
  private final Predicate<HeaderName> headerExists;

  ConditionTokens(Expander expander, MacroTable macros, Predicate<HeaderName> headerExists) {
    this.expander = expander;
    this.macros = macros;
    this.headerExists = headerExists;
  }

  Token[] expand(Token[] tokens) throws BadCondition {
    Expander.Mark mark = expander.enter(tokens);
    try {
      TokenBuffer result = new TokenBuffer(tokens.length + 4);
      for (Token token = expander.next(); token.kind() != Token.Kind.END; token = expander.next()) {
        result.add(token.kind() == Token.Kind.IDENTIFIER ? answer(token) : token);
      }
      return result.toArray();
    } catch (Expander.TooLarge tooLarge) {
      throw new BadCondition("a macro in it " + tooLarge.getMessage());
    } finally {
      expander.leave(mark);
    }
  }

  private Token answer(Token name) throws BadCondition {
    return switch (name.text()) {
      case "defined" -> truth(name, definedOperand());
      case "__has_include", "__has_include_next" -> truth(name, hasInclude());
      case "__has_attribute",
          "__has_cpp_attribute",
          "__has_c_attribute",
          "__has_declspec_attribute",
          "__has_builtin",
          "__has_feature",
          "__has_extension",
          "__has_warning" -> {
        parenthesised();
        yield truth(name, false);
      }
      default -> {
        macros.consult(name.text());
        yield name;
      }
    };
  }

  private boolean definedOperand() throws BadCondition {
    Token token = expander.nextUnexpanded();
    boolean parenthesised = token.is("(");
    if (parenthesised) {
      token = expander.nextUnexpanded();
    }
    if (token.kind() != Token.Kind.IDENTIFIER) {
      throw new BadCondition("'defined' needs the name of a macro");
    }
    if (parenthesised && !expander.nextUnexpanded().is(")")) {
      throw new BadCondition("')' is missing after 'defined'");
    }
    return token.is("__has_include") || macros.consult(token.text());
  }

  private boolean hasInclude() throws BadCondition {
    Optional<HeaderName> name = HeaderName.ofTokens(parenthesised());
    if (name.isEmpty()) {
      throw new BadCondition("'__has_include' names no file");
    }
    return headerExists.test(name.get());
  }

  private Token[] parenthesised() throws BadCondition {
    if (!expander.nextUnexpanded().is("(")) {
      throw new BadCondition("'(' is missing");
    }
    TokenBuffer inside = new TokenBuffer(4);
    int depth = 1;
    while (true) {
      Token token = expander.nextUnexpanded();
      if (token.kind() == Token.Kind.END) {
        throw new BadCondition("')' is missing");
      }
      depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      if (depth == 0) {
        return inside.toArray();
      }
      inside.add(token);
    }
  }

  private static Token truth(Token name, boolean value) {
    return new Token(Token.Kind.NUMBER, value ? "1" : "0", name.origin(), name.spaceBefore());
  }
}
