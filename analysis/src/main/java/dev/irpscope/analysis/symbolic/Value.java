package dev.irpscope.analysis.symbolic;

import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.rule.Ref;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A symbolic value. Integers are mathematical: they were brought into the range of their C type
 * when they were made, so {@code 0xC0000001} as an {@code NTSTATUS} is negative.
 */
public sealed interface Value extends Ref
    permits Value.Number, Value.Pointer, Value.Function, Value.Text, Value.Operation, Symbol {
  /** A known number; a null pointer is 0. */
  record Number(long value) implements Value {
    public static final Number ZERO = new Number(0);
    public static final Number ONE = new Number(1);

    @Override
    public String toString() {
      return Long.toString(value);
    }
  }

  /**
   * The address {@code offset} bytes into a region. The start of a symbol's target is the symbol.
   */
  record Pointer(Region region, long offset) implements Value {
    @Override
    public String toString() {
      return "&" + region + (offset == 0 ? "" : "+" + offset);
    }
  }

  /**
   * The address of a function.
   *
   * @param file where {@code name} means this function, if it does not mean it everywhere; else
   *     empty
   */
  record Function(String name, String file) implements Value {
    @Override
    public String toString() {
      return name;
    }
  }

  /** A string literal. */
  record Text(String text) implements Value {
    @Override
    public String toString() {
      return '"' + text + '"';
    }
  }

  /**
   * An operation on values of which at least one is unknown.
   *
   * @param name spelling of a C operator, {@code cast}, or a function of one value without effects
   * @param bits width of the operands
   * @param signed whether they are signed
   * @param size operations of which it is made, counted as often as they are read
   */
  record Operation(String name, List<Value> operands, int bits, boolean signed, int hash, int size)
      implements Value {
    public Operation(String name, List<Value> operands, int bits, boolean signed) {
      this(
          name,
          List.copyOf(operands),
          bits,
          signed,
          mixed((name.hashCode() * 31 + operands.hashCode()) * 31 + bits * 2 + (signed ? 1 : 0)),
          1 + operands.stream().mapToInt(Operation::size).sum());
    }

    /**
     * Spreads what differs over all bits (MurmurHash3's finalizer). Without it a difference is lost
     * where a value is used twice in each of many operations.
     */
    private static int mixed(int hash) {
      int mixed = (hash ^ (hash >>> 16)) * 0x85ebca6b;
      mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
      return mixed ^ (mixed >>> 16);
    }

    private static int size(Value value) {
      return value instanceof Operation operation ? operation.size : 0;
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public String toString() {
      return "("
          + operands.stream().map(Object::toString).collect(Collectors.joining(" " + name + " "))
          + ")";
    }
  }

  /** Whether an object, or something that was read from it, is part of the value. */
  default boolean mentions(Symbol object) {
    List<Symbol> symbols = new ArrayList<>();
    collectSymbols(symbols);
    return symbols.stream().anyMatch(symbol -> symbol.isOf(object));
  }

  /** The values below this one that are symbols, this one included, in order of appearance. */
  default void collectSymbols(java.util.Collection<Symbol> into) {
    switch (this) {
      case Symbol symbol -> into.add(symbol);
      case Operation operation -> {
        for (Value operand : operation.operands()) {
          operand.collectSymbols(into);
        }
      }
      case Pointer pointer -> {
        Symbol root = pointer.region().rootOrNull();
        if (root != null) {
          into.add(root);
        }
      }
      case Number _, Function _, Text _ -> {}
    }
  }

  /** Adds for each symbol below this one the bits of it on which this value depends. */
  default void collectBits(Map<Symbol, Long> into) {
    Bits.collect(this, Bits.ALL, into);
  }

  /** Adds the variables that it points to. */
  default void collectLocals(java.util.Collection<? super Region.Local> into) {
    switch (this) {
      case Pointer pointer -> {
        if (pointer.region().whole() instanceof Region.Local local) {
          into.add(local);
        }
      }
      case Operation operation -> {
        for (Value operand : operation.operands()) {
          operand.collectLocals(into);
        }
      }
      case Symbol _, Number _, Function _, Text _ -> {}
    }
  }

  static Value of(long number) {
    return number == 0 ? Number.ZERO : number == 1 ? Number.ONE : new Number(number);
  }

  static Value truth(boolean value) {
    return value ? Number.ONE : Number.ZERO;
  }

  /** The spelling of a comparison operator that holds exactly when {@code op} does not. */
  static String negated(String op) {
    return switch (op) {
      case "==" -> "!=";
      case "!=" -> "==";
      case "<" -> ">=";
      case ">=" -> "<";
      case ">" -> "<=";
      case "<=" -> ">";
      default -> throw new IllegalArgumentException(op);
    };
  }

  /** The operator that holds for exchanged operands. */
  static String mirrored(String op) {
    return switch (op) {
      case "<" -> ">";
      case ">" -> "<";
      case "<=" -> ">=";
      case ">=" -> "<=";
      default -> op;
    };
  }

  static boolean isComparison(String op) {
    return switch (op) {
      case "==", "!=", "<", ">", "<=", ">=" -> true;
      default -> false;
    };
  }

  /** The name that {@link Operation} uses for an operator. */
  static String nameOf(Expr.BinaryOp op) {
    return op.spelling();
  }
}
