package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.cfg.FieldRef;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.Place;
import dev.irpscope.analysis.cfg.Variable;
import dev.irpscope.analysis.symbolic.RangeSet;
import dev.irpscope.analysis.symbolic.Region;
import dev.irpscope.analysis.symbolic.Symbol;
import dev.irpscope.analysis.symbolic.Symbol.Shape;
import dev.irpscope.analysis.symbolic.Terms;
import dev.irpscope.analysis.symbolic.Value;
import dev.irpscope.analysis.symbolic.Value.Number;
import java.util.Optional;

/** Evaluates operands and places of the top frame of one state. Changes nothing. */
final class Evaluator {
  private final State state;
  private final Code code;
  private final int depth;
  private final Frame frame;

  Evaluator(State state, Code code) {
    this(state, code, state.depth());
  }

  /**
   * @param depth which frame's names to use, 0 for the entry routine's
   */
  Evaluator(State state, Code code, int depth) {
    this.state = state;
    this.code = code;
    this.depth = depth;
    this.frame = state.frame(depth);
  }

  /** How a scalar of that type is held; unknown types as a pointer or a 64-bit number. */
  static Shape shape(CType type) {
    return switch (type.canonical()) {
      case CType.Int(int bits, boolean signed) -> new Shape(Math.min(bits, 64), signed, false);
      case CType.Pointer _, CType.Function _, CType.Array _ -> Shape.POINTER;
      case CType.Floating _ -> new Shape(64, true, false);
      case CType.Unknown(String name) ->
          namesPointer(name) ? Shape.POINTER : new Shape(64, true, false);
      case CType.Void _, CType.Struct _, CType.Typedef _ -> new Shape(64, true, false);
    };
  }

  /** Whether a type's name is one of a pointer, and not that of a function that is called. */
  private static boolean namesPointer(String name) {
    return name.startsWith("P") && !name.endsWith("()");
  }

  /** How what lies in a place is held: a bit-field has no more values than its bits. */
  static Shape shape(Place place) {
    Shape whole = shape(place.type());
    return place instanceof Place.Field(_, FieldRef field) && field.bits() > 0
        ? new Shape(Math.min(field.bits(), whole.bits()), whole.signed(), false)
        : whole;
  }

  Value evaluate(Operand operand) {
    return switch (operand) {
      case Operand.Constant constant -> Value.of(constant.value());
      case Operand.Text text -> new Value.Text(text.value());
      case Operand.Load(Place.Field bits) when bits.field().bits() > 0 -> {
        Address at = address(bits);
        yield state.memory.load(at.region(), at.offset(), shape(bits));
      }
      case Operand.Load load -> {
        Address at = address(load.place());
        yield at.region() instanceof Region.Part
                && !(load.place().root() instanceof Place.Dereference)
            ? new ConstantTables(state, code, this)
                .values(load)
                .filter(values -> values.size() == 1)
                .map(values -> values.iterator().next())
                .orElseGet(() -> load(at, load.place().type()))
            : load(at, load.place().type());
      }
      case Operand.AddressOf of -> address(of.place()).asPointer();
      case Operand.FunctionName function ->
          code.function(function.name(), frame.graph().key().file());
      case Operand.Temporary temporary ->
          frame
              .temporaries()
              .get(temporary.index())
              .orElseGet(() ->
                  Symbol.result(
                      frame.graph().key() + ":t" + temporary.index(),
                      depth,
                      shape(temporary.type())));
      case Operand.Unary unary -> unary(unary);
      case Operand.Binary binary -> binary(binary);
      case Operand.Cast cast -> cast(evaluate(cast.operand()), cast.type());
      case Operand.Container container ->
          Terms.advance(evaluate(container.member()), -container.offset());
      case Operand.Unknown unknown ->
          Symbol.result(
              frame.graph().key() + ":?" + unknown.reason(), depth, shape(unknown.type()));
    };
  }

  /** Steps over one member that are told apart along a chain of objects. */
  private static final int MOST_STEPS = 4;

  /**
   * An object far along a chain stands for all behind it: functions that go down a structure by
   * calling themselves would meet ever new ones (k-limiting: Jones and Muchnick 1979).
   */
  private static Symbol folded(Symbol symbol) {
    if (symbol.kind() != Symbol.Kind.INITIAL
        || !symbol.isPointer()
        || symbol.depth() <= MOST_STEPS) {
      return symbol;
    }
    Optional<Symbol> nearest = Optional.empty();
    int steps = 0;
    Optional<Symbol> at = symbol.region().flatMap(Region::root);
    while (at.isPresent()) {
      Symbol here = at.get();
      if (here.kind() == Symbol.Kind.INITIAL
          && here.isPointer()
          && here.offset() == symbol.offset()) {
        nearest = nearest.or(() -> Optional.of(here));
        steps++;
      }
      at = here.region().flatMap(Region::root);
    }
    return steps >= MOST_STEPS ? nearest.orElseThrow() : symbol;
  }

