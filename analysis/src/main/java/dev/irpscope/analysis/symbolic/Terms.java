package dev.irpscope.analysis.symbolic;

import dev.irpscope.analysis.symbolic.Value.Number;
import dev.irpscope.analysis.symbolic.Value.Operation;
import dev.irpscope.analysis.symbolic.Value.Pointer;
import java.util.List;
import java.util.OptionalLong;

/**
 * Builds values: folds what is constant, brings numbers into the range of their C type, and puts
 * comparisons into one form, so that equal conditions are equal objects.
 */
public final class Terms {
  /**
   * Operations of which a value is made. A loop that computes a checksum, followed turn by turn,
   * doubles them in each.
   */
  private static final int MOST_OPERATIONS = 100;

  private Terms() {}

  /** What the operation gives; where that is made of too much, a symbol that stands for it. */
  private static Value operation(String name, List<Value> operands, int bits, boolean signed) {
    Operation made = new Operation(name, operands, bits, signed);
    return made.size() <= MOST_OPERATIONS ? made : Symbol.operation(made);
  }

  /**
   * {@code value} as an integer of that width: wrapped, then sign- or zero-extended (C11 6.3.1.3).
   */
  public static long wrap(long value, int bits, boolean signed) {
    if (bits >= 64) {
      return value;
    }
    if (bits == 1) {
      return value == 0 ? 0 : 1;
    }
    long kept = value & ((1L << bits) - 1);
    return signed && (kept >>> (bits - 1)) != 0 ? kept - (1L << bits) : kept;
  }

  /**
   * Conversion to an integer type. Where the operand's values all fit, it is the operand itself.
   *
   * @param known what is known of the operand's values
   */
  public static Value cast(Value operand, RangeSet known, int bits, boolean signed) {
    if (operand instanceof Number number) {
      return Value.of(wrap(number.value(), bits, signed));
    }
    if (bits == 1) {
      return compare("!=", operand, Value.Number.ZERO, 64, true);
    }
    if (bits >= 64 || !(operand instanceof Symbol || operand instanceof Operation)) {
      return operand;
    }
    RangeSet type = RangeSet.ofType(bits, signed);
    if (type.containsAll(known) || type.containsAll(natural(operand))) {
      return operand;
    }
    if (operand instanceof Operation inner && inner.name().equals("cast") && inner.bits() >= bits) {
      Value source = inner.operands().getFirst();
      if (inner.bits() > bits || !signed || type.containsAll(natural(source))) {
        return cast(source, RangeSet.ALL, bits, signed);
      }
    }
    // A signed form is made from the unsigned one: what is known of one tells of the other.
    Value kept =
        signed && !fits(operand, bits) ? cast(operand, RangeSet.ALL, bits, false) : operand;
    return operation("cast", List.of(kept), bits, signed);
  }

  private static boolean fits(Value operand, int bits) {
    return switch (operand) {
      case Symbol symbol -> symbol.bits() <= bits;
      case Operation operation -> operation.bits() <= bits;
      case Number _, Pointer _, Value.Function _, Value.Text _ -> true;
    };
  }

  /** The values that an integer can have by its type alone. */
  static RangeSet natural(Value value) {
    return switch (value) {
      case Symbol symbol when !symbol.isPointer() ->
          RangeSet.ofType(symbol.bits(), symbol.signed());
      case Operation operation when Value.isComparison(operation.name()) -> RangeSet.of(0, 1);
      case Operation operation -> RangeSet.ofType(operation.bits(), operation.signed());
      case Symbol _, Number _, Pointer _, Value.Function _, Value.Text _ -> RangeSet.ALL;
    };
  }

  /** As many bits, from the lowest on. */
  public static long mask(int bits) {
    return bits >= 64 ? -1 : (1L << bits) - 1;
  }

  /** The bits of a number that are set, whatever the unknowns in it are. */
  public static long set(Value value) {
    return Bits.of(value).set();
  }

  /** {@code !operand}. */
  public static Value not(Value operand) {
    return compare("==", operand, Value.Number.ZERO, 64, true);
  }

  public static Value negate(Value operand, int bits, boolean signed) {
    return operand instanceof Number number
        ? Value.of(wrap(-number.value(), bits, signed))
        : operation("-", List.of(Value.Number.ZERO, operand), bits, signed);
  }

