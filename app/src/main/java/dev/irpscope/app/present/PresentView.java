package dev.irpscope.app.present;

import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.app.graph.AutomatonPane;
import dev.irpscope.app.graph.GraphPane;
import dev.irpscope.app.graph.ScrubberPane;
import dev.irpscope.app.task.DrawingThread;
import dev.irpscope.app.view.Messages;
import dev.irpscope.app.view.SourceLines;
import dev.irpscope.app.view.SourcePane;
import dev.irpscope.app.viewmodel.Selection;
import dev.irpscope.app.viewmodel.SteppingModel;
import dev.irpscope.app.viewmodel.present.PresentModel;
import java.util.List;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/**
 * What the class sees: the code, one pane beside it, the time line, and while predicting a
 * question. The verdict is hidden until it is asked for.
 */
public final class PresentView extends StackPane {
  /** What stands beside the code. */
  public enum Beside {
    RULE,
    GRAPH,
    LANES
  }

  private static final PseudoClass TOLD = PseudoClass.getPseudoClass("told");

  /** Part of the width or height that the second pane has. */
  private static final double BESIDE = 0.34;

  private static final double BELOW = 0.3;

  /** Screens of a lesser ratio of width to height have the second pane below the code. */
  private static final double NARROW = 1.45;

  /** Lower screens have no room for the time line beside code that can be read from afar. */
  private static final double TIME_LINE = 800;

  /** Lower ones have no room for the second pane below a question. */
  private static final double WITH_QUESTION = 900;

  private static final Duration PACE = Duration.seconds(2.5);

  private final SteppingModel stepping;
  private final PresentModel model;
  private final SourcePane source;
  private final Label title = new Label();

  /** Not seen: keeps as much room as the verdict will take, so that nothing moves when it comes. */
  private final Label room = new Label();

  private final Label later = new Label(Messages.get("present.later"));
  private final Label subtitle = new Label();
  private final Label mode = new Label();
  private final Label tally = new Label();
  private final Label position = new Label();
  private final StackPane beside = new StackPane();
  private final Node rule;
  private final Node graph;
  private final Node lanes;
  private final Node timeLine;
  private final Region dark = new Region();
  private final VBox right;
  private final VBox foot;
  private final BorderPane body;
  private final Timeline play;
  private Beside shown = Beside.RULE;

  /**
   * @param lanes the pane of the request's life
   * @param keys the line of keys at the bottom
   */
  public PresentView(SteppingModel stepping, PresentModel model, Node lanes, String keys) {
    this.stepping = stepping;
    this.model = model;
    this.lanes = lanes;
    setId("present-view");
    getStyleClass().add("present-view");
    source = new SourcePane(stepping, DrawingThread.shared(), SourceLines.WRAPPED_NARROW);
    source.setId("present-source");
    source.list().setId("present-list");
    source.getStyleClass().add("present-card");
    rule = new AutomatonPane(stepping);
    graph = new GraphPane(stepping);
    timeLine = new ScrubberPane(stepping);
    title.setId("present-title");
    title.getStyleClass().add("present-title");
    title.setWrapText(true);
    title.setMinHeight(USE_PREF_SIZE);
    room.getStyleClass().add("present-title");
    room.setWrapText(true);
    room.setMinHeight(USE_PREF_SIZE);
    room.setVisible(false);
    room.pseudoClassStateChanged(TOLD, true);
    later.getStyleClass().add("empty-note");
    subtitle.getStyleClass().add("present-subtitle");
    for (Label chip : List.of(mode, tally, position)) {
      chip.getStyleClass().add("present-chip");
      chip.setMinWidth(Region.USE_PREF_SIZE);
    }
    mode.setId("present-mode");
    tally.setId("present-tally");
    position.setId("present-position");
    StackPane heading = new StackPane(room, title);
    heading.setAlignment(Pos.CENTER_LEFT);
    VBox titles = new VBox(heading, subtitle);
    titles.setMinWidth(0);
    HBox.setHgrow(titles, Priority.ALWAYS);
    HBox head = new HBox(titles, mode, tally, position);
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("present-head");
    beside.getStyleClass().add("present-card");
    beside.setMinHeight(0);
    VBox.setVgrow(beside, Priority.ALWAYS);
    right = new VBox(new QuestionCard(model), beside);
    right.setMinWidth(0);
    right.setMinHeight(0);
    StackPane line = new StackPane(timeLine);
    line.getStyleClass().add("present-card");
    Label hints = new Label(keys);
    hints.setId("present-keys");
    hints.getStyleClass().add("present-keys");
    body = new BorderPane(source);
    body.getStyleClass().add("present-body");
    body.setTop(head);
    foot = new VBox(line, hints);
    body.setBottom(foot);
    dark.setId("present-blank");
    dark.getStyleClass().add("present-blank");
    dark.visibleProperty().bind(model.blankProperty());
    getChildren().addAll(body, dark);
    play = new Timeline(new KeyFrame(PACE, _ -> advance()));
    play.setCycleCount(Animation.INDEFINITE);
    model
        .playingProperty()
        .subscribe(on -> {
          if (on) {
            play.playFromStart();
          } else {
            play.stop();
          }
          showHead();
        });
    stepping.selectionProperty().subscribe(_ -> showHead());
    stepping.horizonProperty().subscribe(_ -> showBeside());
    model.verdictShownProperty().subscribe(_ -> showHead());
    model
        .predictingProperty()
        .subscribe(_ -> {
          showHead();
          showBeside();
        });
    model.tallyProperty().subscribe(_ -> showHead());
    model.askedProperty().subscribe(_ -> showBeside());
    widthProperty().subscribe(_ -> arrange());
    heightProperty()
        .subscribe(_ -> {
          arrange();
          showBeside();
        });
    showBeside();
  }

