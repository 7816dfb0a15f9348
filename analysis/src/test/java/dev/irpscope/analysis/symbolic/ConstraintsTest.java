package dev.irpscope.analysis.symbolic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.rule.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is known never excludes what is possible, and arithmetic is C's. */
final class ConstraintsTest {
  private static final int BITS = 4;
  private static final String[] OPERATIONS = {"+", "-", "*", "&", "|", "^", "<<", ">>", "cast"};
  private static final String[] COMPARISONS = {"==", "!=", "<", "<=", ">", ">="};
  private static final Symbol A = Symbol.parameter("a", 0, new Symbol.Shape(BITS, false, false));
  private static final Symbol B = Symbol.parameter("b", 1, new Symbol.Shape(BITS, true, false));

  @Test
  void numbersAreFoldedAsJavaDoesForInts() {
    Random random = new Random(21);
    for (int i = 0; i < 5_000; i++) {
      int a = random.nextInt();
      int b = random.nextInt();
      int shift = random.nextInt(32);
      assertFolds(a + b, "+", a, b);
      assertFolds(a - b, "-", a, b);
      assertFolds(a * b, "*", a, b);
      assertFolds(a & b, "&", a, b);
      assertFolds(a | b, "|", a, b);
      assertFolds(a ^ b, "^", a, b);
      assertFolds(a << shift, "<<", a, shift);
      assertFolds(a >> shift, ">>", a, shift);
      long wide = Integer.toUnsignedLong(a);
      assertEquals(
          Value.of(wide >>> shift), Terms.binary(">>", Value.of(wide), Value.of(shift), 32, false));
      assertEquals(
          Value.of(Integer.toUnsignedLong(a + b)),
          Terms.binary("+", Value.of(wide), Value.of(Integer.toUnsignedLong(b)), 32, false));
      assertEquals(Value.of((byte) a), Terms.cast(Value.of(a), RangeSet.ALL, 8, true));
      assertEquals(Value.of(a & 0xFFFF), Terms.cast(Value.of(a), RangeSet.ALL, 16, false));
    }
  }

  private static void assertFolds(int expected, String op, int a, int b) {
    assertEquals(
        Value.of(expected),
        Terms.binary(op, Value.of(a), Value.of(b), 32, true),
        a + " " + op + " " + b);
  }

  @Test
  void whatIsMadeOfOneUnknownWithFewValuesIsExact() {
    Value state = Symbol.parameter("state", 0, new Symbol.Shape(32, false, false));
    Value bit =
        Terms.binary(
            "&", Terms.binary(">>", Value.of(0x3C), state, 32, false), Value.of(1), 32, false);
    Constraints constraints = new Constraints();
    assertTrue(constraints.restrict(state, RangeSet.of(2, 6)));
    Constraints others = constraints.copy();
    assertTrue(constraints.assume(bit, false));
    assertEquals(RangeSet.of(6), constraints.range(state));
    assertTrue(others.assume(bit, true));
    assertEquals(RangeSet.of(2, 5), others.range(state));
  }

  @Test
  void constantsThatNothingDefinesDiffer() {
    Value value = Symbol.parameter("value", 0, new Symbol.Shape(32, false, false));
    Value near = Terms.compare("==", value, undefined("END_NEAR"), 32, false);
    Value far = Terms.compare("==", value, undefined("END_FAR"), 32, false);
    Constraints constraints = new Constraints();
    assertEquals(Truth.UNKNOWN, constraints.truth(far));
    assertTrue(constraints.assume(near, true));
    assertEquals(Truth.FALSE, constraints.truth(far));
    assertEquals(Truth.TRUE, constraints.truth(near));
    Value differ = Terms.compare("!=", undefined("END_NEAR"), undefined("END_FAR"), 32, false);
    assertEquals(Truth.TRUE, constraints.truth(differ));
  }

  private static Value undefined(String name) {
    return Symbol.initial(
        new Region.Global(name, Region.Global.UNDEFINED), 0, 0, new Symbol.Shape(64, true, false));
  }

