package dev.irpscope.app.window;

import dev.irpscope.app.settings.WindowSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;

/** Panes beside each other, with the sizes that the user gave them. */
final class Splits {
  private final WindowSettings settings;

  Splits(WindowSettings settings) {
    this.settings = settings;
  }

  /**
   * Panes beside or above each other.
   *
   * @param positions of the dividers as long as the user has moved none
   * @param hidden which parts are left out
   */
  SplitPane split(
      String name,
      Orientation orientation,
      List<Double> positions,
      Predicate<Node> hidden,
      List<Node> parts) {
    SplitPane split = new SplitPane();
    List<Double> kept = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      boolean empty = parts.get(i) instanceof SplitPane inner && inner.getItems().isEmpty();
      if (!hidden.test(parts.get(i)) && !empty) {
        if (!split.getItems().isEmpty()) {
          kept.add(positions.get(i - 1));
        }
        split.getItems().add(parts.get(i));
      }
    }
    boolean whole = split.getItems().size() == parts.size();
    split.setId("split-" + name + (whole ? "" : "-" + split.getItems().size()));
    split.setOrientation(orientation);
    List<Double> saved = settings.dividers(split.getId());
    List<Double> used = saved.size() == kept.size() && isAscending(saved) ? saved : kept;
    split.setDividerPositions(used.stream().mapToDouble(Double::doubleValue).toArray());
    return split;
  }

  private static boolean isAscending(List<Double> values) {
    return values.stream().sorted(Comparator.naturalOrder()).toList().equals(values);
  }

  /** Keeps the sizes of all panes in a node. */
  void remember(Node node) {
    for (SplitPane split : in(node)) {
      List<Double> positions = new ArrayList<>();
      for (double position : split.getDividerPositions()) {
        positions.add(Math.round(position * 10_000) / 10_000.0);
      }
      settings.setDividers(split.getId(), positions);
    }
  }

  private static List<SplitPane> in(Node node) {
    List<SplitPane> found = new ArrayList<>();
    if (node instanceof SplitPane split) {
      found.add(split);
      split.getItems().forEach(i -> found.addAll(in(i)));
    }
    return found;
  }
}
