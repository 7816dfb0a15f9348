package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Expr.BinaryOp;
import dev.irpscope.analysis.ast.Expr.UnaryOp;
import java.util.OptionalLong;

/** Integer arithmetic at compile time, with the width and sign of the C type. */
final class ConstantFolding {
  private ConstantFolding() {}

  /** {@code value} as the type holds it: truncated, then sign- or zero-extended to 64 bits. */
  static long wrap(long value, CType type) {
    if (!(type.canonical() instanceof CType.Int(var bits, var signed)) || bits >= 64) {
      return value;
    }
    if (bits == 1) {
      return value == 0 ? 0 : 1;
    }
    return wrap(value, bits, signed);
  }

  /** {@code value} as a bit-field of {@code bits} bits, declared with {@code type}, holds it. */
  static long wrap(long value, int bits, CType type) {
    return wrap(value, bits, type.canonical() instanceof CType.Int(_, var signed) && signed);
  }

  private static long wrap(long value, int bits, boolean signed) {
    int shift = 64 - bits;
    return signed ? value << shift >> shift : value << shift >>> shift;
  }

  /**
   * @param type the type of both operands, after the usual conversions
   * @return empty where C leaves the result undefined
   */
  static OptionalLong binary(BinaryOp op, long left, long right, CType type) {
    boolean signed =
        switch (type.canonical()) {
          case CType.Int(_, var isSigned) -> isSigned;
          case CType.Pointer _ -> false;
          default -> true;
        };
    int order = signed ? Long.compare(left, right) : Long.compareUnsigned(left, right);
    return switch (op) {
      case MULTIPLY -> wrapped(left * right, type);
      case DIVIDE ->
          right == 0
              ? OptionalLong.empty()
              : wrapped(signed ? left / right : Long.divideUnsigned(left, right), type);
      case REMAINDER ->
          right == 0
              ? OptionalLong.empty()
              : wrapped(signed ? left % right : Long.remainderUnsigned(left, right), type);
      case ADD -> wrapped(left + right, type);
      case SUBTRACT -> wrapped(left - right, type);
      case SHIFT_LEFT ->
          right < 0 || right > 63 ? OptionalLong.empty() : wrapped(left << right, type);
      case SHIFT_RIGHT ->
          right < 0 || right > 63
              ? OptionalLong.empty()
              : wrapped(signed ? left >> right : left >>> right, type);
      case LESS -> truth(order < 0);
      case GREATER -> truth(order > 0);
      case LESS_EQUAL -> truth(order <= 0);
      case GREATER_EQUAL -> truth(order >= 0);
      case EQUAL -> truth(left == right);
      case NOT_EQUAL -> truth(left != right);
      case AND -> wrapped(left & right, type);
      case XOR -> wrapped(left ^ right, type);
      case OR -> wrapped(left | right, type);
    };
  }

  static long unary(UnaryOp op, long value, CType type) {
    return switch (op) {
      case MINUS -> wrap(-value, type);
      case COMPLEMENT -> wrap(~value, type);
      case NOT -> value == 0 ? 1 : 0;
      case PLUS -> value;
      case DEREFERENCE, ADDRESS, PRE_INCREMENT, PRE_DECREMENT, POST_INCREMENT, POST_DECREMENT ->
          throw new IllegalArgumentException("not an operation on values: " + op);
    };
  }

  private static OptionalLong wrapped(long value, CType type) {
    return OptionalLong.of(wrap(value, type));
  }

  private static OptionalLong truth(boolean value) {
    return OptionalLong.of(value ? 1 : 0);
  }
}
