package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.ast.Expr.BinaryOp;
import dev.irpscope.analysis.ast.Expr.LogicalOp;
import dev.irpscope.analysis.ast.Expr.UnaryOp;
import dev.irpscope.analysis.ast.Initializer;
import dev.irpscope.analysis.ast.Stmt;
import dev.irpscope.analysis.source.Origin;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Lowers expressions to operands, emitting their side effects in evaluation order. Where C leaves
 * the order open, operands come left to right, and a plain target of an assignment after its value.
 */
final class ExpressionLowering {
  private final Frame frame;
  private final BlockAssembly blocks;
  private final OperandArithmetic arithmetic;
  private final ExpressionTypes types;
  private final PlaceLowering places;
  private final CallLowering calls;
  private final InitializerLowering initializers;
  private final Consumer<List<Stmt>> statements;

  /**
   * @param statements lowers the statements of a GNU statement expression
   */
  ExpressionLowering(Frame frame, Consumer<List<Stmt>> statements) {
    this.frame = frame;
    this.blocks = frame.blocks;
    this.statements = statements;
    this.arithmetic = new OperandArithmetic(frame.layout);
    this.types = new ExpressionTypes(frame);
    this.places = new PlaceLowering(frame, this, types, arithmetic);
    this.calls = new CallLowering(frame, this, types, arithmetic);
    this.initializers = new InitializerLowering(frame, this, places, types, arithmetic);
  }

  InitializerLowering initializers() {
    return initializers;
  }

  /** The value of {@code expr}, arrays and functions decayed. */
  Operand value(Expr expr) {
    return StackLocations.read(frame.function, expr)
        .map(equivalent -> calls.call(expr, equivalent))
        .orElseGet(() -> plainValue(expr));
  }

  private Operand plainValue(Expr expr) {
    return switch (expr) {
      case Expr.IntLiteral literal -> OperandArithmetic.integer(literal.value(), literal.type());
      case Expr.FloatLiteral literal ->
          new Operand.Unknown(new CType.Floating(64), literal.spelling());
      case Expr.StringLiteral literal ->
          new Operand.Text(
              literal.value(), ExpressionTyping.decay(ExpressionTypes.ofString(literal)));
      case Expr.Name _, Expr.Member _, Expr.Index _, Expr.CompoundLiteral _ ->
          places.load(places.place(expr));
      case Expr.Unary unary -> unary(unary);
      case Expr.Binary(_, _, var op, var left, var right) ->
          arithmetic.binary(op, value(left), value(right));
      case Expr.Logical logical -> logical(logical);
      case Expr.Conditional conditional -> conditional(conditional);
      case Expr.Assign assign -> assigned(assign);
      case Expr.Comma comma -> {
        effect(comma.left());
        yield value(comma.right());
      }
      case Expr.Call call -> calls.call(call);
      case Expr.Cast cast -> cast(cast);
      case Expr.SizeofExpr sizeof -> size(types.of(sizeof.operand()));
      case Expr.SizeofType sizeof -> size(sizeof.type());
      case Expr.AlignofType alignof ->
          OperandArithmetic.integer(frame.layout.alignment(alignof.type()), ExpressionTyping.SIZE);
      case Expr.OffsetOf offset -> places.offset(offset.type(), offset.path());
      case Expr.ContainingRecord container -> containingRecord(container);
      case Expr.StatementExpr statementExpr -> statementExpression(statementExpr);
      case Expr.Lambda lambda -> lambda(lambda);
      case Expr.TypeArgument argument -> new Operand.Unknown(argument.type(), "a type's name");
      case Expr.Error error -> {
        blocks.emit(new Instruction.Opaque(error.origin(), error.message()));
        yield new Operand.Unknown(new CType.Unknown("error"), error.message());
      }
    };
  }

