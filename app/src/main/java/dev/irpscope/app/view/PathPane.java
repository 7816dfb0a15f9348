package dev.irpscope.app.view;

import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.source.SourceRow.Bar;
import dev.irpscope.app.viewmodel.PathOutline;
import dev.irpscope.app.viewmodel.PathRow;
import dev.irpscope.app.viewmodel.PathSearch;
import dev.irpscope.app.viewmodel.Selection;
import dev.irpscope.app.viewmodel.StepPart;
import dev.irpscope.app.viewmodel.SteppingModel;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The steps of the path, indented by call depth; what has no effect on the rule is counted. */
public final class PathPane extends BorderPane {
  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
  private static final PseudoClass CAUSE = PseudoClass.getPseudoClass("cause");
  private static final PseudoClass SHOWS = PseudoClass.getPseudoClass("shows");
  private static final double INDENT = 14;
  private static final double DEEP_INDENT = 5;
  private static final int WIDE_LEVELS = 3;

  private final SteppingModel model;
  private final ListView<PathRow> list = new ListView<>();
  private final TextField search = new TextField();
  private final Label found = new Label();
  private final HBox searchRow = new HBox(search, found);
  private final Label empty;

  public PathPane(SteppingModel model) {
    this.model = model;
    getStyleClass().add("path-pane");
    list.setId("path-list");
    list.getStyleClass().add("path-list");
    list.setCellFactory(_ -> new Cell());
    list.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    // A list that has just got its place can see more or fewer rows than when it was scrolled.
    list.heightProperty()
        .addListener((_, _, _) ->
            Platform.runLater(() -> {
              scrollAgain();
              Platform.runLater(this::scrollAgain);
            }));
    empty = new EmptyNote(model, "path");
    search.setId("path-search");
    search.setPromptText(Messages.get("path.search"));
    found.setId("path-found");
    found.getStyleClass().add("muted");
    found.setMinWidth(Region.USE_PREF_SIZE);
    HBox.setHgrow(search, Priority.ALWAYS);
    searchRow.getStyleClass().add("filter-row");
    searchRow.setAlignment(Pos.CENTER_LEFT);
    search.textProperty().addListener((_, _, text) -> searched(text));
    search.addEventFilter(KeyEvent.KEY_PRESSED, this::searchKey);
    showSearch(false);
    setTop(new VBox(searchRow, new DecisionsRow(model)));
    setCenter(new StackPane(list, empty));
    model.outlineProperty().subscribe(this::showOutline);
    model.notes().changesProperty().addListener((_, _, _) -> list.refresh());
    model.selectionProperty().subscribe(this::showSelection);
  }

  /** Opens the search field, or goes to it. */
  public boolean openSearch() {
    showSearch(true);
    search.requestFocus();
    search.selectAll();
    return true;
  }

  /** To the next match, or the previous one. */
  public boolean findNext(int direction) {
    List<Integer> matches = PathSearch.find(model.selection().steps(), search.getText());
    if (matches.isEmpty()) {
      return openSearch();
    }
    model.selectStep(PathSearch.next(matches, model.selection().index(), direction));
    showCount(matches);
    return true;
  }

  private void searched(String text) {
    List<Integer> matches = PathSearch.find(model.selection().steps(), text);
    if (!matches.isEmpty() && !matches.contains(model.selection().index())) {
      model.selectStep(PathSearch.next(matches, model.selection().index(), 1));
    }
    showCount(matches);
  }

  private void showCount(List<Integer> matches) {
    int at = matches.indexOf(model.selection().index());
    found.setText(
        search.getText().isBlank()
            ? ""
            : matches.isEmpty()
                ? Messages.get("path.notFound")
                : Messages.get("path.found", at + 1, matches.size()));
  }

