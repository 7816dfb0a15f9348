package dev.irpscope.app.graph;

import dev.irpscope.app.task.DrawingThread;
import dev.irpscope.app.view.Messages;
import dev.irpscope.app.view.StepTexts;
import dev.irpscope.app.viewmodel.Selection;
import dev.irpscope.app.viewmodel.SteppingModel;
import dev.irpscope.app.viewmodel.drawing.BackgroundWork;
import dev.irpscope.app.viewmodel.drawing.FlowDrawing;
import dev.irpscope.app.viewmodel.drawing.GraphModel;
import dev.irpscope.app.viewmodel.drawing.GraphPicture;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;

/** The control-flow graph of the function that the selected step is in. */
public final class GraphPane extends StackPane {
  private final GraphModel model;
  private final GraphCanvas canvas;
  private final Label note = new Label();
  private final Label leftOut = new Label();
  private final Label function = new Label();
  private final SteppingModel stepping;
  private final PauseTransition patience = new PauseTransition(Duration.millis(250));

  public GraphPane(SteppingModel model) {
    this(model, DrawingThread.shared());
    // The first layout of a process is slow; let it be one that nobody waits for.
    DrawingThread.shared().run(FlowDrawing::warmUp, _ -> {}, _ -> {});
  }

  /**
   * @param work where layouts are made
   */
  public GraphPane(SteppingModel stepping, BackgroundWork work) {
    this.stepping = stepping;
    getStyleClass().add("graph-pane");
    setMinSize(0, 0);
    FontLettering first = new FontLettering(note.getFont(), note.getFont(), note.getFont());
    model = new GraphModel(stepping, work, first, new BundleWording());
    canvas = new GraphCanvas(model);
    note.getStyleClass().add("empty-note");
    leftOut.getStyleClass().addAll("graph-left-out", "small");
    leftOut.setWrapText(true);
    StackPane.setAlignment(leftOut, Pos.TOP_CENTER);
    function.setId("graph-function");
    function.getStyleClass().addAll("graph-function", "code");
    function.setMinWidth(0);
    function.setMaxWidth(Double.MAX_VALUE);
    function.managedProperty().bind(function.visibleProperty());
    BorderPane body = new BorderPane(canvas);
    body.setTop(function);
    body.setMinSize(0, 0);
    getChildren().addAll(body, note, leftOut);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    addEventHandler(MouseEvent.MOUSE_PRESSED, _ -> requestFocus());
    addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    model.pictureProperty().subscribe(this::show);
    stepping.selectionProperty().subscribe(this::selected);
  }

  /** Puts the blocks off the path together, or draws each again. */
  public boolean toggleGroups() {
    model.groupedProperty().set(!model.groupedProperty().get());
    return true;
  }

  GraphModel model() {
    return model;
  }

  GraphCanvas canvas() {
    return canvas;
  }

  /** Whose graph it is stands above it: beside the title there is room for half a name. */
  private void selected(Selection now) {
    String name = now.step().map(s -> s.function().name()).orElse("");
    function.setText(name);
    function.setVisible(!name.isEmpty());
    if (model.picture() instanceof GraphPicture.Nothing) {
      show(model.picture());
    }
  }

  private void show(GraphPicture picture) {
    patience.stop();
    Optional<GraphPicture.Drawn> drawn = model.drawn();
    canvas.show(drawn);
    int missing = drawn.map(d -> d.drawing().flow().leftOut()).orElse(0);
    leftOut.setText(missing > 0 ? Messages.get("graph.leftOut", missing) : "");
    leftOut.setVisible(missing > 0);
    String text =
        switch (picture) {
          case GraphPicture.Nothing _ -> StepTexts.withoutPath(stepping.selection(), "graph");
          case GraphPicture.NotYet _ -> Messages.get("graph.notYet");
          case GraphPicture.NoGraph(String function) -> Messages.get("graph.noGraph", function);
          case GraphPicture.Failed(String function) -> Messages.get("graph.failed", function);
          case GraphPicture.LayingOut(String function) -> {
            patience.setOnFinished(_ -> tell(Messages.get("graph.layingOut", function)));
            patience.playFromStart();
            yield "";
          }
          case GraphPicture.Drawn _ -> "";
        };
    tell(text);
    setAccessibleText(drawn.isPresent() ? canvas.described() : text);
  }

  private void tell(String text) {
    note.setText(text);
    note.setVisible(!text.isEmpty());
  }

  private void onKey(KeyEvent e) {
    boolean plain = !e.isControlDown() && !e.isAltDown() && !e.isMetaDown();
    if (!plain) {
      return;
    }
    boolean done = true;
    switch (e.getCode()) {
      case T -> followBranch(true);
      case F -> followBranch(false);
      case PLUS, ADD -> zoomIn();
      case MINUS, SUBTRACT -> zoomOut();
      case EQUALS -> {
        if (e.isShiftDown()) {
          zoomIn();
        } else {
          fitAll();
        }
      }
      case DIGIT0, NUMPAD0 -> {
        if (e.isShiftDown()) {
          fitAll();
        } else {
          fitPath();
        }
      }
      case DIGIT1, NUMPAD1 -> actualSize();
      case ENTER -> model.drawn().flatMap(GraphPicture.Drawn::cursor).ifPresent(model::select);
      default -> done = false;
    }
    if (done) {
      e.consume();
    }
  }

  /** Zooms in one step around the middle. */
  public void zoomIn() {
    canvas.zoomBy(1);
  }

  public void zoomOut() {
    canvas.zoomBy(-1);
  }

  /** Shows everything at its own size. */
  public void actualSize() {
    canvas.actualSize();
  }

  /** Fits the path of the shown function into the view. */
  public void fitPath() {
    canvas.fit(false);
  }

  /** Fits the whole graph into the view. */
  public void fitAll() {
    canvas.fit(true);
  }

  /** Moves the cursor along the branch that this answer leads to, and the view with it. */
  public void followBranch(boolean answer) {
    model.follow(answer);
  }
}
