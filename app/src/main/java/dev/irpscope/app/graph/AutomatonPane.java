package dev.irpscope.app.graph;

import dev.irpscope.app.view.Messages;
import dev.irpscope.app.viewmodel.Selection;
import dev.irpscope.app.viewmodel.SteppingModel;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;

/** The place of the rule pane. */
public final class AutomatonPane extends StackPane {
  public AutomatonPane(SteppingModel model) {
    getStyleClass().add("rule-pane");
    Label empty = new Label(Messages.get("pane.rule.empty"));
    empty.getStyleClass().add("empty-note");
    getChildren().add(empty);
    model.selectionProperty().subscribe(AutomatonPane::show);
  }

  private static void show(Selection selection) {
    // Drawn by the pane that takes this place.
  }
}
