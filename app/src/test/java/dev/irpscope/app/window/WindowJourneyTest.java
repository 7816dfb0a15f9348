package dev.irpscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.AnalysisOptions;
import dev.irpscope.analysis.DriverAnalysis;
import dev.irpscope.analysis.Progress;
import dev.irpscope.app.fake.FakeFolder;
import dev.irpscope.app.fake.RealSample;
import dev.irpscope.app.samples.SampleCatalogue;
import dev.irpscope.app.settings.WindowSettings;
import dev.irpscope.app.source.SourceRow;
import dev.irpscope.app.task.BackgroundAnalysis;
import dev.irpscope.app.task.FolderPolling;
import dev.irpscope.app.viewmodel.Screen;
import dev.irpscope.app.viewmodel.Selection;
import dev.irpscope.app.viewmodel.WindowModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
final class WindowJourneyTest {
  @TempDir private static Path temporary = Path.of("");

  private final FakeFolder fake = new FakeFolder();
  private final WindowModel model =
      new WindowModel(
          new BackgroundAnalysis(this::open), new FolderPolling(Duration.ofMillis(100)));

  /**
   * The real analysis for the samples; a folder named {@code endless} is analysed until stopped,
   * any other has the hand-made result.
   */
  private AnalysedFolder open(
      Path folder, AnalysisOptions options, Executor executor, Progress progress)
      throws IOException {
    if (folder.endsWith("endless")) {
      progress.finished(fake.report().results().getFirst());
      while (!progress.isCancelled()) {
        Thread.onSpinWait();
      }
      return fake;
    }
    if (folder.endsWith("hungry")) {
      progress.finished(fake.report().results().getFirst());
      throw new java.util.concurrent.CompletionException(new OutOfMemoryError("Java heap space"));
    }
    return folder.startsWith(temporary) && !folder.endsWith("real-tape")
        ? fake
        : DriverAnalysis.open(folder, options, executor, progress);
  }

  @Start
  void start(Stage stage) throws IOException {
    WindowSettings settings = WindowSettings.load(Files.createTempDirectory(temporary, "settings"));
    MainWindow window =
        new MainWindow(
            model, settings, SampleCatalogue.read(SampleCatalogue.locate().orElseThrow()));
    stage.setX(0);
    stage.setY(0);
    stage.setScene(window.scene(990, 960));
    stage.show();
  }

  private static final PseudoClass ON_PATH = PseudoClass.getPseudoClass("on-path");
  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

  private void openFake() throws IOException {
    Path folder = Files.createTempDirectory(temporary, "driver");
    WaitForAsyncUtils.waitForAsyncFx(5000, () -> model.open(folder));
    waitForResult();
  }

