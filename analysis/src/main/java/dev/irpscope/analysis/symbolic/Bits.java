package dev.irpscope.analysis.symbolic;

import dev.irpscope.analysis.symbolic.Value.Number;
import dev.irpscope.analysis.symbolic.Value.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A value whose bits come from others: {@code (a & m) | (b & n) | set}. Every chain of {@code &}
 * and {@code |} with constants has this form, so flags that are set and tested one after the other
 * are told from each other by form alone.
 *
 * @param parts where bits come from; no bit comes from two of them
 * @param set bits that are 1; none of them comes from a part
 */
record Bits(List<Part> parts, long set) {
  static final long ALL = -1;

  /**
   * @param base neither {@code &} nor {@code |} with a constant
   * @param keep the bits of it
   */
  record Part(Value base, long keep) {}

  static Bits of(Value value) {
    if (value instanceof Number(long number)) {
      return new Bits(List.of(), number);
    }
    if (value instanceof Operation operation && operation.operands().size() == 2) {
      Value left = operation.operands().get(0);
      Value right = operation.operands().get(1);
      if (operation.name().equals("&") && right instanceof Number(long mask)) {
        return of(left).and(mask);
      }
      if (operation.name().equals("|")) {
        Bits a = of(left);
        Bits b = of(right);
        if (b.parts.isEmpty()) {
          return a.or(b.set);
        }
        if (((a.bits() | a.set) & (b.bits() | b.set)) == 0) {
          List<Part> both = new ArrayList<>(a.parts);
          both.addAll(b.parts);
          return new Bits(both, a.set | b.set);
        }
      }
    }
    return new Bits(List.of(new Part(value, possible(value))), 0);
  }

  /** Adds for each unknown in a value the bits of it on which bits of the value depend. */
  static void collect(Value value, long bits, Map<Symbol, Long> into) {
    for (Part part : of(value).parts) {
      long asked = part.keep & bits;
      if (asked != 0) {
        switch (part.base) {
          case Symbol symbol -> into.merge(symbol, asked, (a, b) -> a | b);
          case Operation operation -> operation.operands().forEach(o -> collect(o, ALL, into));
          case Value.Pointer pointer ->
              pointer.region().root().ifPresent(symbol -> into.put(symbol, ALL));
          case Number _, Value.Function _, Value.Text _ -> {}
        }
      }
    }
  }

  /** {@code value}, but some bits are those of {@code other}; both of {@code width} bits. */
  static Value changed(Value value, long bits, Value other, int width) {
    long type = width >= 64 ? ALL : (1L << width) - 1;
    Bits kept = of(value).and(~bits & type);
    Bits changed = of(other).and(bits & type);
    List<Part> both = new ArrayList<>(kept.parts);
    both.addAll(changed.parts);
    return new Bits(both, kept.set | changed.set).value(width, false);
  }

  /**
   * What two values of {@code width} bits have in common where one of them is made of flags, and
   * for the other bits those of {@code either}: it itself if they have nothing in common.
   */
  static Value common(Value one, Value other, Symbol either, int width) {
    if (width >= 64
        || either.isPointer()
        || !(one instanceof Operation || other instanceof Operation)) {
      return either;
    }
    long type = (1L << width) - 1;
    Bits a = of(one).and(type);
    Bits b = of(other).and(type);
    long same = ~(a.bits() | b.bits() | (a.set ^ b.set)) & type;
    List<Part> parts = new ArrayList<>();
    long shared = 0;
    for (Part part : a.parts) {
      for (Part there : b.parts) {
        long both = part.keep & there.keep;
        if (both != 0 && part.base.equals(there.base)) {
          parts.add(new Part(part.base, both));
          shared |= both;
        }
      }
    }
    long rest = type & ~(same | shared);
    if (rest == type || rest == 0) {
      return either;
    }
    parts.add(new Part(either, rest));
    return new Bits(parts, a.set & same).value(width, false);
  }

  private long bits() {
    long all = 0;
    for (Part part : parts) {
      all |= part.keep;
    }
    return all;
  }

  Bits and(long mask) {
    return new Bits(masked(mask), set & mask);
  }

  Bits or(long bits) {
    return new Bits(masked(~bits), set | bits);
  }

  private List<Part> masked(long mask) {
    List<Part> left = new ArrayList<>(parts.size());
    for (Part part : parts) {
      if ((part.keep & mask) != 0) {
        left.add(new Part(part.base, part.keep & mask));
      }
    }
    return left;
  }

  /**
   * The value, the same one for every way to write it.
   *
   * @param width of the C type in which the operations are done, in bits
   */
  Value value(int width, boolean signed) {
    if (parts.isEmpty()) {
      return Value.of(set);
    }
    Value all = masked(parts.getFirst(), width, signed);
    for (Part part : parts.subList(1, parts.size())) {
      all = new Operation("|", List.of(all, masked(part, width, signed)), width, signed);
    }
    return set == 0 ? all : new Operation("|", List.of(all, Value.of(set)), width, signed);
  }

  private Value masked(Part part, int width, boolean signed) {
    long free = parts.size() == 1 ? ~set : ALL;
    return part.keep == (possible(part.base) & free)
        ? part.base
        : new Operation("&", List.of(part.base, Value.of(part.keep)), width, signed);
  }

  /** The bits that a value can have by its form. */
  private static long possible(Value value) {
    RangeSet range = Terms.natural(value);
    if (range.isEmpty() || range.low() < 0) {
      return ALL;
    }
    return range.high() == 0 ? 0 : ALL >>> Long.numberOfLeadingZeros(range.high());
  }
}