  /** On a wide screen the second pane stands beside the code, on a 4:3 one below it. */
  private void arrange() {
    boolean below = isNarrow();
    body.setRight(null);
    foot.getChildren().remove(right);
    right.getStyleClass().setAll(below ? "present-below" : "present-right");
    right.setPrefWidth(below ? USE_COMPUTED_SIZE : getWidth() * BESIDE);
    right.setMaxWidth(below ? Double.MAX_VALUE : getWidth() * BESIDE);
    beside.setPrefHeight(below ? getHeight() * BELOW : USE_COMPUTED_SIZE);
    if (below) {
      foot.getChildren().addFirst(right);
    } else {
      body.setRight(right);
    }
    showTimeLine();
  }

  private boolean isNarrow() {
    return getWidth() < getHeight() * NARROW;
  }

  /** The pane to be looked at first. */
  public Node focus() {
    return source.list();
  }

  /** The next pane beside the code. */
  public boolean switchBeside() {
    shown =
        switch (shown) {
          case RULE -> Beside.GRAPH;
          case GRAPH -> Beside.LANES;
          case LANES -> Beside.RULE;
        };
    showBeside();
    return true;
  }

  /** What stands beside the code now. */
  public Beside beside() {
    return shown;
  }

  /** Plays until something is asked or the path ends. */
  private void advance() {
    boolean open = model.askedProperty().get().filter(a -> !a.revealed()).isPresent();
    if (open || !model.next()) {
      model.playingProperty().set(false);
    }
  }

  private void showHead() {
    Selection now = stepping.selection();
    boolean told = model.verdictShownProperty().get();
    Optional<Counterexample> path = now.path();
    title.pseudoClassStateChanged(TOLD, told);
    title.setText(path.map(p -> told ? p.message() : Messages.get("present.hidden")).orElse(""));
    room.setText(path.map(Counterexample::message).orElse(""));
    subtitle.setText(
        now.violation()
            .map(v ->
                told || path.isEmpty()
                    ? subtitle(v.rule(), v.function())
                    : subtitle(v.rule(), path.get().steps().getFirst().function()))
            .orElse(""));
    boolean predicting = model.predictingProperty().get();
    mode.setText(
        Messages.get(
            predicting
                ? "present.predict"
                : model.playingProperty().get() ? "present.playing" : "present.explain"));
    PresentModel.Tally count = model.tallyProperty().get();
    tally.setText(Messages.get("present.tally", count.right(), count.asked()));
    tally.setVisible(predicting && count.asked() > 0);
    tally.setManaged(tally.isVisible());
    position.setText(
        path.isEmpty() ? "" : Messages.get("tool.step", now.index() + 1, now.steps().size()));
  }

  /** Until the verdict is told, the routine that the path begins in stands for the guilty one. */
  private static String subtitle(String rule, FunctionKey function) {
    return rule + " \u00b7 " + function.file() + " \u00b7 " + function.name();
  }

  /** Panes that would give the answer away are put aside while it is not revealed. */
  private void showBeside() {
    boolean whole = isWhole();
    boolean predicting = model.predictingProperty().get();
    Node pane =
        switch (shown) {
          case RULE -> rule;
          case GRAPH -> whole ? graph : later;
          case LANES -> whole || !predicting ? lanes : later;
        };
    boolean asking = model.askedProperty().get().isPresent();
    boolean high = !asking || (!isNarrow() && getHeight() > WITH_QUESTION);
    if (!beside.getChildren().equals(List.of(pane))) {
      beside.getChildren().setAll(pane);
    }
    beside.setVisible(high);
    beside.setManaged(high);
    showTimeLine();
  }

  private boolean isWhole() {
    return stepping.horizonProperty().get() == Integer.MAX_VALUE;
  }

  /**
   * While predicting it would tell too much, and it takes room that a narrow screen does not have.
   */
  private void showTimeLine() {
    boolean told = isWhole() || !model.predictingProperty().get();
    boolean high = getHeight() >= TIME_LINE;
    boolean on = told && model.askedProperty().get().isEmpty() && !isNarrow() && high;
    timeLine.setVisible(on);
    Node holder = timeLine.getParent();
    if (holder != null) {
      holder.setVisible(on);
      holder.setManaged(on);
    }
  }
}
