package dev.irpscope.analysis.symbolic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.symbolic.Symbol.Shape;
import org.junit.jupiter.api.Test;

/** Values stay as small as what is done with them needs. */
final class TermsTest {
  private static final Shape ULONG = new Shape(32, false, false);
  private static final Value SEED = Symbol.parameter("seed", 0, ULONG);

  /** Each turn's value has the last one in it twice, so that it doubles. */
  private static Value checksum(int turns, long first) {
    Value sum = Terms.binary("+", SEED, Value.of(first), 32, false);
    for (int i = 0; i < turns; i++) {
      Value left = Terms.binary("<<", sum, Value.of(5), 32, false);
      Value right = Terms.binary(">>", sum, Value.of(3), 32, false);
      sum = Terms.binary("^", left, right, 32, false);
    }
    return sum;
  }

  @Test
  void valueThatDoublesInEachTurnOfALoopBecomesASymbol() {
    for (int turns = 1; turns < 64; turns++) {
      assertTrue(checksum(turns, 1).toString().length() < 3000, "after " + turns + " turns");
    }
  }

  @Test
  void thatSymbolStandsForOneOperation() {
    assertEquals(checksum(64, 1), checksum(64, 1));
    assertNotEquals(checksum(64, 1), checksum(64, 2));
    assertNotEquals(checksum(64, 1), checksum(63, 1));
  }
}
