package dev.irpscope.analysis.symbolic;

import dev.irpscope.analysis.rule.Truth;
import dev.irpscope.analysis.symbolic.Value.Number;
import dev.irpscope.analysis.symbolic.Value.Operation;
import it.unimi.dsi.fastutil.objects.Object2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.objects.ObjectOpenHashSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is known of unknown values on a path: for each symbol or operation the set of values it can
 * have. A cheap first judgement of feasibility; the whole path is judged by the solver. Mutable; a
 * state owns its own.
 */
public final class Constraints {
  /** Not changed any more once it is shared with a copy. */
  private Object2ObjectOpenHashMap<Value, RangeSet> ranges;

  /** Symbols of which more was known on a path before it was merged; not part of equality. */
  private ObjectOpenHashSet<Symbol> blurred;

  private boolean isShared;

  public Constraints() {
    this(new Object2ObjectOpenHashMap<>(0), new ObjectOpenHashSet<>(0));
  }

  private Constraints(
      Object2ObjectOpenHashMap<Value, RangeSet> ranges, ObjectOpenHashSet<Symbol> blurred) {
    this.ranges = ranges;
    this.blurred = blurred;
  }

  /** Cheap: nothing is copied before one of both changes. */
  public Constraints copy() {
    isShared = true;
    Constraints copy = new Constraints(ranges, blurred);
    copy.isShared = true;
    return copy;
  }

  private void own() {
    if (isShared) {
      ranges = ranges.clone();
      blurred = blurred.clone();
      isShared = false;
    }
  }

  /** Whether more may have been known of a symbol on each of the paths that were merged. */
  public boolean isBlurred(Symbol symbol) {
    return blurred.contains(symbol);
  }

  /** The values that {@code value} can have. */
  public RangeSet range(Value value) {
    return switch (value) {
      case Number number -> RangeSet.of(number.value());
      case Symbol symbol -> {
        RangeSet known = ranges.get(symbol);
        yield known != null ? known : natural(symbol);
      }
      case Operation operation -> {
        RangeSet known = ranges.get(operation);
        RangeSet natural = natural(operation);
        yield known != null ? known.intersect(natural) : natural;
      }
      case Value.Pointer _, Value.Function _, Value.Text _ -> RangeSet.ALL.without(0);
    };
  }