  /** Evaluates {@code expr} for what it does; its value is not needed. */
  void effect(Expr expr) {
    switch (expr) {
      case Expr.Assign assign -> assign(assign);
      case Expr.Comma comma -> {
        effect(comma.left());
        effect(comma.right());
      }
      case Expr.Unary(_, var origin, var op, var operand)
          when op == UnaryOp.POST_INCREMENT
              || op == UnaryOp.PRE_INCREMENT
              || op == UnaryOp.POST_DECREMENT
              || op == UnaryOp.PRE_DECREMENT -> {
        Place place = places.place(operand);
        step(origin, op, place, places.load(place));
      }
      case Expr.Cast cast when ExpressionTyping.isVoid(cast.type()) -> effect(cast.operand());
      case Expr.Conditional conditional when SideEffects.in(conditional) -> {
        Draft whenTrue = new Draft();
        Draft whenFalse = new Draft();
        Draft join = new Draft();
        condition(conditional.condition(), whenTrue, whenFalse);
        armEffect(whenTrue, conditional.whenTrue(), join);
        armEffect(whenFalse, conditional.whenFalse(), join);
        blocks.begin(join, conditional.origin());
      }
      case Expr.Logical logical when SideEffects.in(logical) -> {
        Draft join = new Draft();
        Draft right = new Draft();
        boolean and = logical.op() == LogicalOp.AND;
        condition(logical.left(), and ? right : join, and ? join : right);
        armEffect(right, logical.right(), join);
        blocks.begin(join, logical.origin());
      }
      case Expr.Logical _, Expr.Conditional _ -> {}
      case Expr.Name _,
          Expr.IntLiteral _,
          Expr.FloatLiteral _,
          Expr.StringLiteral _,
          Expr.Unary _,
          Expr.Binary _,
          Expr.Call _,
          Expr.Index _,
          Expr.Member _,
          Expr.Cast _,
          Expr.SizeofExpr _,
          Expr.SizeofType _,
          Expr.AlignofType _,
          Expr.OffsetOf _,
          Expr.ContainingRecord _,
          Expr.CompoundLiteral _,
          Expr.StatementExpr _,
          Expr.Lambda _,
          Expr.TypeArgument _,
          Expr.Error _ ->
          value(expr);
    }
  }

  private void armEffect(Draft arm, Expr expr, Draft join) {
    blocks.begin(arm, expr.origin());
    blocks.line(expr.origin());
    effect(expr);
    blocks.jump(expr.origin(), join, Edge.Kind.NEXT);
  }

  /** Ends the current block: to {@code whenTrue} if {@code expr} is not 0, else to the other. */
  void condition(Expr expr, Draft whenTrue, Draft whenFalse) {
    switch (expr) {
      case Expr.Logical(_, _, var op, var left, var right) -> {
        Draft second = new Draft();
        if (op == LogicalOp.AND) {
          condition(left, second, whenFalse);
        } else {
          condition(left, whenTrue, second);
        }
        blocks.begin(second, right.origin());
        condition(right, whenTrue, whenFalse);
      }
      case Expr.Unary(_, _, var op, var operand) when op == UnaryOp.NOT && splits(operand) ->
          condition(operand, whenFalse, whenTrue);
      case Expr.Comma comma -> {
        effect(comma.left());
        condition(comma.right(), whenTrue, whenFalse);
      }
      case Expr.Conditional conditional -> {
        Draft first = new Draft();
        Draft second = new Draft();
        condition(conditional.condition(), first, second);
        blocks.begin(first, conditional.origin());
        condition(conditional.whenTrue(), whenTrue, whenFalse);
        blocks.begin(second, conditional.origin());
        condition(conditional.whenFalse(), whenTrue, whenFalse);
      }
      case Expr.Unary _,
          Expr.Name _,
          Expr.IntLiteral _,
          Expr.FloatLiteral _,
          Expr.StringLiteral _,
          Expr.Binary _,
          Expr.Assign _,
          Expr.Call _,
          Expr.Index _,
          Expr.Member _,
          Expr.Cast _,
          Expr.SizeofExpr _,
          Expr.SizeofType _,
          Expr.AlignofType _,
          Expr.OffsetOf _,
          Expr.ContainingRecord _,
          Expr.CompoundLiteral _,
          Expr.StatementExpr _,
          Expr.Lambda _,
          Expr.TypeArgument _,
          Expr.Error _ ->
          decide(expr, whenTrue, whenFalse);
    }
  }

  private void decide(Expr expr, Draft whenTrue, Draft whenFalse) {
    Operand decision = value(expr);
    if (decision instanceof Operand.Constant(var value, _)) {
      blocks.jump(expr.origin(), value != 0 ? whenTrue : whenFalse, Edge.Kind.NEXT);
    } else {
      blocks.line(expr.origin());
      String text = frame.conditionText(expr);
      blocks.branch(expr.origin(), decision, text, whenTrue, whenFalse);
    }
  }

  private static boolean splits(Expr expr) {
    return expr instanceof Expr.Logical
        || expr instanceof Expr.Conditional
        || (expr instanceof Expr.Unary(_, _, var op, var operand)
            && op == UnaryOp.NOT
            && splits(operand));
  }

