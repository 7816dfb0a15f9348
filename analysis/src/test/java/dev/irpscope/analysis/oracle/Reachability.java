package dev.irpscope.analysis.oracle;

import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.ast.Stmt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which calls, returns and case labels of a function can be reached, worked out on the tree by the
 * rules for structured programs and a fixed point over labels. Says nothing of blocks.
 */
final class Reachability {
  /** Whether control gets there. */
  enum Reach {
    NO,
    MAYBE,
    YES;

    Reach or(Reach other) {
      return compareTo(other) >= 0 ? this : other;
    }

    Reach and(Reach other) {
      return compareTo(other) <= 0 ? this : other;
    }
  }

  /** What one place in the tree must be in the graph: how often, or at least once if copied. */
  record Expected(Reach reach, boolean copied) {}

  /** A loop, switch or guarded body around a statement. */
  private static final class Around {
    final Stmt statement;
    Reach broken = Reach.NO;
    Reach continued = Reach.NO;
    Reach left = Reach.NO;

    /** How control gets to the case labels. */
    Reach head = Reach.NO;

    boolean hasDefault;

    Around(Stmt statement) {
      this.statement = statement;
    }
  }

  private record Condition(Reach whenTrue, Reach whenFalse) {}

  final IdentityHashMap<Expr.Call, Expected> calls = new IdentityHashMap<>();
  final IdentityHashMap<Stmt.Return, Expected> returns = new IdentityHashMap<>();
  final IdentityHashMap<Stmt.Switch, Expected> switches = new IdentityHashMap<>();
  final IdentityHashMap<Stmt.Switch, Integer> cases = new IdentityHashMap<>();

  /** Loops that can come round again. */
  final List<Stmt> repeating = new ArrayList<>();

  /** Whether control can run off the end of the body. */
  Reach end = Reach.NO;

  boolean jumpsByLabel;

  private final Map<String, Reach> labels = new HashMap<>();
  private final Deque<Around> around = new ArrayDeque<>();

  /** Labels that were met: of several of one name, which C does not allow, the first counts. */
  private final Set<String> defined = new HashSet<>();

  private int copies;
  private int lambdas;

  private Reachability() {}

  static Reachability of(Stmt.Compound body) {
    Reachability all = new Reachability();
    Map<String, Reach> before;
    do {
      before = new HashMap<>(all.labels);
      all.calls.clear();
      all.returns.clear();
      all.switches.clear();
      all.cases.clear();
      all.repeating.clear();
      all.defined.clear();
      all.end = all.statement(body, Reach.YES);
    } while (!before.equals(all.labels));
    return all;
  }

  private Reach all(List<Stmt> statements, Reach in) {
    Reach at = in;
    for (Stmt statement : statements) {
      at = statement(statement, at);
    }
    return at;
  }

