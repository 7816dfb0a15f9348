package dev.irpscope.app.view;

import dev.irpscope.app.source.SourceRow.Bar;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** One row's piece of the obligation bar: begins round, ends in a cross when it is abandoned. */
final class ObligationMark extends StackPane {
  private final Region bar = new Region();
  private final Label cross = new Label("\u2715");

  ObligationMark() {
    getStyleClass().add("obligation-mark");
    bar.getStyleClass().add("obligation-bar");
    cross.getStyleClass().add("obligation-cross");
    getChildren().addAll(bar, cross);
    show(Bar.NONE);
  }

  void show(Bar part) {
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
