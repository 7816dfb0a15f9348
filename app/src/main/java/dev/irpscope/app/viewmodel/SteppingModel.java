package dev.irpscope.app.viewmodel;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.report.Violation;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.trace.Fact;
import dev.irpscope.analysis.trace.Step;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * The one selection of a window: which violation, which of its paths, which step. Every pane
 * observes {@link #selectionProperty} and may move it; no pane talks to another. A command that has
 * nowhere to go does nothing and returns false. Used on the JavaFX thread only.
 */
public final class SteppingModel {
  private final ReadOnlyObjectWrapper<Selection> selection =
      new ReadOnlyObjectWrapper<>(this, "selection", Selection.NONE);
  private final ReadOnlyObjectWrapper<PathOutline> outline =
      new ReadOnlyObjectWrapper<>(this, "outline", new PathOutline(List.of()));
  private final ObjectProperty<DetailLevel> detail =
      new SimpleObjectProperty<>(this, "detail", DetailLevel.IMPORTANT);
  private final BooleanProperty decisionsOnly =
      new SimpleBooleanProperty(this, "decisionsOnly", false);
  private final IntegerProperty horizon =
      new SimpleIntegerProperty(this, "horizon", Integer.MAX_VALUE);
  private final ObservableList<Violation> violations = FXCollections.observableArrayList();
  private final StepNotes notes = new StepNotes();
  private final Trail trail = new Trail();
  private final Set<Integer> opened = new HashSet<>();
  private final Set<Integer> folded = new HashSet<>();

  public SteppingModel() {
    detail.addListener((_, _, _) -> {
      decisionsOnly.set(false);
      rebuildOutline();
    });
    decisionsOnly.addListener((_, _, _) -> rebuildOutline());
  }

  /** What all panes show. Changes once per command, whatever the command does. */
  public ReadOnlyObjectProperty<Selection> selectionProperty() {
    return selection.getReadOnlyProperty();
  }

  public Selection selection() {
    return selection.get();
  }

  /** The rows of the path at the chosen detail; changes before the selection does. */
  public ReadOnlyObjectProperty<PathOutline> outlineProperty() {
    return outline.getReadOnlyProperty();
  }

  public PathOutline outline() {
    return outline.get();
  }

  public ObjectProperty<DetailLevel> detailProperty() {
    return detail;
  }

  /** The teacher's notes on steps. */
  public StepNotes notes() {
    return notes;
  }

  /** Whether of all steps only the decisions that matter are shown; the detail ends it. */
  public BooleanProperty decisionsOnlyProperty() {
    return decisionsOnly;
  }

  /** The decisions of the path on which the verdict depends, in order. */
  public List<Step> decisions() {
    return selection().steps().stream().filter(SteppingModel::isDecision).toList();
  }

  /** Whether the verdict depends on the way taken at this step. */
  static boolean isDecision(Step step) {
    return step.kind() == Step.Kind.BRANCH && step.importance() == Step.Importance.ESSENTIAL;
  }

  /**
   * The last step of which everything may be shown. What lies behind it is kept back by panes that
   * are looked at by a class that is asked to predict it.
   */
  public IntegerProperty horizonProperty() {
    return horizon;
  }

  /** Whether it may be shown how the path ends. */
  public boolean isEndKnown() {
    return selection().path().map(p -> p.violating() <= horizon.get()).orElse(true);
  }

  /** The violations in the order in which the window lists them; next and previous go by it. */
  public ObservableList<Violation> violations() {
    return violations;
  }

  // What is shown

  /** Forgets everything: another folder is being opened. */
  public void clear() {
    violations.clear();
    show(Selection.NONE);
  }

  /**
   * A finished analysis. If the selected violation is in it, found by its fingerprint because lines
   * may have moved, it stays selected at its step.
   */
  public void openFolder(AnalysedFolder folder) {
    show(Reselection.of(selection(), folder));
  }

  /** Shows the shortest path of a violation, at the step that breaks the rule. */
  public void showViolation(Violation violation) {
    show(
        new Selection(
            selection().folder(),
            Optional.of(violation),
            Optional.of(violation.shortest()),
            0,
            violation.shortest().violating()));
  }

  /** Shows another path of the selected violation, 0 for the shortest, at its violation. */
  public boolean showPath(int number) {
    List<Counterexample> paths = paths();
    if (number < 0 || number >= paths.size()) {
      return false;
    }
    Counterexample path = paths.get(number);
    Selection now = selection();
    show(new Selection(now.folder(), now.violation(), Optional.of(path), number, path.violating()));
    return true;
  }

  /** All paths of the selected violation that can be shown; only the shortest while analysing. */
  public List<Counterexample> paths() {
    Selection now = selection();
    return now.violation()
        .map(v -> now.folder().map(f -> f.paths(v)).orElse(List.of(v.shortest())))
        .orElse(List.of());
  }

  // Steps

  /** Goes to a step by index. */
  public boolean selectStep(int index) {
    Selection now = selection();
    if (index < 0 || index >= now.steps().size() || index == now.index()) {
      return false;
    }
    show(now.at(index));
    return true;
  }

  /** To the next step that has a row of its own at this detail. */
  public boolean next() {
    int now = selection().index();
    return outline().shownSteps().stream()
        .filter(i -> i > now)
        .findFirst()
        .map(this::selectStep)
        .orElse(false);
  }

  /** To the previous step that has a row of its own at this detail. */
  public boolean previous() {
    int now = selection().index();
    List<Integer> shown = outline().shownSteps();
    return shown.reversed().stream()
        .filter(i -> i < now)
        .findFirst()
        .map(this::selectStep)
        .orElse(false);
  }

  public boolean first() {
    return selectStep(0);
  }

  public boolean last() {
    return selectStep(selection().steps().size() - 1);
  }

  /** To the step that breaks the rule. */
  public boolean goToViolation() {
    return selection().path().map(p -> selectStep(p.violating())).orElse(false);
  }

  /** To the step that created the obligation. */
  public boolean goToOpening() {
    Optional<Counterexample> path = selection().path();
    return path.isPresent()
        && path.get().opening().isPresent()
        && selectStep(path.get().opening().getAsInt());
  }

  public boolean nextRuleEvent() {
    return seek(1, Step::isRuleEvent);
  }

  public boolean previousRuleEvent() {
    return seek(-1, Step::isRuleEvent);
  }

  public boolean nextDecision() {
    return seek(1, s -> s.kind() == Step.Kind.BRANCH);
  }

  public boolean previousDecision() {
    return seek(-1, s -> s.kind() == Step.Kind.BRANCH);
  }

  private boolean seek(int direction, Predicate<Step> wanted) {
    List<Step> steps = selection().steps();
    for (int i = selection().index() + direction; i >= 0 && i < steps.size(); i += direction) {
      if (wanted.test(steps.get(i))) {
        return selectStep(i);
      }
    }
    return false;
  }

  private int index() {
    return selection().index();
  }

  /** To the next step of this routine, past everything that is called here. */
  public boolean stepOver() {
    return trail.follow(this::index, () -> seekLevel(1, 0));
  }

  /**
   * Where {@link #stepOver} came from if that led here; otherwise to the step of this routine that
   * it would come from.
   */
  public boolean stepBackOver() {
    return trail.back(index()).map(this::selectStep).orElse(false) || seekLevel(-1, 0);
  }

  /** To the very next step, at any detail. */
  public boolean stepInto() {
    return trail.follow(this::index, () -> selectStep(index() + 1));
  }

  /** To the very previous step, at any detail. */
  public boolean stepBackInto() {
    trail.clear();
    return selectStep(selection().index() - 1);
  }

  /** To the first step after the routine of this one. */
  public boolean stepOut() {
    return trail.follow(this::index, () -> seekLevel(1, -1));
  }

  /** To the call that led into the routine of this step. */
  public boolean selectCaller() {
    return seekLevel(-1, -1);
  }

  /** To the step that first knew, up to here, what this fact says: for a condition, assumed it. */
  public boolean goToOrigin(Fact fact) {
    List<Step> steps = selection().steps();
    int found = -1;
    for (int i = selection().index(); i >= 0; i--) {
      boolean knows =
          steps.get(i).facts().stream()
              .anyMatch(f -> f.subject().equals(fact.subject()) && f.value().equals(fact.value()));
      if (!knows) {
        break;
      }
      found = i;
    }
    return found >= 0 && selectStep(found);
  }

  /** The routines on the call stack of the selected step, the entry routine first. */
  public List<Step> callStack() {
    return PathOutline.callStack(selection().steps(), index());
  }

  private boolean seekLevel(int direction, int change) {
    List<Step> steps = selection().steps();
    int[] levels = PathOutline.levels(steps);
    int now = selection().index();
    for (int i = now + direction; now >= 0 && i >= 0 && i < levels.length; i += direction) {
      if (levels[i] <= levels[now] + change) {
        return selectStep(i);
      }
    }
    return false;
  }

  /**
   * Goes to the step at a source line; when already there, to the line's next visit.
   *
   * @return whether the path goes through the line
   */
  public boolean selectLine(SourceFile file, int line) {
    List<Step> visits = selection().steps().stream().filter(s -> isAt(s, file, line)).toList();
    if (visits.isEmpty()) {
      return false;
    }
    int now = selection().index();
    boolean here = visits.stream().anyMatch(s -> s.index() == now);
    Step first = visits.getFirst();
    Step target =
        here ? visits.stream().filter(s -> s.index() > now).findFirst().orElse(first) : first;
    selectStep(target.index());
    return true;
  }

  private static boolean isAt(Step step, SourceFile file, int line) {
    return step.kind() != Step.Kind.LOWER_DRIVER
        && step.origin().site().file() == file
        && step.line() == line;
  }

  // Violations

  public boolean nextViolation() {
    return moveViolation(1);
  }

  public boolean previousViolation() {
    return moveViolation(-1);
  }

  private boolean moveViolation(int direction) {
    if (violations.isEmpty()) {
      return false;
    }
    int now = selection().violation().map(violations::indexOf).orElse(-1);
    int target = now < 0 ? (direction > 0 ? 0 : violations.size() - 1) : now + direction;
    if (target < 0 || target >= violations.size()) {
      return false;
    }
    showViolation(violations.get(target));
    return true;
  }

  // Outline

  /** Opens the gap that begins at this step. */
  public void openGap(PathRow.GapRow gap) {
    opened.add(gap.first());
    rebuildOutline();
  }

  /** Folds or unfolds the steps inside a call. */
  public void setFolded(int callStep, boolean fold) {
    if (fold ? folded.add(callStep) : folded.remove(callStep)) {
      rebuildOutline();
    }
  }

  private void show(Selection next) {
    if (!next.samePath(selection())) {
      opened.clear();
      folded.clear();
      trail.clear();
    }
    rebuildOutline(next);
    selection.set(next);
  }

  private void rebuildOutline() {
    rebuildOutline(selection());
  }

  private boolean isWanted(Step step) {
    return decisionsOnly.get() ? isDecision(step) : detail.get().shows(step.importance());
  }

  private void rebuildOutline(Selection of) {
    PathOutline next =
        of.path()
            .map(p -> PathOutline.of(p, this::isWanted, opened, folded, of.index()))
            .orElse(new PathOutline(List.of()));
    if (!next.equals(outline())) {
      outline.set(next);
    }
  }
}
