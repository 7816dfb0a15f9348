package dev.irpscope.app.view;

import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.viewmodel.SteppingModel;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** How many decisions the verdict depends on, a link to each, and a way to see only those. */
final class DecisionsRow extends HBox {
  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

  /** More than these would push the path out of its pane. */
  private static final int LINKS = 6;

  private final SteppingModel model;
  private final ToggleButton only = new ToggleButton(Messages.get("path.decisions.only"));
  private final FlowPane links = new FlowPane();
  private List<Step> shown = List.of();

  DecisionsRow(SteppingModel model) {
    this.model = model;
    setId("decisions");
    getStyleClass().add("decisions-row");
    setAlignment(Pos.TOP_LEFT);
    links.getStyleClass().add("decision-links");
    links.setMinWidth(0);
    HBox.setHgrow(links, Priority.ALWAYS);
    only.setMinWidth(Region.USE_PREF_SIZE);
    getChildren().setAll(links, only);
    only.setId("decisions-only");
    only.getStyleClass().add("small-toggle");
    only.setFocusTraversable(false);
    only.setTooltip(new Tooltip(Messages.get("path.decisions.only.tip")));
    only.selectedProperty().bindBidirectional(model.decisionsOnlyProperty());
    model.selectionProperty().subscribe(_ -> show());
  }

  private void show() {
    boolean any = model.selection().path().isPresent();
    setVisible(any);
    setManaged(any);
    List<Step> decisions = model.decisions();
    if (!decisions.equals(shown) || links.getChildren().isEmpty()) {
      shown = decisions;
      fill();
    }
    int now = model.selection().index();
    for (var child : links.getChildren()) {
      if (child.getUserData() instanceof Step step) {
        child.pseudoClassStateChanged(CURRENT, step.index() == now);
      }
    }
  }

  private void fill() {
    Label count =
        new Label(
            shown.isEmpty()
                ? Messages.get("path.decisions.none")
                : Messages.count("path.decisions", shown.size()));
    count.setId("decisions-count");
    count.setWrapText(true);
    count.maxWidthProperty().bind(links.widthProperty());
    links.getChildren().setAll(count);
    shown.stream().limit(LINKS).map(this::link).forEach(links.getChildren()::add);
    if (shown.size() > LINKS) {
      Label further = new Label(Messages.get("path.decisions.further", shown.size() - LINKS));
      further.setTooltip(
          new Tooltip(Messages.get("path.decisions.further.tip", shown.size() - LINKS)));
      links.getChildren().add(further);
    }
    only.setVisible(!shown.isEmpty());
    only.setManaged(!shown.isEmpty());
  }

  private Hyperlink link(Step step) {
    Hyperlink link = new Hyperlink(Messages.get("path.decisions.at", step.line()));
    String words =
        Messages.get("path.decisions.tip", step.line(), step.text(), step.outcome().orElse("?"));
    link.setId("decision-" + (step.index() + 1));
    link.setUserData(step);
    link.setFocusTraversable(false);
    link.setTooltip(new Tooltip(words));
    link.setAccessibleText(words);
    link.setOnAction(_ -> {
      link.setVisited(false);
      model.selectStep(step.index());
    });
    return link;
  }
}
