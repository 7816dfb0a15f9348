package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.symbolic.Region;
import dev.irpscope.analysis.symbolic.Symbol;
import dev.irpscope.analysis.symbolic.Terms;
import dev.irpscope.analysis.symbolic.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is told apart although it is only memory or a condition: the places and symbols on which a
 * choice depended that was open after merging and is closed on the paths themselves
 * (counterexample-guided refinement of explicit values: Beyer and Loewe 2013). Immutable.
 *
 * @param cells scalars in memory, and the bits of them; those of variables count at any depth of
 *     the stack
 * @param temporaries values between two instructions, at one point
 * @param symbols unknowns whose conditions are kept, and the bits of them that these are about
 * @param answers whether what lower drivers answer is told apart
 */
record Precision(
    Map<Cell, Long> cells, Set<Temporary> temporaries, Map<Symbol, Long> symbols, boolean answers) {
  static final Precision NONE = new Precision(Map.of(), Set.of(), Map.of(), false);

  private static final int ANY_DEPTH = -1;

  record Cell(Region region, long offset, Symbol.Shape shape) {}

  /**
   * @param frame counted from the outermost of the state's
   */
  record Temporary(String point, int frame, int index) {}

  Precision {
    cells = Map.copyOf(cells);
    temporaries = Set.copyOf(temporaries);
    symbols = Map.copyOf(symbols);
  }

  /** This and what tells apart what the symbols stand for, each by some of its bits. */
  Precision with(Map<Symbol, Long> more) {
    Map<Cell, Long> places = new LinkedHashMap<>(cells);
    Set<Temporary> between = new LinkedHashSet<>(temporaries);
    Map<Symbol, Long> unknowns = new LinkedHashMap<>(symbols);
    boolean sent = answers;
    for (Map.Entry<Symbol, Long> one : more.entrySet()) {
      Symbol symbol = one.getKey();
      boolean merged = symbol.kind() == Symbol.Kind.MERGED;
      if (symbol.region().isPresent() && (merged || symbol.version() < 0)) {
        places.merge(
            new Cell(symbol.region().get().atDepth(ANY_DEPTH), symbol.offset(), symbol.shape()),
            one.getValue(),
            (a, b) -> a | b);
      } else if (merged) {
        Optional<Temporary> temporary = temporary(symbol.label());
        temporary.ifPresent(between::add);
        sent |= temporary.isEmpty();
      }
      unknowns.merge(symbol, one.getValue(), (a, b) -> a | b);
    }
    return new Precision(places, between, unknowns, sent);
  }

  /** Whether a symbol of a merged state stands for something else on a path that was merged. */
  static boolean isLost(Symbol symbol, State path) {
    boolean merged = symbol.kind() == Symbol.Kind.MERGED;
    if (!merged && symbol.version() >= 0) {
      return false;
    }
    if (symbol.region().isEmpty()) {
      return true;
    }
    Region region = symbol.region().get();
    if (region.whole() instanceof Region.Local local) {
      for (int i = path.stack.size() - 1; i >= 0; i--) {
        if (path.stack.get(i).graph().key().equals(local.function())) {
          region = region.atDepth(path.outer.base() + i);
          break;
        }
      }
    }
    return !path.memory.load(region, symbol.offset(), symbol.shape()).equals(symbol);
  }

  /** What a label of {@link Frame#join} names: {@code point/frame:tindex}. */
  private static Optional<Temporary> temporary(String label) {
    int slash = label.lastIndexOf('/');
    int colon = label.indexOf(":t", Math.max(0, slash));
    if (slash < 0 || colon < 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Temporary(
            label.substring(0, slash),
            Integer.parseInt(label.substring(slash + 1, colon)),
            Integer.parseInt(label.substring(colon + 2))));
  }

  /** Equal for states that may be merged as far as this is concerned. */
  Object of(State state) {
    List<Object> seen = new ArrayList<>();
    for (Map.Entry<Cell, Long> one : cells.entrySet()) {
      Cell cell = one.getKey();
      long bits = one.getValue();
      if (cell.region.whole() instanceof Region.Local local) {
        for (int i = 0; i < state.stack.size(); i++) {
          if (state.stack.get(i).graph().key().equals(local.function())) {
            seen.add(value(state, cell.region.atDepth(state.outer.base() + i), cell, bits));
          }
        }
      } else {
        seen.add(value(state, cell.region, cell, bits));
      }
      seen.add(cell);
    }
    String point = state.point();
    for (Temporary temporary : temporaries) {
      if (temporary.frame < state.stack.size()
          && (temporary.point.equals(point) || temporary.point.equals(Explorer.ENTER + point))) {
        seen.add(temporary);
        seen.add(state.stack.get(temporary.frame).temporaries().get(temporary.index));
      }
    }
    if (!symbols.isEmpty()) {
      Map<Value, Object> known = new HashMap<>();
      state
          .constraints
          .known()
          .forEach((value, range) -> {
            Map<Symbol, Long> asked = new HashMap<>();
            value.collectBits(asked);
            if (asked.entrySet().stream()
                .anyMatch(one -> (one.getValue() & symbols.getOrDefault(one.getKey(), 0L)) != 0)) {
              known.put(value, range);
            }
          });
      seen.add(known);
    }
    if (answers) {
      Map<Region, Object> finals = new HashMap<>();
      state.irps.forEach((region, irp) -> finals.put(region, irp.finalStatus()));
      seen.add(finals);
      state.stack.forEach(frame -> seen.add(frame.completion()));
    }
    return seen;
  }

  private static Value value(State state, Region region, Cell cell, long bits) {
    Value whole = state.memory.load(region, cell.offset, cell.shape);
    return bits == WrittenBits.ALL || cell.shape.pointer()
        ? whole
        : Terms.binary("&", whole, Value.of(bits), cell.shape.bits(), cell.shape.signed());
  }
}
