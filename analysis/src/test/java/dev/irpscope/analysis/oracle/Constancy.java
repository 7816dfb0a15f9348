package dev.irpscope.analysis.oracle;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Expr;
import java.util.Locale;

/** What is known of a condition before the program runs. */
enum Constancy {
  ZERO,
  NOT_ZERO,
  /** A constant expression whose value is not worked out here. */
  SOME_CONSTANT,
  OPEN;

  static Constancy of(Expr expr) {
    return switch (expr) {
      case Expr.IntLiteral literal -> literal.value() == 0 ? ZERO : NOT_ZERO;
      case Expr.Cast(_, _, var type, var operand) -> {
        Constancy inner = of(operand);
        boolean narrows = !(type.canonical() instanceof CType.Int(var bits, _) && bits == 32);
        yield inner == NOT_ZERO && narrows ? SOME_CONSTANT : inner;
      }
      case Expr.Unary(_, _, var op, var operand) ->
          switch (op) {
            case NOT -> of(operand).negated();
            case PLUS, MINUS -> of(operand);
            case COMPLEMENT -> of(operand) == OPEN ? OPEN : SOME_CONSTANT;
            case ADDRESS -> constantAddress(operand);
            case DEREFERENCE, PRE_INCREMENT, PRE_DECREMENT, POST_INCREMENT, POST_DECREMENT -> OPEN;
          };
      case Expr.Logical(_, _, var op, var left, var right) -> {
        Constancy first = of(left);
        if (first == (op == Expr.LogicalOp.AND ? ZERO : NOT_ZERO)) {
          yield first;
        }
        Constancy second = of(right);
        yield first == OPEN || second == OPEN
            ? first == SOME_CONSTANT ? SOME_CONSTANT : OPEN
            : first == SOME_CONSTANT ? SOME_CONSTANT : second;
      }
      case Expr.Binary binary ->
          of(binary.left()) == OPEN || of(binary.right()) == OPEN ? OPEN : SOME_CONSTANT;
      case Expr.Conditional choice ->
          of(choice.condition()) == OPEN
              ? OPEN
              : of(choice.whenTrue()) == OPEN && of(choice.whenFalse()) == OPEN
                  ? OPEN
                  : SOME_CONSTANT;
      case Expr.Comma comma -> of(comma.right());
      case Expr.SizeofExpr _, Expr.SizeofType _, Expr.AlignofType _, Expr.OffsetOf _ ->
          SOME_CONSTANT;
      case Expr.Assign assign ->
          assign.op().isEmpty() && of(assign.value()) != OPEN ? SOME_CONSTANT : OPEN;
      case Expr.Call(_, _, Expr.Name(_, _, var name), _) ->
          name.toLowerCase(Locale.ROOT).contains("abnormal") ? SOME_CONSTANT : OPEN;
      case Expr.Call _,
          Expr.Name _,
          Expr.FloatLiteral _,
          Expr.StringLiteral _,
          Expr.Index _,
          Expr.Member _,
          Expr.ContainingRecord _,
          Expr.CompoundLiteral _,
          Expr.StatementExpr _,
          Expr.Lambda _,
          Expr.TypeArgument _,
          Expr.Error _ ->
          OPEN;
    };
  }

  private static Constancy constantAddress(Expr expr) {
    return switch (expr) {
      case Expr.Member member -> constantAddress(member.base());
      case Expr.Index index -> constantAddress(index.base());
      case Expr.Cast cast -> of(cast.operand()) == OPEN ? OPEN : SOME_CONSTANT;
      case Expr.Unary unary when unary.op() == Expr.UnaryOp.DEREFERENCE ->
          constantAddress(unary.operand());
      default -> OPEN;
    };
  }

  private Constancy negated() {
    return switch (this) {
      case ZERO -> NOT_ZERO;
      case NOT_ZERO -> ZERO;
      case SOME_CONSTANT -> SOME_CONSTANT;
      case OPEN -> OPEN;
    };
  }
}
