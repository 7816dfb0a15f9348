package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.cfg.FieldRef;
import dev.irpscope.analysis.cfg.TypeLayout;
import java.util.Optional;
import java.util.OptionalLong;

/** Values of integer constant expressions (C11 6.6), with C's widths and signs. */
final class Constants {
  private final Scope scope;

  /** Kept no longer than one expression: structures may be completed later. */
  private final TypeLayout layout = new TypeLayout();

  Constants(Scope scope) {
    this.scope = scope;
  }

  /** A value of an integer type, kept within its range. */
  private record Value(long value, CType.Int type) {
    static Value of(long value, CType.Int type) {
      return new Value(
          switch (type.bits()) {
            case 1 -> value == 0 ? 0 : 1;
            case 8 -> type.signed() ? (byte) value : value & 0xFF;
            case 16 -> type.signed() ? (short) value : value & 0xFFFF;
            case 32 -> type.signed() ? (int) value : value & 0xFFFF_FFFFL;
            default -> value;
          },
          type);
    }

    static Value ofBoolean(boolean value) {
      return of(value ? 1 : 0, CType.Int.INT);
    }
  }

  OptionalLong evaluate(Expr expression) {
    Optional<Value> value = value(expression);
    return value.isPresent() ? OptionalLong.of(value.get().value()) : OptionalLong.empty();
  }

  private Optional<Value> value(Expr expression) {
    return switch (expression) {
      case Expr.IntLiteral literal -> integer(literal.value(), literal.type());
      case Expr.SizeofType size -> size(layout.exactSize(size.type()));
      case Expr.SizeofExpr size ->
          size(type(size.operand()).map(layout::exactSize).orElse(OptionalLong.empty()));
      case Expr.AlignofType alignment -> size(OptionalLong.of(layout.alignment(alignment.type())));
      case Expr.OffsetOf offset -> size(layout.offset(offset.type(), offset.path()));
      case Expr.Cast cast -> value(cast.operand()).flatMap(v -> integer(v.value(), cast.type()));
      case Expr.Unary unary -> value(unary.operand()).flatMap(v -> unary(unary.op(), v));
      case Expr.Binary binary ->
          value(binary.left())
              .flatMap(l -> value(binary.right()).flatMap(r -> binary(binary.op(), l, r)));
      case Expr.Logical logical -> logical(logical);
      case Expr.Conditional conditional ->
          value(conditional.condition())
              .flatMap(
                  c -> value(c.value() != 0 ? conditional.whenTrue() : conditional.whenFalse()));
      case Expr.Name _,
          Expr.FloatLiteral _,
          Expr.StringLiteral _,
          Expr.Assign _,
          Expr.Comma _,
          Expr.Call _,
          Expr.Index _,
          Expr.Member _,
          Expr.ContainingRecord _,
          Expr.CompoundLiteral _,
          Expr.StatementExpr _,
          Expr.Lambda _,
          Expr.TypeArgument _,
          Expr.Error _ ->
          Optional.empty();
    };
  }

  private static Optional<Value> integer(long value, CType type) {
    return switch (type.canonical()) {
      case CType.Int integer -> Optional.of(Value.of(value, integer));
      case CType.Pointer _ -> Optional.of(Value.of(value, CType.Int.UNSIGNED_LONG_LONG));
      case CType.Void _,
          CType.Floating _,
          CType.Array _,
          CType.Function _,
          CType.Struct _,
          CType.Typedef _,
          CType.Unknown _ ->
          Optional.empty();
    };
  }

  private static Optional<Value> size(OptionalLong bytes) {
    return bytes.isPresent()
        ? Optional.of(Value.of(bytes.getAsLong(), CType.Int.UNSIGNED_LONG_LONG))
        : Optional.empty();
  }

  /** The type of an operand of {@code sizeof}, for the simple forms. */
  private Optional<CType> type(Expr expression) {
    return switch (expression) {
      case Expr.Name name -> scope.object(name.name());
      case Expr.StringLiteral string ->
          Optional.of(
              new CType.Array(
                  string.wide() ? new CType.Int(16, false) : CType.Int.CHAR,
                  OptionalLong.of(string.value().length() + 1L)));
      case Expr.IntLiteral literal -> Optional.of(literal.type());
      case Expr.Cast cast -> Optional.of(cast.type());
      case Expr.CompoundLiteral literal -> Optional.of(literal.type());
      case Expr.Index index -> type(index.base()).flatMap(Constants::target);
      case Expr.Unary unary ->
          switch (unary.op()) {
            case DEREFERENCE -> type(unary.operand()).flatMap(Constants::target);
            case ADDRESS -> type(unary.operand()).map(CType.Pointer::new);
            case PLUS,
                MINUS,
                NOT,
                COMPLEMENT,
                PRE_INCREMENT,
                PRE_DECREMENT,
                POST_INCREMENT,
                POST_DECREMENT ->
                Optional.empty();
          };
      case Expr.Member member ->
          type(member.base())
              .flatMap(
                  base -> member.access() == Expr.Access.ARROW ? target(base) : Optional.of(base))
              .flatMap(base -> layout.field(base, member.field()))
              .map(FieldRef::type);
      case Expr.FloatLiteral _,
          Expr.Binary _,
          Expr.Logical _,
          Expr.Conditional _,
          Expr.Assign _,
          Expr.Comma _,
          Expr.Call _,
          Expr.SizeofExpr _,
          Expr.SizeofType _,
          Expr.AlignofType _,
          Expr.OffsetOf _,
          Expr.ContainingRecord _,
          Expr.StatementExpr _,
          Expr.Lambda _,
          Expr.TypeArgument _,
          Expr.Error _ ->
          Optional.empty();
    };
  }

