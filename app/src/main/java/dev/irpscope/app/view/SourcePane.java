package dev.irpscope.app.view;

import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.source.Span;
import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.source.CodeColouring;
import dev.irpscope.app.source.CodePart;
import dev.irpscope.app.source.SourceDocument;
import dev.irpscope.app.source.SourceRow;
import dev.irpscope.app.viewmodel.Selection;
import dev.irpscope.app.viewmodel.SteppingModel;
import dev.irpscope.app.viewmodel.drawing.BackgroundWork;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;

/** The source along the path: one tab for each file, and the step's sentence below. */
public final class SourcePane extends BorderPane {

  private final SteppingModel model;
  private final ListView<SourceRow> list = new ListView<>();
  private final Label empty;
  private final Narration narration;
  private final Label stale = new Label(Messages.get("source.changed"));
  private final FileTabs tabs = new FileTabs(this::showFile);
  private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
  private final Map<SourceFile, List<List<CodePart>>> colours = new WeakHashMap<>();
  private Map<SourceFile, SourceDocument> documents = new WeakHashMap<>();
  private final MacroFold macros;
  private final NameFinder names;
  private final SourceListRows rows = new SourceListRows(list);
  private final RowScroll scroll;
  private final CodeColumns columns;
  private SourceLines lines;
  private Set<String> changed = Set.of();
  private boolean endShown = true;
  private boolean folding;
  private int seenLine;
  private final Set<Integer> unfolded = new HashSet<>();
  private final ArrayDeque<Place> visited = new ArrayDeque<>();
  private Optional<SourceDocument> shown = Optional.empty();
  private Selection last = Selection.NONE;

  /**
   * @param work where macro calls are looked up
   */
  public SourcePane(SteppingModel model, BackgroundWork work) {
    this(model, work, SourceLines.WRAPPED);
  }

  /**
   * @param lines what becomes of lines that are wider than the pane
   */
  public SourcePane(SteppingModel model, BackgroundWork work, SourceLines lines) {
    this.model = model;
    this.lines = lines;
    narration = new Narration(model);
    macros = new MacroFold(work, this::expansionChanged);
    names = new NameFinder(() -> last, work, this::leave);
    scroll = new RowScroll(list, isAfar());
    columns = new CodeColumns(list, () -> Platform.runLater(scroll::again));
    setId("source");
    getStyleClass().add("source-pane");
    list.setId("source-list");
    list.getStyleClass().add("source-list");
    makeCells();
    list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    list.addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
    // A list that has just got its place can see more or fewer rows than when it was scrolled.
    list.heightProperty().addListener((_, _, _) -> Platform.runLater(scroll::again));
    empty = new EmptyNote(model, "source");
    stale.setId("source-changed");
    stale.getStyleClass().add("source-changed");
    stale.setMaxWidth(Double.MAX_VALUE);
    stale.setWrapText(true);
    setTop(stale);
    showStale();
    setCenter(new StackPane(list, empty));
    setBottom(narration);
    model.selectionProperty().subscribe(this::show);
    model.horizonProperty().addListener((_, _, _) -> horizonMoved());
    model.notes().changesProperty().addListener((_, _, _) -> narration.tell(last));
  }

  private void makeCells() {
    SourceLines now = lines;
    list.setCellFactory(_ -> new SourceCell(model, name -> names.of(name), now, columns));
  }

  /** Shows lines that are wider than the pane in another way. */
  public void setLines(SourceLines next) {
    if (next != lines) {
      lines = next;
      makeCells();
      showAgain();
    }
  }

  /** The verdict and the missing call stand in the text only when they may be known. */
  private void horizonMoved() {
    narration.tell(last);
    if (model.isEndKnown() != endShown) {
      shown = Optional.empty();
      last.step().ifPresent(s -> showStep(s, false));
    }
  }

  /** The tabs of the files on the path, for the pane's header. */
  public Node tabs() {
    return tabs;
  }

  /** How much of the file is on the path. */
  public ReadOnlyStringProperty summaryProperty() {
    return summary.getReadOnlyProperty();
  }