  private Value unary(Operand.Unary unary) {
    Value operand = evaluate(unary.operand());
    Shape shape = shape(unary.operand().type());
    return switch (unary.op()) {
      case NOT -> Terms.not(operand);
      case MINUS -> Terms.negate(operand, shape.bits(), shape.signed());
      case COMPLEMENT -> Terms.complement(operand, shape.bits(), shape.signed());
      case PLUS,
          DEREFERENCE,
          ADDRESS,
          PRE_INCREMENT,
          PRE_DECREMENT,
          POST_INCREMENT,
          POST_DECREMENT ->
          operand;
    };
  }

  private Value binary(Operand.Binary binary) {
    Value left = evaluate(binary.left());
    Value right = evaluate(binary.right());
    Shape shape = shape(binary.left().type());
    if (shape.pointer() && !binary.op().isComparison()) {
      if (binary.op() == Expr.BinaryOp.ADD && right instanceof Number number) {
        return Terms.advance(left, number.value());
      }
      if (binary.op() == Expr.BinaryOp.SUBTRACT && right instanceof Number number) {
        return Terms.advance(left, -number.value());
      }
    } else if (left instanceof Value.Pointer && right instanceof Number number) {
      if (binary.op() == Expr.BinaryOp.ADD) {
        return Terms.advance(left, number.value());
      }
      if (binary.op() == Expr.BinaryOp.SUBTRACT) {
        return Terms.advance(left, -number.value());
      }
    }
    return Terms.binary(binary.op().spelling(), left, right, shape.bits(), shape.signed());
  }

  private Value cast(Value operand, CType type) {
    Shape shape = shape(type);
    return shape.pointer()
        ? operand
        : Terms.cast(operand, byType(operand), shape.bits(), shape.signed());
  }

  /**
   * The values an operand can have by its type alone. What the path knows is left out on purpose: a
   * condition must read the same on every path, so that it can be asked for other values.
   */
  private static RangeSet byType(Value operand) {
    return switch (operand) {
      case Symbol symbol ->
          symbol.isPointer() ? RangeSet.ALL : RangeSet.ofType(symbol.bits(), symbol.signed());
      case Value.Operation operation ->
          Value.isComparison(operation.name())
              ? RangeSet.of(0, 1)
              : RangeSet.ofType(operation.bits(), operation.signed());
      case Number number -> RangeSet.of(number.value());
      case Value.Pointer _, Value.Function _, Value.Text _ -> RangeSet.ALL;
    };
  }

  /** The scalar at an address; a structure or array there is only its address. */
  Value load(Address at, CType type) {
    CType plain = type.canonical();
    if (plain instanceof CType.Array || plain instanceof CType.Struct) {
      return at.asPointer();
    }
    if (at.region() instanceof Region.Global global
        && !state.memory.isWritten(global, at.offset())) {
      Optional<Value> initial = code.initialValue(global, at.offset());
      if (initial.isPresent()) {
        return initial.get();
      }
    }
    Value value = state.memory.load(at.region(), at.offset(), shape(type));
    return state.foldsChains && value instanceof Symbol symbol ? folded(symbol) : value;
  }

  Address address(Place place) {
    return switch (place) {
      case Place.Local local -> new Address(region(local.variable()), 0);
      case Place.Global global -> new Address(new Region.Global(global.name(), file(global)), 0);
      case Place.Dereference dereference -> Address.of(evaluate(dereference.pointer()));
      case Place.Field field -> {
        Address base = address(field.base());
        Address at = base.plus(field.field().offset());
        yield field.field().bits() == 0
            ? at
            : new Address(new Region.Bits(at.region(), at.offset()), field.field().bitCell());
      }
      case Place.Element element -> {
        Address base = address(element.base());
        Value index = evaluate(element.index());
        long size = Math.max(1, code.size(element.type()));
        yield index instanceof Number number
            ? base.plus(number.value() * size)
            : new Address(new Region.Part(base.region(), base.offset(), index), 0);
      }
    };
  }

  private String file(Place.Global global) {
    if (isUndefinedConstant(global)) {
      return Region.Global.UNDEFINED;
    }
    return global.isStatic() ? frame.graph().key().file() : "";
  }

  /**
   * Whether it is a name in capitals that nothing declares: a macro of a header that was not read.
   */
  private static boolean isUndefinedConstant(Place.Global global) {
    return global.type() instanceof CType.Unknown(String name)
        && name.equals(global.name())
        && name.indexOf('_') > 0
        && name.chars().noneMatch(Character::isLowerCase);
  }

  /** The region of one of the frame's variables. */
  Region region(Variable variable) {
    return variable.kind() == Variable.Kind.STATIC
        ? staticRegion(frame.graph().key(), variable)
        : new Region.Local(depth, frame.graph().key(), variable.index(), variable.name());
  }

  /** The region of a static variable of a function. */
  static Region.Global staticRegion(FunctionKey function, Variable variable) {
    return new Region.Global(variable.name(), function + "#" + variable.index());
  }
}
