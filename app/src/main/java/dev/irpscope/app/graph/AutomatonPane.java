package dev.irpscope.app.graph;

import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.rule.catalogue.RuleCatalogue;
import dev.irpscope.app.task.DrawingThread;
import dev.irpscope.app.view.Messages;
import dev.irpscope.app.view.StepTexts;
import dev.irpscope.app.viewmodel.SteppingModel;
import dev.irpscope.app.viewmodel.drawing.AutomatonModel;
import dev.irpscope.app.viewmodel.drawing.AutomatonPicture;
import dev.irpscope.app.viewmodel.drawing.BackgroundWork;
import java.util.Optional;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** The selected violation's rule as a state machine, and what the documentation asks. */
public final class AutomatonPane extends StackPane {
  /** Part of the pane that the clause may take unasked. */
  private static final double CLAUSE_PART = 0.3;

  private static final double LEAST_WITH_CLAUSE = 210;

  /** A pane so much wider than high has the clause beside the drawing, where it takes no height. */
  private static final double FLAT = 3;

  private static final double CLAUSE_BESIDE = 0.3;

  private final SteppingModel stepping;
  private final AutomatonModel model;
  private final AutomatonCanvas canvas;
  private final BorderPane body = new BorderPane();
  private final Label state = new Label();
  private final Label clause = new Label();
  private final Label note = new Label();
  private boolean clauseOpen;

  public AutomatonPane(SteppingModel model) {
    this(model, DrawingThread.shared(), name -> RuleCatalogue.builtIn().rule(name));
    DrawingThread.shared().run(RuleCatalogue::builtIn, _ -> {}, _ -> {});
  }

  /**
   * @param work where layouts are made
   * @param rules finds a rule by name; asked in the background
   */
  public AutomatonPane(
      SteppingModel stepping, BackgroundWork work, Function<String, Optional<Rule>> rules) {
    this.stepping = stepping;
    getStyleClass().add("rule-pane");
    setMinSize(0, 0);
    FontLettering first = new FontLettering(note.getFont(), note.getFont(), note.getFont());
    model = new AutomatonModel(stepping, work, rules, first);
    canvas = new AutomatonCanvas(model);
    state.getStyleClass().addAll("rule-state", "small");
    state.setId("rule-state");
    clause.getStyleClass().addAll("rule-clause", "small");
    clause.setWrapText(true);
    clause.setId("rule-clause");
    clause.setMinHeight(Region.USE_PREF_SIZE);
    clause.setMaxHeight(Region.USE_PREF_SIZE);
    BorderPane.setAlignment(clause, Pos.CENTER_LEFT);
    clause.setOnMouseClicked(_ -> setClauseOpen(!clauseOpen));
    widthProperty().subscribe(_ -> fitClause());
    heightProperty().subscribe(_ -> fitClause());
    clause.fontProperty().subscribe(_ -> fitClause());
    clause.textProperty().subscribe(_ -> fitClause());
    clause.visibleProperty().bind(heightProperty().greaterThan(LEAST_WITH_CLAUSE));
    clause.managedProperty().bind(clause.visibleProperty());
    note.getStyleClass().add("empty-note");
    body.setTop(state);
    body.setCenter(canvas);
    body.setBottom(clause);
    body.setMinSize(0, 0);
    getChildren().addAll(body, note);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    addEventHandler(MouseEvent.MOUSE_PRESSED, _ -> requestFocus());
    model.pictureProperty().subscribe(this::show);
    stepping
        .selectionProperty()
        .addListener((_, _, _) -> {
          if (model.pictureProperty().get() instanceof AutomatonPicture.Nothing nothing) {
            show(nothing);
          }
        });
  }

  /** All of the clause where there is room or it is asked for by a click, else two lines. */
  private void setClauseOpen(boolean open) {
    clauseOpen = open;
    fitClause();
  }

  private void fitClause() {
    clause.setPrefHeight(Region.USE_COMPUTED_SIZE);
    if (getHeight() > 0 && getWidth() > FLAT * getHeight()) {
      clause.setPrefWidth(getWidth() * CLAUSE_BESIDE);
      if (body.getRight() == null) {
        body.setBottom(null);
        body.setRight(clause);
      }
      return;
    }
    clause.setPrefWidth(Region.USE_COMPUTED_SIZE);
    if (body.getBottom() == null) {
      body.setRight(null);
      body.setBottom(clause);
    }
    double whole = clause.prefHeight(getWidth());
    double line = Math.ceil(clause.getFont().getSize() * 1.4);
    double two = 2 * line + clause.getInsets().getTop() + clause.getInsets().getBottom();
    if (!clauseOpen && whole > Math.max(two, getHeight() * CLAUSE_PART)) {
      clause.setPrefHeight(two);
    }
  }

  AutomatonModel model() {
    return model;
  }

  private void show(AutomatonPicture picture) {
    Optional<AutomatonPicture.Drawn> drawn =
        picture instanceof AutomatonPicture.Drawn d ? Optional.of(d) : Optional.empty();
    canvas.show(drawn);
    body.setVisible(drawn.isPresent());
    drawn.ifPresent(this::describe);
    String text =
        switch (picture) {
          case AutomatonPicture.Nothing _ -> StepTexts.withoutPath(stepping.selection(), "rule");
          case AutomatonPicture.Reading(String rule) -> Messages.get("rule.reading", rule);
          case AutomatonPicture.Unknown(String rule) -> Messages.get("rule.unknown", rule);
          case AutomatonPicture.Drawn _ -> "";
        };
    note.setText(text);
    note.setVisible(!text.isEmpty());
    setAccessibleText(
        drawn
            .map(d -> Messages.get("rule.accessible", d.drawing().rule().name(), state.getText()))
            .orElse(text));
  }

  private void describe(AutomatonPicture.Drawn drawn) {
    String about =
        drawn.object().isEmpty()
            ? Messages.get("rule.state", drawn.state())
            : Messages.get("rule.stateOf", drawn.object(), drawn.state());
    boolean isDrawn =
        drawn.drawing().graph().vertexSet().stream().anyMatch(s -> s.name().equals(drawn.state()));
    String what = isDrawn ? about : Messages.get("rule.notDrawn", drawn.object());
    String since =
        drawn.since().isPresent()
            ? Messages.get("rule.since", what, drawn.since().get() + 1)
            : Messages.get("rule.sinceStart", what);
    state.setText(
        drawn
            .fired()
            .filter(edge -> edge.labels().size() == 1)
            .map(edge -> Messages.get("rule.fired", since, edge.labels().getFirst()))
            .orElse(since));
    clause.setText(Messages.get("rule.clause", drawn.drawing().rule().clause()));
    clause.setTooltip(new Tooltip(clause.getText()));
  }
}
