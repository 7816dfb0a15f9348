package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.ast.Expr.BinaryOp;
import dev.irpscope.analysis.ast.Stmt;
import dev.irpscope.analysis.source.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Lowers statements to blocks. Statement lists and {@code else if} chains are walked without
 * recursion; other nesting recurses.
 */
final class StatementLowering {
  private final Frame frame;
  private final BlockAssembly blocks;
  private final ExpressionLowering expressions;
  private final OperandArithmetic arithmetic;
  private final Jumps jumps;
  private final CType result;
  private final Optional<Draft> onReturn;

  /**
   * @param result what the function returns
   */
  StatementLowering(Frame frame, Stmt.Compound body, CType result) {
    this(frame, body, result, Optional.empty());
  }

  /**
   * @param onReturn where a return goes in code that stands inside of a function, such as a lambda
   */
  StatementLowering(Frame frame, Stmt.Compound body, CType result, Optional<Draft> onReturn) {
    this.frame = frame;
    this.onReturn = onReturn;
    this.blocks = frame.blocks;
    this.result = result;
    this.expressions = new ExpressionLowering(frame, this::all);
    this.arithmetic = new OperandArithmetic(frame.layout);
    this.jumps = new Jumps(frame, body, this::statement);
  }

  private void all(List<Stmt> statements) {
    for (Stmt statement : statements) {
      statement(statement);
    }
  }

  void statement(Stmt statement) {
    switch (statement) {
      case Stmt.Compound compound -> {
        frame.openScope();
        all(compound.statements());
        frame.closeScope();
      }
      case Stmt.Expression expression -> {
        blocks.line(expression.origin());
        expressions.effect(expression.expression());
        blocks.line(expression.origin());
      }
      case Stmt.Declaration declaration -> declarations(declaration);
      case Stmt.If choice -> choice(choice);
      case Stmt.While loop -> whileLoop(loop);
      case Stmt.DoWhile loop -> doLoop(loop);
      case Stmt.For loop -> forLoop(loop);
      case Stmt.ForEach loop -> forEach(loop);
      case Stmt.Switch choice -> switchStatement(choice);
      case Stmt.Case _, Stmt.Default _, Stmt.Label _ -> labelled(statement);
      case Stmt.Goto(_, var origin, var label) -> {
        blocks.line(origin);
        jumps.toLabel(origin, label);
      }
      case Stmt.Break(_, var origin) -> {
        blocks.line(origin);
        jumps.toBreak(origin);
      }
      case Stmt.Continue(_, var origin) -> {
        blocks.line(origin);
        jumps.toContinue(origin);
      }
      case Stmt.Leave(_, var origin) -> {
        blocks.line(origin);
        jumps.toLeave(origin);
      }
      case Stmt.Return returned -> returned(returned);
      case Stmt.TryExcept guarded -> tryExcept(guarded);
      case Stmt.TryFinally guarded -> tryFinally(guarded);
      case Stmt.TryCatch guarded -> tryCatch(guarded);
      case Stmt.Throw(_, var origin, var value) -> {
        blocks.line(origin);
        value.ifPresent(expressions::effect);
        blocks.line(origin);
        jumps.passOnException(origin);
        jumps.resume();
      }
      case Stmt.Assembly(_, var origin) -> {
        blocks.line(origin);
        blocks.emit(new Instruction.Opaque(origin, "inline assembly"));
      }
      case Stmt.Error(_, var origin, var message) -> {
        blocks.line(origin);
        blocks.emit(new Instruction.Opaque(origin, message));
      }
      case Stmt.Empty _ -> {}
    }
  }

  private void declarations(Stmt.Declaration statement) {
    for (Decl declaration : statement.declarations()) {
      switch (declaration) {
        case Decl.Variable variable -> variable(statement, variable);
        case Decl.Prototype prototype ->
            frame.scope().declare(prototype.name(), new Scope.Meaning.Function(prototype.type()));
        case Decl.Function function ->
            frame.scope().declare(function.name(), new Scope.Meaning.Function(function.type()));
        case Decl.Error(var origin, _, var message) ->
            blocks.emit(new Instruction.Opaque(origin, message));
        case Decl.Typedef _, Decl.TypeOnly _ -> {}
      }
    }
  }

