package dev.irpscope.app.graph;

import dev.irpscope.app.view.Messages;
import dev.irpscope.app.viewmodel.Selection;
import dev.irpscope.app.viewmodel.SteppingModel;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;

/** The place of the scrubber pane. */
public final class ScrubberPane extends StackPane {
  public ScrubberPane(SteppingModel model) {
    getStyleClass().add("scrubber-pane");
    Label empty = new Label(Messages.get("pane.scrubber.empty"));
    empty.getStyleClass().add("empty-note");
    getChildren().add(empty);
    model.selectionProperty().subscribe(ScrubberPane::show);
  }

  private static void show(Selection selection) {
    // Drawn by the pane that takes this place.
  }
}
