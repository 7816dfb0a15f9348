package dev.irpscope.app.graph;

import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.trace.Fact;
import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.view.EmptyNote;
import dev.irpscope.app.view.Messages;
import dev.irpscope.app.viewmodel.Selection;
import dev.irpscope.app.viewmodel.SteppingModel;
import dev.irpscope.app.viewmodel.drawing.LaneRow;
import dev.irpscope.app.viewmodel.drawing.LaneRow.Lane;
import dev.irpscope.app.viewmodel.drawing.Lanes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The life of the request: dispatch routine, I/O manager, lower driver, completion routine. */
public final class LanesPane extends StackPane {
  private static final PseudoClass OWNS = PseudoClass.getPseudoClass("owns");

  private final SteppingModel model;
  private final ListView<LaneRow> list = new ListView<>();
  private final Label empty;
  private final HBox heads = new HBox();
  private Lanes lanes = new Lanes(List.of());
  private Selection last = Selection.NONE;
  private boolean endShown = true;

  public LanesPane(SteppingModel model) {
    this.model = model;
    getStyleClass().add("lanes-pane");
    setMinSize(0, 0);
    list.setId("lanes-list");
    list.getStyleClass().add("lanes-list");
    list.setFixedCellSize(LaneCanvas.HEIGHT);
    list.setCellFactory(_ -> new Cell());
    empty = new EmptyNote(model, "lanes");
    heads.getStyleClass().add("lane-heads");
    for (Lane lane : Lane.values()) {
      heads.getChildren().add(head(lane));
    }
    BorderPane body = new BorderPane(list);
    body.setTop(heads);
    body.setMinSize(0, 0);
    getChildren().addAll(body, empty);
    model.selectionProperty().subscribe(this::show);
    model.horizonProperty().addListener((_, _, _) -> show(model.selection()));
    // Behind another view it does nothing.
    visibleProperty()
        .addListener((_, _, _) -> {
          list.refresh();
          show(model.selection());
          Platform.runLater(() -> show(model.selection()));
        });
    list.heightProperty()
        .addListener(
            (_, _, _) -> Platform.runLater(() -> scrollTo(lanes.rowOf(model.selection().index()))));
  }

  private static VBox head(Lane lane) {
    Label name = new Label(Messages.get("lanes." + lane.name().toLowerCase(Locale.ROOT)));
    name.getStyleClass().add("lane-name");
    name.setMinWidth(0);
    name.setWrapText(true);
    name.setMinHeight(Region.USE_PREF_SIZE);
    Label owns = new Label();
    owns.getStyleClass().add("lane-owns");
    owns.setMinWidth(0);
    VBox head = new VBox(name, owns);
    head.setId("lane-" + lane.name().toLowerCase(Locale.ROOT));
    head.setAlignment(Pos.CENTER);
    head.getStyleClass().add("lane-head");
    head.setMinWidth(0);
    head.setPrefWidth(10);
    HBox.setHgrow(head, Priority.ALWAYS);
    return head;
  }

  private void show(Selection next) {
    if (!isVisible()) {
      return;
    }
    boolean known = model.isEndKnown();
    if (!next.samePath(last) || known != endShown) {
      Lanes all = next.path().map(Lanes::of).orElse(new Lanes(List.of()));
      lanes = known ? all : all.withoutEnd();
      endShown = known;
      list.getItems().setAll(lanes.rows());
    }
    last = next;
    empty.setVisible(next.path().isEmpty());
    list.getParent().setVisible(next.path().isPresent());
    int row = lanes.rowOf(next.index());
    if (row >= 0) {
      scrollTo(row);
      showOwner(lanes.rows().get(row), next);
    }
  }

  private void scrollTo(int row) {
    double height = Math.max(1, list.getHeight() / LaneCanvas.HEIGHT);
    list.scrollTo((int) Math.max(0, Math.round(row - height / 2)));
  }

  private void showOwner(LaneRow row, Selection selection) {
    String name =
        selection
            .step()
            .flatMap(LanesPane::irp)
            .map(irp -> Messages.get("lanes.owns", irp))
            .orElse("");
    for (Lane lane : Lane.values()) {
      VBox head = (VBox) heads.getChildren().get(lane.column());
      boolean owns = row.owner().equals(Optional.of(lane));
      head.pseudoClassStateChanged(OWNS, owns);
      ((Label) head.getChildren().get(1)).setText(owns ? name : "");
    }
  }

  /** The name of the IRP that the step knows the owner of. */
  private static Optional<String> irp(Step step) {
    List<String> known =
        step.facts().stream()
            .map(Fact::subject)
            .filter(s -> s.endsWith(": owner"))
            .map(s -> s.substring(0, s.indexOf(": ")))
            .toList();
    String wanted = step.after().object();
    return known.contains(wanted) ? Optional.of(wanted) : known.stream().findFirst();
  }

  private final class Cell extends ListCell<LaneRow> {
    private final LaneCanvas canvas = new LaneCanvas(getFont());
    private final Tooltip tip = new Tooltip();
    private final InvalidationListener stepped = _ -> showRow();

    Cell() {
      getStyleClass().add("lane-cell");
      setPrefWidth(0);
      tip.setWrapText(true);
      tip.setMaxWidth(420);
      model.selectionProperty().addListener(new WeakInvalidationListener(stepped));
      addEventHandler(
          MouseEvent.MOUSE_CLICKED,
          _ -> Optional.ofNullable(getItem()).ifPresent(r -> model.selectStep(r.first())));
    }

    @Override
    protected void updateItem(@Nullable LaneRow item, boolean none) {
      super.updateItem(item, none);
      setText(null);
      setGraphic(none || item == null ? null : canvas);
      setTooltip(item instanceof LaneRow.At ? tip : null);
      if (item instanceof LaneRow.At at) {
        tip.setText(at.step().sentence());
        setAccessibleText(at.step().sentence());
      }
      showRow();
    }

    private void showRow() {
      LaneRow item = getItem();
      if (item == null || !LanesPane.this.isVisible()) {
        return;
      }
      int index = getIndex();
      Optional<Lane> above =
          index > 0 && index <= lanes.rows().size()
              ? lanes.rows().get(index - 1).owner()
              : Optional.empty();
      int now = model.selection().index();
      int violating =
          model
              .selection()
              .path()
              .filter(_ -> model.isEndKnown())
              .map(Counterexample::violating)
              .orElse(-1);
      canvas.show(
          Optional.of(item),
          above,
          item.first() <= now && now <= item.last() && !(item instanceof LaneRow.Missing),
          item.first() <= violating && violating <= item.last());
    }
  }
}
