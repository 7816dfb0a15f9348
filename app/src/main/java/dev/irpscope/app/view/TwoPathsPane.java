package dev.irpscope.app.view;

import dev.irpscope.analysis.source.Span;
import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.trace.Passing;
import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.source.SourceRow.Bar;
import dev.irpscope.app.viewmodel.Selection;
import dev.irpscope.app.viewmodel.SteppingModel;
import dev.irpscope.app.viewmodel.TwoPaths;
import dev.irpscope.app.viewmodel.TwoPaths.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The failing path beside the nearest one that passes, with the fork between them lit. */
public final class TwoPathsPane extends StackPane {
  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

  /** As many rows of the shared part are shown before the user asks for all. */
  private static final int SHARED_ROWS = 3;

  private static final double MARGIN = 8;

  /**
   * In a narrower pane the number of a step stands above its words: a column has no room beside.
   */
  private static final double NARROW = 520;

  private final SteppingModel model;
  private final Consumer<Span> reveal;
  private final VBox body = new VBox();
  private final ScrollPane scroll = new ScrollPane(body);
  private final Label empty = new Label();
  private final Map<Integer, List<Node>> failingRows = new HashMap<>();
  private Selection last = Selection.NONE;
  private boolean stale;
  private boolean narrow;

  /** The fork of a path that has just been built. */
  private Optional<Node> toFork = Optional.empty();

  /**
   * @param reveal shows a place of the passing path in the source
   */
  public TwoPathsPane(SteppingModel model, Consumer<Span> reveal) {
    this.model = model;
    this.reveal = reveal;
    setId("two-paths");
    getStyleClass().add("two-paths");
    setMinSize(0, 0);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    body.getStyleClass().add("two-paths-body");
    empty.setId("two-paths-empty");
    empty.getStyleClass().add("empty-note");
    getChildren().addAll(scroll, empty);
    model.selectionProperty().subscribe(this::show);
    visibleProperty().subscribe(_ -> show(model.selection()));
    widthProperty().subscribe(width -> fitInto(width.doubleValue()));
  }

  private void fitInto(double width) {
    boolean now = width > 0 && width < NARROW;
    if (now != narrow) {
      narrow = now;
      stale = true;
      show(model.selection());
    }
  }

  /** A hidden pane is not built: most paths are stepped without it. */
  private void show(Selection next) {
    stale |= !next.samePath(last);
    last = next;
    if (!isVisible()) {
      return;
    }
    if (stale) {
      stale = false;
      build(next);
    }
    failingRows.forEach((index, nodes) ->
        nodes.forEach(n -> n.pseudoClassStateChanged(CURRENT, index == next.index())));
    Platform.runLater(this::reveal);
  }

  /** Of a path just shown the fork is in sight, too, if there is room for both. */
  private void reveal() {
    List<Node> current = failingRows.getOrDefault(last.index(), List.of());
    if (!isVisible() || current.isEmpty()) {
      return;
    }
    layout();
    double room = scroll.getViewportBounds().getHeight();
    double spare = Math.max(1, body.getHeight() - room);
    double now = scroll.getVvalue() * spare;
    double top = place(current.getLast()).getMinY() - MARGIN;
    double least = place(current.getLast()).getMaxY() + MARGIN - room;
    double wanted = toFork.map(fork -> place(fork).getMinY() - MARGIN).orElse(now);
    toFork = Optional.empty();
    scroll.setVvalue(Math.clamp(Math.min(top, Math.max(wanted, least)) / spare, 0, 1));
  }

  private Bounds place(Node inside) {
    return body.sceneToLocal(inside.localToScene(inside.getLayoutBounds()));
  }

  private void build(Selection selection) {
    failingRows.clear();
    body.getChildren().clear();
    Optional<TwoPaths> both = selection.path().flatMap(TwoPaths::of);
    scroll.setVisible(both.isPresent());
    empty.setVisible(both.isEmpty());
    empty.setText(reason(selection));
    both.ifPresent(this::build);
  }