  public static Value complement(Value operand, int bits, boolean signed) {
    return operand instanceof Number number
        ? Value.of(wrap(~number.value(), bits, signed))
        : operation("~", List.of(operand), bits, signed);
  }

  /** A binary operation on operands of one type; the result is of that type, or 0 or 1. */
  public static Value binary(String op, Value left, Value right, int bits, boolean signed) {
    if (Value.isComparison(op)) {
      return compare(op, left, right, bits, signed);
    }
    if (left instanceof Number a && right instanceof Number b) {
      OptionalLong folded = fold(op, a.value(), b.value(), bits, signed);
      if (folded.isPresent()) {
        return Value.of(folded.getAsLong());
      }
    }
    if (op.equals("-") && left.equals(right)) {
      return Value.Number.ZERO;
    }
    if (right instanceof Number b) {
      if (b.value() == 0 && ("+-|^".contains(op) || op.equals("<<") || op.equals(">>"))) {
        return left;
      }
      if (b.value() == 0 && op.equals("*")) {
        return Value.Number.ZERO;
      }
      if (op.equals("&")
          && left instanceof Operation inner
          && inner.name().equals("^")
          && inner.operands().get(1) instanceof Number turned) {
        Value kept = binary(op, inner.operands().getFirst(), b, bits, signed);
        return binary("^", kept, Value.of(turned.value() & b.value()), bits, signed);
      }
      if (op.equals("&")) {
        return Bits.of(left).and(b.value()).value(bits, signed);
      }
      if (op.equals("|")) {
        return Bits.of(left).or(b.value()).value(bits, signed);
      }
      if (op.equals("-")) {
        return binary("+", left, Value.of(-b.value()), bits, signed);
      }
      if (op.equals("+")
          && left instanceof Operation inner
          && inner.name().equals("+")
          && inner.operands().get(1) instanceof Number c) {
        return binary(
            "+",
            inner.operands().getFirst(),
            Value.of(wrap(b.value() + c.value(), bits, signed)),
            bits,
            signed);
      }
    }
    if (left instanceof Number && isCommutative(op)) {
      return binary(op, right, left, bits, signed);
    }
    return operation(op, List.of(left, right), bits, signed);
  }

  private static boolean isCommutative(String op) {
    return "+*&|^".contains(op);
  }

  private static OptionalLong fold(String op, long a, long b, int bits, boolean signed) {
    boolean wideUnsigned = !signed && bits >= 64;
    long value;
    switch (op) {
      case "+" -> value = a + b;
      case "-" -> value = a - b;
      case "*" -> value = a * b;
      case "/" -> {
        if (b == 0) {
          return OptionalLong.empty();
        }
        value = wideUnsigned ? Long.divideUnsigned(a, b) : a / b;
      }
      case "%" -> {
        if (b == 0) {
          return OptionalLong.empty();
        }
        value = wideUnsigned ? Long.remainderUnsigned(a, b) : a % b;
      }
      case "<<" -> value = b < 0 || b >= 64 ? 0 : a << b;
      case ">>" -> value = b < 0 || b >= 64 ? 0 : wideUnsigned ? a >>> b : a >> b;
      case "&" -> value = a & b;
      case "|" -> value = a | b;
      case "^" -> value = a ^ b;
      default -> {
        return OptionalLong.empty();
      }
    }
    return OptionalLong.of(wrap(value, bits, signed));
  }

