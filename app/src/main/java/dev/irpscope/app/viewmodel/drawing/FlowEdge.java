package dev.irpscope.app.viewmodel.drawing;

import dev.irpscope.analysis.cfg.Edge;
import dev.irpscope.layout.Size;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A way from block to block.
 *
 * @param id stable: {@code b3.1} is the second edge out of block 3
 * @param kind of the edge it stands for; empty at the entry and for a ghost
 * @param label what is written at it; may be empty
 * @param full the same without being shortened
 */
public record FlowEdge(
    String id,
    String from,
    String to,
    Optional<Edge.Kind> kind,
    Role role,
    String label,
    String full,
    Optional<Size> labelSize) {
  /** What it is to the path. */
  public enum Role {
    /** Control goes along it. */
    TAKEN,
    /** Control comes to its source and goes another way. */
    NOT_TAKEN,
    /** Control never comes here. */
    ELSEWHERE,
    /** Around a missing call. */
    GHOST
  }

  /** One graph has one edge of an id. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FlowEdge edge && edge.id.equals(id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}
