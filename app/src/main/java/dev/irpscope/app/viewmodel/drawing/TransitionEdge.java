package dev.irpscope.app.viewmodel.drawing;

import java.util.List;

/**
 * All transitions from one state to another, drawn as one edge.
 *
 * @param labels what fires them, each once
 */
public record TransitionEdge(String from, String to, List<String> labels) {
  public TransitionEdge {
    labels = List.copyOf(labels);
  }

  /** Stable: {@code Idle>Armed}. */
  public String id() {
    return from + ">" + to;
  }
}
