package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.ast.Designator;
import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.ast.Initializer;
import dev.irpscope.analysis.ast.RecordDefinition;
import dev.irpscope.analysis.source.Origin;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Lowers initialisers (C11 6.7.9): a braced one clears the object, then stores what is not zero;
 * inner braces may be left out.
 */
final class InitializerLowering {
  private final Frame frame;
  private final ExpressionLowering expressions;
  private final PlaceLowering places;
  private final ExpressionTypes types;
  private final OperandArithmetic arithmetic;

  InitializerLowering(
      Frame frame,
      ExpressionLowering expressions,
      PlaceLowering places,
      ExpressionTypes types,
      OperandArithmetic arithmetic) {
    this.frame = frame;
    this.expressions = expressions;
    this.places = places;
    this.types = types;
    this.arithmetic = arithmetic;
  }

  /** The variable's type; an array without a length takes it from the initialiser. */
  static CType completed(Decl.Variable variable) {
    return completed(variable.type(), variable.initializer());
  }

  static CType completed(CType type, Optional<? extends Initializer> initializer) {
    if (initializer.isPresent()
        && type.canonical() instanceof CType.Array(var element, var length)
        && length.isEmpty()) {
      return new CType.Array(element, OptionalLong.of(length(initializer.get())));
    }
    return type;
  }

  private static long length(Initializer initializer) {
    return switch (initializer) {
      case Initializer.Value(Expr.StringLiteral literal) -> literal.value().length() + 1L;
      case Initializer.Value _ -> 0;
      case Initializer.Braced(_, var items) -> {
        long next = 0;
        long length = 0;
        for (Initializer.Item item : items) {
          if (!item.designators().isEmpty()
              && item.designators().getFirst()
                  instanceof Designator.Index(Expr.IntLiteral literal)) {
            next = literal.value();
          }
          next++;
          length = Math.max(length, next);
        }
        yield length;
      }
    };
  }

  void initialize(Place target, Initializer initializer, Origin origin) {
    switch (initializer) {
      case Initializer.Value(var expr) -> {
        if (isText(target.type(), initializer)) {
          text(target, (Expr.StringLiteral) expr, origin);
        } else {
          expressions.store(origin, target, expressions.value(expr));
        }
      }
      case Initializer.Braced braced -> {
        if (isAggregate(target.type())) {
          frame.blocks.emit(new Instruction.Clear(braced.origin(), target));
        }
        braced(target, braced);
      }
    }
  }

  private void text(Place target, Expr.StringLiteral literal, Origin origin) {
    frame.blocks.emit(
        new Instruction.Store(origin, target, new Operand.Text(literal.value(), target.type())));
  }

  private void braced(Place target, Initializer.Braced braced) {
    Items items = new Items(braced.items());
    if (items.done()) {
      return;
    }
    if (isText(target.type(), items.peek().value())) {
      item(target, items.next().value());
    } else if (isAggregate(target.type())) {
      fill(target, items, true);
    } else if (ExpressionTyping.isUnknown(target.type())) {
      unknown(target, braced, items);
    } else {
      item(target, items.next().value());
    }
  }

  /** A structure that we have no definition of: named members are stored, others are not known. */
  private void unknown(Place target, Initializer.Braced braced, Items items) {
    frame.blocks.emit(
        new Instruction.Store(
            braced.origin(),
            target,
            new Operand.Unknown(target.type(), "initialiser of an unknown type")));
    while (!items.done()) {
      Initializer.Item item = items.next();
      if (item.designators().isEmpty()) {
        discard(item.value());
      } else {
        item(designated(target, item.designators()), item.value());
      }
    }
  }

  /** Fills an aggregate from {@code items}: all of them, or as many as it has room for. */
  private void fill(Place target, Items items, boolean ownBraces) {
    long position = 0;
    while (!items.done()) {
      Initializer.Item item = items.peek();
      if (!item.designators().isEmpty()) {
        if (!ownBraces) {
          return;
        }
        items.next();
        position = position(target.type(), item.designators().getFirst(), position) + 1;
        item(designated(target, item.designators()), item.value());
        continue;
      }
      Optional<Place> part = part(target, position++);
      if (part.isEmpty()) {
        if (!ownBraces) {
          return;
        }
        discard(items.next().value());
      } else if (startsInside(part.get().type(), item.value())) {
        fill(part.get(), items, false);
      } else {
        item(part.get(), items.next().value());
      }
    }
  }