  private void variable(Stmt.Declaration statement, Decl.Variable declared) {
    CType type = InitializerLowering.completed(declared);
    switch (declared.storage()) {
      case EXTERN -> frame.scope().declare(declared.name(), new Scope.Meaning.Global(type, false));
      case STATIC -> {
        Variable variable =
            frame.local(
                declared.id(), declared.name(), type, Variable.Kind.STATIC, declared.origin());
        declared
            .initializer()
            .ifPresent(value -> {
              Draft before = blocks.suspend();
              expressions
                  .initializers()
                  .initialize(new Place.Local(variable), value, declared.origin());
              frame.staticInitialization.addAll(blocks.current().instructions);
              blocks.resume(before);
            });
      }
      case NORMAL -> {
        Variable variable =
            frame.local(
                declared.id(), declared.name(), type, Variable.Kind.LOCAL, declared.origin());
        if (declared.initializer().isPresent()) {
          blocks.line(statement.origin());
        }
        blocks.emit(new Instruction.Declare(declared.origin(), variable));
        declared
            .initializer()
            .ifPresent(value ->
                expressions
                    .initializers()
                    .initialize(new Place.Local(variable), value, declared.origin()));
        if (declared.initializer().isPresent()) {
          blocks.line(statement.origin());
        }
      }
    }
  }

  private void choice(Stmt.If first) {
    Draft join = new Draft();
    Stmt.If at = first;
    while (true) {
      Draft whenTrue = new Draft();
      Draft whenFalse = at.whenFalse().isPresent() ? new Draft() : join;
      expressions.condition(at.condition(), whenTrue, whenFalse);
      blocks.begin(whenTrue, at.origin());
      statement(at.whenTrue());
      blocks.jump(at.origin(), join, Edge.Kind.NEXT);
      if (at.whenFalse().isEmpty()) {
        break;
      }
      blocks.begin(whenFalse, at.origin());
      Stmt other = at.whenFalse().get();
      if (other instanceof Stmt.If next) {
        at = next;
      } else {
        statement(other);
        break;
      }
    }
    blocks.begin(join, first.origin());
  }

  private void whileLoop(Stmt.While loop) {
    Draft head = new Draft();
    Draft body = new Draft();
    Draft after = new Draft();
    blocks.begin(head, loop.origin());
    expressions.condition(loop.condition(), body, after);
    blocks.begin(body, loop.origin());
    jumps.enterLoop(after, head);
    statement(loop.body());
    jumps.exit();
    blocks.jump(loop.origin(), head, Edge.Kind.NEXT);
    blocks.begin(after, loop.origin());
  }

  private void doLoop(Stmt.DoWhile loop) {
    Draft body = new Draft();
    Draft test = new Draft();
    Draft after = new Draft();
    blocks.begin(body, loop.origin());
    jumps.enterLoop(after, test);
    statement(loop.body());
    jumps.exit();
    blocks.begin(test, loop.origin());
    expressions.condition(loop.condition(), body, after);
    blocks.begin(after, loop.origin());
  }

  private void forLoop(Stmt.For loop) {
    frame.openScope();
    loop.initial().ifPresent(this::statement);
    Draft head = new Draft();
    Draft body = new Draft();
    Draft step = new Draft();
    Draft after = new Draft();
    blocks.begin(head, loop.origin());
    if (loop.condition().isPresent()) {
      expressions.condition(loop.condition().get(), body, after);
    }
    blocks.begin(body, loop.origin());
    jumps.enterLoop(after, step);
    statement(loop.body());
    jumps.exit();
    blocks.begin(step, loop.origin());
    loop.step()
        .ifPresent(expr -> {
          blocks.line(expr.origin());
          expressions.effect(expr);
        });
    blocks.jump(loop.origin(), head, Edge.Kind.NEXT);
    blocks.begin(after, loop.origin());
    frame.closeScope();
  }

  /** How often it runs, and with which values, is not known. */
  private void forEach(Stmt.ForEach loop) {
    Draft head = new Draft();
    Draft body = new Draft();
    Draft after = new Draft();
    Origin origin = loop.range().origin();
    blocks.line(origin);
    expressions.effect(loop.range());
    blocks.begin(head, loop.origin());
    blocks.line(origin);
    blocks.branch(origin, unknown("whether the range goes on"), body, after);
    blocks.begin(body, loop.origin());
    frame.openScope();
    declareUnknown(loop.variable(), "an element of the range");
    jumps.enterLoop(after, head);
    statement(loop.body());
    jumps.exit();
    frame.closeScope();
    blocks.jump(loop.origin(), head, Edge.Kind.NEXT);
    blocks.begin(after, loop.origin());
  }

