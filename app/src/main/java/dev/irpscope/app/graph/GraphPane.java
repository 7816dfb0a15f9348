package dev.irpscope.app.graph;

import dev.irpscope.app.view.Messages;
import dev.irpscope.app.viewmodel.Selection;
import dev.irpscope.app.viewmodel.SteppingModel;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;

/** The place of the graph pane. */
public final class GraphPane extends StackPane {
  public GraphPane(SteppingModel model) {
    getStyleClass().add("graph-pane");
    Label empty = new Label(Messages.get("pane.graph.empty"));
    empty.getStyleClass().add("empty-note");
    getChildren().add(empty);
    model.selectionProperty().subscribe(GraphPane::show);
  }

  private static void show(Selection selection) {
    // Drawn by the pane that takes this place.
  }

  /** Zooms in one step around the middle. */
  public void zoomIn() {}

  public void zoomOut() {}

  /** Fits the path of the shown function into the view. */
  public void fitPath() {}

  /** Fits the whole graph into the view. */
  public void fitAll() {}

  /** Moves the view along the branch of the current block that this answer leads to. */
  public void followBranch(boolean answer) {}
}
