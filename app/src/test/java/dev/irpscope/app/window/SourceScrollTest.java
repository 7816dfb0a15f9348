package dev.irpscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.report.Violation;
import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.fake.RealSample;
import dev.irpscope.app.source.SourceRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.skin.VirtualFlow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

/** What stands in the source pane when something has been asked for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // the window needs the toolkit, which the first method starts
final class SourceScrollTest {
  @TempDir private static Path temporary = Path.of("");

  /** No row is lower than one line of text. */
  private static final double LEAST_ROW = 20;

  /** How many lines are tried; each costs a few pictures. */
  private static final int MACROS = 8;

  private OpenedWindow opened;

  @BeforeAll
  void start() throws Exception {
    opened = OpenedWindow.show(temporary, 990, 700);
  }

  @AfterAll
  void end() throws Exception {
    opened.hide();
  }

  private ListView<SourceRow> list() {
    return opened.window().workspace().source().list();
  }

  private VirtualFlow<?> flow() {
    return (VirtualFlow<?>) list().lookup(".virtual-flow");
  }

  private void settle() {
    for (int i = 0; i < 3; i++) {
      WaitForAsyncUtils.waitForFxEvents();
    }
  }

  private List<Integer> expanded() {
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < list().getItems().size(); i++) {
      if (list().getItems().get(i) instanceof SourceRow.Expanded) {
        rows.add(i);
      }
    }
    return rows;
  }

  /** Whether the whole row can be read. */
  private boolean isSeen(int row) {
    IndexedCell<?> cell = flow().getVisibleCell(row);
    if (cell == null) {
      return false;
    }
    double top = cell.getLayoutY();
    return top >= -1 && top + cell.getHeight() <= flow().getHeight() + 1;
  }

  /** Whether as many of the rows below a line as the pane has room for can be read with it. */
  private boolean isWhatFitsSeen(int line) {
    IndexedCell<?> first = flow().getVisibleCell(rowOfLine(line));
    if (first == null) {
      return false;
    }
    double bottom = first.getLayoutY() + flow().getHeight();
    double end = first.getLayoutY() + first.getHeight();
    for (int row = rowOfLine(line) + 1; row <= expanded().getLast(); row++) {
      IndexedCell<?> cell = flow().getVisibleCell(row);
      end += cell == null ? LEAST_ROW : cell.getHeight();
      if (end > bottom) {
        return true;
      }
      if (!isSeen(row)) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is so within some seconds: the pane lays its rows out when it gets to it. */
  private static boolean comesTrue(Callable<Boolean> condition) {
    try {
      WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, condition);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private List<Step> stepsWithMacros() {
    return opened.selection().steps().stream()
        .filter(s -> !s.origin().chain().isEmpty())
        .filter(s -> s.origin().site().file().name().endsWith(".c"))
        .toList();
  }

  @Test
  void whatAMacroBecameAtTheEndOfThePaneIsScrolledIntoView() throws Exception {
    AnalysedFolder folder = RealSample.of("modem-macros");
    opened.show(folder);
    Set<Integer> tried = new HashSet<>();
    for (Violation violation : folder.report().violations()) {
      opened.robot().interact(() -> opened.model().stepping().showViolation(violation));
      for (Step step : stepsWithMacros()) {
        if (tried.size() >= MACROS || !tried.add(step.line())) {
          continue;
        }
        opened.robot().interact(() -> opened.model().stepping().selectStep(step.index()));
        settle();
        putAtTheEnd(step.line());
        opened.robot().interact(() -> opened.run("expand"));
        WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> !expanded().isEmpty());
        settle();
        String where = violation.rule() + " step " + (step.index() + 1) + " rows " + expanded();
        assertTrue(
            comesTrue(() -> isSeen(rowOfLine(step.line()))), () -> where + ": the line itself");
        assertTrue(comesTrue(() -> isWhatFitsSeen(step.line())), () -> where + cells());
        opened.robot().interact(() -> opened.run("expand"));
        settle();
        assertEquals(List.of(), expanded(), where);
      }
    }
    assertTrue(tried.size() > 5, () -> "macros were tried");
  }

  private boolean isScrolledSideways() {
    return list().lookupAll(".scroll-bar").stream()
        .map(ScrollBar.class::cast)
        .anyMatch(bar -> bar.getOrientation() == Orientation.HORIZONTAL && bar.isVisible());
  }

  @Test
  void nothingLiesBesideTheEdgeUnlessLinesAreWantedWhole() {
    AnalysedFolder folder = RealSample.of("modem-macros");
    opened.show(folder);
    for (Step step : opened.selection().steps()) {
      opened.robot().interact(() -> opened.model().stepping().selectStep(step.index()));
      settle();
      assertFalse(isScrolledSideways(), "step " + (step.index() + 1));
      for (Node pill : list().lookupAll(".pill")) {
        double right = list().sceneToLocal(pill.localToScene(pill.getBoundsInLocal())).getMaxX();
        assertTrue(
            right <= list().getWidth(), () -> ((Label) pill).getText() + " ends at " + right);
      }
    }
    opened.robot().interact(() -> opened.run("wrap"));
    settle();
    assertTrue(isScrolledSideways(), "a line of this file is wider than the pane");
    assertFalse(opened.settings().isWrapping(), "remembered");
    opened.robot().interact(() -> opened.run("wrap"));
    settle();
    assertFalse(isScrolledSideways());
  }

  @Test
  void aSelectedLineStaysSelectedWhenItsMacrosAreShown() throws Exception {
    AnalysedFolder folder = RealSample.of("modem-macros");
    opened.show(folder);
    int line = stepsWithMacros().getFirst().line();
    opened
        .robot()
        .interact(() -> {
          list().requestFocus();
          list().getSelectionModel().clearAndSelect(rowOfLine(line));
          opened.run("expand");
        });
    WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> !expanded().isEmpty());
    settle();
    assertEquals(rowOfLine(line), list().getSelectionModel().getSelectedIndex());
    opened.robot().interact(() -> opened.run("expand"));
    settle();
    assertEquals(List.of(), expanded(), "the same key hides them again");
  }

  private String cells() {
    StringBuilder text = new StringBuilder(" in " + flow().getHeight());
    for (int i = 0; i < list().getItems().size(); i++) {
      IndexedCell<?> cell = flow().getVisibleCell(i);
      if (cell != null) {
        text.append("\n  ").append(i).append(' ').append(cell.getLayoutY());
        text.append(" + ").append(cell.getHeight());
      }
    }
    return text.toString();
  }

  private int rowOfLine(int line) {
    for (int i = 0; i < list().getItems().size(); i++) {
      if (list().getItems().get(i) instanceof SourceRow.Line l && l.line() == line) {
        return i;
      }
    }
    throw new AssertionError("no line " + line);
  }

  private void putAtTheEnd(int line) {
    opened
        .robot()
        .interact(() -> {
          list().layout();
          int row = rowOfLine(line);
          list().scrollTo(row);
          list().layout();
          IndexedCell<?> cell = flow().getVisibleCell(row);
          double below = flow().getHeight() - cell.getLayoutY() - cell.getHeight();
          flow().scrollPixels(-below);
          list().layout();
        });
    settle();
  }
}
