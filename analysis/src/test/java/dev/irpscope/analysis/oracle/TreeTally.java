package dev.irpscope.analysis.oracle;

import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.ast.Stmt;

/** Counts statements, operators and calls in the tree of a function body. */
final class TreeTally {
  private final Tally tally = new Tally();

  private final boolean all;

  /**
   * @param all also what only {@code sizeof} sees
   */
  private TreeTally(boolean all) {
    this.all = all;
  }

  static Tally of(Stmt body) {
    return of(body, true);
  }

  /** Counts without the operands of {@code sizeof}. */
  static Tally evaluated(Stmt body) {
    return of(body, false);
  }

  private static Tally of(Stmt body, boolean all) {
    TreeTally counted = new TreeTally(all);
    counted.statement(body);
    return counted.tally;
  }

  private void statement(Stmt statement) {
    switch (statement) {
      case Stmt.If _ -> tally.add("if");
      case Stmt.While _ -> tally.add("while");
      case Stmt.DoWhile _ -> {
        tally.add("do");
        tally.add("while");
      }
      case Stmt.For _, Stmt.ForEach _ -> tally.add("for");
      case Stmt.Throw _ -> tally.add("throw");
      case Stmt.TryCatch guarded -> {
        tally.add("try");
        guarded.handlers().forEach(_ -> tally.add("catch"));
      }
      case Stmt.Switch _ -> tally.add("switch");
      case Stmt.Case _ -> tally.add("case");
      case Stmt.Default _ -> tally.add("default");
      case Stmt.Label label -> tally.add("label " + label.name());
      case Stmt.Goto _ -> tally.add("goto");
      case Stmt.Break _ -> tally.add("break");
      case Stmt.Continue _ -> tally.add("continue");
      case Stmt.Return _ -> tally.add("return");
      case Stmt.Leave _ -> tally.add("__leave");
      case Stmt.TryExcept _ -> {
        tally.add("__try");
        tally.add("__except");
      }
      case Stmt.TryFinally _ -> {
        tally.add("__try");
        tally.add("__finally");
      }
      case Stmt.Assembly _ -> tally.add("asm");
      case Stmt.Error _ -> tally.add("hole");
      case Stmt.Compound _, Stmt.Expression _, Stmt.Declaration _, Stmt.Empty _ -> {}
    }
    TreeWalk.expressions(statement).forEach(this::expression);
    TreeWalk.statements(statement).forEach(this::statement);
  }

  private void expression(Expr expr) {
    if (!all && expr instanceof Expr.SizeofExpr) {
      return;
    }
    switch (expr) {
      case Expr.Conditional _ -> tally.add("?:");
      case Expr.Logical logical -> tally.add(logical.op().spelling());
      case Expr.Call call -> tally.add(name(call));
      case Expr.StatementExpr statements -> statement(statements.body());
      case Expr.Lambda lambda -> statement(lambda.body());
      case Expr.Error _ -> tally.add("hole");
      case Expr.Name _,
          Expr.IntLiteral _,
          Expr.FloatLiteral _,
          Expr.StringLiteral _,
          Expr.Unary _,
          Expr.Binary _,
          Expr.Assign _,
          Expr.Comma _,
          Expr.Index _,
          Expr.Member _,
          Expr.Cast _,
          Expr.SizeofExpr _,
          Expr.SizeofType _,
          Expr.AlignofType _,
          Expr.OffsetOf _,
          Expr.ContainingRecord _,
          Expr.CompoundLiteral _,
          Expr.TypeArgument _ -> {}
    }
    TreeWalk.parts(expr).forEach(this::expression);
  }

  /** How a call is written: by a function's or member's name, or through something else. */
  static String name(Expr.Call call) {
    return switch (call.callee()) {
      case Expr.Name(_, _, var name) -> "call " + name.substring(name.lastIndexOf(':') + 1);
      case Expr.Member member -> "call " + member.field();
      case Expr.IntLiteral literal -> "call " + literal.spelling();
      default -> "call";
    };
  }
}
