package dev.irpscope.analysis.symbolic;

import dev.irpscope.analysis.rule.Truth;
import dev.irpscope.analysis.symbolic.Value.Number;
import dev.irpscope.analysis.symbolic.Value.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is known of unknown values on a path: for each symbol or operation the set of values it can
 * have. A cheap first judgement of feasibility; the whole path is judged by the solver. Mutable; a
 * state owns its own.
 */
public final class Constraints {
  private final Map<Value, RangeSet> ranges;

  public Constraints() {
    ranges = new HashMap<>();
  }

  private Constraints(Map<Value, RangeSet> ranges) {
    this.ranges = new HashMap<>(ranges);
  }

  public Constraints copy() {
    return new Constraints(ranges);
  }

  /** The values that {@code value} can have. */
  public RangeSet range(Value value) {
    return switch (value) {
      case Number number -> RangeSet.of(number.value());
      case Symbol symbol -> {
        RangeSet known = ranges.get(symbol);
        yield known != null
            ? known
            : symbol.isPointer() ? RangeSet.ALL : RangeSet.ofType(symbol.bits(), symbol.signed());
      }
      case Operation operation -> {
        RangeSet known = ranges.get(operation);
        RangeSet natural = natural(operation);
        yield known != null ? known.intersect(natural) : natural;
      }
      case Value.Pointer _, Value.Function _, Value.Text _ -> RangeSet.ALL.without(0);
    };
  }

  private RangeSet natural(Operation operation) {
    if (Value.isComparison(operation.name())) {
      return switch (compareRanges(operation)) {
        case TRUE -> RangeSet.of(1);
        case FALSE -> RangeSet.of(0);
        case UNKNOWN -> RangeSet.of(0, 1);
      };
    }
    RangeSet type = RangeSet.ofType(operation.bits(), operation.signed());
    List<Value> operands = operation.operands();
    if (operation.name().equals("&")
        && operands.get(1) instanceof Number mask
        && mask.value() >= 0) {
      RangeSet left = range(operands.get(0));
      if (left.isSingle()) {
        return RangeSet.of(left.low() & mask.value());
      }
      return type.intersect(RangeSet.of(0, mask.value()));
    }
    if (operation.name().equals("cast")) {
      return range(operands.getFirst()).wrapped(operation.bits(), operation.signed());
    }
    if (operands.size() == 2
        && range(operands.get(0)).isSingle()
        && range(operands.get(1)).isSingle()) {
      Value folded =
          Terms.binary(
              operation.name(),
              Value.of(range(operands.get(0)).low()),
              Value.of(range(operands.get(1)).low()),
              operation.bits(),
              operation.signed());
      if (folded instanceof Number number) {
        return RangeSet.of(number.value());
      }
    }
    return type;
  }

  private Truth compareRanges(Operation comparison) {
    Value left = comparison.operands().get(0);
    Value right = comparison.operands().get(1);
    RangeSet a = range(left);
    RangeSet b = range(right);
    if (a.isEmpty() || b.isEmpty()) {
      return Truth.UNKNOWN;
    }
    if (!comparison.signed()
        && comparison.bits() >= 64
        && (a.low() < 0 || b.low() < 0)
        && !comparison.name().equals("==")
        && !comparison.name().equals("!=")) {
      return Truth.UNKNOWN;
    }
    return switch (comparison.name()) {
      case "==" ->
          a.isSingle() && a.equals(b)
              ? Truth.TRUE
              : a.intersect(b).isEmpty() ? Truth.FALSE : Truth.UNKNOWN;
      case "!=" ->
          a.isSingle() && a.equals(b)
              ? Truth.FALSE
              : a.intersect(b).isEmpty() ? Truth.TRUE : Truth.UNKNOWN;
      case "<" ->
          a.high() < b.low() ? Truth.TRUE : a.low() >= b.high() ? Truth.FALSE : Truth.UNKNOWN;
      case "<=" ->
          a.high() <= b.low() ? Truth.TRUE : a.low() > b.high() ? Truth.FALSE : Truth.UNKNOWN;
      case ">" ->
          a.low() > b.high() ? Truth.TRUE : a.high() <= b.low() ? Truth.FALSE : Truth.UNKNOWN;
      case ">=" ->
          a.low() >= b.high() ? Truth.TRUE : a.high() < b.low() ? Truth.FALSE : Truth.UNKNOWN;
      default -> Truth.UNKNOWN;
    };
  }

  /** Whether a condition holds: a value other than 0. */
  public Truth truth(Value condition) {
    RangeSet range = range(condition);
    if (!range.contains(0)) {
      return Truth.TRUE;
    }
    if (range.isSingle()) {
      return Truth.FALSE;
    }
    if (condition instanceof Operation operation && Value.isComparison(operation.name())) {
      RangeSet opposite = ranges.get(Terms.negation(operation));
      if (opposite != null && opposite.isSingle()) {
        return Truth.of(opposite.low() == 0);
      }
    }
    return Truth.UNKNOWN;
  }

