package dev.irpscope.app.viewmodel.drawing;

import java.util.List;
import java.util.Optional;

/** What the rule pane shows. */
public sealed interface AutomatonPicture {
  /** No step is selected. */
  record Nothing() implements AutomatonPicture {}

  record Reading(String rule) implements AutomatonPicture {}

  /** There is no such rule here; the report comes from elsewhere. */
  record Unknown(String rule) implements AutomatonPicture {}

  /**
   * The automaton at the selected step.
   *
   * @param state name of the current state; one that is not drawn is at the end of interest
   * @param object what it is about, as the source names it; may be empty
   * @param since index of the step that came into the state; empty if it is the first
   * @param fired the edge that the step goes along
   */
  record Drawn(
      AutomatonDrawing drawing,
      String state,
      String object,
      Optional<Integer> since,
      Optional<TransitionEdge> fired,
      List<TransitionEdge> firedBefore)
      implements AutomatonPicture {
    public Drawn {
      firedBefore = List.copyOf(firedBefore);
    }
  }
}
