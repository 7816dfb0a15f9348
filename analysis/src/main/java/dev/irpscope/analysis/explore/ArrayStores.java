package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.cfg.Place;
import dev.irpscope.analysis.symbolic.Region;
import dev.irpscope.analysis.symbolic.Symbol;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps elements with known and unknown index apart only as long as they can't be the same: a store
 * to {@code a[0]} forgets what {@code a[i]} held, and the other way round.
 */
final class ArrayStores {
  private ArrayStores() {}

  /** Called before the store itself. */
  static void forgetAliases(State state, Code code, Evaluator evaluator, Place target) {
    Place at = target;
    while (!(at instanceof Place.Element)) {
      if (!(at instanceof Place.Field field)) {
        return;
      }
      at = field.base();
    }
    Place.Element element = (Place.Element) at;
    Address array = evaluator.address(element.base());
    Region written = evaluator.address(target).region();
    Set<Region> parts = new LinkedHashSet<>();
    List<Symbol> known = new ArrayList<>();
    state.constraints.known().keySet().forEach(value -> value.collectSymbols(known));
    for (Region region : state.memory.regions()) {
      addPart(region, array.region(), parts);
    }
    known.forEach(symbol -> symbol.region().ifPresent(r -> addPart(r, array.region(), parts)));
    parts.remove(written instanceof Region.Bits bits ? bits.base() : written);
    parts.forEach(state.memory::havoc);
    boolean unknownIndex =
        (written instanceof Region.Bits bits ? bits.base() : written) instanceof Region.Part;
    if (unknownIndex) {
      forgetElements(state, array, code.size(element.base().type()), known);
    }
  }

  private static void addPart(Region region, Region base, Set<Region> parts) {
    Region place = region instanceof Region.Bits bits ? bits.base() : region;
    if (place instanceof Region.Part part && part.base().equals(base)) {
      parts.add(part);
    }
  }

  private static void forgetElements(State state, Address array, long bytes, List<Symbol> known) {
    Set<Long> offsets = new LinkedHashSet<>();
    state.memory.forEach(array.region(), (offset, _) -> offsets.add(offset));
    for (Region region : state.memory.regions()) {
      if (region instanceof Region.Bits(Region base, long unit) && base.equals(array.region())) {
        offsets.add(unit);
      }
    }
    for (Symbol symbol : known) {
      Region from = symbol.kind() == Symbol.Kind.INITIAL ? symbol.regionOrNull() : null;
      if (array.region().equals(from)) {
        offsets.add(symbol.offset());
      } else if (from instanceof Region.Bits(Region base, long unit)
          && base.equals(array.region())) {
        offsets.add(unit);
      }
    }
    for (long offset : offsets) {
      if (offset >= array.offset() && offset < array.offset() + bytes) {
        Symbol.Shape shape = Symbol.Shape.POINTER;
        state.memory.store(
            array.region(),
            offset,
            Symbol.merged(state.top().site(), array.region(), offset, shape),
            1);
      }
    }
  }
}
