package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.ast.NodeId;
import dev.irpscope.analysis.ast.Stmt;
import dev.irpscope.analysis.frontend.grammar.CParser.AssemblyStatementContext;
import dev.irpscope.analysis.frontend.grammar.CParser.BlockItemContext;
import dev.irpscope.analysis.frontend.grammar.CParser.BreakStatementContext;
import dev.irpscope.analysis.frontend.grammar.CParser.CaseStatementContext;
import dev.irpscope.analysis.frontend.grammar.CParser.CatchClauseContext;
import dev.irpscope.analysis.frontend.grammar.CParser.CompoundContext;
import dev.irpscope.analysis.frontend.grammar.CParser.CompoundStatementContext;
import dev.irpscope.analysis.frontend.grammar.CParser.ConditionContext;
import dev.irpscope.analysis.frontend.grammar.CParser.ConditionStartContext;
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
import dev.irpscope.analysis.frontend.grammar.CParser.RangeForStatementContext;
import dev.irpscope.analysis.frontend.grammar.CParser.ReturnStatementContext;
import dev.irpscope.analysis.frontend.grammar.CParser.StatementContext;
import dev.irpscope.analysis.frontend.grammar.CParser.SwitchStatementContext;
import dev.irpscope.analysis.frontend.grammar.CParser.ThrowStatementContext;
import dev.irpscope.analysis.frontend.grammar.CParser.TryCatchStatementContext;
import dev.irpscope.analysis.frontend.grammar.CParser.TryStatementContext;
import dev.irpscope.analysis.frontend.grammar.CParser.WhileStatementContext;
import dev.irpscope.analysis.source.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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
    return sameScope(context, List::of);
  }

  /**
   * The same, with statements that come before those written in the block.
   *
   * @param first builds them, once the block has its number
   */
  Stmt.Compound sameScope(CompoundContext context, Supplier<List<Stmt>> first) {
    NodeId id = tree.next();
    List<Stmt> statements = new ArrayList<>(first.get());
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

  /** The value that decides; what the condition declares is built by {@link #declaring}. */
  private Expr condition(ConditionContext context) {
    if (context.exception != null) {
      return tree.expressions().hole(context, "condition");
    }
    if (context.conditionDeclaration() != null) {
      var name = TypeBuilder.nameOf(context.conditionDeclaration().declarator());
      return new Expr.Name(tree.next(), origin(context.conditionDeclaration()), name);
    }
    return tree.condition(
        tree.expressions().expressions(context.expressions()), context.expressions());
  }

  private static boolean declares(ConditionContext context) {
    return context.exception == null
        && (context.conditionStart() != null || context.conditionDeclaration() != null);
  }

  /** A statement whose condition declares something, in a block with the declaration. */
  private Stmt declaring(ConditionContext context, Supplier<Stmt> statement) {
    if (!declares(context)) {
      return statement.get();
    }
    return tree.inBlock(() -> {
      NodeId id = tree.next();
      List<Stmt> statements = new ArrayList<>(declared(context));
      statements.add(statement.get());
      return new Stmt.Compound(
          id, origin(context), statements, TreeBuilder.origin(context.getStop()));
    });
  }

  private List<Stmt> declared(ConditionContext context) {
    List<Stmt> statements = new ArrayList<>();
    if (context.conditionStart() != null) {
      statements.addAll(start(context.conditionStart()));
    }
    if (context.conditionDeclaration() != null) {
      statements.add(tree.declarations().statement(context.conditionDeclaration()));
    }
    return statements;
  }

  private List<Stmt> start(ConditionStartContext context) {
    if (context.blockDeclaration() != null) {
      return List.of(tree.declarations().statement(context.blockDeclaration()));
    }
    return context.expressions() == null
        ? List.of()
        : List.of(
            new Stmt.Expression(
                tree.next(),
                origin(context),
                tree.expressions().expressions(context.expressions())));
  }

  /** {@code while (T x = e) s} is {@code for (;;) { T x = e; if (x) s else break; }}. */
  private Stmt whileStatement(WhileStatementContext context) {
    NodeId id = tree.next();
    if (!declares(context.condition())) {
      return new Stmt.While(
          id, origin(context), condition(context.condition()), statement(context.statement()));
    }
    Stmt body =
        declaring(
            context.condition(),
            () -> {
              NodeId choice = tree.next();
              Expr test = condition(context.condition());
              Stmt inner = statement(context.statement());
              Stmt end = new Stmt.Break(tree.next(), origin(context.condition()));
              return new Stmt.If(choice, origin(context), test, inner, Optional.of(end));
            });
    return new Stmt.For(
        id, origin(context), Optional.empty(), Optional.empty(), Optional.empty(), body);
  }

  private Stmt rangeFor(RangeForStatementContext context) {
    NodeId id = tree.next();
    List<Stmt> before = new ArrayList<>();
    if (context.conditionStart() != null) {
      before.addAll(start(context.conditionStart()));
    }
    Expr range =
        context.expression() != null
            ? tree.expressions().expression(context.expression())
            : tree.expressions().value(context.braced(), new CType.Unknown("range"));
    Decl.Variable variable =
        tree.declarations().variable(context.specifier(), context.declarator());
    Stmt loop =
        new Stmt.ForEach(id, origin(context), variable, range, statement(context.statement()));
    if (before.isEmpty()) {
      return loop;
    }
    before.add(loop);
    return new Stmt.Compound(
        tree.next(), origin(context), before, TreeBuilder.origin(context.getStop()));
  }

  private Stmt tryCatch(TryCatchStatementContext context) {
    NodeId id = tree.next();
    Stmt.Compound body = compound(context.body);
    List<Stmt.Handler> handlers = new ArrayList<>();
    for (CatchClauseContext handler : context.catchClause()) {
      handlers.add(
          tree.inBlock(() -> {
            Optional<Decl.Variable> parameter =
                Optional.ofNullable(handler.parameter())
                    .map(one -> tree.declarations().variable(one.specifier(), one.declarator()));
            return new Stmt.Handler(parameter, sameScope(handler.compound()));
          }));
    }
    return new Stmt.TryCatch(id, origin(context), body, handlers);
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
      case WhileStatementContext loop -> whileStatement(loop);
      case DoStatementContext loop ->
          new Stmt.DoWhile(
              tree.next(), origin(loop), statement(loop.statement()), condition(loop.condition()));
      case ForStatementContext loop -> tree.inBlock(() -> forStatement(loop));
      case RangeForStatementContext loop -> tree.inBlock(() -> rangeFor(loop));
      case SwitchStatementContext choice ->
          declaring(
              choice.condition(),
              () ->
                  new Stmt.Switch(
                      tree.next(),
                      origin(choice),
                      condition(choice.condition()),
                      statement(choice.statement())));
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
      case TryCatchStatementContext attempt -> tryCatch(attempt);
      case ThrowStatementContext thrown ->
          new Stmt.Throw(
              tree.next(),
              origin(thrown),
              Optional.ofNullable(thrown.expressions()).map(tree.expressions()::expressions));
      case LeaveStatementContext jump -> new Stmt.Leave(tree.next(), origin(jump));
      case AssemblyStatementContext assembly -> new Stmt.Assembly(tree.next(), origin(assembly));
      default -> throw new IllegalStateException("statement " + context.getText());
    };
  }

  /** A chain of {@code else if} is built from its end, without recursion. */
  private Stmt ifStatement(IfStatementContext context) {
    return context.condition().stream().anyMatch(StatementBuilder::declares)
        ? tree.inBlock(() -> declaringIf(context, 0))
        : plainIf(context);
  }

  /** Each condition sees what those before it declare; from {@code branch} on. */
  private Stmt declaringIf(IfStatementContext context, int branch) {
    return declaring(
        context.condition(branch),
        () -> {
          NodeId id = tree.next();
          Expr condition = condition(context.condition(branch));
          Stmt body = statement(context.statement(branch));
          Optional<Stmt> rest = Optional.empty();
          if (branch + 1 < context.condition().size()) {
            rest = Optional.of(declaringIf(context, branch + 1));
          } else if (branch + 1 < context.statement().size()) {
            rest = Optional.of(statement(context.statement(branch + 1)));
          }
          return new Stmt.If(id, origin(context), condition, body, rest);
        });
  }

  private Stmt plainIf(IfStatementContext context) {
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
    Optional<Expr> test =
        Optional.ofNullable(context.test)
            .map(written -> tree.condition(tree.expressions().expressions(written), written));
    Optional<Expr> step = Optional.ofNullable(context.step).map(tree.expressions()::expressions);
    return new Stmt.For(id, origin(context), initial, test, step, statement(context.statement()));
  }

  private Stmt returnStatement(ReturnStatementContext context) {
    NodeId id = tree.next();
    Optional<Expr> value = Optional.empty();
    if (context.expressions() != null) {
      value = Optional.of(tree.expressions().expressions(context.expressions()));
    } else if (context.braced() != null) {
      value = Optional.of(tree.expressions().value(context.braced(), tree.result()));
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