  private void searchKey(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER) {
      findNext(event.isShiftDown() ? -1 : 1);
      event.consume();
    } else if (event.getCode() == KeyCode.ESCAPE) {
      search.clear();
      showSearch(false);
      list.requestFocus();
      event.consume();
    }
  }

  private void showSearch(boolean on) {
    searchRow.setVisible(on);
    searchRow.setManaged(on);
  }

  private void showOutline(PathOutline outline) {
    list.getItems().setAll(outline.rows());
    scrollUntilLaidOut();
  }

  private void showSelection(Selection selection) {
    boolean present = selection.path().isPresent();
    empty.setVisible(!present);
    list.setVisible(present);
    int row = model.outline().rowOf(selection.index());
    if (row >= 0) {
      list.getFocusModel().focus(row);
      scrollUntilLaidOut();
    }
  }

  /** How high a row is that goes on below itself is known only when it has been laid out. */
  private void scrollUntilLaidOut() {
    scrollAgain();
    Platform.runLater(() -> {
      scrollAgain();
      Platform.runLater(this::scrollAgain);
    });
  }

  /** Once more, as the list is now. */
  private void scrollAgain() {
    int row = model.outline().rowOf(model.selection().index());
    if (row >= 0) {
      NearScroll.show(list, row, list::scrollTo);
    }
  }

  private void keyPressed(KeyEvent event) {
    if (event.isControlDown() || event.isAltDown() || event.isShiftDown()) {
      return;
    }
    boolean used =
        switch (event.getCode()) {
          case DOWN -> {
            model.next();
            yield true;
          }
          case UP -> {
            model.previous();
            yield true;
          }
          case RIGHT -> {
            expand();
            yield true;
          }
          case LEFT -> {
            collapse();
            yield true;
          }
          default -> false;
        };
    if (used) {
      event.consume();
    }
  }

  private void expand() {
    int now = model.selection().index();
    int row = model.outline().rowOf(now);
    if (row < 0) {
      return;
    }
    if (model.outline().rows().get(row) instanceof PathRow.StepRow step && step.folded()) {
      model.setFolded(now, false);
    } else if (row + 1 < model.outline().rows().size()
        && model.outline().rows().get(row + 1) instanceof PathRow.GapRow gap) {
      model.openGap(gap);
    }
  }

  private void collapse() {
    int now = model.selection().index();
    int row = model.outline().rowOf(now);
    if (row >= 0
        && model.outline().rows().get(row) instanceof PathRow.StepRow step
        && step.opensCall()
        && !step.folded()) {
      model.setFolded(now, true);
    } else {
      model.selectCaller();
    }
  }

  private final class Cell extends ListCell<PathRow> {
    private final ObligationMark obligation = new ObligationMark();
    private final Region indent = new Region();
    private final StepBadge badge = new StepBadge();
    private final CodeLabel text = new CodeLabel();
    private final CodeLabel note = new CodeLabel();
    private final Label taught = new Label();
    private final VBox texts = new VBox(text, note, taught);
    private final HBox row = new HBox(obligation, indent, badge, texts);
    private final InvalidationListener stepped = _ -> showStep();

    private Selection shown = Selection.NONE;

    Cell() {
      getStyleClass().add("path-cell");
      setPrefWidth(0);
      note.getStyleClass().add("path-note");
      taught.setWrapText(true);
      taught.getStyleClass().add("path-taught");
      row.getStyleClass().add("path-row");
      row.setAlignment(Pos.TOP_LEFT);
      texts.setMinWidth(0);
      HBox.setHgrow(texts, Priority.ALWAYS);
      model.selectionProperty().addListener(new WeakInvalidationListener(stepped));
      addEventHandler(MouseEvent.MOUSE_CLICKED, _ -> clicked());
    }

    private void clicked() {
      PathRow item = getItem();
      if (item == null) {
        return;
      }
      switch (item) {
        case PathRow.StepRow step -> model.selectStep(step.first());
        case PathRow.GapRow gap -> model.openGap(gap);
        case PathRow.FoldRow fold -> model.setFolded(fold.first() - 1, false);
      }
    }

    /** The same step of two paths may be the cause in one and nothing in the other. */
    @Override
    protected boolean isItemChanged(@Nullable PathRow before, @Nullable PathRow now) {
      return !model.selection().samePath(shown) || super.isItemChanged(before, now);
    }

    @Override
    protected void updateItem(@Nullable PathRow item, boolean empty) {
      super.updateItem(item, empty);
      shown = model.selection();
      setText(null);
      boolean counts = item instanceof PathRow.GapRow || item instanceof PathRow.FoldRow;
      StyleClasses.set(this, "path-row-gap", !empty && counts);
      StyleClasses.set(text, "code", !counts);
      StyleClasses.set(text, "path-gap-text", counts);
      if (empty || item == null) {
        setGraphic(null);
        setId(null);
        pseudoClassStateChanged(CURRENT, false);
        return;
      }
      switch (item) {
        case PathRow.StepRow step -> showStepRow(step);
        case PathRow.GapRow gap ->
            showCount(
                "gap-" + gap.first(),
                Messages.count(gap.silent() ? "path.gap" : "path.more", gap.count()),
                gap.level());
        case PathRow.FoldRow fold ->
            showCount(
                "fold-" + fold.first(),
                Messages.count("path.fold", fold.count(), fold.function()),
                fold.level());
      }
      setGraphic(row);
      showStep();
    }

    /** Deep calls are told by less, so that their words keep some room. */
    private void indent(int level) {
      double width = Math.min(level, WIDE_LEVELS) * INDENT;
      width += Math.max(0, level - WIDE_LEVELS) * DEEP_INDENT;
      indent.setMinWidth(width);
      indent.setPrefWidth(width);
    }

    private void showStepRow(PathRow.StepRow item) {
      Step step = item.step();
      setId("step-" + (step.index() + 1));
      StepPart part = model.selection().path().map(p -> StepPart.of(step, p)).orElse(StepPart.NONE);
      String word = part == StepPart.NONE ? "" : Messages.get("part." + part.name());
      pseudoClassStateChanged(CAUSE, part.isCause());
      pseudoClassStateChanged(SHOWS, part == StepPart.SHOWS);
      setAccessibleText(
          (word + " " + Messages.get("source.narration", step.index() + 1, step.sentence()))
              .strip());
      indent(item.level());
      text.show(StepTexts.headline(step));
      String sub =
          Stream.of(word, StepTexts.note(step))
              .filter(words -> !words.isEmpty())
              .collect(Collectors.joining(" \u00b7 "));
      note.show(sub);
      note.setVisible(!sub.isEmpty());
      note.setManaged(!sub.isEmpty());
      showTaught(model.notes().of(model.selection(), step));
      badge.setVisible(true);
      badge.setManaged(true);
    }

    private void showTaught(Optional<String> words) {
      taught.setText(words.map(w -> Messages.get("step.taught", w)).orElse(""));
      taught.setVisible(words.isPresent());
      taught.setManaged(words.isPresent());
    }

    private void showCount(String id, String words, int level) {
      pseudoClassStateChanged(CAUSE, false);
      pseudoClassStateChanged(SHOWS, false);
      setId(id);
      setAccessibleText(words);
      indent(level);
      text.show(words);
      note.setVisible(false);
      note.setManaged(false);
      showTaught(Optional.empty());
      badge.setVisible(false);
      badge.setManaged(false);
    }

    private void showStep() {
      PathRow item = getItem();
      Optional<Counterexample> path = model.selection().path();
      if (item == null || path.isEmpty() || item.last() >= path.get().steps().size()) {
        return;
      }
      int now = model.selection().index();
      boolean current = item.first() <= now && now <= item.last();
      pseudoClassStateChanged(CURRENT, current);
      obligation.show(bar(item, path.get()));
      if (item instanceof PathRow.StepRow step) {
        badge.show(step.step(), path.get(), current);
      }
    }

    private static Bar bar(PathRow item, Counterexample path) {
      return ObligationMark.piece(
          item.first(), item.last(), path.opening(), OptionalInt.of(path.violating()), Bar.BREAKS);
    }
  }
}
