package dev.irpscope.app.view;

import dev.irpscope.app.source.SourceRow.Bar;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** One row's piece of the obligation bar: begins round, ends in a cross when it is abandoned. */
final class ObligationMark extends StackPane {
  private final Region bar = new Region();
  private final Label cross = new Label("\u2715");

  private Bar shown = Bar.NONE;

  ObligationMark() {
    getStyleClass().add("obligation-mark");
    bar.getStyleClass().add("obligation-bar");
    cross.getStyleClass().add("obligation-cross");
    getChildren().addAll(bar, cross);
    bar.setVisible(false);
    cross.setVisible(false);
  }

  void show(Bar part) {
    if (part == shown) {
      return;
    }
    shown = part;
    bar.setVisible(part != Bar.NONE);
    cross.setVisible(part == Bar.BREAKS);
    bar.getStyleClass().removeAll("bar-opens", "bar-breaks");
    switch (part) {
      case OPENS -> bar.getStyleClass().add("bar-opens");
      case BREAKS -> bar.getStyleClass().add("bar-breaks");
      case NONE, GOES_ON -> {}
    }
  }
}