  @Test
  void statusMacrosAreRight() {
    Value failure = Terms.cast(Value.of(0xC0000001L), RangeSet.ALL, 32, true);
    assertEquals(Value.Number.ZERO, Terms.compare(">=", failure, Value.Number.ZERO, 32, true));
    assertEquals(
        Value.of(3),
        Terms.binary(">>", Terms.cast(failure, RangeSet.ALL, 32, false), Value.of(30), 32, false));
  }

  @Test
  void aTestOfTheUnsignedFormTellsTheSign() {
    Symbol status = Symbol.parameter("status", 0, Symbol.Shape.STATUS);
    Value unsigned = Terms.cast(status, RangeSet.ALL, 32, false);
    Constraints known = new Constraints();
    assertTrue(known.assume(Terms.compare(">=", unsigned, Value.of(0x80000000L), 32, false), true));
    assertEquals(Truth.TRUE, known.truth(Terms.compare("<", status, Value.Number.ZERO, 32, true)));
  }

  @Test
  void assumptionsNeverExcludeASolution() {
    Random random = new Random(22);
    for (int i = 0; i < 4_000; i++) {
      Constraints known = new Constraints();
      List<Value> conditions = new ArrayList<>();
      List<Boolean> truths = new ArrayList<>();
      boolean possible = true;
      for (int k = 0; k < 3 && possible; k++) {
        boolean signed = random.nextBoolean();
        Value condition =
            Terms.compare(
                COMPARISONS[random.nextInt(COMPARISONS.length)],
                term(random, signed),
                term(random, signed),
                BITS,
                signed);
        boolean holds = random.nextBoolean();
        conditions.add(condition);
        truths.add(holds);
        possible = known.assume(condition, holds);
      }
      for (long a = 0; a < 16; a++) {
        for (long b = -8; b < 8; b++) {
          if (solves(conditions, truths, a, b)) {
            assertTrue(possible, conditions + " " + truths + " refuses " + a + ", " + b);
            for (Value value : known.known().keySet()) {
              Value.Number number = (Value.Number) evaluate(value, a, b);
              assertTrue(
                  known.range(value).contains(number.value()),
                  value + " in " + known.range(value) + " for " + a + ", " + b);
            }
          }
        }
      }
    }
  }

  private static boolean solves(List<Value> conditions, List<Boolean> truths, long a, long b) {
    for (int i = 0; i < conditions.size(); i++) {
      boolean holds = !evaluate(conditions.get(i), a, b).equals(Value.Number.ZERO);
      if (holds != truths.get(i)) {
        return false;
      }
    }
    return true;
  }

  private static Value term(Random random, boolean signed) {
    Value at =
        random.nextInt(4) == 0
            ? Value.of(Terms.wrap(random.nextInt(16), BITS, signed))
            : convert(random.nextBoolean() ? A : B, signed);
    for (int depth = random.nextInt(3); depth > 0; depth--) {
      String op = OPERATIONS[random.nextInt(OPERATIONS.length)];
      at =
          op.equals("cast")
              ? convert(convert(at, !signed), signed)
              : Terms.binary(op, at, Value.of(random.nextInt(4)), BITS, signed);
    }
    return at;
  }

  private static Value convert(Value value, boolean signed) {
    return Terms.cast(value, RangeSet.ALL, BITS, signed);
  }

  private static Value evaluate(Value value, long a, long b) {
    if (value.equals(A)) {
      return Value.of(a);
    }
    if (value.equals(B)) {
      return Value.of(b);
    }
    if (!(value instanceof Value.Operation operation)) {
      return value;
    }
    List<Value> operands = operation.operands().stream().map(o -> evaluate(o, a, b)).toList();
    return operation.name().equals("cast")
        ? convertTo(operands.getFirst(), operation)
        : Terms.binary(
            operation.name(),
            operands.get(0),
            operands.get(1),
            operation.bits(),
            operation.signed());
  }

  private static Value convertTo(Value value, Value.Operation cast) {
    return Terms.cast(value, RangeSet.ALL, cast.bits(), cast.signed());
  }
}
