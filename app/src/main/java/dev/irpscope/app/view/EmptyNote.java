package dev.irpscope.app.view;

import dev.irpscope.app.viewmodel.Selection;
import dev.irpscope.app.viewmodel.SteppingModel;
import javafx.scene.control.Label;

/**
 * What a pane says while it has no path to show: what to do, or that there is nothing to select.
 */
public final class EmptyNote extends Label {
  /**
   * @param pane the pane's name in the messages
   */
  public EmptyNote(SteppingModel model, String pane) {
    getStyleClass().add("empty-note");
    setWrapText(true);
    model.selectionProperty().subscribe(now -> setText(text(now, pane)));
  }

  /** The sentence for a pane without a path. */
  public static String text(Selection now, String pane) {
    boolean nothing = now.folder().filter(f -> f.report().violations().isEmpty()).isPresent();
    return Messages.get("pane." + pane + (nothing ? ".none" : ".empty"));
  }
}
