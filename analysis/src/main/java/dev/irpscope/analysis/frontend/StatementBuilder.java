package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.ast.NodeId;
import dev.irpscope.analysis.ast.Stmt;
import dev.irpscope.analysis.frontend.grammar.CParser.AssemblyStatementContext;
import dev.irpscope.analysis.frontend.grammar.CParser.BlockItemContext;
import dev.irpscope.analysis.frontend.grammar.CParser.BreakStatementContext;
import dev.irpscope.analysis.frontend.grammar.CParser.CaseStatementContext;
import dev.irpscope.analysis.frontend.grammar.CParser.CompoundContext;
import dev.irpscope.analysis.frontend.grammar.CParser.CompoundStatementContext;
import dev.irpscope.analysis.frontend.grammar.CParser.ConditionContext;
import dev.irpscope.analysis.frontend.grammar.CParser.ContinueStatementContext;
import dev.irpscope.analysis.frontend.grammar.CParser.DefaultStatementContext;
import dev.irpscope.analysis.frontend.grammar.CParser.DoStatementContext;
import dev.irpscope.analysis.frontend.grammar.CParser.EmptyStatementContext;
import dev.irpscope.analysis.frontend.grammar.CParser.ExpressionStatementContext;
import dev.irpscope.analysis.frontend.grammar.CParser.ForStatementContext;
import dev.irpscope.analysis.frontend.grammar.CParser.GotoStatementContext;
import dev.irpscope.analysis.frontend.grammar.CParser.IfStatementContext;
import dev.irpscope.analysis.frontend.grammar.CParser.LabelStatementContext;
import dev.irpscope.analysis.frontend.grammar.CParser.LeaveStatementContext;
import dev.irpscope.analysis.frontend.grammar.CParser.ReturnStatementContext;
import dev.irpscope.analysis.frontend.grammar.CParser.StatementContext;
import dev.irpscope.analysis.frontend.grammar.CParser.SwitchStatementContext;
import dev.irpscope.analysis.frontend.grammar.CParser.TryStatementContext;
import dev.irpscope.analysis.frontend.grammar.CParser.WhileStatementContext;
import dev.irpscope.analysis.source.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ErrorNode;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Statements (C11 6.8) and structured exception handling. */
final class StatementBuilder {
  private final TreeBuilder tree;

  StatementBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  private static Origin origin(ParserRuleContext context) {
    return TreeBuilder.origin(context);
  }

  Stmt.Compound compound(CompoundContext context) {
    return tree.inBlock(() -> sameScope(context));
  }

  /** A block whose scope exists already: a function's body shares its parameters' scope. */
  Stmt.Compound sameScope(CompoundContext context) {
    NodeId id = tree.next();
    List<Stmt> statements = new ArrayList<>();
    for (var child : context.children) {
      switch (child) {
        case BlockItemContext item -> statements.add(blockItem(item));
        case ErrorNode error ->
            statements.add(
                new Stmt.Error(
                    tree.next(), TreeBuilder.origin(error), TreeBuilder.holeMessage("statement")));
        case TerminalNode _ -> {}
        default -> throw new IllegalStateException("in a block: " + child.getText());
      }
    }
    return new Stmt.Compound(
        id, origin(context), statements, TreeBuilder.origin(context.getStop()));
  }

  private Stmt blockItem(BlockItemContext context) {
    if (context.exception != null) {
      return hole(context);
    }
    return context.statement() != null
        ? statement(context.statement())
        : tree.declarations().statement(context.blockDeclaration());
  }

  private Stmt hole(ParserRuleContext context) {
    return new Stmt.Error(tree.next(), origin(context), TreeBuilder.holeMessage("statement"));
  }

  private Expr condition(ConditionContext context) {
    return context.exception != null
        ? tree.expressions().hole(context, "condition")
        : tree.expressions().expressions(context.expressions());
  }