  private void waitForResult() {
    try {
      WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> !model.runningProperty().get());
    } catch (TimeoutException e) {
      throw new AssertionError("the analysis did not end", e);
    }
    WaitForAsyncUtils.waitForFxEvents();
  }

  private Selection selection() {
    WaitForAsyncUtils.waitForFxEvents();
    return model.stepping().selection();
  }

  @Test
  void aSampleIsOpenedAndItsViolationSteppedToTheEnd(FxRobot robot) {
    robot.clickOn("#sample-gauge-filter");
    waitForResult();
    assertInstanceOf(Screen.Opened.class, model.screenProperty().get());
    assertEquals(5, model.violations().defectCount(), "what the sample's marks expect is found");
    assertTrue(selection().violation().isPresent());
    robot.type(KeyCode.F8);
    assertEquals(model.stepping().violations().get(1), selection().violation().orElseThrow());
    robot.type(KeyCode.HOME);
    assertEquals(0, selection().index());
    int shown = model.stepping().outline().shownSteps().size();
    for (int i = 1; i < shown; i++) {
      robot.type(KeyCode.J);
    }
    assertEquals(selection().steps().size() - 1, selection().index());
    int steps = selection().steps().size();
    assertEquals(
        "step " + steps + " of " + steps, robot.lookup("#tool-position").queryLabeled().getText());
  }

  @Test
  void pickingAViolationInTheTreeShowsItInEveryPane(FxRobot robot) throws IOException {
    openFake();
    robot.clickOn("#violation-ias-1");
    assertEquals("ias-1", selection().violation().orElseThrow().id());
    assertTrue(robot.lookup("#headline").queryLabeled().getText().startsWith("QueryCapsComplete"));
    assertTrue(robot.lookup("#narration").queryLabeled().getText().startsWith("Step 14"));
  }

  @Test
  void f10StepsOverAndDoesNotOpenTheMenu(FxRobot robot) throws IOException {
    openFake();
    robot.interact(() -> model.stepping().selectStep(2));
    robot.type(KeyCode.F10);
    assertEquals(6, selection().index());
  }

  @Test
  void lettersTypedIntoTheFilterAreTextAndEscClearsThem(FxRobot robot) throws IOException {
    openFake();
    int before = selection().index();
    robot.press(KeyCode.CONTROL).type(KeyCode.F).release(KeyCode.CONTROL);
    robot.write("jkv");
    assertEquals("jkv", model.violations().filterProperty().get());
    assertEquals(before, selection().index());
    robot.type(KeyCode.ESCAPE);
    assertEquals("", model.violations().filterProperty().get());
    robot.type(KeyCode.K);
    assertTrue(selection().index() < before);
  }

  @Test
  void theThemesSwitchInACircle(FxRobot robot) throws IOException {
    openFake();
    Node root = robot.lookup("#main-window").query();
    assertTrue(root.getStyleClass().contains("light"));
    robot.clickOn("#button-theme");
    assertTrue(root.getStyleClass().contains("dark"));
    assertFalse(root.getStyleClass().contains("light"));
    robot.clickOn("#button-theme");
    assertTrue(root.getStyleClass().contains("contrast"));
    robot.clickOn("#button-theme");
    assertTrue(root.getStyleClass().contains("light"));
  }

  @Test
  @Tag("row-A4")
  void stopActsAtOnceAndKeepsWhatIsFinished(FxRobot robot) throws Exception {
    Path endless =
        Files.createDirectory(Files.createTempDirectory(temporary, "x").resolve("endless"));
    WaitForAsyncUtils.waitForAsyncFx(5000, () -> model.open(endless));
    WaitForAsyncUtils.waitFor(5, TimeUnit.SECONDS, () -> model.violations().totalCount() == 1);
    assertTrue(robot.lookup("#progress-strip").query().isVisible());
    long from = System.nanoTime();
    Platform.runLater(() -> model.stop());
    WaitForAsyncUtils.waitFor(5, TimeUnit.SECONDS, () -> !model.runningProperty().get());
    long tookMillis = (System.nanoTime() - from) / 1_000_000;
    assertTrue(tookMillis < 500, "took " + tookMillis + " ms");
    assertFalse(robot.lookup("#progress-strip").query().isVisible());
    assertTrue(model.violations().totalCount() >= 1);
  }

  @Test
  void tooLittleMemoryIsSaidWithAWayOnAndWhatIsFinishedStays(FxRobot robot) throws Exception {
    Path hungry =
        Files.createDirectory(Files.createTempDirectory(temporary, "y").resolve("hungry"));
    WaitForAsyncUtils.waitForAsyncFx(5000, () -> model.open(hungry));
    waitForResult();
    String told = robot.lookup("#notice-text-OutOfMemory").queryLabeled().getText();
    assertTrue(told.contains("1 finished verdict stays") && told.contains("-Xmx4g"), told);
    assertEquals(1, model.violations().totalCount());
    assertTrue(selection().violation().isEmpty());
    robot.clickOn("#violation-crr-1");
    assertTrue(selection().path().isPresent(), "it can be stepped through");
    String headline = robot.lookup("#headline").queryLabeled().getText();
    assertFalse(headline.contains("by you"), headline);
  }

  @Test
  void aFolderThatIsGoneIsSaidInASentence(FxRobot robot) {
    robot.interact(() -> model.open(temporary.resolve("nowhere")));
    assertTrue(robot.lookup("#message-text").queryLabeled().getText().contains("nowhere"));
  }

  @Test
  void anEditedFileIsOfferedForAnalysisAndTheStepIsKept(FxRobot robot) throws Exception {
    Path folder = Files.createTempDirectory(temporary, "edited").resolve("real-tape");
    Files.createDirectory(folder);
    try (var files = Files.list(RealSample.folder("tape-classic"))) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    WaitForAsyncUtils.waitForAsyncFx(5000, () -> model.open(folder));
    waitForResult();
    robot.interact(() -> model.stepping().first());
    String text = selection().step().orElseThrow().text();
    Path source = folder.resolve(selection().step().orElseThrow().origin().site().file().name());
    Files.writeString(source, "/* a line more */\n" + Files.readString(source));
    WaitForAsyncUtils.waitFor(
        20, TimeUnit.SECONDS, () -> !model.changedFilesProperty().get().isEmpty());
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(robot.lookup("#source-changed").query().isVisible());
    int line = selection().step().orElseThrow().line();
    robot.clickOn("#notice-analyse");
    waitForResult();
    assertEquals(text, selection().step().orElseThrow().text());
    assertEquals(line + 1, selection().step().orElseThrow().line(), "the new text is shown");
    assertTrue(robot.lookup("#notice-FilesChanged").tryQuery().isEmpty());
    assertFalse(robot.lookup("#source-changed").query().isVisible());
  }

  @Test
  void xShowsWhatTheMacrosOfALineBecame(FxRobot robot) throws Exception {
    robot.interact(() -> model.open(sample("modem-macros")));
    waitForResult();
    assertEquals(0, robot.lookup(".row-expanded").queryAll().size());
    robot.type(KeyCode.X);
    WaitForAsyncUtils.waitFor(
        10, TimeUnit.SECONDS, () -> !robot.lookup(".row-expanded").queryAll().isEmpty());
    ListView<?> rows = robot.lookup("#source-list").queryListView();
    assertTrue(
        rows.getItems().stream().filter(row -> row instanceof SourceRow.Expanded).count() >= 3);
    robot.type(KeyCode.X);
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(0, robot.lookup(".row-expanded").queryAll().size());
  }

  private static Path sample(String name) {
    try {
      return RealSample.folder(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @Tag("row-I1")
  @Tag("row-I2")
  void aPresentationIsSteppedWithAClickerAndItsQuestionsAnsweredByKey(FxRobot robot)
      throws Exception {
    openFake();
    int before = selection().index();
    robot.press(KeyCode.ALT).type(KeyCode.ENTER).release(KeyCode.ALT);
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(robot.lookup("#tool-bar").tryQuery().isEmpty(), "nothing but the presentation");
    double size = robot.lookup("#present-list .line-number").queryLabeled().getFont().getSize();
    assertTrue(size >= 32, "24 points are 32 pixels, and this is " + size);
    Label title = robot.lookup("#present-title").queryAs(Label.class);
    String hidden = title.getText();
    assertTrue(isRowShown(robot, "line-64"));
    assertFalse(isRowShown(robot, "verdict-64"), "the verdict is hidden in the source, too");
    double top = sourceTop(robot);
    robot.type(KeyCode.R);
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(isRowShown(robot, "verdict-64"));
    assertEquals(top, sourceTop(robot), "nothing moves when the verdict comes");
    assertEquals(selection().path().orElseThrow().message(), title.getText());
    assertFalse(hidden.contains("IoSetCompletionRoutineEx"));
    robot.type(KeyCode.PAGE_UP);
    assertEquals(before - 1, selection().index());
    robot.type(KeyCode.PAGE_DOWN);
    assertEquals(before, selection().index());
    robot.type(KeyCode.B);
    assertTrue(robot.lookup("#present-blank").query().isVisible());
    robot.type(KeyCode.B);
    robot.type(KeyCode.Q);
    assertEquals(0, selection().index());
    assertFalse(robot.lookup("#present-tally").query().isVisible(), "nothing was answered yet");
    for (int i = 0; i < 20 && robot.lookup("#question-text").tryQuery().isEmpty(); i++) {
      robot.type(KeyCode.PAGE_DOWN);
    }
    assertTrue(robot.lookup(".answer").queryAll().size() >= 2);
    int asked = selection().index();
    assertEquals(
        "Step " + (asked + 1) + ": what it does is not told yet.",
        robot.lookup("#present-source #narration").queryLabeled().getText());
    for (Node node : robot.lookup("#present-source .list-cell").queryAll()) {
      boolean isLater =
          node instanceof ListCell<?> cell
              && cell.getItem() instanceof SourceRow.Remark remark
              && remark.pills().stream().allMatch(pill -> pill.step() > asked);
      assertFalse(isLater && node.getPseudoClassStates().contains(ON_PATH), "nor where it goes on");
    }
    WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> isInTheUpperHalf(robot));
    robot.write("1");
    assertTrue(robot.lookup("#answer-1").query().getStyleClass().contains("answer-chosen"));
    robot.type(KeyCode.R);
    assertEquals(1, robot.lookup(".answer-right").queryAll().size());
    assertTrue(robot.lookup("#present-tally").queryLabeled().getText().endsWith("of 1 right"));
    robot.type(KeyCode.ESCAPE);
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(robot.lookup("#tool-bar").tryQuery().isPresent());
  }

  private static boolean isRowShown(FxRobot robot, String id) {
    ListView<?> list = robot.lookup("#present-list").queryListView();
    return list.getItems().stream()
        .anyMatch(row -> row instanceof SourceRow shown && shown.id().equals(id));
  }

  private static double sourceTop(FxRobot robot) {
    Node source = robot.lookup("#present-source").query();
    robot.interact(() -> source.getScene().getRoot().layout());
    return source.localToScene(0, 0).getY();
  }

  private static boolean isInTheUpperHalf(FxRobot robot) {
    Node list = robot.lookup("#present-list").query();
    double middle = list.localToScene(list.getLayoutBounds()).getCenterY();
    return robot.lookup("#present-list .source-cell").queryAll().stream()
        .filter(cell -> cell.getPseudoClassStates().contains(CURRENT))
        .allMatch(cell -> cell.localToScene(0, 0).getY() <= middle);
  }

  @Test
  @Tag("row-I1")
  void aPresentationPlaysAndPauses(FxRobot robot) throws Exception {
    openFake();
    robot.interact(() -> model.stepping().first());
    robot.press(KeyCode.ALT).type(KeyCode.ENTER).release(KeyCode.ALT);
    robot.type(KeyCode.P);
    WaitForAsyncUtils.waitFor(
        10, TimeUnit.SECONDS, () -> model.stepping().selection().index() >= 1);
    robot.type(KeyCode.P);
    int paused = selection().index();
    assertTrue(robot.lookup("#present-mode").queryLabeled().getText().equals("Explain"));
    robot.type(KeyCode.ESCAPE);
    assertTrue(paused < selection().steps().size());
  }
}
