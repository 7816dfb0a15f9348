package dev.irpscope.analysis.preprocess;

import java.util.Optional;

/** Computes the value of an {@code #if} expression (C11 6.10.1) from its expanded tokens. */
final class ConditionReader {
  /** Why an expression has no value. */
  static final class BadCondition extends Exception {
    private static final long serialVersionUID = 1;

    BadCondition(String message) {
      super(message, null, false, false);
    }
  }

  private static final int MAX_DEPTH = 256;

  private record Value(long bits, boolean unsigned) {
    static Value of(boolean truth) {
      return new Value(truth ? 1 : 0, false);
    }

    boolean truth() {
      return bits != 0;
    }
  }

  private final Token[] tokens;
  private int at;
  private int depth;

  private ConditionReader(Token[] tokens) {
    this.tokens = tokens;
  }

  static boolean isTrue(Token[] tokens) throws BadCondition {
    ConditionReader reader = new ConditionReader(tokens);
    if (tokens.length == 0) {
      throw new BadCondition("the condition is empty");
    }
    Value value = reader.conditional(true);
    if (reader.at < tokens.length) {
      throw new BadCondition("'" + tokens[reader.at].text() + "' is not expected here");
    }
    return value.truth();
  }

  private Value conditional(boolean live) throws BadCondition {
    if (++depth > MAX_DEPTH) {
      throw new BadCondition("it is nested more than " + MAX_DEPTH + " deep");
    }
    Value condition = binary(1, live);
    if (accept("?")) {
      Value yes = conditional(live && condition.truth());
      expect(":");
      Value no = conditional(live && !condition.truth());
      boolean unsigned = yes.unsigned || no.unsigned;
      condition = new Value(condition.truth() ? yes.bits : no.bits, unsigned);
    }
    while (depth == 1 && accept(",")) {
      condition = conditional(live);
    }
    depth--;
    return condition;
  }

  private Value binary(int least, boolean live) throws BadCondition {
    Value left = unary(live);
    while (at < tokens.length) {
      String operator = tokens[at].text();
      int level = precedence(operator);
      if (level < least) {
        break;
      }
      at++;
      boolean needed =
          live
              && !(operator.equals("&&") && !left.truth())
              && !(operator.equals("||") && left.truth());
      Value right = binary(level + 1, needed);
      left = apply(operator, left, right, needed);
    }
    return left;
  }

  private static int precedence(String operator) {
    return switch (operator) {
      case "||" -> 1;
      case "&&" -> 2;
      case "|" -> 3;
      case "^" -> 4;
      case "&" -> 5;
      case "==", "!=" -> 6;
      case "<", ">", "<=", ">=" -> 7;
      case "<<", ">>" -> 8;
      case "+", "-" -> 9;
      case "*", "/", "%" -> 10;
      default -> 0;
    };
  }

  private static Value apply(String operator, Value a, Value b, boolean live) throws BadCondition {
    boolean unsigned = a.unsigned || b.unsigned;
    long x = a.bits;
    long y = b.bits;
    int order = unsigned ? Long.compareUnsigned(x, y) : Long.compare(x, y);
    return switch (operator) {
      case "||" -> Value.of(a.truth() || b.truth());
      case "&&" -> Value.of(a.truth() && b.truth());
      case "|" -> new Value(x | y, unsigned);
      case "^" -> new Value(x ^ y, unsigned);
      case "&" -> new Value(x & y, unsigned);
      case "==" -> Value.of(x == y);
      case "!=" -> Value.of(x != y);
      case "<" -> Value.of(order < 0);
      case ">" -> Value.of(order > 0);
      case "<=" -> Value.of(order <= 0);
      case ">=" -> Value.of(order >= 0);
      case "<<" ->
          new Value(shift(a, b.unsigned || y >= 0 ? y : -y, b.unsigned || y >= 0), a.unsigned);
      case ">>" ->
          new Value(shift(a, b.unsigned || y >= 0 ? y : -y, !b.unsigned && y < 0), a.unsigned);
      case "+" -> new Value(x + y, unsigned);
      case "-" -> new Value(x - y, unsigned);
      case "*" -> new Value(x * y, unsigned);
      default -> divide(operator, x, y, unsigned, live);
    };
  }

  private static long shift(Value value, long by, boolean left) {
    boolean far = by < 0 || by >= 64;
    if (left) {
      return far ? 0 : value.bits << by;
    }
    if (value.unsigned) {
      return far ? 0 : value.bits >>> by;
    }
    return value.bits >> (far ? 63 : by);
  }

  private static Value divide(String operator, long x, long y, boolean unsigned, boolean live)
      throws BadCondition {
    if (y == 0) {
      if (live) {
        throw new BadCondition("it divides by zero");
      }
      return new Value(0, unsigned);
    }
    if (operator.equals("/")) {
      return new Value(unsigned ? Long.divideUnsigned(x, y) : x / y, unsigned);
    }
    return new Value(unsigned ? Long.remainderUnsigned(x, y) : x % y, unsigned);
  }

  private Value unary(boolean live) throws BadCondition {
    if (at >= tokens.length) {
      throw new BadCondition("it ends too early");
    }
    if (++depth > MAX_DEPTH) {
      throw new BadCondition("it is nested more than " + MAX_DEPTH + " deep");
    }
    Token token = tokens[at++];
    Value value =
        switch (token.kind()) {
          case NUMBER -> number(token.text());
          case CHARACTER -> new Value(CharacterValue.of(token.text()), false);
          case IDENTIFIER -> new Value(token.is("true") ? 1 : 0, false);
          case PUNCTUATOR -> operator(token, live);
          case STRING, OTHER, END ->
              throw new BadCondition("'" + token.text() + "' cannot stand in a condition");
        };
    depth--;
    return value;
  }

  private Value operator(Token token, boolean live) throws BadCondition {
    return switch (token.text()) {
      case "(" -> {
        Value inner = conditional(live);
        expect(")");
        yield inner;
      }
      case "!" -> Value.of(!unary(live).truth());
      case "~" -> {
        Value operand = unary(live);
        yield new Value(~operand.bits, operand.unsigned);
      }
      case "-" -> {
        Value operand = unary(live);
        yield new Value(-operand.bits, operand.unsigned);
      }
      case "+" -> unary(live);
      default -> throw new BadCondition("'" + token.text() + "' is not expected here");
    };
  }

  private static Value number(String text) throws BadCondition {
    Optional<NumberText> read = NumberText.parse(text);
    if (read.isEmpty()) {
      throw new BadCondition("'" + text + "' is not an integer");
    }
    return new Value(read.get().bits(), read.get().unsigned());
  }

  private boolean accept(String text) {
    if (at < tokens.length && tokens[at].is(text)) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(String text) throws BadCondition {
    if (!accept(text)) {
      throw new BadCondition("'" + text + "' is missing");
    }
  }
}