  private static Optional<CType> target(CType type) {
    return switch (type.canonical()) {
      case CType.Pointer pointer -> Optional.of(pointer.target());
      case CType.Array array -> Optional.of(array.element());
      case CType.Void _,
          CType.Int _,
          CType.Floating _,
          CType.Function _,
          CType.Struct _,
          CType.Typedef _,
          CType.Unknown _ ->
          Optional.empty();
    };
  }

  private static CType.Int promote(CType.Int type) {
    return type.bits() < 32 ? CType.Int.INT : type;
  }

  private static CType.Int common(CType.Int left, CType.Int right) {
    CType.Int l = promote(left);
    CType.Int r = promote(right);
    if (l.bits() != r.bits()) {
      return l.bits() > r.bits() ? l : r;
    }
    return l.signed() ? r : l;
  }

  private static Optional<Value> unary(Expr.UnaryOp op, Value operand) {
    CType.Int type = promote(operand.type());
    return switch (op) {
      case PLUS -> Optional.of(Value.of(operand.value(), type));
      case MINUS -> Optional.of(Value.of(-operand.value(), type));
      case COMPLEMENT -> Optional.of(Value.of(~operand.value(), type));
      case NOT -> Optional.of(Value.ofBoolean(operand.value() == 0));
      case DEREFERENCE, ADDRESS, PRE_INCREMENT, PRE_DECREMENT, POST_INCREMENT, POST_DECREMENT ->
          Optional.empty();
    };
  }

  private Optional<Value> logical(Expr.Logical logical) {
    Optional<Value> left = value(logical.left());
    if (left.isEmpty()) {
      return left;
    }
    boolean decided = (logical.op() == Expr.LogicalOp.OR) == (left.get().value() != 0);
    if (decided) {
      return Optional.of(Value.ofBoolean(left.get().value() != 0));
    }
    return value(logical.right()).map(right -> Value.ofBoolean(right.value() != 0));
  }

  private static Optional<Value> binary(Expr.BinaryOp op, Value left, Value right) {
    boolean shift = op == Expr.BinaryOp.SHIFT_LEFT || op == Expr.BinaryOp.SHIFT_RIGHT;
    CType.Int type = shift ? promote(left.type()) : common(left.type(), right.type());
    long l = Value.of(left.value(), type).value();
    long r = shift ? right.value() : Value.of(right.value(), type).value();
    boolean signed = type.signed();
    int order = signed ? Long.compare(l, r) : Long.compareUnsigned(l, r);
    return switch (op) {
      case MULTIPLY -> Optional.of(Value.of(l * r, type));
      case DIVIDE ->
          r == 0
              ? Optional.empty()
              : Optional.of(Value.of(signed ? l / r : Long.divideUnsigned(l, r), type));
      case REMAINDER ->
          r == 0
              ? Optional.empty()
              : Optional.of(Value.of(signed ? l % r : Long.remainderUnsigned(l, r), type));
      case ADD -> Optional.of(Value.of(l + r, type));
      case SUBTRACT -> Optional.of(Value.of(l - r, type));
      case SHIFT_LEFT -> Optional.of(Value.of(r < 0 || r > 63 ? 0 : l << r, type));
      case SHIFT_RIGHT ->
          Optional.of(Value.of(r < 0 || r > 63 ? 0 : signed ? l >> r : l >>> r, type));
      case LESS -> Optional.of(Value.ofBoolean(order < 0));
      case GREATER -> Optional.of(Value.ofBoolean(order > 0));
      case LESS_EQUAL -> Optional.of(Value.ofBoolean(order <= 0));
      case GREATER_EQUAL -> Optional.of(Value.ofBoolean(order >= 0));
      case EQUAL -> Optional.of(Value.ofBoolean(l == r));
      case NOT_EQUAL -> Optional.of(Value.ofBoolean(l != r));
      case AND -> Optional.of(Value.of(l & r, type));
      case XOR -> Optional.of(Value.of(l ^ r, type));
      case OR -> Optional.of(Value.of(l | r, type));
    };
  }
}