  /** How control gets past a statement. */
  private Reach statement(Stmt statement, Reach in) {
    return switch (statement) {
      case Stmt.Compound compound -> all(compound.statements(), in);
      case Stmt.Declaration(_, _, var declarations)
          when declarations.stream()
              .anyMatch(one ->
                  one instanceof Decl.Variable variable
                      && variable.storage() == Decl.Storage.STATIC) -> {
        // carried out before the program runs
        TreeWalk.expressions(statement).forEach(expr -> value(expr, Reach.NO));
        yield in;
      }
      case Stmt.Expression _, Stmt.Declaration _ -> {
        Reach at = in;
        for (Expr expr : TreeWalk.expressions(statement)) {
          at = value(expr, at);
        }
        yield at;
      }
      case Stmt.If choice -> {
        Condition decided = condition(choice.condition(), in);
        Reach first = statement(choice.whenTrue(), decided.whenTrue());
        Reach second =
            choice.whenFalse().isPresent()
                ? statement(choice.whenFalse().get(), decided.whenFalse())
                : decided.whenFalse();
        yield first.or(second);
      }
      case Stmt.While loop -> {
        Around own = new Around(loop);
        Reach head = in.or(repeats(loop));
        Condition decided = condition(loop.condition(), head);
        around.push(own);
        Reach round = statement(loop.body(), decided.whenTrue()).or(own.continued);
        around.pop();
        again(loop, round);
        yield decided.whenFalse().or(own.broken);
      }
      case Stmt.DoWhile loop -> {
        Around own = new Around(loop);
        around.push(own);
        Reach round = statement(loop.body(), in.or(repeats(loop))).or(own.continued);
        around.pop();
        Condition decided = condition(loop.condition(), round);
        again(loop, decided.whenTrue());
        yield decided.whenFalse().or(own.broken);
      }
      case Stmt.For loop -> {
        Reach first = loop.initial().map(initial -> statement(initial, in)).orElse(in);
        Reach head = first.or(repeats(loop));
        Condition decided =
            loop.condition()
                .map(expr -> condition(expr, head))
                .orElse(new Condition(head, Reach.NO));
        Around own = new Around(loop);
        around.push(own);
        Reach round = statement(loop.body(), decided.whenTrue()).or(own.continued);
        around.pop();
        Reach step = round;
        again(loop, loop.step().map(expr -> value(expr, step)).orElse(step));
        yield decided.whenFalse().or(own.broken);
      }
      case Stmt.ForEach loop -> {
        Around own = new Around(loop);
        Reach head = value(loop.range(), in).or(repeats(loop));
        around.push(own);
        Reach round = statement(loop.body(), head).or(own.continued);
        around.pop();
        again(loop, round);
        yield head.or(own.broken);
      }
      case Stmt.Throw thrown -> {
        thrown.value().ifPresent(expr -> value(expr, in));
        yield Reach.NO;
      }
      case Stmt.TryCatch guarded -> {
        Around own = new Around(guarded);
        around.push(own);
        Reach through = statement(guarded.body(), in).or(own.left);
        around.pop();
        boolean all = false;
        for (Stmt.Handler handler : guarded.handlers()) {
          through = through.or(statement(handler.body(), all ? Reach.NO : in));
          all |= handler.parameter().isEmpty();
        }
        yield through;
      }
      case Stmt.Switch choice -> {
        Around own = new Around(choice);
        own.head = value(choice.value(), in);
        switches.put(choice, new Expected(own.head, copies > 0));
        cases.put(choice, 0);
        around.push(own);
        Reach after = statement(choice.body(), Reach.NO);
        around.pop();
        yield after.or(own.broken).or(own.hasDefault ? Reach.NO : own.head);
      }
      case Stmt.Case label -> {
        Reach at = in;
        for (Around outer : around) {
          if (outer.statement instanceof Stmt.Switch choice) {
            at = at.or(outer.head);
            cases.merge(choice, 1, Integer::sum);
            break;
          }
        }
        yield statement(label.statement(), at);
      }
      case Stmt.Default label -> {
        Reach at = in;
        for (Around outer : around) {
          if (outer.statement instanceof Stmt.Switch) {
            // of several, which C does not allow, the first
            at = outer.hasDefault ? at : at.or(outer.head);
            outer.hasDefault = true;
            break;
          }
        }
        yield statement(label.statement(), at);
      }
      case Stmt.Label label ->
          statement(
              label.statement(),
              defined.add(label.name()) ? in.or(labels.getOrDefault(label.name(), Reach.NO)) : in);
      case Stmt.Goto(_, _, var label) -> {
        jumpsByLabel = true;
        labels.merge(label, in.and(throughCleanup()), Reach::or);
        yield Reach.NO;
      }
      case Stmt.Break _ -> {
        for (Around outer : around) {
          if (!(outer.statement instanceof Stmt.TryExcept)
              && !(outer.statement instanceof Stmt.TryFinally)
              && !(outer.statement instanceof Stmt.TryCatch)
              && !(outer.statement instanceof Stmt.TryCatch)) {
            outer.broken = outer.broken.or(in.and(throughCleanup()));
            break;
          }
        }
        yield Reach.NO;
      }
      case Stmt.Continue _ -> {
        for (Around outer : around) {
          if (!(outer.statement instanceof Stmt.TryExcept)
              && !(outer.statement instanceof Stmt.TryFinally)
              && !(outer.statement instanceof Stmt.TryCatch)
              && !(outer.statement instanceof Stmt.Switch)) {
            outer.continued = outer.continued.or(in.and(throughCleanup()));
            break;
          }
        }
        yield Reach.NO;
      }
      case Stmt.Leave _ -> {
        for (Around outer : around) {
          if (outer.statement instanceof Stmt.TryExcept
              || outer.statement instanceof Stmt.TryFinally) {
            outer.left = outer.left.or(in);
            break;
          }
        }
        yield Reach.NO;
      }
      case Stmt.Return returned -> {
        Reach at = returned.value().map(expr -> value(expr, in)).orElse(in);
        if (lambdas == 0) {
          returns.put(returned, new Expected(at.and(throughCleanup()), copies > 0));
        }
        yield Reach.NO;
      }
      case Stmt.TryExcept guarded -> {
        Around own = new Around(guarded);
        around.push(own);
        Reach through = statement(guarded.body(), in).or(own.left);
        around.pop();
        Reach raised = value(guarded.filter(), in);
        Reach accepted =
            switch (Constancy.of(guarded.filter())) {
              case ZERO -> Reach.NO;
              case NOT_ZERO ->
                  guarded.filter() instanceof Expr.IntLiteral ? raised : raised.and(Reach.MAYBE);
              case SOME_CONSTANT -> raised.and(Reach.MAYBE);
              case OPEN -> raised;
            };
        yield through.or(statement(guarded.handler(), accepted));
      }
      case Stmt.TryFinally guarded -> {
        Around own = new Around(guarded);
        around.push(own);
        Reach through = statement(guarded.body(), in).or(own.left);
        around.pop();
        copies++;
        Reach cleaned = statement(guarded.handler(), in);
        copies--;
        yield through.and(cleaned);
      }
      case Stmt.Assembly _, Stmt.Empty _, Stmt.Error _ -> in;
    };
  }

