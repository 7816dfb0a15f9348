package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Designator;
import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.ast.Expr.BinaryOp;
import dev.irpscope.analysis.ast.Expr.UnaryOp;
import dev.irpscope.analysis.source.Origin;
import java.util.List;
import java.util.OptionalLong;

/** Lowers expressions that denote objects. */
final class PlaceLowering {
  private final Frame frame;
  private final ExpressionLowering expressions;
  private final ExpressionTypes types;
  private final OperandArithmetic arithmetic;

  PlaceLowering(
      Frame frame,
      ExpressionLowering expressions,
      ExpressionTypes types,
      OperandArithmetic arithmetic) {
    this.frame = frame;
    this.expressions = expressions;
    this.types = types;
    this.arithmetic = arithmetic;
  }

  /** The object that {@code expr} denotes; a value that is no object gets a hidden local. */
  Place place(Expr expr) {
    return switch (expr) {
      case Expr.Name(_, _, var name) -> ofName(name);
      case Expr.Member member -> ofMember(member);
      case Expr.Index index -> ofIndex(index);
      case Expr.Unary(_, _, var op, var operand) when op == UnaryOp.DEREFERENCE ->
          dereference(expressions.value(operand), types.of(expr));
      case Expr.Unary(_, _, var op, var operand)
          when op == UnaryOp.PRE_INCREMENT || op == UnaryOp.PRE_DECREMENT -> {
        expressions.effect(expr);
        yield place(operand);
      }
      case Expr.Assign assign -> expressions.assign(assign);
      case Expr.Comma comma -> {
        expressions.effect(comma.left());
        yield place(comma.right());
      }
      case Expr.CompoundLiteral literal -> expressions.compoundLiteral(literal);
      case Expr.StringLiteral literal ->
          dereference(
              new Operand.Text(
                  literal.value(), ExpressionTyping.decay(ExpressionTypes.ofString(literal))),
              ExpressionTypes.ofString(literal));
      case Expr.Cast(_, _, var type, var operand)
          when ExpressionTyping.isStruct(type) && ExpressionTyping.same(type, types.of(operand)) ->
          place(operand);
      case Expr.Unary _,
          Expr.IntLiteral _,
          Expr.FloatLiteral _,
          Expr.Binary _,
          Expr.Logical _,
          Expr.Conditional _,
          Expr.Call _,
          Expr.Cast _,
          Expr.SizeofExpr _,
          Expr.SizeofType _,
          Expr.AlignofType _,
          Expr.OffsetOf _,
          Expr.ContainingRecord _,
          Expr.StatementExpr _,
          Expr.Lambda _,
          Expr.TypeArgument _,
          Expr.Error _ ->
          hidden(expr.origin(), expressions.value(expr));
    };
  }

  private Place hidden(Origin origin, Operand value) {
    Place place = new Place.Local(frame.hidden(value.type(), origin));
    frame.blocks.emit(new Instruction.Store(origin, place, value));
    return place;
  }

  private Place ofName(String name) {
    return frame
        .scope()
        .lookup(name)
        .<Place>map(meaning ->
            switch (meaning) {
              case Scope.Meaning.Local(var variable) -> new Place.Local(variable);
              case Scope.Meaning.Global(var type, var isStatic) ->
                  new Place.Global(name, type, isStatic);
              case Scope.Meaning.Function(var type) -> new Place.Global(name, type, false);
              case Scope.Meaning.Member _ -> field(pointee(object()), name);
            })
        .or(() ->
            frame.method(name).map(method -> new Place.Global(method.name(), method.type(), false)))
        .orElseGet(() -> new Place.Global(name, new CType.Unknown(name), false));
  }

  /** The pointer to the object whose function this is. */
  Operand object() {
    return load(ofName("this"));
  }

  private Place ofMember(Expr.Member member) {
    Place base =
        member.access() == Expr.Access.DOT
            ? place(member.base())
            : pointee(expressions.value(member.base()));
    return field(base, member.field());
  }

  Place field(Place base, String name) {
    return new Place.Field(base, frame.layout.fieldOrPseudo(base.type(), name));
  }

