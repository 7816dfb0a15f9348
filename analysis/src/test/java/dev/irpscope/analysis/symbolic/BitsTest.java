package dev.irpscope.analysis.symbolic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.rule.Truth;
import dev.irpscope.analysis.symbolic.Symbol.Shape;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Masks and flags are exact and have one form. */
final class BitsTest {
  private static final Value FLAGS = Symbol.parameter("Flags", 0, new Shape(32, false, false));

  private static Value and(Value value, long mask) {
    return Terms.binary("&", value, Value.of(mask), 32, false);
  }

  private static Value or(Value value, long bits) {
    return Terms.binary("|", value, Value.of(bits), 32, false);
  }

  @Test
  void whatWasSetIsSet() {
    assertEquals(Value.of(2), and(or(or(FLAGS, 2), 16), 2));
  }

  @Test
  void whatWasClearedIsClear() {
    assertEquals(Value.of(0), and(or(and(FLAGS, 0xFFFFFFFDL), 16), 2));
  }

  @Test
  void otherFlagsDoNotMatter() {
    assertEquals(and(FLAGS, 2), and(or(or(FLAGS, 4), 16), 2));
  }

  @Test
  void allBitsOfTheTypeAreTheValueItself() {
    assertEquals(FLAGS, and(FLAGS, 0xFFFFFFFFL));
    assertEquals(FLAGS, or(FLAGS, 0));
  }

  @Test
  void chainsHaveOneFormAndTheSameBits() {
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      Value value = FLAGS;
      long number = random.nextLong() & 0xFFFFFFFFL;
      long expected = number;
      for (int step = 0; step < 5; step++) {
        long constant = random.nextLong() & 0xFFFFFFFFL;
        boolean isAnd = random.nextBoolean();
        value = isAnd ? and(value, constant) : or(value, constant);
        expected = isAnd ? expected & constant : expected | constant;
      }
      assertEquals(expected, of(value, number));
      Bits form = Bits.of(value);
      form.parts().forEach(part -> assertEquals(0, part.keep() & form.set()));
      assertEquals(value, form.value(32, false));
    }
  }

  private static long of(Value value, long flags) {
    return switch (value) {
      case Value.Number(long number) -> number;
      case Value.Operation operation when operation.name().equals("&") ->
          of(operation.operands().get(0), flags) & of(operation.operands().get(1), flags);
      case Value.Operation operation ->
          of(operation.operands().get(0), flags) | of(operation.operands().get(1), flags);
      default -> flags;
    };
  }

  @Test
  void aClearMaskTellsOfItsBits() {
    Constraints known = new Constraints();
    assertTrue(known.restrict(and(FLAGS, 6), RangeSet.of(0)));

    assertEquals(Truth.FALSE, known.truth(and(FLAGS, 4)));
    assertEquals(Truth.UNKNOWN, known.truth(and(FLAGS, 8)));
  }

  @Test
  void aSetBitTellsOfItsMask() {
    Constraints known = new Constraints();
    assertTrue(known.restrict(and(FLAGS, 4), RangeSet.ALL.without(0)));

    assertEquals(Truth.TRUE, known.truth(and(FLAGS, 6)));
    assertEquals(Truth.UNKNOWN, known.truth(and(FLAGS, 3)));
  }

  @Test
  void flagsThatSomebodyElseMayHaveSetLeaveTheOthers() {
    Symbol unknown = Symbol.parameter("Unknown", 1, new Shape(32, false, false));
    Value changed = Bits.changed(or(FLAGS, 16), 6, unknown, 32);

    assertEquals(Value.of(16), and(changed, 16));
    assertEquals(and(FLAGS, 1), and(changed, 1));
    assertEquals(and(unknown, 2), and(changed, 2));
    assertEquals(changed, Bits.changed(changed, 6, unknown, 32));
  }

  @Test
  void flagsThatSomebodyElseHasSetAreSet() {
    Value changed = Bits.changed(or(FLAGS, 16), 6, or(FLAGS, 2), 32);

    assertEquals(Value.of(18), and(changed, 18));
    assertEquals(and(FLAGS, 4), and(changed, 4));
  }

  @Test
  void aValueDependsOnTheBitsThatAreAskedFor() {
    Map<Symbol, Long> asked = new HashMap<>();
    and(FLAGS, 6).collectBits(asked);
    Terms.compare("==", and(FLAGS, 8), Value.of(0), 32, false).collectBits(asked);

    assertEquals(Map.of((Symbol) FLAGS, 14L), asked);
  }

  private static final Symbol EITHER = Symbol.merged("here", null, 0, new Shape(32, false, false));

  @Test
  void whatTwoPathsHaveInCommonOfFlagsIsKept() {
    Value both = Bits.common(or(FLAGS, 6), or(and(FLAGS, 0xF0), 18), EITHER, 32);
    assertEquals(Value.of(2), and(both, 2));
    assertEquals(and(FLAGS, 0xE0), and(both, 0xE0));
    assertEquals(and(EITHER, 4), and(both, 4));
  }

  @Test
  void mergingAgainWhatWasMergedChangesNothing() {
    Value merged = Bits.common(or(FLAGS, 6), or(FLAGS, 18), EITHER, 32);
    assertEquals(merged, Bits.common(merged, or(FLAGS, 22), EITHER, 32));
  }

  @Test
  void ofNumbersAndOfValuesWithNothingInCommonNothingIsKept() {
    assertEquals(EITHER, Bits.common(Value.of(2), Value.of(3), EITHER, 32));
    Value other = Symbol.parameter("Others", 1, new Shape(32, false, false));
    assertEquals(EITHER, Bits.common(FLAGS, other, EITHER, 32));
  }

  /** With the merged unknown for the whole of one of the two values, the form gives that value. */
  @Test
  void theCommonFormStandsForBothValues() {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      long flags = random.nextLong() & 0xFFFFFFFFL;
      Value one = or(and(FLAGS, random.nextInt(1 << 20)), random.nextInt(1 << 20));
      Value other = random.nextBoolean() ? Value.of(random.nextInt(1 << 20)) : or(FLAGS, 9);
      for (Value way : new Value[] {one, other}) {
        long exact = evaluated(way, flags, 0);
        assertEquals(exact, evaluated(Bits.common(one, other, EITHER, 32), flags, exact));
      }
    }
  }

  private static long evaluated(Value value, long flags, long either) {
    return switch (value) {
      case Value.Number(long number) -> number;
      case Symbol symbol -> symbol.equals(EITHER) ? either : flags;
      case Value.Operation operation -> {
        long left = evaluated(operation.operands().get(0), flags, either);
        long right = evaluated(operation.operands().get(1), flags, either);
        yield operation.name().equals("&") ? left & right : left | right;
      }
      default -> throw new IllegalArgumentException(value.toString());
    };
  }
}