  private static RangeSet natural(Symbol symbol) {
    return symbol.isPointer() ? RangeSet.ALL : RangeSet.ofType(symbol.bits(), symbol.signed());
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
      RangeSet masked = type.intersect(RangeSet.of(0, mask.value()));
      int low = Long.numberOfTrailingZeros(mask.value());
      boolean highBits = mask.value() >> low == (1L << (operation.bits() - low)) - 1;
      if (low > 0 && operation.bits() < Long.SIZE && highBits && left.low() >= 0) {
        masked = masked.intersect(left.withoutLowBits(low));
      }
      return masked.intersect(maskedAlike(operands.getFirst(), mask.value()));
    }
    if (operation.name().equals(">>")
        && operation.bits() < Long.SIZE
        && operands.get(1) instanceof Number(long by)
        && by >= 0
        && by < operation.bits()) {
      return range(operands.getFirst()).shiftedRight((int) by).intersect(type);
    }
    if (operation.name().equals("|") && operands.get(1) instanceof Number set) {
      RangeSet left = range(operands.get(0));
      if (left.isSingle()) {
        return RangeSet.of(left.low() | set.value());
      }
      return type.without(0);
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

  /** What other masks of the same value tell of one. */
  private RangeSet maskedAlike(Value base, long mask) {
    RangeSet known = RangeSet.ALL;
    for (Map.Entry<Value, RangeSet> entry : ranges.entrySet()) {
      if (entry.getKey() instanceof Operation other
          && other.name().equals("&")
          && other.operands().get(1) instanceof Number(long bits)
          && bits != mask
          && other.operands().getFirst().equals(base)) {
        if ((bits & mask) == mask && entry.getValue().isSingle()) {
          known = known.intersect(RangeSet.of(entry.getValue().low() & mask));
        } else if ((bits & mask) == bits && !entry.getValue().contains(0)) {
          known = known.without(0);
        }
      }
    }
    return known;
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
              : a.intersect(b).isEmpty() || isOther(left, right) ? Truth.FALSE : Truth.UNKNOWN;
      case "!=" ->
          a.isSingle() && a.equals(b)
              ? Truth.FALSE
              : a.intersect(b).isEmpty() || isOther(left, right) ? Truth.TRUE : Truth.UNKNOWN;
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

  /** Whether one of two values is a constant, and the other is known to be another constant. */
  private boolean isOther(Value left, Value right) {
    Region first = undefined(left);
    Region second = undefined(right);
    return (first != null && isOtherThan(first, right))
        || (second != null && isOtherThan(second, left));
  }

  private boolean isOtherThan(Region constant, Value value) {
    Region itself = undefined(value);
    if (itself != null) {
      return !itself.equals(constant);
    }
    for (Map.Entry<Value, RangeSet> known : ranges.entrySet()) {
      if (known.getKey() instanceof Operation operation
          && operation.name().equals("==")
          && !known.getValue().contains(0)
          && operation.operands().contains(value)) {
        for (Value operand : operation.operands()) {
          Region other = undefined(operand);
          if (other != null && !other.equals(constant)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Where a constant of which only the name is known is read from; null for other values. */
  private static @Nullable Region undefined(Value value) {
    Value plain = value;
    while (plain instanceof Operation operation && operation.name().equals("cast")) {
      plain = operation.operands().getFirst();
    }
    return plain instanceof Symbol symbol
            && symbol.kind() == Symbol.Kind.INITIAL
            && symbol.regionOrNull() instanceof Region.Global global
            && global.file().equals(Region.Global.UNDEFINED)
        ? global
        : null;
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
    own();
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
      own();
      ranges.put(value, after);
      if (value instanceof Operation computed) {
        FewValues.Possible few = FewValues.of(computed, after, this::range);
        if (few != null) {
          return restrict(few.unknown(), few.values());
        }
      }
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
    List<Value> gone = new ArrayList<>();
    for (Value value : ranges.keySet()) {
      if (!speaksOnlyOf(value, live)) {
        gone.add(value);
      }
    }
    List<Symbol> unblurred = new ArrayList<>();
    for (Symbol symbol : blurred) {
      if (!live.test(symbol)) {
        unblurred.add(symbol);
      }
    }
    if (gone.isEmpty() && unblurred.isEmpty()) {
      return;
    }
    own();
    gone.forEach(ranges::remove);
    unblurred.forEach(blurred::remove);
  }

  private static boolean speaksOnlyOf(Value value, Predicate<Symbol> wanted) {
    return switch (value) {
      case Symbol symbol -> wanted.test(symbol);
      case Operation operation -> {
        for (Value operand : operation.operands()) {
          if (!speaksOnlyOf(operand, wanted)) {
            yield false;
          }
        }
        yield true;
      }
      case Value.Pointer pointer -> {
        Symbol root = pointer.region().rootOrNull();
        yield root == null || wanted.test(root);
      }
      case Number _, Value.Function _, Value.Text _ -> true;
    };
  }

  /**
   * Takes over what is known after a call.
   *
   * @param made symbols that had no meaning before
   * @param foreign symbols that mean nothing here
   */
  public void adopt(Constraints after, Set<Symbol> made, Predicate<Symbol> foreign) {
    retain(symbol -> !made.contains(symbol));
    own();
    Predicate<Symbol> here = foreign.negate();
    after.ranges.forEach((value, range) -> {
      if (speaksOnlyOf(value, here)) {
        ranges.put(value, range);
      }
    });
    after.blurred.stream().filter(here).forEach(blurred::add);
  }

  private static final Constraints UNCONSTRAINED = new Constraints();

  /** Keeps only what holds in both: the union of the ranges. */
  public Constraints join(Constraints other) {
    Constraints joined = new Constraints();
    joined.blurred.addAll(blurred);
    joined.blurred.addAll(other.blurred);
    noteBlurred(other, joined.blurred);
    other.noteBlurred(this, joined.blurred);
    ranges.forEach((value, range) -> {
      RangeSet there = other.ranges.get(value);
      if (there != null) {
        RangeSet both = range.equals(there) ? range : range.union(there);
        if (!both.equals(UNCONSTRAINED.range(value))) {
          joined.ranges.put(value, both);
        }
      }
    });
    return joined;
  }

  /** Keeps only what both say in the same words. */
  public Constraints agreed(Constraints other) {
    Constraints agreed = join(other);
    agreed
        .ranges
        .entrySet()
        .removeIf(known ->
            !known.getValue().equals(ranges.get(known.getKey()))
                || !known.getValue().equals(other.ranges.get(known.getKey())));
    return agreed;
  }

  private void noteBlurred(Constraints other, Set<Symbol> into) {
    ranges.forEach((value, range) -> {
      if (value instanceof Symbol symbol && !range.equals(other.ranges.get(symbol))) {
        into.add(symbol);
      }
    });
  }

  /** STATUS_CANT_WAIT, for which file systems try again. */
  private static final long CANNOT_WAIT = -0x3fffff28;

  /** Parts of the numbers that statuses, flags and pointers fall into, for widening. */
  private static final List<RangeSet> CLASSES =
      List.of(
          RangeSet.of(Long.MIN_VALUE, CANNOT_WAIT - 1),
          RangeSet.of(CANNOT_WAIT),
          RangeSet.of(CANNOT_WAIT + 1, -1),
          RangeSet.of(0),
          RangeSet.of(1),
          RangeSet.of(2, 0x102),
          RangeSet.of(0x103), // STATUS_PENDING
          RangeSet.of(0x104, Long.MAX_VALUE));

  private static final int MOST_INTERVALS = 6;

  /**
   * Says of a symbol that stands for one of two values what is known of both.
   *
   * @param either this path's value, known to {@code one}, is the symbol itself if it was merged
   *     before: its range then grows by classes, so that loops come to an end
   * @param widening whether nothing is to be said unless the same is known of both
   */
  public void merged(
      Symbol symbol, Memory.Either either, Constraints one, Constraints other, boolean widening) {
    RangeSet before = one.range(either.here());
    RangeSet after = other.range(either.there());
    if (widening && !before.equals(after)) {
      own();
      blurred.add(symbol);
      return;
    }
    RangeSet both = before.union(after);
    boolean grows = either.here().equals(symbol) && !both.equals(before);
    if (grows || both.intervals().size() > MOST_INTERVALS) {
      RangeSet exact = both;
      both =
          CLASSES.stream()
              .filter(some -> !some.intersect(exact).isEmpty())
              .reduce(RangeSet::union)
              .orElse(RangeSet.ALL);
    }
    restrict(symbol, both);
    own();
    blurred.add(symbol);
  }

  /** Values something is known of. */
  public Map<Value, RangeSet> known() {
    return java.util.Collections.unmodifiableMap(ranges);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Constraints that && ranges.equals(that.ranges);
  }

  @Override
  public int hashCode() {
    return ranges.hashCode();
  }
}
