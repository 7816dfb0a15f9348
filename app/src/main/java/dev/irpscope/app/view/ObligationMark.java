package dev.irpscope.app.view;

import dev.irpscope.app.source.SourceRow.Bar;
import java.util.OptionalInt;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/**
 * One row's piece of the obligation bar: begins round, ends in a cross when it is abandoned, in a
 * tick when it is met.
 */
final class ObligationMark extends StackPane {
  private final Region bar = new Region();
  private final Label end = new Label();

  private Bar shown = Bar.NONE;

  ObligationMark() {
    getStyleClass().add("obligation-mark");
    bar.getStyleClass().add("obligation-bar");
    end.getStyleClass().add("obligation-cross");
    setAlignment(bar, Pos.TOP_CENTER);
    getChildren().addAll(bar, end);
    bar.setVisible(false);
    end.setVisible(false);
  }

  /**
   * The piece beside a row with some steps.
   *
   * @param end how the last piece ends
   */
  static Bar piece(int first, int last, OptionalInt opens, OptionalInt ends, Bar end) {
    if (opens.isEmpty() || last < opens.getAsInt()) {
      return Bar.NONE;
    }
    if (ends.isPresent() && first > ends.getAsInt()) {
      return Bar.NONE;
    }
    if (first == opens.getAsInt()) {
      return Bar.OPENS;
    }
    return ends.isPresent() && last == ends.getAsInt() ? end : Bar.GOES_ON;
  }

  /** Of a path that keeps the rule. */
  void keep() {
    getStyleClass().add("obligation-kept");
  }

  void show(Bar part) {
    if (part == shown) {
      return;
    }
    shown = part;
    bar.setVisible(part != Bar.NONE);
    end.setVisible(part == Bar.BREAKS || part == Bar.MET);
    bar.maxHeightProperty().unbind();
    if (end.isVisible()) {
      bar.maxHeightProperty().bind(heightProperty().divide(2));
    } else {
      bar.setMaxHeight(Double.MAX_VALUE);
    }
    end.setText(part == Bar.MET ? "\u2713" : "\u2715");
    bar.getStyleClass().remove("bar-opens");
    if (part == Bar.OPENS) {
      bar.getStyleClass().add("bar-opens");
    }
  }
}