  /**
   * A comparison: 0 or 1 where it is decided by form alone, else an operation in one normal form.
   */
  public static Value compare(String op, Value left, Value right, int bits, boolean signed) {
    if (left instanceof Number a && right instanceof Number b) {
      return Value.truth(decide(op, a.value(), b.value(), bits, signed));
    }
    if (left.equals(right)) {
      return Value.truth(op.equals("==") || op.equals("<=") || op.equals(">="));
    }
    if (left instanceof Number) {
      return compare(Value.mirrored(op), right, left, bits, signed);
    }
    boolean equality = op.equals("==") || op.equals("!=");
    if (equality && right instanceof Number number) {
      if (number.value() == 0 && isAddress(left)) {
        return Value.truth(op.equals("!="));
      }
      if (left instanceof Operation inner) {
        if (Value.isComparison(inner.name())) {
          boolean asIs = (number.value() == 0) == op.equals("!=");
          if (number.value() == 0 || number.value() == 1) {
            return asIs ? inner : negation(inner);
          }
          return Value.truth(op.equals("!="));
        }
        if (inner.name().equals("^") && inner.operands().get(1) instanceof Number turned) {
          Value turnedBack = Value.of(wrap(number.value() ^ turned.value(), bits, signed));
          return compare(op, inner.operands().getFirst(), turnedBack, bits, signed);
        }
        if (inner.name().equals("+") && inner.operands().get(1) instanceof Number added) {
          return compare(
              op,
              inner.operands().getFirst(),
              Value.of(wrap(number.value() - added.value(), bits, signed)),
              bits,
              signed);
        }
      }
    }
    if (equality && distinct(left, right)) {
      return Value.truth(op.equals("!="));
    }
    if (left instanceof Pointer a && right instanceof Pointer b && a.region().equals(b.region())) {
      return Value.truth(decide(op, a.offset(), b.offset(), 64, true));
    }
    if (!(right instanceof Number) && (op.equals(">") || op.equals(">="))) {
      return compare(Value.mirrored(op), right, left, bits, signed);
    }
    if (equality && !(right instanceof Number) && order(left, right) > 0) {
      return operation(op, List.of(right, left), bits, signed);
    }
    return operation(op, List.of(left, right), bits, signed);
  }

  /** A fixed order of operands; by their text only where they are reached by as many steps. */
  private static int order(Value left, Value right) {
    int bySteps = Integer.compare(depth(left), depth(right));
    return bySteps != 0 ? bySteps : left.toString().compareTo(right.toString());
  }

  private static int depth(Value value) {
    return switch (value) {
      case Symbol symbol -> symbol.depth();
      case Pointer pointer -> pointer.region().root().map(Symbol::depth).orElse(0);
      case Number _, Value.Function _, Value.Text _, Operation _ -> 0;
    };
  }

  /** The comparison that holds exactly when {@code comparison} does not. */
  public static Value negation(Operation comparison) {
    return compare(
        Value.negated(comparison.name()),
        comparison.operands().get(0),
        comparison.operands().get(1),
        comparison.bits(),
        comparison.signed());
  }

  static boolean decide(String op, long a, long b, int bits, boolean signed) {
    int order = !signed && bits >= 64 ? Long.compareUnsigned(a, b) : Long.compare(a, b);
    return switch (op) {
      case "==" -> a == b;
      case "!=" -> a != b;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      default -> throw new IllegalArgumentException(op);
    };
  }

  /** Whether a value is certainly no null pointer by its form. */
  public static boolean isAddress(Value value) {
    return value instanceof Pointer
        || value instanceof Value.Function
        || value instanceof Value.Text;
  }

  /**
   * Whether two values can't be equal by their form: addresses of different variables or functions.
   * Two targets of unknown pointers may be the same.
   */
  private static boolean distinct(Value left, Value right) {
    if (left instanceof Value.Function && right instanceof Value.Function) {
      return true;
    }
    if (!isAddress(left) || !isAddress(right)) {
      return false;
    }
    if (left instanceof Pointer a && right instanceof Pointer b) {
      boolean variables = a.region().root().isEmpty() && b.region().root().isEmpty();
      return variables && !a.region().whole().equals(b.region().whole());
    }
    return !(left instanceof Value.Text);
  }

  /** The address {@code by} bytes after {@code address}. */
  public static Value advance(Value address, long by) {
    return switch (address) {
      case Pointer pointer -> pointer(pointer.region(), pointer.offset() + by);
      case Symbol symbol when symbol.isPointer() ->
          by == 0 ? symbol : pointer(new Region.Target(symbol), by);
      case Number number -> Value.of(number.value() + by);
      default -> by == 0 ? address : binary("+", address, Value.of(by), 64, false);
    };
  }

  /** The address of a place; the start of a symbol's target is the symbol itself. */
  public static Value pointer(Region region, long offset) {
    return offset == 0 && region instanceof Region.Target target
        ? target.pointer()
        : new Pointer(region, offset);
  }
}
