package dev.irpscope.app.view;

import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.viewmodel.Selection;
import dev.irpscope.app.viewmodel.StateOutline;
import dev.irpscope.app.viewmodel.StateRow;
import dev.irpscope.app.viewmodel.SteppingModel;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** What is known after the selected step, what changed first. */
public final class StatePane extends StackPane {
  private final ListView<StateRow> list = new ListView<>();
  private final Label empty;
  private final BooleanProperty changedOnly = new SimpleBooleanProperty(this, "changedOnly");
  private final SteppingModel model;

  public StatePane(SteppingModel model) {
    this.model = model;
    getStyleClass().add("state-pane");
    list.setId("state-list");
    list.getStyleClass().add("state-list");
    list.setCellFactory(_ -> new Cell());
    empty = new EmptyNote(model, "state");
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
      replace(list.getItems(), StateOutline.of(step.get(), changedOnly.get()));
    } else {
      list.getItems().clear();
    }
  }

  /** Touches only rows that differ: a list of another length styles all its cells anew. */
  private static void replace(ObservableList<StateRow> rows, List<StateRow> next) {
    if (rows.size() != next.size()) {
      rows.setAll(next);
      return;
    }
    for (int i = 0; i < next.size(); i++) {
      if (!next.get(i).equals(rows.get(i))) {
        rows.set(i, next.get(i));
      }
    }
  }

  /** Keeps its nodes: making and styling new ones at every step would take longer than the step. */
  private final class Cell extends ListCell<StateRow> {
    private final Label heading = label("state-heading");
    private final Label none = label("muted");
    private final StateValueBox value = new StateValueBox(model, list.widthProperty());
    private final Tooltip reason = new Tooltip();
    private final InvalidationListener stepped = _ -> showHeading();

    Cell() {
      getStyleClass().add("state-cell");
      setPrefWidth(0);
      none.setText(Messages.get("state.unchanged"));
      model.selectionProperty().addListener(new WeakInvalidationListener(stepped));
    }

    @Override
    protected void updateItem(@Nullable StateRow item, boolean empty) {
      super.updateItem(item, empty);
      setText(null);
      if (empty || item == null) {
        setGraphic(null);
        setTooltip(null);
        return;
      }
      StyleClasses.set(this, "state-row-heading", item instanceof StateRow.Heading);
      StyleClasses.set(this, "state-row-value", item instanceof StateRow.Value);
      StyleClasses.set(this, "state-row-none", item instanceof StateRow.NoChange);
      StyleClasses.set(
          this,
          "state-row-changed",
          item instanceof StateRow.Value row && row.change().isPresent());
      String why = item instanceof StateRow.Value row ? row.fact().reason() : "";
      reason.setText(why);
      setTooltip(why.isEmpty() ? null : reason);
      switch (item) {
        case StateRow.Heading _ -> {
          showHeading();
          setGraphic(heading);
        }
        case StateRow.Value row -> {
          value.show(row);
          setGraphic(value);
        }
        case StateRow.NoChange _ -> setGraphic(none);
      }
    }

    /** The first one names the step and stays the same row. */
    private void showHeading() {
      if (getItem() instanceof StateRow.Heading(var group, var object)) {
        int number = model.selection().index() + 1;
        heading.setText(
            group
                .map(g -> Messages.get("state.group." + g.name().toLowerCase(Locale.ROOT), object))
                .orElse(Messages.get("state.changed", number)));
      }
    }

    private static Label label(String style) {
      Label label = new Label();
      label.getStyleClass().add(style);
      return label;
    }
  }
}
