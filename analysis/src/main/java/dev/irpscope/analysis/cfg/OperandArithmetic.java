package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Expr.BinaryOp;
import dev.irpscope.analysis.ast.Expr.UnaryOp;
import java.util.OptionalLong;

/**
 * Builds operands: conversions are made explicit, pointer arithmetic is scaled to bytes, constants
 * are folded.
 */
final class OperandArithmetic {
  private final TypeLayout layout;

  OperandArithmetic(TypeLayout layout) {
    this.layout = layout;
  }

  static Operand integer(long value, CType type) {
    return new Operand.Constant(ConstantFolding.wrap(value, type), type);
  }

  /** {@code value} as a value of {@code type} (C11 6.3). */
  Operand convert(Operand value, CType type) {
    CType to = type.canonical();
    if (to instanceof CType.Void || to instanceof CType.Struct || to instanceof CType.Array) {
      return value;
    }
    if (value instanceof Operand.Constant(var constant, _)) {
      return integer(constant, type);
    }
    if (ExpressionTyping.same(value.type(), type)) {
      return value;
    }
    if (to instanceof CType.Int(var bits, _) && bits == 1) {
      return new Operand.Cast(isNonZero(value), type);
    }
    if (value instanceof Operand.Cast(var inner, var between)
        && ExpressionTyping.isPointer(type)
        && ExpressionTyping.isPointer(between)
        && ExpressionTyping.isPointer(inner.type())) {
      return ExpressionTyping.same(inner.type(), type) ? inner : new Operand.Cast(inner, type);
    }
    return new Operand.Cast(value, type);
  }

  /** The type of {@code operand} after integer promotion; a narrow bit-field becomes an int. */
  static CType promotedType(Operand operand) {
    return operand instanceof Operand.Load(Place.Field(_, var field)) && field.isNarrow()
        ? CType.Int.INT
        : ExpressionTyping.promote(operand.type());
  }

  private static CType common(Operand left, Operand right) {
    return ExpressionTyping.common(promotedType(left), promotedType(right));
  }

  /** {@code value != 0}, as an {@code int}. */
  Operand isNonZero(Operand value) {
    return binary(BinaryOp.NOT_EQUAL, value, integer(0, CType.Int.INT));
  }

  Operand unary(UnaryOp op, Operand operand) {
    if (op == UnaryOp.NOT) {
      return operand instanceof Operand.Constant(var value, _)
          ? integer(value == 0 ? 1 : 0, CType.Int.INT)
          : new Operand.Unary(op, operand, CType.Int.INT);
    }
    CType type = promotedType(operand);
    Operand promoted = convert(operand, type);
    if (op == UnaryOp.PLUS) {
      return promoted;
    }
    return promoted instanceof Operand.Constant(var value, _)
        ? integer(ConstantFolding.unary(op, value, type), type)
        : new Operand.Unary(op, promoted, type);
  }

  Operand binary(BinaryOp op, Operand left, Operand right) {
    boolean leftPoints = ExpressionTyping.isPointer(left.type());
    boolean rightPoints = ExpressionTyping.isPointer(right.type());
    if (op.isComparison()) {
      return comparison(op, left, right);
    }
    if (leftPoints && rightPoints && op == BinaryOp.SUBTRACT) {
      return difference(left, right);
    }
    if (leftPoints && (op == BinaryOp.ADD || op == BinaryOp.SUBTRACT)) {
      return moved(op, left, right);
    }
    if (rightPoints && op == BinaryOp.ADD) {
      return moved(op, right, left);
    }
    if (op == BinaryOp.SHIFT_LEFT || op == BinaryOp.SHIFT_RIGHT) {
      CType type = promotedType(left);
      CType count = promotedType(right);
      return folded(op, convert(left, type), convert(right, count), type, type);
    }
    CType type = common(left, right);
    return folded(op, convert(left, type), convert(right, type), type, type);
  }

  private Operand comparison(BinaryOp op, Operand left, Operand right) {
    CType type = common(left, right);
    return folded(op, convert(left, type), convert(right, type), type, CType.Int.INT);
  }

  private static Operand folded(
      BinaryOp op, Operand left, Operand right, CType operands, CType result) {
    if (left instanceof Operand.Constant(var a, _) && right instanceof Operand.Constant(var b, _)) {
      OptionalLong value = ConstantFolding.binary(op, a, b, operands);
      if (value.isPresent()) {
        return integer(value.getAsLong(), result);
      }
    }
    return new Operand.Binary(op, left, right, result);
  }

  /** Pointer plus or minus an integer, which is scaled to bytes. */
  private Operand moved(BinaryOp op, Operand pointer, Operand count) {
    long stride = layout.stride(ExpressionTyping.target(pointer.type()));
    Operand steps = convert(count, CType.Int.LONG_LONG);
    Operand bytes =
        stride == 1
            ? steps
            : binary(BinaryOp.MULTIPLY, steps, integer(stride, CType.Int.LONG_LONG));
    if (bytes instanceof Operand.Constant(var offset, _)) {
      if (offset == 0) {
        return pointer;
      }
      if (pointer instanceof Operand.Constant(var address, var type)) {
        return integer(op == BinaryOp.ADD ? address + offset : address - offset, type);
      }
    }
    return new Operand.Binary(op, pointer, bytes, pointer.type());
  }

  private Operand difference(Operand left, Operand right) {
    long stride = layout.stride(ExpressionTyping.target(left.type()));
    Operand bytes =
        binary(
            BinaryOp.SUBTRACT,
            convert(left, CType.Int.LONG_LONG),
            convert(right, CType.Int.LONG_LONG));
    return stride == 1
        ? bytes
        : binary(BinaryOp.DIVIDE, bytes, integer(stride, CType.Int.LONG_LONG));
  }
}
