package dev.irpscope.app.window;

import javafx.scene.Scene;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;

/** Gives a dialog the theme and text size of the window that it belongs to. */
final class Dressed {
  private Dressed() {}

  /**
   * @param width of the dialog, which can be dragged wider
   */
  static void like(Scene window, Dialog<?> dialog, double width) {
    like(window, dialog);
    DialogPane pane = dialog.getDialogPane();
    pane.setPrefWidth(width);
    pane.setMaxWidth(Double.MAX_VALUE);
    dialog.setResizable(true);
  }

  static void like(Scene window, Dialog<?> dialog) {
    dialog.initOwner(window.getWindow());
    DialogPane pane = dialog.getDialogPane();
    pane.getStylesheets().setAll(window.getStylesheets());
    pane.getStyleClass().addAll(window.getRoot().getStyleClass());
    pane.getStyleClass().remove("main-window");
    pane.getScene().setUserAgentStylesheet(window.getUserAgentStylesheet());
  }
}