  private Reach repeats(Stmt loop) {
    return labels.getOrDefault(key(loop), Reach.NO);
  }

  private void again(Stmt loop, Reach round) {
    labels.merge(key(loop), round, Reach::or);
    if (round == Reach.YES) {
      repeating.add(loop);
    }
  }

  private static String key(Stmt loop) {
    return "loop " + loop.id().index();
  }

  /** A jump out of a guarded body gets on only if the cleanup block ends. */
  private Reach throughCleanup() {
    for (Around outer : around) {
      if (outer.statement instanceof Stmt.TryFinally guarded && jumps(guarded.handler())) {
        return Reach.MAYBE;
      }
    }
    return Reach.YES;
  }

  private static boolean jumps(Stmt statement) {
    return statement instanceof Stmt.Return
        || statement instanceof Stmt.Goto
        || statement instanceof Stmt.While
        || statement instanceof Stmt.For
        || statement instanceof Stmt.Leave
        || TreeWalk.statements(statement).stream().anyMatch(Reachability::jumps);
  }

  // ---- expressions

  private Condition condition(Expr expr, Reach in) {
    return switch (expr) {
      case Expr.Logical(_, _, var op, var left, var right) -> {
        Condition first = condition(left, in);
        boolean and = op == Expr.LogicalOp.AND;
        Condition second = condition(right, and ? first.whenTrue() : first.whenFalse());
        yield and
            ? new Condition(second.whenTrue(), first.whenFalse().or(second.whenFalse()))
            : new Condition(first.whenTrue().or(second.whenTrue()), second.whenFalse());
      }
      case Expr.Unary(_, _, var op, var operand) when op == Expr.UnaryOp.NOT -> {
        Condition inner = condition(operand, in);
        yield new Condition(/* whenTrue= */ inner.whenFalse(), /* whenFalse= */ inner.whenTrue());
      }
      case Expr.Comma comma -> condition(comma.right(), value(comma.left(), in));
      case Expr.Conditional choice -> {
        Condition decided = condition(choice.condition(), in);
        Condition first = condition(choice.whenTrue(), decided.whenTrue());
        Condition second = condition(choice.whenFalse(), decided.whenFalse());
        yield new Condition(
            first.whenTrue().or(second.whenTrue()), first.whenFalse().or(second.whenFalse()));
      }
      default -> {
        Reach at = value(expr, in);
        yield switch (Constancy.of(expr)) {
          case ZERO -> new Condition(Reach.NO, at);
          case NOT_ZERO -> new Condition(at, Reach.NO);
          case SOME_CONSTANT -> new Condition(at.and(Reach.MAYBE), at.and(Reach.MAYBE));
          case OPEN -> new Condition(at, at);
        };
      }
    };
  }

  private Reach value(Expr expr, Reach in) {
    return switch (expr) {
      case Expr.Logical _ -> {
        Condition either = condition(expr, in);
        yield either.whenTrue().or(either.whenFalse());
      }
      case Expr.Conditional choice -> {
        Condition decided = condition(choice.condition(), in);
        Reach first = value(choice.whenTrue(), decided.whenTrue());
        yield first.or(value(choice.whenFalse(), decided.whenFalse()));
      }
      case Expr.SizeofExpr _ -> in;
      case Expr.StatementExpr statements -> statement(statements.body(), in);
      case Expr.Lambda lambda -> {
        lambdas++;
        statement(lambda.body(), in);
        lambdas--;
        yield in;
      }
      case Expr.Call call -> {
        Reach at = parts(expr, in);
        boolean asksForCleanup = copies > 0 && Constancy.of(call) == Constancy.SOME_CONSTANT;
        calls.put(call, new Expected(asksForCleanup ? Reach.NO : at, copies > 0));
        yield at;
      }
      default -> parts(expr, in);
    };
  }

  private Reach parts(Expr expr, Reach in) {
    Reach at = in;
    for (Expr part : TreeWalk.parts(expr)) {
      at = value(part, at);
    }
    return at;
  }
}