  Stmt statement(StatementContext context) {
    if (context.exception != null) {
      return hole(context);
    }
    return switch (context) {
      case CompoundStatementContext block -> compound(block.compound());
      case ExpressionStatementContext expression ->
          new Stmt.Expression(
              tree.next(),
              origin(expression),
              tree.expressions().expressions(expression.expressions()));
      case EmptyStatementContext empty -> new Stmt.Empty(tree.next(), origin(empty));
      case IfStatementContext chain -> ifStatement(chain);
      case WhileStatementContext loop ->
          new Stmt.While(
              tree.next(), origin(loop), condition(loop.condition()), statement(loop.statement()));
      case DoStatementContext loop ->
          new Stmt.DoWhile(
              tree.next(), origin(loop), statement(loop.statement()), condition(loop.condition()));
      case ForStatementContext loop -> tree.inBlock(() -> forStatement(loop));
      case SwitchStatementContext choice ->
          new Stmt.Switch(
              tree.next(),
              origin(choice),
              condition(choice.condition()),
              statement(choice.statement()));
      case CaseStatementContext label ->
          new Stmt.Case(
              tree.next(),
              origin(label),
              tree.expressions().expression(label.expression(0)),
              label.expression().size() > 1
                  ? Optional.of(tree.expressions().expression(label.expression(1)))
                  : Optional.empty(),
              blockItem(label.blockItem()));
      case DefaultStatementContext label ->
          new Stmt.Default(tree.next(), origin(label), blockItem(label.blockItem()));
      case LabelStatementContext label ->
          new Stmt.Label(
              tree.next(),
              origin(label),
              label.IDENTIFIER().getText(),
              blockItem(label.blockItem()));
      case GotoStatementContext jump ->
          new Stmt.Goto(tree.next(), origin(jump), jump.IDENTIFIER().getText());
      case BreakStatementContext jump -> new Stmt.Break(tree.next(), origin(jump));
      case ContinueStatementContext jump -> new Stmt.Continue(tree.next(), origin(jump));
      case ReturnStatementContext jump -> returnStatement(jump);
      case TryStatementContext attempt -> tryStatement(attempt);
      case LeaveStatementContext jump -> new Stmt.Leave(tree.next(), origin(jump));
      case AssemblyStatementContext assembly -> new Stmt.Assembly(tree.next(), origin(assembly));
      default -> throw new IllegalStateException("statement " + context.getText());
    };
  }

  /** A chain of {@code else if} is built from its end, without recursion. */
  private Stmt ifStatement(IfStatementContext context) {
    int branches = context.condition().size();
    List<NodeId> ids = new ArrayList<>();
    List<Expr> conditions = new ArrayList<>();
    List<Stmt> bodies = new ArrayList<>();
    for (int i = 0; i < branches; i++) {
      ids.add(tree.next());
      conditions.add(condition(context.condition(i)));
      bodies.add(statement(context.statement(i)));
    }
    Optional<Stmt> rest =
        context.statement().size() > branches
            ? Optional.of(statement(context.statement(branches)))
            : Optional.empty();
    Origin end = TreeBuilder.origin(context.getStop());
    for (int i = branches - 1; i >= 0; i--) {
      Origin start =
          TreeBuilder.origin(i == 0 ? context.getStart() : context.ELSE_IF(i - 1).getSymbol());
      rest =
          Optional.of(
              new Stmt.If(ids.get(i), start.join(end), conditions.get(i), bodies.get(i), rest));
    }
    return rest.orElseThrow();
  }

  private Stmt forStatement(ForStatementContext context) {
    NodeId id = tree.next();
    Optional<Stmt> initial = Optional.empty();
    if (context.blockDeclaration() != null) {
      initial = Optional.of(tree.declarations().statement(context.blockDeclaration()));
    } else if (context.init != null) {
      initial =
          Optional.of(
              new Stmt.Expression(
                  tree.next(), origin(context.init), tree.expressions().expressions(context.init)));
    }
    Optional<Expr> test = Optional.ofNullable(context.test).map(tree.expressions()::expressions);
    Optional<Expr> step = Optional.ofNullable(context.step).map(tree.expressions()::expressions);
    return new Stmt.For(id, origin(context), initial, test, step, statement(context.statement()));
  }

  private Stmt returnStatement(ReturnStatementContext context) {
    NodeId id = tree.next();
    Optional<Expr> value = Optional.empty();
    if (context.expressions() != null) {
      value = Optional.of(tree.expressions().expressions(context.expressions()));
    } else if (context.braced() != null) {
      value = Optional.of(tree.expressions().hole(context.braced(), "value"));
    }
    return new Stmt.Return(id, origin(context), value);
  }

  private Stmt tryStatement(TryStatementContext context) {
    NodeId id = tree.next();
    Stmt.Compound body = compound(context.body);
    return context.condition() != null
        ? new Stmt.TryExcept(
            id, origin(context), body, condition(context.condition()), compound(context.handler))
        : new Stmt.TryFinally(id, origin(context), body, compound(context.handler));
  }
}