  /** The value of {@code expr} if it is a constant expression; emits nothing. */
  Optional<Operand.Constant> constant(Expr expr) {
    if (expr instanceof Expr.Logical(_, _, var op, var left, var right)) {
      return constant(left)
          .flatMap(first ->
              (first.value() == 0) == (op == LogicalOp.AND) ? Optional.of(first) : constant(right))
          .map(decided -> new Operand.Constant(decided.value() == 0 ? 0 : 1, CType.Int.INT));
    }
    if (expr instanceof Expr.Conditional conditional) {
      return constant(conditional.condition())
          .flatMap(decided ->
              constant(decided.value() != 0 ? conditional.whenTrue() : conditional.whenFalse()))
          .map(chosen -> constantOf(arithmetic.convert(chosen, types.of(conditional))));
    }
    if (expr instanceof Expr.Cast cast) {
      return constant(cast.operand())
          .map(operand -> arithmetic.convert(operand, cast.type()))
          .filter(Operand.Constant.class::isInstance)
          .map(ExpressionLowering::constantOf);
    }
    if (expr instanceof Expr.Unary unary && unary.op() != UnaryOp.ADDRESS) {
      return switch (unary.op()) {
        case PLUS, MINUS, NOT, COMPLEMENT ->
            constant(unary.operand())
                .map(operand -> constantOf(arithmetic.unary(unary.op(), operand)));
        case DEREFERENCE, ADDRESS, PRE_INCREMENT, PRE_DECREMENT, POST_INCREMENT, POST_DECREMENT ->
            Optional.empty();
      };
    }
    if (expr instanceof Expr.Binary binary) {
      return constant(binary.left())
          .flatMap(left ->
              constant(binary.right()).map(right -> arithmetic.binary(binary.op(), left, right)))
          .filter(Operand.Constant.class::isInstance)
          .map(ExpressionLowering::constantOf);
    }
    return SideEffects.in(expr) || branches(expr)
        ? Optional.empty()
        : Optional.of(value(expr))
            .filter(Operand.Constant.class::isInstance)
            .map(ExpressionLowering::constantOf);
  }

  /** Lowering a member or element can branch somewhere inside; only literal-like ones cannot. */
  private static boolean branches(Expr expr) {
    return !(expr instanceof Expr.IntLiteral
        || expr instanceof Expr.SizeofExpr
        || expr instanceof Expr.SizeofType
        || expr instanceof Expr.AlignofType
        || expr instanceof Expr.OffsetOf
        || (expr instanceof Expr.Unary(_, _, _, Expr.Member member) && isPlainChain(member)));
  }

  private static boolean isPlainChain(Expr expr) {
    Expr at = expr;
    while (true) {
      if (at instanceof Expr.Member(_, _, var base, _, _)) {
        at = base;
      } else if (at instanceof Expr.Index(_, _, var base, Expr.IntLiteral _)) {
        at = base;
      } else if (at instanceof Expr.Cast(_, _, _, var operand)) {
        at = operand;
      } else {
        return at instanceof Expr.IntLiteral || at instanceof Expr.Name;
      }
    }
  }

  private static Operand.Constant constantOf(Operand operand) {
    return (Operand.Constant) operand;
  }

  /** {@code &expr}. */
  Operand address(Expr expr) {
    return places.address(places.place(expr));
  }

  /** The pointer to the object whose function this is. */
  Operand object() {
    return places.object();
  }

  private Operand unary(Expr.Unary unary) {
    return switch (unary.op()) {
      case PLUS, MINUS, NOT, COMPLEMENT -> arithmetic.unary(unary.op(), value(unary.operand()));
      case DEREFERENCE -> places.load(places.place(unary));
      case ADDRESS -> address(unary.operand());
      case PRE_INCREMENT, PRE_DECREMENT -> {
        Place place = places.place(unary.operand());
        step(unary.origin(), unary.op(), place, places.load(place));
        yield places.load(place);
      }
      case POST_INCREMENT, POST_DECREMENT -> {
        Place place = places.place(unary.operand());
        Operand value = places.load(place);
        Operand before =
            frame.save(
                unary.origin(),
                isBitField(place)
                    ? arithmetic.convert(value, OperandArithmetic.promotedType(value))
                    : value);
        step(unary.origin(), unary.op(), place, before);
        yield before;
      }
    };
  }

