package dev.irpscope.layout;

/**
 * How a drawing is to be laid out.
 *
 * @param direction where edges lead
 * @param feedbackEdges whether an edge that closes a loop goes round to the far side of its target
 *     (reads better) or enters it from the near side (fewer crossings)
 * @param nodeGap least distance between nodes of one layer
 * @param layerGap least distance between layers
 */
public record LayoutOptions(
    Direction direction, boolean feedbackEdges, double nodeGap, double layerGap) {
  /** Where edges that close no loop lead. */
  public enum Direction {
    DOWN,
    RIGHT
  }

  /** For control-flow graphs: downward, loops closed at the top. */
  public static final LayoutOptions CONTROL_FLOW = new LayoutOptions(Direction.DOWN, true, 28, 26);

  /** The same with another direction. */
  public LayoutOptions towards(Direction other) {
    return new LayoutOptions(other, feedbackEdges, nodeGap, layerGap);
  }
}
