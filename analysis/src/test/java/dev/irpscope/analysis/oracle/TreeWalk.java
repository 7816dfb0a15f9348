package dev.irpscope.analysis.oracle;

import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.ast.Designator;
import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.ast.Initializer;
import dev.irpscope.analysis.ast.Stmt;
import java.util.ArrayList;
import java.util.List;

/** The direct parts of statements and expressions, in the order in which they are written. */
public final class TreeWalk {
  private TreeWalk() {}

  /** The expressions that stand directly in a statement, those of its declarations included. */
  public static List<Expr> expressions(Stmt statement) {
    List<Expr> all = new ArrayList<>();
    switch (statement) {
      case Stmt.Expression(_, _, var expr) -> all.add(expr);
      case Stmt.Declaration(_, _, var declarations) -> {
        for (Decl declaration : declarations) {
          if (declaration instanceof Decl.Variable variable) {
            variable.initializer().ifPresent(value -> initial(value, all));
          }
        }
      }
      case Stmt.If choice -> all.add(choice.condition());
      case Stmt.While loop -> all.add(loop.condition());
      case Stmt.DoWhile loop -> all.add(loop.condition());
      case Stmt.For loop -> {
        loop.condition().ifPresent(all::add);
        loop.step().ifPresent(all::add);
      }
      case Stmt.ForEach loop -> all.add(loop.range());
      case Stmt.Throw thrown -> thrown.value().ifPresent(all::add);
      case Stmt.Switch choice -> all.add(choice.value());
      case Stmt.Case label -> {
        all.add(label.low());
        label.high().ifPresent(all::add);
      }
      case Stmt.Return returned -> returned.value().ifPresent(all::add);
      case Stmt.TryExcept guarded -> all.add(guarded.filter());
      case Stmt.Compound _,
          Stmt.Default _,
          Stmt.Label _,
          Stmt.Goto _,
          Stmt.Break _,
          Stmt.Continue _,
          Stmt.TryFinally _,
          Stmt.TryCatch _,
          Stmt.Leave _,
          Stmt.Assembly _,
          Stmt.Empty _,
          Stmt.Error _ -> {}
    }
    return all;
  }

  /** The statements directly in a statement. */
  public static List<Stmt> statements(Stmt statement) {
    List<Stmt> all = new ArrayList<>();
    switch (statement) {
      case Stmt.Compound compound -> all.addAll(compound.statements());
      case Stmt.If choice -> {
        all.add(choice.whenTrue());
        choice.whenFalse().ifPresent(all::add);
      }
      case Stmt.While loop -> all.add(loop.body());
      case Stmt.DoWhile loop -> all.add(loop.body());
      case Stmt.For loop -> {
        loop.initial().ifPresent(all::add);
        all.add(loop.body());
      }
      case Stmt.ForEach loop -> all.add(loop.body());
      case Stmt.TryCatch guarded -> {
        all.add(guarded.body());
        guarded.handlers().forEach(handler -> all.add(handler.body()));
      }
      case Stmt.Switch choice -> all.add(choice.body());
      case Stmt.Case label -> all.add(label.statement());
      case Stmt.Default label -> all.add(label.statement());
      case Stmt.Label label -> all.add(label.statement());
      case Stmt.TryExcept guarded -> {
        all.add(guarded.body());
        all.add(guarded.handler());
      }
      case Stmt.TryFinally guarded -> {
        all.add(guarded.body());
        all.add(guarded.handler());
      }
      case Stmt.Expression _,
          Stmt.Declaration _,
          Stmt.Goto _,
          Stmt.Break _,
          Stmt.Continue _,
          Stmt.Return _,
          Stmt.Throw _,
          Stmt.Leave _,
          Stmt.Assembly _,
          Stmt.Empty _,
          Stmt.Error _ -> {}
    }
    return all;
  }

  /** The direct operands of an expression; what {@code sizeof} names is one. */
  public static List<Expr> parts(Expr expr) {
    return switch (expr) {
      case Expr.Unary unary -> List.of(unary.operand());
      case Expr.Binary binary -> List.of(binary.left(), binary.right());
      case Expr.Logical logical -> List.of(logical.left(), logical.right());
      case Expr.Conditional choice ->
          List.of(choice.condition(), choice.whenTrue(), choice.whenFalse());
      case Expr.Assign assign -> List.of(assign.target(), assign.value());
      case Expr.Comma comma -> List.of(comma.left(), comma.right());
      case Expr.Call call -> {
        List<Expr> all = new ArrayList<>();
        all.add(call.callee());
        all.addAll(call.arguments());
        yield all;
      }
      case Expr.Index index -> List.of(index.base(), index.index());
      case Expr.Member member -> List.of(member.base());
      case Expr.Cast cast -> List.of(cast.operand());
      case Expr.SizeofExpr sizeof -> List.of(sizeof.operand());
      case Expr.ContainingRecord container -> {
        List<Expr> all = new ArrayList<>(List.of(container.address()));
        designators(container.path(), all);
        yield all;
      }
      case Expr.OffsetOf offset -> {
        List<Expr> all = new ArrayList<>();
        designators(offset.path(), all);
        yield all;
      }
      case Expr.CompoundLiteral literal -> {
        List<Expr> all = new ArrayList<>();
        initial(literal.value(), all);
        yield all;
      }
      case Expr.Name _,
          Expr.IntLiteral _,
          Expr.FloatLiteral _,
          Expr.StringLiteral _,
          Expr.SizeofType _,
          Expr.AlignofType _,
          Expr.StatementExpr _,
          Expr.Lambda _,
          Expr.TypeArgument _,
          Expr.Error _ ->
          List.of();
    };
  }

  private static void designators(List<Designator> path, List<Expr> all) {
    for (Designator designator : path) {
      if (designator instanceof Designator.Index(var index)) {
        all.add(index);
      }
    }
  }

  private static void initial(Initializer initializer, List<Expr> all) {
    switch (initializer) {
      case Initializer.Value(var expr) -> all.add(expr);
      case Initializer.Braced(_, var items) -> {
        for (Initializer.Item item : items) {
          designators(item.designators(), all);
          initial(item.value(), all);
        }
      }
    }
  }
}
