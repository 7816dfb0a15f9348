package dev.irpscope.app.window;

import dev.irpscope.app.view.Messages;
import dev.irpscope.app.view.SourcePane;
import dev.irpscope.app.view.StatePane;
import dev.irpscope.app.viewmodel.DetailLevel;
import dev.irpscope.app.viewmodel.SteppingModel;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.controlsfx.control.SegmentedButton;

/** What stands at the right end of the headers of panes. */
final class PaneTools {
  private PaneTools() {}

  /** How much of the file is on the path. */
  static Node summary(SourcePane source) {
    Label label = new Label();
    label.getStyleClass().add("pane-detail");
    label.textProperty().bind(source.summaryProperty());
    return label;
  }

  /** How much of the path is shown. */
  static Node detail(SteppingModel model) {
    ToggleGroup group = new ToggleGroup();
    SegmentedButton buttons = new SegmentedButton();
    buttons.setId("detail-buttons");
    for (DetailLevel level : DetailLevel.values()) {
      ToggleButton button = new ToggleButton(String.valueOf(level.number()));
      button.setId("detail-" + level.number());
      button.setFocusTraversable(false);
      button.setTooltip(new Tooltip(Messages.get("detail." + level.number())));
      button.setOnAction(_ -> {
        button.setSelected(true);
        model.detailProperty().set(level);
      });
      button.setToggleGroup(group);
      buttons.getButtons().add(button);
      model.detailProperty().subscribe(now -> button.setSelected(now == level));
    }
    return buttons;
  }

  /** Whether facts that a step leaves alone are hidden. */
  static Node changedOnly(StatePane state) {
    ToggleButton button = new ToggleButton(Messages.get("state.changedOnly"));
    button.setId("changed-only");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.getStyleClass().add("small-toggle");
    button.setFocusTraversable(false);
    button.selectedProperty().bindBidirectional(state.changedOnlyProperty());
    return button;
  }
}