  private static String reason(Selection selection) {
    Optional<Counterexample> path = selection.path();
    if (path.isEmpty()) {
      return StepTexts.withoutPath(selection, "both");
    }
    if (path.get().passing().isEmpty()) {
      return Messages.get("both.notLooked");
    }
    return switch (path.get().passing().get()) {
      case Passing.AllFail _ -> Messages.get("both.allFail");
      case Passing.NotFound _, Passing.Path _ -> Messages.get("both.notFound");
    };
  }

  private void build(TwoPaths both) {
    VBox shared = new VBox();
    shared.getStyleClass().add("both-shared");
    Label count = new Label(Messages.count("both.shared", both.fork().index()));
    count.getStyleClass().add("both-count");
    shared.getChildren().add(count);
    int folded = Math.max(0, both.shared().size() - SHARED_ROWS);
    both.shared()
        .subList(folded, both.shared().size())
        .forEach(row -> shared.getChildren().add(row(row, both.fails(), true, false)));
    if (folded > 0) {
      count.setText(count.getText() + " \u00b7 " + Messages.get("both.more"));
      count.setOnMouseClicked(_ -> {
        List<Node> rows =
            both.shared().stream().map(row -> row(row, both.fails(), true, false)).toList();
        count.setText(Messages.count("both.shared", both.fork().index()));
        shared.getChildren().setAll(count);
        shared.getChildren().addAll(rows);
      });
    }
    CodeLabel fork = new CodeLabel();
    fork.show(Messages.get("both.fork", both.fork().line(), both.fork().text()));
    fork.setId("both-fork");
    fork.getStyleClass().addAll("both-fork", "code");
    fork.setOnMouseClicked(_ -> model.selectStep(both.fork().index()));
    remember(both.fork().index(), fork);
    toFork = Optional.of(fork);
    HBox forks = new HBox(fork);
    forks.setAlignment(Pos.CENTER);
    VBox failing = column("both-failing", "both.fails", outcome(both.fork()));
    both.failing().forEach(row -> failing.getChildren().add(row(row, both.fails(), true, narrow)));
    last.path()
        .flatMap(Counterexample::missing)
        .filter(missing -> missing.ghost().isPresent())
        .ifPresent(missing -> {
          Label ghost = new Label("+ " + Messages.get("lanes.missing", missing.call()));
          ghost.setWrapText(true);
          ghost.getStyleClass().add("both-ghost");
          failing.getChildren().add(ghost);
        });
    failing.getChildren().add(states("both-end-failing", "both.ends.failing", both.fails()));
    VBox passing = column("both-passing", "both.passes", outcome(both.other()));
    both.passing().forEach(row -> passing.getChildren().add(row(row, both.keeps(), false, narrow)));
    passing.getChildren().add(states("both-end-passing", "both.ends.passing", both.keeps()));
    HBox columns = new HBox(failing, passing);
    columns.getStyleClass().add("both-columns");
    for (VBox column : List.of(failing, passing)) {
      HBox.setHgrow(column, Priority.ALWAYS);
      column.setPrefWidth(10);
      column.setMinWidth(0);
    }
    body.getChildren().setAll(shared, forks, columns);
    obligation(both).ifPresent(body.getChildren()::add);
  }

  private static String outcome(Step step) {
    return step.outcome().orElse(step.text());
  }

  private static VBox column(String id, String key, String outcome) {
    Label head = new Label(Messages.get(key, outcome));
    head.setWrapText(true);
    head.getStyleClass().add("both-head");
    VBox column = new VBox(head);
    column.setId(id);
    column.getStyleClass().add(id);
    return column;
  }

  /** The states that the rule goes through, the last one as the path's end. */
  private static Node states(String id, String key, TwoPaths.Course course) {
    FlowPane line = new FlowPane();
    line.getStyleClass().add("both-states");
    for (String state : course.states().subList(0, course.states().size() - 1)) {
      Label passed = new Label(state);
      passed.getStyleClass().add("both-state");
      Label then = new Label("\u2192");
      then.getStyleClass().add("both-then");
      line.getChildren().addAll(passed, then);
    }
    Label end = new Label(Messages.get(key, course.end()));
    end.setId(id);
    end.getStyleClass().addAll("both-state", "both-end", id);
    line.getChildren().add(end);
    return line;
  }