  /**
   * Adds what follows from a condition being true or false.
   *
   * @return whether that is possible; if not, the constraints are not to be used any more
   */
  public boolean assume(Value condition, boolean holds) {
    switch (truth(condition)) {
      case TRUE -> {
        return holds;
      }
      case FALSE -> {
        return !holds;
      }
      case UNKNOWN -> {}
    }
    if (condition instanceof Operation operation && Value.isComparison(operation.name())) {
      Value wanted = holds ? operation : Terms.negation(operation);
      return !(wanted instanceof Operation comparison) || assumeComparison(comparison);
    }
    return restrict(condition, holds ? RangeSet.ALL.without(0) : RangeSet.of(0));
  }

  private boolean assumeComparison(Operation comparison) {
    Value left = comparison.operands().get(0);
    Value right = comparison.operands().get(1);
    String op = comparison.name();
    if (right instanceof Number number) {
      boolean wideUnsigned = !comparison.signed() && comparison.bits() >= 64;
      if (wideUnsigned && !op.equals("==") && !op.equals("!=")) {
        RangeSet wanted = RangeSet.satisfying(op, number.value());
        return restrict(
            left,
            number.value() < 0 || op.startsWith(">")
                ? RangeSet.ALL
                : wanted.intersect(RangeSet.of(0, Long.MAX_VALUE)));
      }
      return restrict(left, RangeSet.satisfying(op, number.value()));
    }
    ranges.put(comparison, RangeSet.of(1));
    RangeSet a = range(left);
    RangeSet b = range(right);
    return switch (op) {
      case "==" -> restrict(left, b) && restrict(right, a);
      case "!=" ->
          (!b.isSingle() || restrict(left, RangeSet.ALL.without(b.low())))
              && (!a.isSingle() || restrict(right, RangeSet.ALL.without(a.low())));
      case "<", "<=" ->
          (!comparison.signed() && comparison.bits() >= 64)
              || (restrict(left, RangeSet.satisfying(op, b.high()))
                  && restrict(right, RangeSet.satisfying(Value.mirrored(op), a.low())));
      default -> true;
    };
  }

  /** Adds that {@code value} lies in {@code wanted}; tells whether that is possible. */
  public boolean restrict(Value value, RangeSet wanted) {
    RangeSet before = range(value);
    RangeSet after = before.intersect(wanted);
    if (after.isEmpty()) {
      return false;
    }
    if (!(value instanceof Symbol) && !(value instanceof Operation)) {
      return true;
    }
    if (!after.equals(before)) {
      ranges.put(value, after);
      if (value instanceof Operation operation && operation.name().equals("cast")) {
        return restrictThroughCast(operation, after);
      }
      if (value instanceof Operation sum
          && sum.name().equals("+")
          && after.isSingle()
          && sum.operands().get(1) instanceof Number added) {
        return restrict(
            sum.operands().getFirst(),
            RangeSet.of(Terms.wrap(after.low() - added.value(), sum.bits(), sum.signed())));
      }
    }
    return true;
  }

  /** What is known of a converted value tells what the operand can be. */
  private boolean restrictThroughCast(Operation cast, RangeSet after) {
    Value inner = cast.operands().getFirst();
    return restrict(inner, range(inner).wrappedInto(after, cast.bits()));
  }

  /** Forgets everything about values that mention a symbol which {@code live} rejects. */
  public void retain(Predicate<Symbol> live) {
    List<Symbol> symbols = new ArrayList<>();
    ranges
        .keySet()
        .removeIf(value -> {
          symbols.clear();
          value.collectSymbols(symbols);
          for (Symbol symbol : symbols) {
            if (!live.test(symbol)) {
              return true;
            }
          }
          return false;
        });
  }

  /**
   * Takes over what is known after a call.
   *
   * @param made symbols that had no meaning before
   * @param foreign symbols that mean nothing here
   */
  public void adopt(Constraints after, Set<Symbol> made, Predicate<Symbol> foreign) {
    retain(symbol -> !made.contains(symbol));
    List<Symbol> symbols = new ArrayList<>();
    after.ranges.forEach((value, range) -> {
      symbols.clear();
      value.collectSymbols(symbols);
      if (symbols.stream().noneMatch(foreign)) {
        ranges.put(value, range);
      }
    });
  }

  /** Keeps only what holds in both: the union of the ranges. */
  public Constraints join(Constraints other) {
    Constraints joined = new Constraints();
    ranges.forEach((value, range) -> {
      RangeSet there = other.ranges.get(value);
      if (there != null) {
        RangeSet both = range.equals(there) ? range : range.union(there);
        if (!both.equals(new Constraints().range(value))) {
          joined.ranges.put(value, both);
        }
      }
    });
    return joined;
  }

  /** Values something is known of. */
  public Map<Value, RangeSet> known() {
    return java.util.Collections.unmodifiableMap(ranges);
  }

  @Override
  public boolean equals(@org.jspecify.annotations.Nullable Object other) {
    return other instanceof Constraints that && ranges.equals(that.ranges);
  }

  @Override
  public int hashCode() {
    return ranges.hashCode();
  }
}