  private void step(Origin origin, UnaryOp op, Place place, Operand before) {
    boolean up = op == UnaryOp.PRE_INCREMENT || op == UnaryOp.POST_INCREMENT;
    Operand after =
        arithmetic.binary(
            up ? BinaryOp.ADD : BinaryOp.SUBTRACT,
            before,
            OperandArithmetic.integer(1, CType.Int.INT));
    store(origin, place, after);
  }

  /** Stores {@code value}, converted to the type of {@code place}; a constant as its bits hold. */
  void store(Origin origin, Place place, Operand value) {
    Operand converted = arithmetic.convert(value, place.type());
    if (converted instanceof Operand.Constant(var constant, var type)
        && place instanceof Place.Field(_, var field)
        && field.bits() > 0) {
      converted = new Operand.Constant(ConstantFolding.wrap(constant, field.bits(), type), type);
    }
    blocks.emit(new Instruction.Store(origin, place, converted));
  }

  private static boolean isBitField(Place place) {
    return place instanceof Place.Field(_, var field) && field.bits() > 0;
  }

  /** An assigned constant or function is its own value; anything else is read back. */
  private Operand assigned(Expr.Assign assign) {
    Place place = assign(assign);
    List<Instruction> emitted = blocks.current().instructions;
    return !emitted.isEmpty()
            && !isBitField(place)
            && emitted.getLast() instanceof Instruction.Store(_, var target, var value)
            && target.equals(place)
            && (value instanceof Operand.Constant || value instanceof Operand.FunctionName)
        ? value
        : places.load(place);
  }

  /** Carries out an assignment; gives the object assigned to. */
  Place assign(Expr.Assign assign) {
    Expr target = assign.target();
    Optional<CType> seenAs = Optional.empty();
    while (target instanceof Expr.Cast(_, _, var type, var operand)) {
      seenAs = seenAs.or(() -> Optional.of(type));
      target = operand;
    }
    boolean valueFirst = assign.op().isEmpty() && !SideEffects.in(target);
    Operand early =
        valueFirst ? value(assign.value()) : OperandArithmetic.integer(0, CType.Int.INT);
    Place place = places.place(target);
    Operand written = valueFirst ? early : value(assign.value());
    Operand value = written;
    CType type = seenAs.orElse(place.type());
    if (assign.op().isPresent()) {
      Operand before = arithmetic.convert(places.load(place), type);
      value = arithmetic.binary(assign.op().get(), before, value);
    }
    StackLocations.assigned(frame.function, assign, written)
        .ifPresent(equivalent -> calls.call(assign, equivalent));
    store(assign.origin(), place, arithmetic.convert(value, type));
    return place;
  }

  private Operand logical(Expr.Logical logical) {
    Optional<Operand.Constant> known = constant(logical);
    if (known.isPresent()) {
      return known.get();
    }
    Draft whenTrue = new Draft();
    Draft whenFalse = new Draft();
    Draft join = new Draft();
    Operand.Temporary result = frame.temporary(CType.Int.INT);
    condition(logical, whenTrue, whenFalse);
    define(whenTrue, logical.origin(), result, 1, join);
    define(whenFalse, logical.origin(), result, 0, join);
    blocks.begin(join, logical.origin());
    return result;
  }

  private void define(
      Draft block, Origin origin, Operand.Temporary result, long value, Draft join) {
    blocks.begin(block, origin);
    Operand constant = OperandArithmetic.integer(value, CType.Int.INT);
    blocks.emit(new Instruction.Define(origin, result, constant));
    blocks.jump(origin, join, Edge.Kind.NEXT);
  }

  private Operand conditional(Expr.Conditional conditional) {
    Optional<Operand.Constant> decided = constant(conditional.condition());
    CType type = types.of(conditional);
    if (decided.isPresent()) {
      boolean first = decided.get().value() != 0;
      return arithmetic.convert(
          value(first ? conditional.whenTrue() : conditional.whenFalse()), type);
    }
    if (ExpressionTyping.isVoid(type)) {
      effect(conditional);
      return noValue();
    }
    Draft whenTrue = new Draft();
    Draft whenFalse = new Draft();
    Draft join = new Draft();
    Operand.Temporary result = frame.temporary(type);
    condition(conditional.condition(), whenTrue, whenFalse);
    arm(whenTrue, conditional.whenTrue(), result, join);
    arm(whenFalse, conditional.whenFalse(), result, join);
    blocks.begin(join, conditional.origin());
    return result;
  }

