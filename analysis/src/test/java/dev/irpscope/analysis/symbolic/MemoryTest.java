package dev.irpscope.analysis.symbolic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.irpscope.analysis.symbolic.Symbol.Shape;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Memory holds what was written to it, byte by byte. */
final class MemoryTest {
  private static final Region HERE = new Region.Global("here", "");
  private static final Region THERE = new Region.Global("there", "");
  private static final int SIZE = 48;

  /** The same memory as plain bytes; -1 where nothing was written. */
  private static final class Bytes {
    private final int[] bytes = new int[SIZE];

    Bytes() {
      java.util.Arrays.fill(bytes, -1);
    }

    void store(int offset, long value, int count) {
      for (int i = 0; i < count; i++) {
        bytes[offset + i] = (int) (value >> (8 * i)) & 0xFF;
      }
    }

    boolean isKnown(int offset, int count) {
      for (int i = 0; i < count; i++) {
        if (bytes[offset + i] < 0) {
          return false;
        }
      }
      return true;
    }

    long load(int offset, int count) {
      long value = 0;
      for (int i = count - 1; i >= 0; i--) {
        value = value << 8 | bytes[offset + i];
      }
      return value;
    }
  }

  private static Shape unsigned(int bytes) {
    return new Shape(bytes * 8, false, false);
  }

  @Test
  void numbersAreReadBackWhateverIsWrittenOverThem() {
    Random random = new Random(31);
    for (int round = 0; round < 400; round++) {
      Memory memory = new Memory();
      Bytes[] plain = {new Bytes(), new Bytes()};
      Region[] regions = {HERE, THERE};
      for (int step = 0; step < 12; step++) {
        int to = random.nextInt(2);
        int bytes = 1 << random.nextInt(4);
        int offset = random.nextInt(SIZE / bytes) * bytes;
        switch (random.nextInt(5)) {
          case 0 -> {
            int length = 1 + random.nextInt(SIZE - offset);
            memory.clear(regions[to], offset, length);
            for (int i = 0; i < length; i++) {
              plain[to].store(offset + i, 0, 1);
            }
          }
          case 1 -> {
            int length = 8 * (1 + random.nextInt(3));
            int source = 8 * random.nextInt((SIZE - length) / 8 + 1);
            int target = 8 * random.nextInt((SIZE - length) / 8 + 1);
            memory.copyRange(regions[1 - to], source, regions[to], target, length);
            System.arraycopy(plain[1 - to].bytes, source, plain[to].bytes, target, length);
          }
          default -> {
            long value = bytes == 8 ? random.nextLong() : random.nextInt();
            memory.store(regions[to], offset, Value.of(Terms.wrap(value, bytes * 8, true)), bytes);
            plain[to].store(offset, value, bytes);
          }
        }
      }
      compare(memory, regions, plain, "round " + round);
    }
  }

  private static void compare(Memory memory, Region[] regions, Bytes[] plain, String what) {
    for (int r = 0; r < 2; r++) {
      for (int bytes = 1; bytes <= 8; bytes *= 2) {
        for (int offset = 0; offset < SIZE; offset += bytes) {
          Value read = memory.load(regions[r], offset, unsigned(bytes));
          if (read instanceof Value.Number number) {
            assertEquals(plain[r].load(offset, bytes), number.value(), what + " at " + offset);
          } else {
            assertEquals(false, plain[r].isKnown(offset, bytes), what + " lost " + offset);
          }
        }
      }
    }
  }

  @Test
  void whatIsCopiedFromUnknownMemoryIsNotWhatWasThereBefore() {
    Memory memory = new Memory();
    Value before = memory.load(HERE, 4, unsigned(4));
    memory.copyRange(THERE, 0, HERE, 0, 16);
    assertNotEquals(before, memory.load(HERE, 4, unsigned(4)));
    assertEquals(memory.load(THERE, 8, Shape.POINTER), memory.load(HERE, 8, Shape.POINTER));
  }

  @Test
  void whatLiesBesideACopyStays() {
    Memory memory = new Memory();
    Value beside = memory.load(HERE, 16, unsigned(4));
    memory.clear(THERE, 0, -1);
    memory.copyRange(THERE, 0, HERE, 0, 16);
    assertEquals(Value.Number.ZERO, memory.load(HERE, 12, unsigned(4)));
    assertEquals(beside, memory.load(HERE, 16, unsigned(4)));
  }

  @Test
  void aFieldReadTwiceIsTheSameUntilItMayHaveChanged() {
    Memory memory = new Memory();
    Value first = memory.load(HERE, 8, unsigned(4));
    assertEquals(first, memory.load(HERE, 8, unsigned(4)));
    memory.store(THERE, 8, Value.of(7), 4);
    assertEquals(first, memory.load(HERE, 8, unsigned(4)));
    memory.havoc(HERE);
    assertNotEquals(first, memory.load(HERE, 8, unsigned(4)));
  }

  @Test
  void aMergedPlaceIsNeitherOfTheTwoAndOthersAreKept() {
    Memory left = new Memory();
    left.store(HERE, 0, Value.of(1), 4);
    left.store(HERE, 8, Value.of(5), 4);
    Memory right = left.copy();
    right.store(HERE, 0, Value.of(2), 4);
    Memory joined = left.join(right, "point").memory();
    assertEquals(Value.of(5), joined.load(HERE, 8, unsigned(4)));
    assertNotEquals(Value.of(1), joined.load(HERE, 0, unsigned(4)));
    assertNotEquals(Value.of(2), joined.load(HERE, 0, unsigned(4)));
    assertEquals(joined, joined.join(right, "point").memory(), "merging again adds nothing");
  }

  @Test
  void halvesOfASymbolAreToldApart() {
    Memory memory = new Memory();
    Symbol whole = Symbol.parameter("whole", 0, new Shape(64, true, false));
    memory.store(HERE, 0, whole, 8);
    memory.store(HERE, 0, Value.Number.ZERO, 4);
    Value high = memory.load(HERE, 4, unsigned(4));
    assertNotEquals(Symbol.initial(HERE, 4, 0, unsigned(4)), high);
    memory.store(THERE, 0, whole, 8);
    assertEquals(high, memory.load(THERE, 4, unsigned(4)));
  }
}
