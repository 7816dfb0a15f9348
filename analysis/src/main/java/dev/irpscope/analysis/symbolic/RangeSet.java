package dev.irpscope.analysis.symbolic;

import java.util.Arrays;

/**
 * A set of 64-bit signed integers as sorted, disjoint, non-adjacent closed intervals. Immutable.
 * Past {@value #MOST} intervals the smallest gaps are filled: the set only ever grows by that.
 */
public final class RangeSet {
  private static final int MOST = 16;

  /** Nothing. */
  public static final RangeSet EMPTY = new RangeSet(new long[0]);

  /** Everything. */
  public static final RangeSet ALL = of(Long.MIN_VALUE, Long.MAX_VALUE);

  /** Pairs of first and last. */
  private final long[] bounds;

  private RangeSet(long[] bounds) {
    this.bounds = bounds;
  }

  public static RangeSet of(long low, long high) {
    return low > high ? EMPTY : new RangeSet(new long[] {low, high});
  }

  private static final RangeSet ZERO = of(0, 0);
  private static final RangeSet ONE = of(1, 1);

  public static RangeSet of(long value) {
    return value == 0 ? ZERO : value == 1 ? ONE : of(value, value);
  }

  private static final RangeSet[] SIGNED = ofTypes(true);
  private static final RangeSet[] UNSIGNED = ofTypes(false);

  private static RangeSet[] ofTypes(boolean signed) {
    RangeSet[] types = new RangeSet[64];
    for (int bits = 0; bits < types.length; bits++) {
      types[bits] =
          signed ? of(-(1L << (bits - 1)), (1L << (bits - 1)) - 1) : of(0, (1L << bits) - 1);
    }
    return types;
  }

  /** All values of an integer of that width; an unsigned 64-bit one as all bit patterns. */
  public static RangeSet ofType(int bits, boolean signed) {
    if (bits >= 64) {
      return ALL;
    }
    return signed ? SIGNED[bits] : UNSIGNED[bits];
  }

  public boolean isEmpty() {
    return bounds.length == 0;
  }

  /** Whether there is exactly one value. */
  public boolean isSingle() {
    return bounds.length == 2 && bounds[0] == bounds[1];
  }

  /** The smallest value; the set is not empty. */
  public long low() {
    return bounds[0];
  }

  /** The largest value; the set is not empty. */
  public long high() {
    return bounds[bounds.length - 1];
  }

  public boolean contains(long value) {
    for (int i = 0; i < bounds.length; i += 2) {
      if (value >= bounds[i] && value <= bounds[i + 1]) {
        return true;
      }
    }
    return false;
  }

  public RangeSet intersect(RangeSet other) {
    if (equals(other) || other.equals(ALL)) {
      return this;
    }
    if (equals(ALL)) {
      return other;
    }
    long[] out = new long[bounds.length + other.bounds.length];
    int n = 0;
    int i = 0;
    int j = 0;
    while (i < bounds.length && j < other.bounds.length) {
      long low = Math.max(bounds[i], other.bounds[j]);
      long high = Math.min(bounds[i + 1], other.bounds[j + 1]);
      if (low <= high) {
        out[n++] = low;
        out[n++] = high;
      }
      if (bounds[i + 1] < other.bounds[j + 1]) {
        i += 2;
      } else {
        j += 2;
      }
    }
    return n == 0 ? EMPTY : new RangeSet(Arrays.copyOf(out, n)).limited();
  }

  public RangeSet union(RangeSet other) {
    if (equals(other)) {
      return this;
    }
    long[] out = new long[bounds.length + other.bounds.length];
    int n = 0;
    int i = 0;
    int j = 0;
    while (i < bounds.length || j < other.bounds.length) {
      boolean mine =
          j >= other.bounds.length || (i < bounds.length && bounds[i] <= other.bounds[j]);
      long low = mine ? bounds[i] : other.bounds[j];
      long high = mine ? bounds[i + 1] : other.bounds[j + 1];
      i += mine ? 2 : 0;
      j += mine ? 0 : 2;
      if (n > 0 && (out[n - 1] == Long.MAX_VALUE || low <= out[n - 1] + 1)) {
        out[n - 1] = Math.max(out[n - 1], high);
      } else {
        out[n++] = low;
        out[n++] = high;
      }
    }
    return n == 0 ? EMPTY : new RangeSet(Arrays.copyOf(out, n)).limited();
  }

  public RangeSet complement() {
    long[] out = new long[bounds.length + 2];
    int n = 0;
    long next = Long.MIN_VALUE;
    boolean open = true;
    for (int i = 0; i < bounds.length; i += 2) {
      if (bounds[i] > next) {
        out[n++] = next;
        out[n++] = bounds[i] - 1;
      }
      if (bounds[i + 1] == Long.MAX_VALUE) {
        open = false;
        break;
      }
      next = bounds[i + 1] + 1;
    }
    if (open) {
      out[n++] = next;
      out[n++] = Long.MAX_VALUE;
    }
    return new RangeSet(Arrays.copyOf(out, n));
  }

