package dev.irpscope.analysis.symbolic;

import dev.irpscope.analysis.symbolic.Value.Number;
import dev.irpscope.analysis.symbolic.Value.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Computed values with a single unknown in them that has few values: each of these is tried, so
 * that masks, shifts and sums of a member of a constant table or of a small code are exact.
 */
final class FewValues {
  private static final int MOST = 32;

  /**
   * Values of an unknown.
   *
   * @param values may be empty: then nothing is possible
   */
  record Possible(Symbol unknown, RangeSet values) {}

  private FewValues() {}

  /**
   * What the only unknown in {@code computed} can be if the whole is one of {@code wanted}; null
   * where there is none, or several, or one of which too little is known.
   */
  static @Nullable Possible of(
      Operation computed, RangeSet wanted, Function<Symbol, RangeSet> known) {
    Symbol unknown = only(computed, null);
    if (unknown == null || unknown.isPointer()) {
      return null;
    }
    List<Long> values = values(known.apply(unknown));
    if (values.isEmpty()) {
      return null;
    }
    RangeSet possible = RangeSet.EMPTY;
    for (long value : values) {
      Value result = with(computed, new Number(value));
      if (!(result instanceof Number number)) {
        return null;
      }
      if (wanted.contains(number.value())) {
        possible = possible.union(RangeSet.of(value));
      }
    }
    return new Possible(unknown, possible);
  }

  /** All values of a set; none where there are too many. */
  private static List<Long> values(RangeSet set) {
    List<Long> values = new ArrayList<>();
    for (RangeSet.Interval interval : set.intervals()) {
      long more = interval.high() - interval.low();
      if (more < 0 || more + values.size() >= MOST) {
        return List.of();
      }
      for (long value = interval.low(); value <= interval.high(); value++) {
        values.add(value);
      }
    }
    return values;
  }

  /** The one symbol in a value and {@code before}; null where there are two, or anything else. */
  private static @Nullable Symbol only(Value value, @Nullable Symbol before) {
    return switch (value) {
      case Symbol symbol -> before == null || before.equals(symbol) ? symbol : null;
      case Operation operation -> {
        Symbol found = before;
        for (Value operand : operation.operands()) {
          if (!(operand instanceof Number)) {
            found = only(operand, found);
            if (found == null) {
              break;
            }
          }
        }
        yield found;
      }
      case Number _, Value.Pointer _, Value.Function _, Value.Text _ -> null;
    };
  }

  /** The value where the unknown has that value. */
  private static Value with(Value value, Number known) {
    return switch (value) {
      case Symbol _ -> known;
      case Operation operation -> {
        List<Value> operands = new ArrayList<>();
        for (Value operand : operation.operands()) {
          operands.add(with(operand, known));
        }
        int bits = operation.bits();
        boolean signed = operation.signed();
        yield switch (operation.name()) {
          case "cast" -> Terms.cast(operands.getFirst(), RangeSet.ALL, bits, signed);
          case "~" -> Terms.complement(operands.getFirst(), bits, signed);
          default ->
              operands.size() == 2
                  ? Terms.binary(operation.name(), operands.get(0), operands.get(1), bits, signed)
                  : value;
        };
      }
      case Number _, Value.Pointer _, Value.Function _, Value.Text _ -> value;
    };
  }
}
