package dev.irpscope.app.view;

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
    model.selectionProperty().subscribe(now -> setText(StepTexts.withoutPath(now, pane)));
  }
}