  /** What {@code value >> by} can be; {@code by} from 0 to 63. */
  public RangeSet shiftedRight(int by) {
    RangeSet shifted = EMPTY;
    for (int i = 0; i < bounds.length; i += 2) {
      shifted = shifted.union(of(bounds[i] >> by, bounds[i + 1] >> by));
    }
    return shifted;
  }

  /** What is left when the low bits are cleared; {@code bits} of them, from 0 to 63. */
  public RangeSet withoutLowBits(int bits) {
    RangeSet cleared = EMPTY;
    for (int i = 0; i < bounds.length; i += 2) {
      cleared = cleared.union(of(bounds[i] >> bits << bits, bounds[i + 1] >> bits << bits));
    }
    return cleared;
  }

  public RangeSet without(long value) {
    return contains(value) ? intersect(of(value).complement()) : this;
  }

  /** The values {@code x} for which {@code x op bound} holds; op is a C comparison. */
  public static RangeSet satisfying(String op, long bound) {
    return switch (op) {
      case "==" -> of(bound);
      case "!=" -> of(bound).complement();
      case "<" -> bound == Long.MIN_VALUE ? EMPTY : of(Long.MIN_VALUE, bound - 1);
      case "<=" -> of(Long.MIN_VALUE, bound);
      case ">" -> bound == Long.MAX_VALUE ? EMPTY : of(bound + 1, Long.MAX_VALUE);
      case ">=" -> of(bound, Long.MAX_VALUE);
      default -> throw new IllegalArgumentException(op);
    };
  }

  /** The values of this set as integers of a type, each wrapped into its range. */
  public RangeSet wrapped(int bits, boolean signed) {
    RangeSet type = ofType(bits, signed);
    if (isEmpty() || type.containsAll(this)) {
      return this;
    }
    if (bits < 2 || isWide()) {
      return type;
    }
    long first = (low() - type.low()) >> bits;
    long last = (high() - type.low()) >> bits;
    if (last - first > MOST) {
      return type;
    }
    RangeSet image = EMPTY;
    for (long turn = first; turn <= last; turn++) {
      image = image.union(shifted(-(turn << bits)).intersect(type));
    }
    return image;
  }

  /** Those values of this set that {@code image} holds once they are wrapped to that width. */
  public RangeSet wrappedInto(RangeSet image, int bits) {
    if (bits >= 64) {
      return intersect(image);
    }
    if (isEmpty() || image.isEmpty()) {
      return EMPTY;
    }
    if (bits < 2 || isWide() || image.isWide()) {
      return this;
    }
    long first = (low() - image.high()) >> bits;
    long last = (high() - image.low()) >> bits;
    if (last - first > MOST) {
      return this;
    }
    RangeSet all = EMPTY;
    for (long turn = first; turn <= last; turn++) {
      all = all.union(image.shifted(turn << bits));
    }
    return intersect(all);
  }

  /** Whether adding two bounds of such sets could leave the range of {@code long}. */
  private boolean isWide() {
    return low() < -(1L << 61) || high() > (1L << 61);
  }

  private RangeSet shifted(long by) {
    long[] moved = new long[bounds.length];
    for (int i = 0; i < bounds.length; i++) {
      moved[i] = bounds[i] + by;
    }
    return new RangeSet(moved);
  }

  /** One of the closed intervals. */
  public record Interval(long low, long high) {}

  /** The intervals in ascending order. */
  public java.util.List<Interval> intervals() {
    java.util.List<Interval> list = new java.util.ArrayList<>();
    for (int i = 0; i < bounds.length; i += 2) {
      list.add(new Interval(bounds[i], bounds[i + 1]));
    }
    return list;
  }

  public boolean containsAll(RangeSet other) {
    int i = 0;
    for (int j = 0; j < other.bounds.length; j += 2) {
      while (i < bounds.length && bounds[i + 1] < other.bounds[j]) {
        i += 2;
      }
      if (i == bounds.length
          || bounds[i] > other.bounds[j]
          || bounds[i + 1] < other.bounds[j + 1]) {
        return false;
      }
    }
    return true;
  }

  private RangeSet limited() {
    RangeSet at = this;
    while (at.bounds.length > 2 * MOST) {
      int best = 1;
      for (int i = 1; i + 1 < at.bounds.length; i += 2) {
        if (at.bounds[i + 1] - at.bounds[i] < at.bounds[best + 1] - at.bounds[best]) {
          best = i;
        }
      }
      long[] fewer = new long[at.bounds.length - 2];
      System.arraycopy(at.bounds, 0, fewer, 0, best);
      System.arraycopy(at.bounds, best + 2, fewer, best, at.bounds.length - best - 2);
      at = new RangeSet(fewer);
    }
    return at;
  }

  @Override
  public boolean equals(@org.jspecify.annotations.Nullable Object other) {
    return other instanceof RangeSet that && Arrays.equals(bounds, that.bounds);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bounds);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < bounds.length; i += 2) {
      text.append(i == 0 ? "" : ", ").append(bounds[i]);
      if (bounds[i + 1] != bounds[i]) {
        text.append("..").append(bounds[i + 1]);
      }
    }
    return text.append('}').toString();
  }
}
