package dev.irpscope.analysis.rule;

import java.util.List;

/**
 * What a rule keeps one automaton for each of.
 *
 * @param name how the rule calls it
 * @param origins for IRPs: where they may come from; empty for objects of other kinds
 */
public record Track(String name, List<IrpOrigin> origins) {
  public Track {
    origins = List.copyOf(origins);
  }

  /** Whether it is only ever the entry routine's own IRP: then it is tracked from the start. */
  public boolean isIncomingOnly() {
    return origins.equals(List.of(IrpOrigin.INCOMING));
  }
}