  private static Operand unknown(String what) {
    return new Operand.Unknown(CType.Int.INT, what);
  }

  private void declareUnknown(Decl.Variable declared, String what) {
    Variable variable =
        frame.local(
            declared.id(),
            declared.name(),
            declared.type(),
            Variable.Kind.LOCAL,
            declared.origin());
    blocks.emit(new Instruction.Declare(declared.origin(), variable));
    blocks.emit(
        new Instruction.Store(
            declared.origin(),
            new Place.Local(variable),
            new Operand.Unknown(declared.type(), what)));
  }

  private void switchStatement(Stmt.Switch choice) {
    Operand value = expressions.value(choice.value());
    CType type = OperandArithmetic.promotedType(value);
    Operand promoted = arithmetic.convert(value, type);
    Origin origin = choice.value().origin();
    blocks.line(origin);
    Draft head = blocks.suspend();
    Draft after = new Draft();
    List<Draft.Exit> cases = new ArrayList<>();
    Enclosing.SwitchBody body = jumps.enterSwitch(after, type, cases);
    statement(choice.body());
    jumps.exit();
    blocks.begin(after, choice.origin());
    if (!body.hasDefault()) {
      cases.add(new Draft.Exit(after, Edge.Kind.DEFAULT, "default"));
    }
    // The default edge is the last one wherever the label stands.
    List<Draft.Exit> ordered = new ArrayList<>();
    cases.stream().filter(way -> way.kind() == Edge.Kind.CASE).forEach(ordered::add);
    cases.stream().filter(way -> way.kind() == Edge.Kind.DEFAULT).forEach(ordered::add);
    head.end(new Terminator.Switch(origin, promoted, WrittenText.of(origin)), ordered);
  }

  /** A statement under any number of labels. */
  private void labelled(Stmt first) {
    Stmt at = first;
    while (true) {
      switch (at) {
        case Stmt.Case label -> {
          Draft target = new Draft();
          blocks.begin(target, label.origin());
          caseLabel(label, target);
          at = label.statement();
        }
        case Stmt.Default label -> {
          Draft target = new Draft();
          blocks.begin(target, label.origin());
          jumps
              .innermostSwitch()
              .filter(body -> !body.hasDefault())
              .ifPresent(
                  body -> body.cases().add(new Draft.Exit(target, Edge.Kind.DEFAULT, "default")));
          at = label.statement();
        }
        case Stmt.Label label -> {
          Draft target = jumps.label(label.name());
          // of several labels of one name, which C does not allow, the first is jumped to
          blocks.begin(target.isPlaced() ? new Draft() : target, label.origin());
          at = label.statement();
        }
        case Stmt.Compound _,
            Stmt.Expression _,
            Stmt.Declaration _,
            Stmt.If _,
            Stmt.While _,
            Stmt.DoWhile _,
            Stmt.For _,
            Stmt.ForEach _,
            Stmt.Switch _,
            Stmt.Goto _,
            Stmt.Break _,
            Stmt.Continue _,
            Stmt.Return _,
            Stmt.TryExcept _,
            Stmt.TryFinally _,
            Stmt.TryCatch _,
            Stmt.Throw _,
            Stmt.Leave _,
            Stmt.Assembly _,
            Stmt.Empty _,
            Stmt.Error _ -> {
          statement(at);
          return;
        }
      }
    }
  }

  private void caseLabel(Stmt.Case label, Draft target) {
    Optional<Enclosing.SwitchBody> body = jumps.innermostSwitch();
    if (body.isEmpty()) {
      return;
    }
    OptionalLong low = caseValue(label.low(), body.get().type());
    OptionalLong high =
        label.high().isPresent() ? caseValue(label.high().get(), body.get().type()) : low;
    String text =
        "case "
            + WrittenText.of(label.low().origin())
            + label.high().map(to -> " ... " + WrittenText.of(to.origin())).orElse("");
    body.get().cases().add(new Draft.Exit(target, Edge.Kind.CASE, low, high, text));
  }

  private OptionalLong caseValue(Expr expr, CType type) {
    Optional<Operand.Constant> value = expressions.constant(expr);
    return value.isPresent()
        ? OptionalLong.of(ConstantFolding.wrap(value.get().value(), type))
        : OptionalLong.empty();
  }