  /** Whether the braces around an inner aggregate were left out. */
  private boolean startsInside(CType part, Initializer initializer) {
    return isAggregate(part)
        && initializer instanceof Initializer.Value(var expr)
        && !isText(part, initializer)
        && !ExpressionTyping.isStruct(types.of(expr))
        && part(new Place.Global("", part, true), 0).isPresent();
  }

  private void item(Place target, Initializer value) {
    switch (value) {
      case Initializer.Braced braced -> braced(target, braced);
      case Initializer.Value(Expr.StringLiteral literal) when isText(target.type(), value) ->
          text(target, literal, literal.origin());
      case Initializer.Value(var expr) -> {
        Operand operand = arithmetic.convert(expressions.value(expr), target.type());
        if (!(operand instanceof Operand.Constant(var constant, _) && constant == 0)) {
          expressions.store(expr.origin(), target, operand);
        }
      }
    }
  }

  private void discard(Initializer value) {
    switch (value) {
      case Initializer.Value(var expr) -> expressions.effect(expr);
      case Initializer.Braced(_, var items) -> items.forEach(item -> discard(item.value()));
    }
  }

  private Place designated(Place target, List<Designator> designators) {
    Place at = target;
    for (Designator designator : designators) {
      at =
          switch (designator) {
            case Designator.Field(var name) -> places.field(at, name);
            case Designator.Index(var index) ->
                places.element(at, expressions.value(index), ExpressionTyping.target(at.type()));
          };
    }
    return at;
  }

  private long position(CType type, Designator designator, long otherwise) {
    return switch (designator) {
      case Designator.Index(var index) ->
          expressions.constant(index).map(Operand.Constant::value).orElse(otherwise);
      case Designator.Field(var name) -> {
        List<FieldRef> members =
            frame.layout.layout(type).map(TypeLayout.RecordLayout::members).orElse(List.of());
        for (int i = 0; i < members.size(); i++) {
          FieldRef member = members.get(i);
          if (member.name().equals(name)
              || (member.name().isEmpty() && frame.layout.field(member.type(), name).isPresent())) {
            yield i;
          }
        }
        yield otherwise;
      }
    };
  }

  /** The direct part number {@code position}; only the first member of a union counts. */
  private Optional<Place> part(Place target, long position) {
    return switch (target.type().canonical()) {
      case CType.Array(var element, var length) ->
          length.isPresent() && position >= length.getAsLong()
              ? Optional.empty()
              : Optional.of(
                  places.element(
                      target, OperandArithmetic.integer(position, CType.Int.LONG_LONG), element));
      case CType.Struct _ ->
          frame
              .layout
              .layout(target.type())
              .map(TypeLayout.RecordLayout::members)
              .filter(members -> position < (isUnion(target.type()) ? 1 : members.size()))
              .filter(members -> !members.isEmpty())
              .map(members -> new Place.Field(target, members.get((int) position)));
      case CType.Void _,
          CType.Int _,
          CType.Floating _,
          CType.Pointer _,
          CType.Function _,
          CType.Unknown _,
          CType.Typedef _ ->
          Optional.empty();
    };
  }

  private static boolean isUnion(CType type) {
    return type.canonical() instanceof CType.Struct(var definition)
        && definition.kind() == RecordDefinition.Kind.UNION;
  }

  private static boolean isAggregate(CType type) {
    return type.canonical() instanceof CType.Array || ExpressionTyping.isStruct(type);
  }

  private static boolean isText(CType type, Initializer initializer) {
    return initializer instanceof Initializer.Value(Expr.StringLiteral _)
        && type.canonical() instanceof CType.Array(var element, _)
        && element.canonical() instanceof CType.Int;
  }

  /** A position in a list of items, shared by the aggregates that they fill. */
  private static final class Items {
    private final List<Initializer.Item> items;
    private int next;

    Items(List<Initializer.Item> items) {
      this.items = items;
    }

    boolean done() {
      return next >= items.size();
    }

    Initializer.Item peek() {
      return items.get(next);
    }

    Initializer.Item next() {
      return items.get(next++);
    }
  }
}
