package dev.irpscope.analysis.symbolic;

import dev.irpscope.analysis.symbolic.Value.Number;
import dev.irpscope.analysis.symbolic.Value.Operation;
import java.util.List;

/**
 * A value of which some bits are kept and others are set: {@code (base & keep) | set}. Every chain
 * of {@code &} and {@code |} with constants has this form, so flags that are set and tested one
 * after the other are told from each other by form alone.
 *
 * @param base neither {@code &} nor {@code |} with a constant
 * @param keep bits of the base; none of them in {@code set}
 */
record Bits(Value base, long keep, long set) {
  private static final long ALL = -1;

  static Bits of(Value value) {
    if (value instanceof Operation operation
        && operation.operands().size() == 2
        && operation.operands().get(1) instanceof Number constant) {
      if (operation.name().equals("|")) {
        return of(operation.operands().getFirst()).or(constant.value());
      }
      if (operation.name().equals("&")) {
        return of(operation.operands().getFirst()).and(constant.value());
      }
    }
    return new Bits(value, ALL, 0);
  }

  Bits and(long mask) {
    return new Bits(base, keep & mask, set & mask);
  }

  Bits or(long bits) {
    return new Bits(base, keep & ~bits, set | bits);
  }

  /**
   * The value, the same one for every way to write it.
   *
   * @param bits width of the C type in which the operations are done
   */
  Value value(int bits, boolean signed) {
    long possible = possible(base);
    long kept = keep & possible;
    if (kept == 0) {
      return Value.of(set);
    }
    Value masked =
        kept == (possible & ~set)
            ? base
            : new Operation("&", List.of(base, Value.of(kept)), bits, signed);
    return set == 0 ? masked : new Operation("|", List.of(masked, Value.of(set)), bits, signed);
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
