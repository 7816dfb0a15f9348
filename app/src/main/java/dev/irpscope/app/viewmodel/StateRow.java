package dev.irpscope.app.viewmodel;

import dev.irpscope.analysis.trace.Fact;
import dev.irpscope.analysis.trace.FactChange;
import java.util.Optional;

/** A row of the state pane. */
public sealed interface StateRow {
  /** A heading; empty group for what changed at this step. */
  record Heading(Optional<Fact.Group> group) implements StateRow {}

  /**
   * A fact.
   *
   * @param change how it differs from the step before, if it does
   * @param previous its value before; empty unless modified
   */
  record Value(Fact fact, Optional<FactChange.Kind> change, String previous) implements StateRow {}

  /** Nothing changed at this step. */
  record NoChange() implements StateRow {}
}
