package dev.irpscope.app.viewmodel.drawing;

import java.util.Optional;
import java.util.OptionalInt;

/** What the graph pane shows. */
public sealed interface GraphPicture {
  /** No step is selected. */
  record Nothing() implements GraphPicture {}

  /** The analysis still runs; graphs come with its end. */
  record NotYet() implements GraphPicture {}

  /** The function was skipped: it has no graph. */
  record NoGraph(String function) implements GraphPicture {}

  record LayingOut(String function) implements GraphPicture {}

  record Failed(String function) implements GraphPicture {}

  /**
   * A drawing.
   *
   * @param current node of the selected step
   * @param line index of the line of the current block that the step is about
   * @param cursor node that the keys have gone to
   */
  record Drawn(
      FlowDrawing drawing, Optional<FlowNode> current, OptionalInt line, Optional<FlowNode> cursor)
      implements GraphPicture {}
}
