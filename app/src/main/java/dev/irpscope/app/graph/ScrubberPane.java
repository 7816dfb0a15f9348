package dev.irpscope.app.graph;

import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.view.EmptyNote;
import dev.irpscope.app.view.Messages;
import dev.irpscope.app.viewmodel.Selection;
import dev.irpscope.app.viewmodel.SteppingModel;
import dev.irpscope.app.viewmodel.drawing.TimeLine;
import java.util.Optional;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;

/** The path as a time line of two lanes; drag along it to any step. */
public final class ScrubberPane extends StackPane {
  private final SteppingModel model;
  private final BundleWording words = new BundleWording();
  private final TimeLineCanvas canvas;
  private final Label note;
  private Selection shown = Selection.NONE;
  private boolean endShown = true;

  public ScrubberPane(SteppingModel model) {
    this.model = model;
    getStyleClass().add("scrubber-pane");
    setMinSize(0, 0);
    setPrefHeight(142);
    canvas = new TimeLineCanvas(model, words);
    note = new EmptyNote(model, "scrubber");
    getChildren().addAll(canvas, note);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.SLIDER);
    addEventHandler(MouseEvent.MOUSE_PRESSED, _ -> requestFocus());
    addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    model.selectionProperty().subscribe(this::show);
    model.horizonProperty().addListener((_, _, _) -> show(model.selection()));
  }

  TimeLineCanvas canvas() {
    return canvas;
  }

  private void show(Selection selection) {
    boolean known = model.isEndKnown();
    Optional<TimeLine> line =
        selection.samePath(shown) && known == endShown
            ? canvas.line()
            : selection.path().map(p -> TimeLine.of(p, words)).map(l -> known ? l : l.withoutEnd());
    shown = selection;
    endShown = known;
    canvas.show(line, selection.index());
    note.setVisible(line.isEmpty());
    Optional<Step> step = selection.step();
    setAccessibleText(
        step.map(s ->
                Messages.get(
                    "scrubber.step", s.index() + 1, selection.steps().size(), s.sentence()))
            .orElse(note.getText()));
  }

  private void onKey(KeyEvent e) {
    if (e.isControlDown() || e.isAltDown() || e.isMetaDown() || e.isShiftDown()) {
      return;
    }
    int now = model.selection().index();
    int last = model.selection().steps().size() - 1;
    int target =
        switch (e.getCode()) {
          case RIGHT, UP -> now + 1;
          case LEFT, DOWN -> now - 1;
          case PAGE_UP -> Math.max(0, now - 10);
          case PAGE_DOWN -> Math.min(last, now + 10);
          case HOME -> 0;
          case END -> last;
          default -> -2;
        };
    if (target != -2) {
      model.selectStep(target);
      e.consume();
    }
  }
}
