package dev.irpscope.app.viewmodel.drawing;

import dev.irpscope.layout.Size;
import java.util.List;
import java.util.Optional;

/**
 * All transitions from one state to another, drawn as one edge.
 *
 * @param labels what fires them, each once
 */
public record TransitionEdge(
    String from, String to, List<String> labels, Optional<Size> labelSize) {
  public TransitionEdge {
    labels = List.copyOf(labels);
  }

  /** Stable: {@code Idle>Armed}. */
  public String id() {
    return from + ">" + to;
  }
}
