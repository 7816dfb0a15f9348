package dev.irpscope.analysis.symbolic;

import java.util.Arrays;

/**
 * A set of 64-bit signed integers as sorted, disjoint, non-adjacent closed intervals. Immutable.
 * Past {@value #MOST} intervals the smallest gaps are filled: the set only ever grows by that.
 */
public final class RangeSet {
  private static final int MOST = 16;
  private static final RangeSet EMPTY = new RangeSet(new long[0]);

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

  public static RangeSet of(long value) {
    return of(value, value);
  }

  /** All values of an integer of that width; an unsigned 64-bit one as all bit patterns. */
  public static RangeSet ofType(int bits, boolean signed) {
    if (bits >= 64) {
      return ALL;
    }
    return signed ? of(-(1L << (bits - 1)), (1L << (bits - 1)) - 1) : of(0, (1L << bits) - 1);
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
    return complement().intersect(other.complement()).complement();
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
    return other.intersect(this).equals(other);
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
