package dev.irpscope.app.view;

import javafx.application.Platform;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.value.ObservableDoubleValue;
import javafx.scene.control.ListView;
import javafx.scene.text.Font;

/** How many letters of code have room beside the gutter of a list, and how wide a letter is. */
final class CodeColumns {
  private static final int LEAST = 24;

  /** Padding and the scroll bar beside a row's text. */
  private static final double MARGIN = 40;

  private final ListView<?> list;
  private final Runnable changed;
  private final DoubleProperty gutter = new SimpleDoubleProperty(132);
  private Font font = Font.getDefault();
  private final DoubleProperty letter = new SimpleDoubleProperty(8);
  private int columns = 80;

  /**
   * @param changed told after the rows were made anew because another number has room
   */
  CodeColumns(ListView<?> list, Runnable changed) {
    this.list = list;
    this.changed = changed;
    list.widthProperty().addListener((_, _, _) -> update());
  }

  int count() {
    return columns;
  }

  /** Where the code of a row begins. */
  ObservableDoubleValue gutter() {
    return gutter;
  }

  /** How wide a letter is; rows that were made before this was measured follow it. */
  ObservableDoubleValue letter() {
    return letter;
  }

  /** Tells where the code of a row begins and what it is written in. */
  void measured(double codeBegins, Font writtenIn) {
    if (codeBegins != gutter.get() || !writtenIn.equals(font)) {
      gutter.set(codeBegins);
      if (!writtenIn.equals(font)) {
        font = writtenIn;
        letter.set(TextSize.width("0000000000", writtenIn) / 10);
      }
      update();
    }
  }

  private void update() {
    int next = Math.max(LEAST, (int) ((list.getWidth() - gutter.get() - MARGIN) / letter.get()));
    if (next != columns && list.getWidth() > 0) {
      columns = next;
      Platform.runLater(() -> {
        list.refresh();
        changed.run();
      });
    }
  }
}
