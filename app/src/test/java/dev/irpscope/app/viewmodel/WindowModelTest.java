package dev.irpscope.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.AnalysisOptions;
import dev.irpscope.analysis.report.RuleResult;
import dev.irpscope.analysis.report.Verdict;
import dev.irpscope.analysis.report.Violation;
import dev.irpscope.app.fake.FakeFolder;
import dev.irpscope.app.fake.RealSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WindowModelTest {
  @TempDir private Path temporary = Path.of("");

  private final FakeFolder folder = new FakeFolder();
  private final ByHand runner = new ByHand();
  private final Seen seen = new Seen();
  private final WindowModel model = new WindowModel(runner, seen);

  /** An analysis that goes on when the test says so. */
  private static final class ByHand implements AnalysisRunner {
    private final List<Listener> listeners = new ArrayList<>();
    private final List<Path> folders = new ArrayList<>();
    private final List<String> again = new ArrayList<>();
    private int stops;
    private int gaveWay;

    @Override
    public Running start(Path folder, AnalysisOptions options, Listener listener) {
      folders.add(folder);
      listeners.add(listener);
      return new Running() {
        @Override
        public void stop() {
          stops++;
        }

        @Override
        public void giveWay() {
          gaveWay++;
        }
      };
    }

    @Override
    public Running startAgain(
        AnalysedFolder before, Collection<String> changed, Listener listener) {
      again.addAll(changed);
      listeners.add(listener);
      return () -> stops++;
    }
  }

  /** Says what the test lets it see. */
  private static final class Seen implements FolderWatcher {
    private Optional<Changes> listener = Optional.empty();

    @Override
    public Watching watch(Path folder, Changes told) {
      listener = Optional.of(told);
      return () -> listener = Optional.empty();
    }

    void changes(String... files) {
      listener.orElseThrow().changed(new TreeSet<>(List.of(files)));
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
    runner.listeners.getFirst().finished(List.of(folder.report().results().get(1)));
    model.stepping().showViolation(model.stepping().violations().getFirst());
    model.stepping().selectStep(3);
    runner.listeners.getFirst().ended(folder);
    assertEquals("ias-1", model.stepping().selection().violation().orElseThrow().id());
    assertEquals(3, model.stepping().selection().index());
    assertTrue(model.stepping().selection().folder().isPresent());
  }

  @Test
  @Tag("row-A4")
  void stoppingFreesTheWindowAtOnceAndKeepsWhatIsFinished() {
    model.open(temporary);
    runner.listeners.getFirst().finished(List.of(folder.report().results().getFirst()));
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
    old.finished(List.of(folder.report().results().getFirst()));
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
  void anAnalysisThatBreaksOffKeepsWhatItFinished() {
    model.open(temporary);
    runner.listeners.getFirst().finished(List.of(folder.report().results().getFirst()));
    runner.listeners.getFirst().failed("The disk is gone.", "details");
    assertEquals(new Screen.Stopped(temporary, false), model.screenProperty().get());
    assertTrue(model.notices().shown().contains(new Notice.EndedEarly(1, "The disk is gone.")));
    assertEquals(1, model.violations().totalCount());
    assertTrue(model.reanalyse());
    assertEquals(List.of(), model.notices().shown(), "a new analysis is a new chance");
    runner.listeners.getLast().outOfMemory();
    assertEquals(
        Screen.Reason.OUT_OF_MEMORY,
        assertInstanceOf(Screen.Problem.class, model.screenProperty().get()).reason());
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

  private List<Notice> changes() {
    return model.notices().shown().stream().filter(Notice.FilesChanged.class::isInstance).toList();
  }

  @Test
  void aChangedFileIsToldAndOnlyWhatDependsOnItIsAnalysedAgain() {
    model.open(temporary);
    runner.listeners.getFirst().ended(folder);
    model.stepping().selectStep(4);
    seen.changes("filter/query.c");
    assertEquals(List.of(new Notice.FilesChanged(List.of("filter/query.c"))), changes());
    assertTrue(model.reanalyse());
    assertEquals(List.of("filter/query.c"), runner.again);
    assertEquals(1, runner.folders.size(), "no fresh analysis");
    runner.listeners.getLast().ended(new FakeFolder());
    assertEquals(4, model.stepping().selection().index());
    assertEquals(List.of(), changes());
    assertTrue(model.changedFilesProperty().get().isEmpty());
  }

  @Test
  void aChangeThatIsTakenBackIsNoLongerTold() {
    model.open(temporary);
    runner.listeners.getFirst().ended(folder);
    seen.changes("filter/query.c");
    seen.changes();
    assertEquals(List.of(), changes());
  }

  @Test
  void aChangeDuringTheAnalysisIsToldWhenItHasEnded() {
    model.open(temporary);
    seen.changes("filter/query.c");
    assertEquals(List.of(), changes());
    runner.listeners.getFirst().ended(folder);
    assertEquals(1, changes().size());
  }

  @Test
  void aFolderThatVanishesIsToldAndWhatWasFoundStays() {
    model.open(temporary);
    runner.listeners.getFirst().ended(folder);
    seen.listener.orElseThrow().gone();
    assertTrue(model.notices().shown().contains(new Notice.FolderGone(temporary)));
    assertTrue(model.stepping().selection().path().isPresent());
  }

  @Test
  void aViolationThatIsNoLongerFoundIsSaidToBeGone() {
    model.open(temporary);
    AnalysedFolder real = RealSample.of("gauge-filter");
    runner.listeners.getFirst().ended(real);
    Violation selected = model.stepping().selection().violation().orElseThrow();
    model.reanalyse();
    runner.listeners.getLast().ended(folder);
    assertTrue(
        model
            .notices()
            .shown()
            .contains(new Notice.ViolationGone(selected.rule(), selected.function().name())));
    assertTrue(
        model.stepping().selection().violation().isEmpty(), "nothing else is put in its place");
  }

  @Test
  void theFirstFindingIsOpenedWhileTheAnalysisStillRunsAndStaysOpen() {
    model.open(temporary);
    AnalysedFolder real = RealSample.of("gauge-filter");
    List<RuleResult> results = real.report().results();
    RuleResult broken =
        results.stream().filter(r -> !r.verdict().found().isEmpty()).findFirst().orElseThrow();
    runner.listeners.getFirst().finished(List.of(broken));
    assertTrue(
        model.stepping().selection().violation().isEmpty(),
        "rules before it could be broken too, and it shall be the same one each time");
    assertEquals(0, runner.gaveWay, "there is nothing to draw yet");
    runner.listeners.getFirst().finished(results.subList(0, results.indexOf(broken)));
    Violation opened = model.stepping().selection().violation().orElseThrow();
    assertEquals(broken.rule(), opened.rule());
    assertEquals(1, runner.gaveWay, "the window is to be drawn before the search goes on");
    assertTrue(model.runningProperty().get());
    model.stepping().first();
    runner.listeners.getFirst().ended(real);
    assertEquals(opened.id(), model.stepping().selection().violation().orElseThrow().id());
    assertEquals(0, model.stepping().selection().index(), "where the user was");
  }

  @Test
  void rulesThatFailedAreNamed() {
    model.open(temporary);
    runner.listeners.getFirst().ended(folder);
    List<String> failed =
        folder.report().results().stream()
            .filter(r -> r.verdict() instanceof Verdict.Failed)
            .map(RuleResult::rule)
            .toList();
    assertEquals(List.of("SpinLock"), failed);
    assertTrue(model.notices().shown().contains(new Notice.RulesFailed(failed)));
  }
}
