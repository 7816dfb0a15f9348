package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Expr;

/**
 * A value without side effects: reading it twice in a row gives the same. Usual conversions (C11
 * 6.3) are explicit as {@link Cast}; operations are on equal types, except shifts and pointer sums.
 */
public sealed interface Operand {
  CType type();

  /** What is converted, however often; a value that is not converted itself. */
  default Operand plain() {
    Operand at = this;
    while (at instanceof Cast(var inner, _)) {
      at = inner;
    }
    return at;
  }

  /** An integer or null pointer constant; {@code value} sign- or zero-extended as its type says. */
  record Constant(long value, CType type) implements Operand {}

  /** A string literal. */
  record Text(String value, CType type) implements Operand {}

  record Load(Place place) implements Operand {
    @Override
    public CType type() {
      return place.type();
    }
  }

  /** {@code &place}, and an array used as a pointer to its first element. */
  record AddressOf(Place place, CType type) implements Operand {}

  /** A function used as a value. */
  record FunctionName(String name, CType type) implements Operand {}

  /** The value of an earlier instruction of the same function. */
  record Temporary(int index, CType type) implements Operand {}

  /** {@code -}, {@code ~} or {@code !}; {@code !} gives 0 or 1. */
  record Unary(Expr.UnaryOp op, Operand operand, CType type) implements Operand {}

  /** Comparisons give 0 or 1; pointer plus integer is already scaled to bytes. */
  record Binary(Expr.BinaryOp op, Operand left, Operand right, CType type) implements Operand {}

  record Cast(Operand operand, CType type) implements Operand {}

  /**
   * The start of the structure that holds, {@code offset} bytes in, what {@code member} points to.
   */
  record Container(Operand member, long offset, CType type) implements Operand {}

  /** A value that nothing is known of, and why. */
  record Unknown(CType type, String reason) implements Operand {}
}