  private Place ofIndex(Expr.Index index) {
    CType base = types.of(index.base());
    if (base.canonical() instanceof CType.Array(var element, _)) {
      Place array = place(index.base());
      return element(array, expressions.value(index.index()), element);
    }
    if (ExpressionTyping.isUnknown(base) && !SideEffects.in(index.base())) {
      Place array = place(index.base());
      return element(array, expressions.value(index.index()), types.of(index));
    }
    Operand left = expressions.value(index.base());
    Operand right = expressions.value(index.index());
    boolean swapped =
        ExpressionTyping.isPointer(right.type()) && !ExpressionTyping.isPointer(left.type());
    Operand pointer = swapped ? right : left;
    Operand count = swapped ? left : right;
    if (!ExpressionTyping.isPointer(pointer.type())) {
      pointer = arithmetic.convert(pointer, new CType.Pointer(types.of(index)));
    }
    return pointee(arithmetic.binary(BinaryOp.ADD, pointer, count));
  }

  Place element(Place array, Operand index, CType type) {
    return new Place.Element(array, arithmetic.convert(index, CType.Int.LONG_LONG), type);
  }

  /** {@code *pointer}. */
  Place pointee(Operand pointer) {
    return dereference(pointer, ExpressionTyping.target(pointer.type()));
  }

  /** {@code *&x} is {@code x}, and the target of a decayed array is its first element. */
  private Place dereference(Operand pointer, CType type) {
    if (pointer instanceof Operand.AddressOf(var place, _)) {
      if (ExpressionTyping.same(place.type(), type)) {
        return place;
      }
      if (place.type().canonical() instanceof CType.Array(var element, _)
          && ExpressionTyping.same(element, type)) {
        return element(place, OperandArithmetic.integer(0, CType.Int.LONG_LONG), element);
      }
    }
    return new Place.Dereference(pointer, type);
  }

  /** What reading the object gives: arrays and functions decay. */
  Operand load(Place place) {
    return switch (place.type().canonical()) {
      case CType.Array(var element, _) -> new Operand.AddressOf(place, new CType.Pointer(element));
      case CType.Function function -> {
        if (place instanceof Place.Dereference(var pointer, _)) {
          yield pointer;
        }
        yield place instanceof Place.Global(var name, _, _)
            ? new Operand.FunctionName(name, new CType.Pointer(function))
            : new Operand.AddressOf(place, new CType.Pointer(function));
      }
      case CType.Void _,
          CType.Int _,
          CType.Floating _,
          CType.Pointer _,
          CType.Struct _,
          CType.Unknown _,
          CType.Typedef _ ->
          new Operand.Load(place);
    };
  }

  /** {@code &place}; a constant where the object stands at a constant address. */
  Operand address(Place place) {
    CType type = new CType.Pointer(place.type());
    if (place instanceof Place.Dereference(var pointer, _)) {
      return arithmetic.convert(pointer, type);
    }
    if (place instanceof Place.Global(var name, var function, _)
        && function.canonical() instanceof CType.Function) {
      return new Operand.FunctionName(name, type);
    }
    OptionalLong constant = constantAddress(place);
    return constant.isPresent()
        ? new Operand.Constant(constant.getAsLong(), type)
        : new Operand.AddressOf(place, type);
  }

  private OptionalLong constantAddress(Place place) {
    return switch (place) {
      case Place.Local _, Place.Global _ -> OptionalLong.empty();
      case Place.Dereference(var pointer, _) ->
          pointer instanceof Operand.Constant(var address, _)
              ? OptionalLong.of(address)
              : OptionalLong.empty();
      case Place.Field(var base, var field) -> plus(constantAddress(base), field.offset());
      case Place.Element(var base, var index, var type) ->
          index instanceof Operand.Constant(var at, _)
              ? plus(constantAddress(base), at * frame.layout.stride(type))
              : OptionalLong.empty();
    };
  }

  private static OptionalLong plus(OptionalLong base, long offset) {
    return base.isPresent() ? OptionalLong.of(base.getAsLong() + offset) : base;
  }

  /** The distance of a member from the start of {@code type} ({@code offsetof}). */
  Operand offset(CType type, List<Designator> path) {
    CType at = type;
    long offset = 0;
    for (Designator step : path) {
      switch (step) {
        case Designator.Field(var name) -> {
          FieldRef field = frame.layout.fieldOrPseudo(at, name);
          offset += field.offset();
          at = field.type();
        }
        case Designator.Index(var index) -> {
          at = ExpressionTyping.target(at);
          if (!(expressions.constant(index).orElse(null)
              instanceof Operand.Constant(var number, _))) {
            return new Operand.Unknown(ExpressionTyping.SIZE, "offset of a computed index");
          }
          offset += number * frame.layout.stride(at);
        }
      }
    }
    return OperandArithmetic.integer(offset, ExpressionTyping.SIZE);
  }
}
