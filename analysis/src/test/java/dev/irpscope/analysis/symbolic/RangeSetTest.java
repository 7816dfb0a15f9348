package dev.irpscope.analysis.symbolic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Sets of ranges behave like sets of numbers. */
final class RangeSetTest {
  private static final int LOW = -40;
  private static final int HIGH = 40;

  private static RangeSet random(Random random) {
    RangeSet set = RangeSet.of(1, 0);
    for (int i = random.nextInt(4); i >= 0; i--) {
      int from = LOW + random.nextInt(HIGH - LOW);
      set = set.union(RangeSet.of(from, from + random.nextInt(12)));
    }
    return set;
  }

  private static Set<Long> members(RangeSet set) {
    Set<Long> members = new TreeSet<>();
    for (long i = 2 * LOW; i <= 2 * HIGH; i++) {
      if (set.contains(i)) {
        members.add(i);
      }
    }
    return members;
  }

  @Test
  void setOperationsAgreeWithSetsOfNumbers() {
    Random random = new Random(11);
    for (int i = 0; i < 3_000; i++) {
      RangeSet a = random(random);
      RangeSet b = random(random);
      Set<Long> union = members(a);
      union.addAll(members(b));
      assertEquals(union, members(a.union(b)), a + " | " + b);
      Set<Long> both = members(a);
      both.retainAll(members(b));
      assertEquals(both, members(a.intersect(b)), a + " & " + b);
      assertEquals(a, a.complement().complement());
      assertEquals(members(b).containsAll(members(a)), b.containsAll(a), b + " > " + a);
      long one = (long) LOW + random.nextInt(HIGH - LOW);
      assertEquals(a.contains(one), !a.without(one).equals(a), a + " without " + one);
    }
  }

  @Test
  void equalSetsHaveOneForm() {
    assertEquals(RangeSet.of(1, 9), RangeSet.of(1, 4).union(RangeSet.of(5, 9)));
    assertEquals(RangeSet.ALL, RangeSet.of(7).complement().union(RangeSet.of(7)));
  }

  @Test
  void comparisonsAreSatisfiedByTheRightNumbers() {
    for (String op : new String[] {"==", "!=", "<", "<=", ">", ">="}) {
      for (long bound : new long[] {Long.MIN_VALUE, -3, 0, 5, Long.MAX_VALUE}) {
        RangeSet set = RangeSet.satisfying(op, bound);
        for (long x : new long[] {Long.MIN_VALUE, -4, -3, -2, 0, 5, 6, Long.MAX_VALUE}) {
          assertEquals(
              Terms.decide(op, x, bound, 64, true), set.contains(x), x + " " + op + " " + bound);
        }
      }
    }
  }

  @Test
  void wrappingKeepsTheWrappedNumbers() {
    Random random = new Random(12);
    for (int i = 0; i < 3_000; i++) {
      RangeSet set = random(random);
      int bits = 3 + random.nextInt(4);
      boolean signed = random.nextBoolean();
      Set<Long> expected = new TreeSet<>();
      members(set).forEach(x -> expected.add(Terms.wrap(x, bits, signed)));
      RangeSet image = set.wrapped(bits, signed);
      assertEquals(expected, members(image), set + " as " + bits + " bits, " + signed);
      RangeSet wanted = random(random).intersect(RangeSet.ofType(bits, signed));
      Set<Long> sources = members(set);
      sources.removeIf(x -> !wanted.contains(Terms.wrap(x, bits, signed)));
      assertEquals(sources, members(set.wrappedInto(wanted, bits)), set + " into " + wanted);
    }
  }

  @Test
  void wrappingOfWideSetsLosesNothing() {
    assertEquals(RangeSet.ofType(8, false), RangeSet.ALL.wrapped(8, false));
    assertEquals(RangeSet.ALL, RangeSet.ALL.wrappedInto(RangeSet.of(3), 8));
    assertEquals(RangeSet.of(5), RangeSet.ALL.wrappedInto(RangeSet.of(5), 64));
  }

  @Test
  void manySmallPiecesOnlyGrow() {
    RangeSet set = RangeSet.of(1, 0);
    for (int i = 0; i < 60; i++) {
      set = set.union(RangeSet.of(3L * i));
    }
    for (int i = 0; i < 60; i++) {
      assertTrue(set.contains(3L * i), set + " has lost " + 3 * i);
    }
    assertTrue(set.intervals().size() <= 16, set.toString());
  }
}
