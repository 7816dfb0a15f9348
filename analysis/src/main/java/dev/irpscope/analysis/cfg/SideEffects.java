package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.ast.Expr;

/** Whether evaluating an expression changes anything. */
final class SideEffects {
  private SideEffects() {}

  static boolean in(Expr expr) {
    return switch (expr) {
      case Expr.Name _,
          Expr.IntLiteral _,
          Expr.FloatLiteral _,
          Expr.StringLiteral _,
          Expr.SizeofExpr _,
          Expr.SizeofType _,
          Expr.AlignofType _,
          Expr.OffsetOf _,
          Expr.TypeArgument _ ->
          false;
      case Expr.Unary unary ->
          switch (unary.op()) {
            case PRE_INCREMENT, PRE_DECREMENT, POST_INCREMENT, POST_DECREMENT -> true;
            case PLUS, MINUS, NOT, COMPLEMENT, DEREFERENCE, ADDRESS -> in(unary.operand());
          };
      case Expr.Binary binary -> in(binary.left()) || in(binary.right());
      case Expr.Logical logical -> in(logical.left()) || in(logical.right());
      case Expr.Conditional conditional ->
          in(conditional.condition()) || in(conditional.whenTrue()) || in(conditional.whenFalse());
      case Expr.Comma comma -> in(comma.left()) || in(comma.right());
      case Expr.Index index -> in(index.base()) || in(index.index());
      case Expr.Member member -> in(member.base());
      case Expr.Cast cast -> in(cast.operand());
      case Expr.ContainingRecord container -> in(container.address());
      case Expr.Assign _,
          Expr.Call _,
          Expr.CompoundLiteral _,
          Expr.StatementExpr _,
          Expr.Lambda _,
          Expr.Error _ ->
          true;
    };
  }
}
