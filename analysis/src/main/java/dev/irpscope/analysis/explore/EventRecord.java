package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.rule.Truth;
import dev.irpscope.analysis.symbolic.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What is known of a kernel event on a path.
 *
 * @param by IRPs whose completion routine signalled it
 * @param escaped whether code that is not analysed may signal it
 */
record EventRecord(Truth signalled, List<Region> by, boolean escaped) {
  EventRecord {
    by = List.copyOf(by);
  }

  static EventRecord initialised(Truth signalled) {
    return new EventRecord(signalled, List.of(), false);
  }

  EventRecord set(List<Region> running) {
    List<Region> all = new ArrayList<>(by);
    for (Region irp : running) {
      if (!all.contains(irp)) {
        all.add(irp);
      }
    }
    return new EventRecord(Truth.TRUE, all, escaped);
  }

  /** The same, signalled only by those of its IRPs that are kept. */
  EventRecord by(Predicate<Region> kept) {
    return by.stream().allMatch(kept)
        ? this
        : new EventRecord(signalled, by.stream().filter(kept).toList(), escaped);
  }

  EventRecord cleared() {
    return new EventRecord(Truth.FALSE, List.of(), escaped);
  }

  EventRecord given() {
    return new EventRecord(signalled, by, true);
  }
}
