package dev.irpscope.analysis.preprocess;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads the arguments of one invocation, from its opening parenthesis (C11 6.10.3, paragraph 11).
 */
final class ArgumentReader {
  private final String name;
  private final int parameters;
  private final boolean variadic;
  private final TokenBuffer tokens = new TokenBuffer(16);
  private int[] commas = new int[8];
  private int commaCount;

  ArgumentReader(Macro macro) {
    this(macro.name(), macro.parameters().size(), macro.variadic());
  }

  private ArgumentReader(String name, int parameters, boolean variadic) {
    this.name = name;
    this.parameters = parameters;
    this.variadic = variadic;
  }

  /** Takes all between the parentheses as one argument. */
  static ArgumentReader ofPragma() {
    return new ArgumentReader("__pragma", 1, true);
  }

  /**
   * @return false if the tokens end before the closing parenthesis
   */
  boolean read(Supplier<Token> source) {
    int depth = 0;
    while (true) {
      Token token = source.get();
      if (token.kind() == Token.Kind.END) {
        return false;
      }
      tokens.add(token);
      if (token.kind() == Token.Kind.PUNCTUATOR) {
        String text = token.text();
        if (text.equals("(")) {
          depth++;
        } else if (text.equals(")")) {
          if (--depth == 0) {
            return true;
          }
        } else if (depth == 1 && text.equals(",") && !(variadic && commaCount >= parameters - 1)) {
          noteComma();
        }
      }
    }
  }

  private void noteComma() {
    if (commaCount == commas.length) {
      commas = java.util.Arrays.copyOf(commas, commaCount * 2);
    }
    commas[commaCount++] = tokens.size() - 1;
  }

  Token close() {
    return tokens.get(tokens.size() - 1);
  }

  /** All that was read, the opening parenthesis included. */
  Token[] everything() {
    return tokens.toArray();
  }

  /** One array for each parameter; fresh, so that the caller may change it. */
  Token[][] arguments() {
    Token[][] arguments = new Token[parameters][];
    for (int i = 0; i < parameters; i++) {
      if (i > commaCount) {
        arguments[i] = new Token[0];
        continue;
      }
      int from = i == 0 ? 1 : commas[i - 1] + 1;
      int to = i == commaCount ? tokens.size() - 1 : commas[i];
      arguments[i] = tokens.slice(from, to);
    }
    return arguments;
  }

  /** What is wrong with the number of arguments. */
  Optional<String> problem() {
    boolean none = commaCount == 0 && tokens.size() == 2;
    int given = none && parameters == 0 ? 0 : commaCount + 1;
    int needed = variadic ? parameters - 1 : parameters;
    if (given < needed) {
      return Optional.of(
          "The macro '%s' takes %d arguments but is given %d; the others are taken as empty."
              .formatted(name, needed, given));
    }
    if (!variadic && given > parameters) {
      return Optional.of(
          "The macro '%s' takes %d arguments but is given %d; the rest is dropped."
              .formatted(name, parameters, given));
    }
    return Optional.empty();
  }
}
