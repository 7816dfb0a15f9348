package dev.irpscope.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.AnalysisOptions;
import dev.irpscope.app.fake.FakeFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WindowModelTest {
  @TempDir private Path temporary = Path.of("");

  private final FakeFolder folder = new FakeFolder();
  private final ByHand runner = new ByHand();
  private final WindowModel model = new WindowModel(runner);

  /** An analysis that goes on when the test says so. */
  private static final class ByHand implements AnalysisRunner {
    private final List<Listener> listeners = new ArrayList<>();
    private final List<Path> folders = new ArrayList<>();
    private int stops;

    @Override
    public Running start(Path folder, AnalysisOptions options, Listener listener) {
      folders.add(folder);
      listeners.add(listener);
      return () -> stops++;
    }
  }

  @Test
  void anAnalysedFolderOpensAtItsFirstViolation() {
    model.open(temporary);
    assertInstanceOf(Screen.Analysing.class, model.screenProperty().get());
    runner.listeners.getFirst().ended(folder);
    assertInstanceOf(Screen.Opened.class, model.screenProperty().get());
    assertEquals("crr-1", model.stepping().selection().violation().orElseThrow().id());
    assertFalse(model.runningProperty().get());
  }

  @Test
  void resultsCanBeOpenedWhileTheAnalysisRunsAndStaySelected() {
    model.open(temporary);
    runner.listeners.getFirst().finished(folder.report().results().get(1));
    model.stepping().showViolation(model.stepping().violations().getFirst());
    model.stepping().selectStep(3);
    runner.listeners.getFirst().ended(folder);
    assertEquals("ias-1", model.stepping().selection().violation().orElseThrow().id());
    assertEquals(3, model.stepping().selection().index());
    assertTrue(model.stepping().selection().folder().isPresent());
  }

  @Test
  void stoppingFreesTheWindowAtOnceAndKeepsWhatIsFinished() {
    model.open(temporary);
    runner.listeners.getFirst().finished(folder.report().results().getFirst());
    assertTrue(model.stop());
    assertFalse(model.runningProperty().get());
    assertEquals(1, runner.stops);
    assertEquals(1, model.violations().totalCount());
    assertInstanceOf(Screen.Stopped.class, model.screenProperty().get());
    runner.listeners.getFirst().ended(folder);
    assertInstanceOf(Screen.Opened.class, model.screenProperty().get());
  }

  @Test
  void anAnalysisThatWasGivenUpForAnotherIsNotHeard() {
    model.open(temporary);
    AnalysisRunner.Listener old = runner.listeners.getFirst();
    model.open(temporary);
    old.finished(folder.report().results().getFirst());
    old.ended(folder);
    assertEquals(0, model.violations().totalCount());
    assertInstanceOf(Screen.Analysing.class, model.screenProperty().get());
    assertEquals(1, runner.stops);
  }

  @Test
  void aFolderThatIsGoneIsSaidAndNotAnalysed() {
    assertFalse(model.open(temporary.resolve("gone")));
    Screen.Problem problem = assertInstanceOf(Screen.Problem.class, model.screenProperty().get());
    assertEquals(Screen.Reason.GONE, problem.reason());
    assertEquals(List.of(), runner.folders);
  }

  @Test
  void aSourceFileMeansItsFolderAndAnotherFileIsNoFolder() throws IOException {
    Path source = Files.writeString(temporary.resolve("driver \u00e9.c"), "int x;");
    Path text = Files.writeString(temporary.resolve("notes.txt"), "");
    assertTrue(model.open(source));
    assertEquals(List.of(temporary), runner.folders);
    assertFalse(model.open(text));
    assertEquals(
        Screen.Reason.NOT_A_FOLDER,
        assertInstanceOf(Screen.Problem.class, model.screenProperty().get()).reason());
  }

  @Test
  void aFailureIsShownWithItsSentence() {
    model.open(temporary);
    runner.listeners.getFirst().failed("The disk is gone.", "details");
    Screen.Problem problem = assertInstanceOf(Screen.Problem.class, model.screenProperty().get());
    assertEquals("The disk is gone.", problem.sentence());
    assertEquals(Screen.Reason.FAILED, problem.reason());
  }

  @Test
  void analysingAgainKeepsTheStep() {
    model.open(temporary);
    runner.listeners.getFirst().ended(folder);
    model.stepping().selectStep(5);
    assertTrue(model.reanalyse());
    assertFalse(model.reanalyse());
    runner.listeners.getLast().ended(new FakeFolder());
    assertEquals(5, model.stepping().selection().index());
  }
}