  /** The rows shown now, for tests. */
  public ListView<SourceRow> list() {
    return list;
  }

  /** Says above a file that it is not any more as it was analysed. */
  public void markChanged(Set<String> paths) {
    changed = Set.copyOf(paths);
    showStale();
  }

  private void showStale() {
    boolean on = shown.isPresent() && changed.contains(shown.get().file().path());
    stale.setVisible(on);
    stale.setManaged(on);
  }

  /** Opens a file at a line without moving the step. */
  public void reveal(SourceFile wantedFile, int line) {
    seenLine = line;
    SourceFile file = tabs.tabOf(wantedFile);
    empty.setVisible(false);
    list.setVisible(true);
    showFile(file);
    shown.ifPresent(d -> {
      int row = d.rowOfLine(line);
      if (folding && row >= 0) {
        folding = false;
        list.getItems().setAll(d.rows());
      }
      scroll.to(row, row, row);
      list.getSelectionModel().clearAndSelect(Math.max(0, row));
    });
  }

  /** Puts the selected rows on the clipboard, as text. */
  public boolean copyRows() {
    List<SourceRow> rows = list.getSelectionModel().getSelectedItems();
    if (rows.isEmpty()) {
      return false;
    }
    ClipboardContent content = new ClipboardContent();
    content.putString(String.join("\n", rows.stream().map(SourceRow::copyText).toList()));
    return Clipboard.getSystemClipboard().setContent(content);
  }

  /**
   * Shows below a line what its macro calls became, or hides it again: below the line that is
   * selected in the list if that has the focus, otherwise below that of the step.
   */
  public boolean toggleExpansion() {
    Optional<Integer> line =
        list.isFocused() && list.getSelectionModel().getSelectedItem() != null
            ? SourceListRows.lineOf(list.getSelectionModel().getSelectedItem())
            : Optional.empty();
    Optional<Integer> wantedLine = line.or(() -> last.step().map(Step::line));
    wantedLine.ifPresent(this::toggleExpansion);
    return wantedLine.isPresent() && shown.isPresent();
  }

  private void toggleExpansion(int line) {
    if (shown.isPresent()) {
      SourceFile file = shown.get().file();
      last.folder().ifPresent(folder -> macros.toggle(folder, file, line));
    }
  }

  /** Only the rows below the line change, so that the others, and what is selected, stay. */
  private void expansionChanged(SourceFile file, int line) {
    if (shown.isPresent() && shown.get().file() == file) {
      documents.remove(file);
      SourceDocument document = documentOf(file);
      shown = Optional.of(document);
      rows.replace(wanted(document));
      int row = rows.ofLine(line);
      scroll.withThoseBelow(row, row < 0 ? row : rows.endOfExpansion(row));
    }
  }

  private void show(Selection next) {
    boolean samePath = next.samePath(last);
    last = next;
    empty.setVisible(next.path().isEmpty());
    list.setVisible(next.path().isPresent());
    if (!samePath) {
      documents = new WeakHashMap<>();
      visited.clear();
      unfolded.clear();
      shown = Optional.empty();
      list.getItems().clear();
      tabs.show(SourceDocument.filesOf(next.steps()));
    }
    Optional<Step> step = next.step();
    narration.tell(next);
    step.ifPresentOrElse(s -> showStep(s, !samePath), () -> summary.set(""));
  }

  private void showStep(Step step, boolean opening) {
    seenLine = 0;
    showFile(step.origin().site().file());
    shown.ifPresent(d -> {
      int row = rowOf(d, step);
      int from = opening && !isAfar() ? openingRow(d, row) : row;
      scroll.to(from, row, isAfar() ? rows.verdictBelow(row) : row);
    });
  }

  /** What is read from afar has room for few lines, and those below the step's say more of it. */
  private boolean isAfar() {
    return lines == SourceLines.WRAPPED_NARROW;
  }

