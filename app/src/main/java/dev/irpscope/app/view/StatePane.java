package dev.irpscope.app.view;

import dev.irpscope.analysis.trace.Fact;
import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.viewmodel.Selection;
import dev.irpscope.app.viewmodel.StateOutline;
import dev.irpscope.app.viewmodel.StateRow;
import dev.irpscope.app.viewmodel.SteppingModel;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What is known after the selected step, what changed first. */
public final class StatePane extends StackPane {
  private final ListView<StateRow> list = new ListView<>();
  private final Label empty = new Label(Messages.get("pane.state.empty"));
  private final BooleanProperty changedOnly = new SimpleBooleanProperty(this, "changedOnly");
  private final SteppingModel model;

  public StatePane(SteppingModel model) {
    this.model = model;
    getStyleClass().add("state-pane");
    list.setId("state-list");
    list.getStyleClass().add("state-list");
    list.setCellFactory(_ -> new Cell());
    empty.getStyleClass().add("empty-note");
    getChildren().addAll(list, empty);
    model.selectionProperty().subscribe(this::show);
    changedOnly.addListener((_, _, _) -> show(model.selection()));
  }

  /** Whether facts that did not change are left out. */
  public BooleanProperty changedOnlyProperty() {
    return changedOnly;
  }

  private void show(Selection selection) {
    Optional<Step> step = selection.step();
    empty.setVisible(step.isEmpty());
    list.setVisible(step.isPresent());
    if (step.isPresent()) {
      list.getItems().setAll(StateOutline.of(step.get(), changedOnly.get()));
    } else {
      list.getItems().clear();
    }
  }

  private final class Cell extends ListCell<StateRow> {
    Cell() {
      getStyleClass().add("state-cell");
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable StateRow item, boolean empty) {
      super.updateItem(item, empty);
      getStyleClass().removeIf(c -> c.startsWith("state-row"));
      setText(null);
      setTooltip(null);
      if (empty || item == null) {
        setGraphic(null);
        return;
      }
      switch (item) {
        case StateRow.Heading heading -> showHeading(heading);
        case StateRow.Value value -> showValue(value);
        case StateRow.NoChange _ -> {
          getStyleClass().add("state-row-none");
          setGraphic(label(Messages.get("state.unchanged"), "muted"));
        }
      }
    }

    private void showHeading(StateRow.Heading heading) {
      getStyleClass().add("state-row-heading");
      int number = model.selection().index() + 1;
      setGraphic(
          label(
              heading
                  .group()
                  .map(g ->
                      Messages.get(
                          "state.group." + g.name().toLowerCase(Locale.ROOT), heading.object()))
                  .orElse(Messages.get("state.changed", number)),
              "state-heading"));
    }

    private void showValue(StateRow.Value row) {
      getStyleClass().add("state-row-value");
      Fact fact = row.fact();
      Label letter =
          label(
              row.change().map(k -> Messages.get("state.letter." + k)).orElse(""), "state-letter");
      row.change().ifPresent(k -> getStyleClass().add("state-row-changed"));
      Label subject = label(row.subject(), "state-subject");
      subject.getStyleClass().add("code");
      subject.setWrapText(true);
      String certainty =
          switch (fact.certainty()) {
            case KNOWN -> "";
            case ASSUMED -> " " + Messages.get("state.assumed");
            case UNKNOWN -> " ?";
          };
      String text =
          fact.certainty() == Fact.Certainty.UNKNOWN
              ? Messages.get("state.unknown")
              : fact.value() + certainty;
      Label value = label(text, "state-value");
      value.setWrapText(true);
      if (fact.group() == Fact.Group.CONDITION) {
        subject.getStyleClass().add("state-link");
        subject.setOnMouseClicked(_ -> model.goToOrigin(fact));
        subject.setTooltip(new Tooltip(Messages.get("state.goToOrigin")));
      }
      if (fact.certainty() != Fact.Certainty.KNOWN) {
        value.getStyleClass().add("state-uncertain");
      }
      VBox values = new VBox(value);
      if (!row.previous().isEmpty()) {
        Label previous = label(Messages.get("state.before", row.previous()), "state-previous");
        previous.setWrapText(true);
        values.getChildren().add(previous);
      }
      if (!fact.reason().isEmpty()) {
        setTooltip(new Tooltip(fact.reason()));
        if (row.change().isPresent() || fact.certainty() == Fact.Certainty.UNKNOWN) {
          Label reason = label(fact.reason(), "state-previous");
          reason.setWrapText(true);
          values.getChildren().add(reason);
        }
      }
      HBox box = new HBox(letter, subject, values);
      box.getStyleClass().add("state-value-row");
      subject.setMinWidth(0);
      HBox.setHgrow(subject, Priority.ALWAYS);
      HBox.setHgrow(values, Priority.ALWAYS);
      subject.prefWidthProperty().bind(list.widthProperty().multiply(0.38));
      values.prefWidthProperty().bind(list.widthProperty().multiply(0.5));
      subject.setMaxWidth(Double.MAX_VALUE);
      setGraphic(box);
    }

    private static Label label(String text, String style) {
      Label label = new Label(text);
      label.getStyleClass().add(style);
      return label;
    }
  }
}