  /** One sentence on what becomes of the obligation on both sides. */
  private static Optional<Node> obligation(TwoPaths both) {
    if (both.fails().opens().isEmpty()) {
      return Optional.empty();
    }
    int opened = both.fails().opens().getAsInt() + 1;
    TwoPaths.Course kept = both.keeps();
    String words =
        kept.opens().isEmpty()
            ? Messages.get("both.never", opened)
            : kept.ends().isEmpty()
                ? Messages.get("both.open", opened)
                : Messages.get("both.met", opened, kept.ends().getAsInt() + 1);
    Label label = new Label(words);
    label.setId("both-obligation");
    label.setWrapText(true);
    label.getStyleClass().add("both-obligation");
    return Optional.of(label);
  }

  private Node row(Row row, TwoPaths.Course course, boolean failing, boolean stacked) {
    return switch (row) {
      case Row.Gap(int first, int count, boolean silent) -> {
        Label gap = new Label(Messages.count(silent ? "path.gap" : "path.more", count));
        gap.getStyleClass().add("path-gap-text");
        gap.setWrapText(true);
        HBox box = new HBox(mark(first, first + count - 1, course, failing), gap);
        box.getStyleClass().add("both-gap");
        yield box;
      }
      case Row.At(Step step) -> stepRow(step, course, failing, stacked);
    };
  }

  private static ObligationMark mark(int first, int last, TwoPaths.Course course, boolean failing) {
    ObligationMark mark = new ObligationMark();
    mark.setManaged(course.opens().isPresent());
    if (!failing) {
      mark.keep();
    }
    mark.show(
        ObligationMark.piece(
            first, last, course.opens(), course.ends(), failing ? Bar.BREAKS : Bar.MET));
    return mark;
  }

  /**
   * @param stacked whether the number and the note stand above the words
   */
  private Node stepRow(Step step, TwoPaths.Course course, boolean failing, boolean stacked) {
    Label number = new Label(Integer.toString(step.index() + 1));
    boolean breaks = failing && last.path().map(p -> p.violating() == step.index()).orElse(false);
    String shade = breaks ? "violation" : step.isRuleEvent() ? "rule" : "plain";
    number.getStyleClass().addAll("step-badge", "badge-" + shade);
    number.setText(breaks ? "\u2715 " + number.getText() : number.getText());
    number.setMinWidth(Region.USE_PREF_SIZE);
    CodeLabel text = new CodeLabel();
    text.show(StepTexts.headline(step));
    text.getStyleClass().add("code");
    CodeLabel note = new CodeLabel();
    note.show(StepTexts.note(step));
    note.getStyleClass().add("path-note");
    note.setVisible(!StepTexts.note(step).isEmpty());
    note.setManaged(note.isVisible());
    VBox texts = new VBox(text, note);
    texts.setMinWidth(0);
    HBox.setHgrow(texts, Priority.ALWAYS);
    HBox box = new HBox(mark(step.index(), step.index(), course, failing), number, texts);
    if (stacked && note.isVisible()) {
      HBox head = new HBox(number, note);
      head.getStyleClass().add("both-narrow");
      HBox.setHgrow(note, Priority.ALWAYS);
      texts.getChildren().setAll(head, text);
      box.getChildren().remove(number);
    }
    box.getStyleClass().add("both-row");
    Tooltip.install(box, new Tooltip(step.sentence()));
    if (failing) {
      remember(step.index(), box);
      box.setOnMouseClicked(_ -> model.selectStep(step.index()));
    } else {
      box.setOnMouseClicked(_ -> reveal.accept(step.origin().site()));
    }
    return box;
  }

  private void remember(int index, Node node) {
    failingRows.computeIfAbsent(index, _ -> new ArrayList<>()).add(node);
  }
}
