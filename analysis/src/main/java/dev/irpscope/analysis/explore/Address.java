package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.symbolic.Region;
import dev.irpscope.analysis.symbolic.Terms;
import dev.irpscope.analysis.symbolic.Value;

/** A place in memory: {@code offset} bytes into a region. */
record Address(Region region, long offset) {
  Value asPointer() {
    return Terms.pointer(region, offset);
  }

  Address plus(long by) {
    return new Address(region, offset + by);
  }

  /** Where a pointer value points; an unknown number is a region of its own. */
  static Address of(Value pointer) {
    return switch (pointer) {
      case Value.Pointer known -> new Address(known.region(), known.offset());
      case dev.irpscope.analysis.symbolic.Symbol symbol ->
          new Address(new Region.Target(symbol), 0);
      case Value.Operation sum
          when sum.name().equals("+")
              && !(sum.operands().getFirst() instanceof Value.Operation) -> {
        Address base = of(sum.operands().getFirst());
        yield new Address(new Region.Part(base.region, base.offset, sum.operands().get(1)), 0);
      }
      case Value.Number _, Value.Function _, Value.Text _, Value.Operation _ ->
          new Address(new Region.Part(NOWHERE, 0, pointer), 0);
    };
  }

  /** Stands for memory at an absolute or computed address. */
  private static final Region NOWHERE = new Region.Global("<absolute address>", "");
}
