package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.Place;
import dev.irpscope.analysis.symbolic.RangeSet;
import dev.irpscope.analysis.symbolic.Region;
import dev.irpscope.analysis.symbolic.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What may be read from a table that the driver never changes, by what is known of the index. */
final class ConstantTables {
  private final State state;
  private final Code code;
  private final Evaluator evaluator;

  ConstantTables(State state, Code code, Evaluator evaluator) {
    this.state = state;
    this.code = code;
    this.evaluator = evaluator;
  }

  /** The values that an operand may have; empty if it is not read from such a table. */
  Optional<Set<Value>> values(Operand operand) {
    return switch (operand) {
      case Operand.Load(Place place) -> values(place);
      case Operand.Cast cast -> values(cast.operand());
      default -> Optional.empty();
    };
  }

  /**
   * The index on which it depends which of several functions is read; empty if none is or if that
   * is known.
   */
  Optional<Value> chooser(Operand operand) {
    return operand.plain() instanceof Operand.Load(Place place)
        ? chooser(place).filter(_ -> isOneOfFunctions(operand))
        : Optional.empty();
  }

  private boolean isOneOfFunctions(Operand operand) {
    return values(operand)
        .filter(values -> values.size() > 1)
        .filter(values -> values.stream().anyMatch(Value.Function.class::isInstance))
        .isPresent();
  }

  private Optional<Value> chooser(Place place) {
    return switch (place) {
      case Place.Element element -> {
        Value index = evaluator.evaluate(element.index());
        yield state.constraints.range(index).isSingle()
            ? chooser(element.base())
            : Optional.of(index);
      }
      case Place.Field field -> chooser(field.base());
      case Place.Global _, Place.Local _, Place.Dereference _ -> Optional.empty();
    };
  }

  private Optional<Set<Value>> values(Place place) {
    Place root = place.root();
    if (root instanceof Place.Dereference
        || !(evaluator.address(root).region() instanceof Region.Global table)) {
      return Optional.empty();
    }
    List<Long> offsets = offsets(place);
    Set<Value> values = new LinkedHashSet<>();
    for (long offset : offsets) {
      Optional<Value> value = code.initialValue(table, offset);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.get());
    }
    return values.isEmpty() ? Optional.empty() : Optional.of(values);
  }

  /** Where in the table it may lie; none if there are too many places. */
  private List<Long> offsets(Place place) {
    return switch (place) {
      case Place.Global _, Place.Local _ -> List.of(0L);
      case Place.Field field ->
          field.field().bits() > 0
              ? List.of()
              : offsets(field.base()).stream().map(o -> o + field.field().offset()).toList();
      case Place.Element element -> elements(element);
      case Place.Dereference _ -> List.of();
    };
  }

  private List<Long> elements(Place.Element element) {
    if (!(element.base().type().canonical() instanceof CType.Array array)
        || array.length().isEmpty()) {
      return List.of();
    }
    List<Long> bases = offsets(element.base());
    RangeSet inside = RangeSet.of(0, array.length().getAsLong() - 1);
    RangeSet index = state.constraints.range(evaluator.evaluate(element.index())).intersect(inside);
    List<Long> offsets = new ArrayList<>();
    if (index.isEmpty() || index.high() - index.low() >= ConstantGlobals.MOST_ELEMENTS) {
      return List.of();
    }
    for (long i = index.low(); i <= index.high(); i++) {
      for (long base : bases) {
        if (index.contains(i)) {
          offsets.add(base + i * code.size(element.type()));
        }
      }
    }
    return offsets.size() > ConstantGlobals.MOST_ELEMENTS ? List.of() : offsets;
  }
}