  /** Where a step's row stands in the list. */
  private int rowOf(SourceDocument document, Step step) {
    int row = document.rowOf(step);
    return row < 0 || (endShown && !folding) ? row : rows.of(document.rows().get(row));
  }

  /** The row where the obligation opens, if it is near enough to be seen with {@code row}. */
  private int openingRow(SourceDocument document, int row) {
    Optional<Counterexample> path = last.path();
    if (path.isEmpty() || path.get().opening().isEmpty()) {
      return row;
    }
    int opens = document.rowOf(path.get().steps().get(path.get().opening().getAsInt()));
    return opens >= 0 && opens < row ? opens : row;
  }

  private void showFile(SourceFile file) {
    tabs.select(file);
    if (shown.isPresent() && shown.get().file() == file) {
      return;
    }
    SourceDocument document = documentOf(file);
    shown = Optional.of(document);
    list.getItems().setAll(wanted(document));
    showStale();
    summary.set(
        Messages.get("source.summary", document.linesOnPath(), (long) file.lines().lineCount()));
  }

  private SourceDocument documentOf(SourceFile wanted) {
    return documents.computeIfAbsent(
        wanted,
        f ->
            SourceDocument.of(
                f,
                colours.computeIfAbsent(f, g -> CodeColouring.of(g.text())),
                last.path(),
                new PillWords(),
                macros.shown(f)));
  }

  private List<SourceRow> wanted(SourceDocument document) {
    endShown = model.isEndKnown();
    List<SourceRow> all =
        folding && last.path().isPresent() ? document.linesThatMatter(unfolded) : document.rows();
    return all.stream()
        .filter(row -> endShown || !SourceListRows.isEnd(row))
        .flatMap(row -> isAfar() ? SourceListRows.projected(row) : Stream.of(row))
        .toList();
  }

  private void clicked(MouseEvent event) {
    boolean plain =
        event.getButton() == MouseButton.PRIMARY
            && !event.isShiftDown()
            && !event.isShortcutDown()
            && event.isStillSincePress();
    SourceRow row = list.getFocusModel().getFocusedItem();
    if (!plain || row == null) {
      return;
    }
    switch (row) {
      case SourceRow.Line line -> shown.ifPresent(d -> model.selectLine(d.file(), line.line()));
      case SourceRow.Remark remark -> model.selectStep(remark.pills().getFirst().step());
      case SourceRow.Outside outside -> model.selectStep(outside.step().index());
      case SourceRow.Verdict _ -> model.goToViolation();
      case SourceRow.Expansion expansion -> toggleExpansion(expansion.line());
      case SourceRow.Expanded expanded -> {
        if (!expanded.steps().isEmpty()) {
          model.selectStep(expanded.steps().getFirst().index());
        }
      }
      case SourceRow.Ghost _ -> {}
      case SourceRow.Folded folded -> {
        unfolded.add(folded.from());
        showAgain();
      }
    }
  }

  /** Folds away the lines that the path does not touch, or shows them again. */
  public boolean toggleFold() {
    folding = !folding;
    unfolded.clear();
    showAgain();
    return true;
  }

  private void showAgain() {
    shown = Optional.empty();
    last.step().ifPresent(s -> showStep(s, false));
  }

  /** To where the first function or macro that the step's line names is defined. */
  public boolean goToDefinition() {
    return names.ofStep();
  }

  private void leave(Span to) {
    Optional<SourceFile> from = shown.map(SourceDocument::file);
    from.ifPresent(f -> visited.addLast(new Place(f, seenLine)));
    reveal(to.file(), to.line());
  }

  /** Back to where {@link #goToDefinition} was called. */
  public boolean goBack() {
    if (visited.isEmpty()) {
      return false;
    }
    Place place = visited.removeLast();
    if (visited.isEmpty() && place.line() == 0) {
      showAgain();
    } else {
      int line = place.line() > 0 ? place.line() : last.step().map(Step::line).orElse(1);
      reveal(place.file(), line);
    }
    return true;
  }

  /** A line that was looked at; 0 for that of the step. */
  private record Place(SourceFile file, int line) {}
}