  private void arm(Draft arm, Expr expr, Operand.Temporary result, Draft join) {
    blocks.begin(arm, expr.origin());
    blocks.line(expr.origin());
    Operand value = arithmetic.convert(value(expr), result.type());
    blocks.emit(new Instruction.Define(expr.origin(), result, value));
    blocks.jump(expr.origin(), join, Edge.Kind.NEXT);
  }

  private Operand cast(Expr.Cast cast) {
    CType type = cast.type();
    if (ExpressionTyping.isVoid(type)) {
      effect(cast.operand());
      return noValue();
    }
    Operand operand = value(cast.operand());
    return recovered(operand, type).orElseGet(() -> arithmetic.convert(operand, type));
  }

  /** Recognises {@code (T *)((char *)p - offset)}: what CONTAINING_RECORD expands to elsewhere. */
  private Optional<Operand> recovered(Operand operand, CType type) {
    if (ExpressionTyping.isPointer(type)
        && ExpressionTyping.isStruct(ExpressionTyping.target(type))
        && operand instanceof Operand.Binary(var op, var left, var right, var between)
        && op == BinaryOp.SUBTRACT
        && ExpressionTyping.isPointer(between)
        && right instanceof Operand.Constant(var offset, _)) {
      Operand member =
          left instanceof Operand.Cast(var inner, _) && ExpressionTyping.isPointer(inner.type())
              ? inner
              : left;
      return Optional.of(new Operand.Container(member, offset, type));
    }
    return Optional.empty();
  }

  private Operand containingRecord(Expr.ContainingRecord expr) {
    CType type = new CType.Pointer(expr.type());
    Operand member = value(expr.address());
    return places.offset(expr.type(), expr.path()) instanceof Operand.Constant(var offset, _)
        ? new Operand.Container(member, offset, type)
        : new Operand.Unknown(type, "the record's member is not known");
  }

  private Operand size(CType type) {
    var size = frame.layout.size(type);
    return size.isPresent()
        ? OperandArithmetic.integer(size.getAsLong(), ExpressionTyping.SIZE)
        : new Operand.Unknown(ExpressionTyping.SIZE, "size of an unknown type");
  }

  Place compoundLiteral(Expr.CompoundLiteral literal) {
    CType type = types.of(literal);
    Place place = new Place.Local(frame.hidden(type, literal.origin()));
    initializers.initialize(place, literal.value(), literal.origin());
    return place;
  }

  private Operand statementExpression(Expr.StatementExpr expr) {
    List<Stmt> body = expr.body().statements();
    if (body.isEmpty() || !(body.getLast() instanceof Stmt.Expression(_, _, var last))) {
      frame.openScope();
      statements.accept(body);
      frame.closeScope();
      return noValue();
    }
    frame.openScope();
    statements.accept(body.subList(0, body.size() - 1));
    Operand value = value(last);
    Operand result =
        ExpressionTyping.isVoid(value.type()) ? value : frame.save(last.origin(), value);
    frame.closeScope();
    return result;
  }

  /**
   * The body of a lambda runs where it is written, or not at all: what it is passed to may call it,
   * and a call of the lambda itself is one of an unknown function.
   */
  private Operand lambda(Expr.Lambda lambda) {
    Draft body = new Draft();
    Draft after = new Draft();
    Origin origin = lambda.introducer();
    Optional<Draft> landing = blocks.protection();
    blocks.line(origin);
    blocks.branch(
        origin, new Operand.Unknown(CType.Int.INT, "whether the lambda runs"), body, after);
    blocks.begin(body, origin);
    frame.openScope();
    for (Decl.Parameter parameter : lambda.parameters()) {
      Variable variable = frame.named(parameter.name(), parameter.type(), parameter.origin());
      blocks.emit(new Instruction.Declare(parameter.origin(), variable));
    }
    new StatementLowering(
            frame, lambda.body(), new CType.Unknown("lambda result"), Optional.of(after))
        .statement(lambda.body());
    frame.closeScope();
    blocks.jump(lambda.body().closing(), after, Edge.Kind.NEXT);
    blocks.protect(landing);
    blocks.begin(after, origin);
    return new Operand.Unknown(new CType.Unknown("lambda"), "a lambda");
  }

  static Operand noValue() {
    return new Operand.Unknown(CType.Void.VOID, "no value");
  }

  /** The value that initialises an object of {@code type}. */
  Operand initialValue(Initializer.Value initializer, CType type) {
    return arithmetic.convert(value(initializer.expression()), type);
  }
}
