package dev.irpscope.app.viewmodel;

import dev.irpscope.analysis.trace.Fact;
import dev.irpscope.analysis.trace.FactChange;
import java.util.Optional;

/** A row of the state pane. */
public sealed interface StateRow {
  /**
   * A heading.
   *
   * @param group empty for what changed at this step
   * @param object the IRP that the card is about; empty for other groups
   */
  record Heading(Optional<Fact.Group> group, String object) implements StateRow {}

  /**
   * A fact.
   *
   * @param subject what it is about, as short as its heading allows
   * @param change how it differs from the step before, if it does
   * @param previous its value before; empty unless modified
   */
  record Value(Fact fact, String subject, Optional<FactChange.Kind> change, String previous)
      implements StateRow {}

  /** Nothing changed at this step. */
  record NoChange() implements StateRow {}
}