  private void returned(Stmt.Return statement) {
    blocks.line(statement.origin());
    Optional<Operand> value = Optional.empty();
    if (statement.value().isPresent()) {
      if (ExpressionTyping.isVoid(result)) {
        expressions.effect(statement.value().get());
      } else {
        value = Optional.of(arithmetic.convert(expressions.value(statement.value().get()), result));
      }
    }
    blocks.line(statement.origin());
    if (jumps.returnRunsCleanup()) {
      value = value.map(kept -> saved(statement.origin(), kept));
    }
    jumps.unwindAll();
    if (onReturn.isPresent()) {
      blocks.jump(statement.origin(), onReturn.get(), Edge.Kind.GOTO);
    } else {
      blocks.leave(statement.origin(), value);
    }
    jumps.resume();
  }

  private Operand saved(Origin origin, Operand value) {
    return value instanceof Operand.Constant || value instanceof Operand.Temporary
        ? value
        : frame.save(origin, value);
  }

  /** The body of a statement that handles exceptions; they go to {@code landing}. */
  private void guardedBody(Stmt guarded, Stmt body, Draft after, Draft landing) {
    jumps.enterTry(guarded.id(), after, landing, Optional.empty(), guarded.origin());
    statement(body);
    jumps.exit();
    blocks.jump(guarded.origin(), after, Edge.Kind.NEXT);
  }

  private void tryExcept(Stmt.TryExcept guarded) {
    Draft after = new Draft();
    Draft landing = new Draft();
    guardedBody(guarded, guarded.body(), after, landing);
    blocks.begin(landing, guarded.filter().origin());
    filter(guarded);
    statement(guarded.handler());
    blocks.begin(after, guarded.origin());
  }

  /**
   * A filter above 0 runs the handler, any other passes the exception on (one that resumes the
   * interrupted code, below 0, is treated as passing it on).
   */
  private void filter(Stmt.TryExcept guarded) {
    Draft handler = new Draft();
    Draft onwards = new Draft();
    Origin origin = guarded.filter().origin();
    Operand verdict = expressions.value(guarded.filter());
    Operand accepted =
        arithmetic.binary(
            BinaryOp.GREATER,
            arithmetic.convert(verdict, CType.Int.INT),
            OperandArithmetic.integer(0, CType.Int.INT));
    if (accepted instanceof Operand.Constant(var value, _)) {
      blocks.jump(origin, value != 0 ? handler : onwards, Edge.Kind.NEXT);
    } else {
      blocks.line(origin);
      blocks.branch(origin, accepted, handler, onwards);
    }
    blocks.begin(onwards, origin);
    jumps.passOnException(origin);
    blocks.begin(handler, origin);
  }

  private void tryFinally(Stmt.TryFinally guarded) {
    Draft onLeave = new Draft();
    Draft landing = new Draft();
    Draft after = new Draft();
    Enclosing.Guarded region =
        jumps.enterTry(
            guarded.id(), onLeave, landing, Optional.of(guarded.handler()), guarded.origin());
    statement(guarded.body());
    jumps.exit();
    blocks.begin(onLeave, guarded.origin());
    jumps.runCleanup(region, false);
    blocks.jump(guarded.origin(), after, Edge.Kind.NEXT);
    blocks.begin(landing, guarded.handler().origin());
    jumps.runCleanup(region, true);
    jumps.passOnException(guarded.origin());
    blocks.begin(after, guarded.origin());
  }

  /** Which handler takes an exception, if any, is not known unless one takes all. */
  private void tryCatch(Stmt.TryCatch guarded) {
    Draft after = new Draft();
    Draft landing = new Draft();
    guardedBody(guarded, guarded.body(), after, landing);
    blocks.begin(landing, guarded.handlers().getFirst().body().origin());
    boolean open = true;
    for (Stmt.Handler handler : guarded.handlers()) {
      Draft next = new Draft();
      Origin origin =
          handler.parameter().map(Decl.Variable::origin).orElse(handler.body().origin());
      if (handler.parameter().isPresent()) {
        Draft taken = new Draft();
        blocks.branch(origin, unknown("whether the handler takes the exception"), taken, next);
        blocks.begin(taken, origin);
      }
      frame.openScope();
      handler.parameter().ifPresent(parameter -> declareUnknown(parameter, "the exception"));
      statement(handler.body());
      frame.closeScope();
      blocks.jump(handler.body().origin(), after, Edge.Kind.NEXT);
      open = handler.parameter().isPresent();
      if (!open) {
        break;
      }
      blocks.begin(next, origin);
    }
    if (open) {
      jumps.passOnException(guarded.origin());
    }
    blocks.begin(after, guarded.origin());
  }
}
