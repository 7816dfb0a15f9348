package dev.irpscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.AnalysisOptions;
import dev.irpscope.analysis.program.Role;
import dev.irpscope.analysis.program.RoleCorrection;
import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.fake.FakeFolder;
import dev.irpscope.app.fake.RealSample;
import dev.irpscope.app.samples.Sample;
import dev.irpscope.app.samples.SampleCatalogue;
import dev.irpscope.app.settings.WindowSettings;
import dev.irpscope.app.source.SourceRow;
import dev.irpscope.app.view.Messages;
import dev.irpscope.app.viewmodel.AnalysisRunner;
import dev.irpscope.app.viewmodel.Selection;
import dev.irpscope.app.viewmodel.WindowModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The panes of one window, on a result that is there at once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // the window needs the toolkit, which the first method starts
final class PanesTest {
  @TempDir private static Path temporary = Path.of("");

  private final FakeFolder fake = new FakeFolder();
  private AnalysedFolder result = fake;
  private final List<AnalysisOptions> usedOptions = new ArrayList<>();
  private final WindowModel model =
      new WindowModel(
          new AnalysisRunner() {
            @Override
            public Running start(
                Path folder, AnalysisOptions options, AnalysisRunner.Listener listener) {
              usedOptions.add(options);
              listener.ended(result);
              return () -> {};
            }

            @Override
            public Running startAgain(
                AnalysedFolder before,
                Collection<String> changed,
                AnalysisRunner.Listener listener) {
              listener.ended(result);
              return () -> {};
            }
          });
  private final FxRobot robot = new FxRobot();
  private final Answers files = new Answers();
  private final List<String> started = new ArrayList<>();
  private MainWindow window;
  private WindowSettings settings;

  /** Names the file that the test wants. */
  private static final class Answers implements FilePlaces {
    private Optional<Path> next = Optional.empty();

    @Override
    public Optional<Path> save(String title, String name, List<String> ends) {
      return next;
    }

    @Override
    public Optional<Path> open(String title) {
      return next;
    }

    @Override
    public Optional<Path> folder(String title) {
      return next;
    }
  }

  /** One window for all tests, because a window takes longer to open than most of them. */
  @BeforeAll
  void start() throws Exception {
    settings = WindowSettings.load(Files.createTempDirectory(temporary, "settings"));
    FxToolkit.registerPrimaryStage();
    FxToolkit.setupStage(stage -> {
      window =
          new MainWindow(
              model,
              settings,
              PanesTest::samples,
              words -> {
                started.addAll(words);
                return words.getFirst().equals("missing")
                    ? Optional.of("No such file.")
                    : Optional.empty();
              },
              Optional.of(files));
      stage.setX(0);
      stage.setY(0);
      stage.setScene(window.scene(990, 960));
    });
    FxToolkit.showStage();
  }

  @AfterAll
  void end() throws Exception {
    FxToolkit.hideStage();
    FxToolkit.cleanupStages();
  }

  private static List<Sample> samples() {
    try {
      return SampleCatalogue.read(SampleCatalogue.locate().orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As the window is when it has just been opened on the hand-made folder. */
  @BeforeEach
  void open() {
    robot.interact(() -> {
      started.clear();
      files.next = Optional.empty();
      result = fake;
      model.close();
      window.commands().get("resetLayout").run();
      window.workspace().views().show(GraphViews.View.FLOW);
      model.open(temporary);
      window.workspace().source().list().requestFocus();
    });
    WaitForAsyncUtils.waitForFxEvents();
  }

  private Selection selection() {
    WaitForAsyncUtils.waitForFxEvents();
    return model.stepping().selection();
  }

  private void show(FxRobot robot, AnalysedFolder folder) {
    robot.interact(() -> {
      result = folder;
      model.open(temporary);
    });
    WaitForAsyncUtils.waitForFxEvents();
  }

  @Test
  @Tag("row-A3")
  void theStartScreenSaysWhatEachSampleShouldGive() throws IOException {
    robot.interact(model::close);
    for (var sample : SampleCatalogue.read(SampleCatalogue.locate().orElseThrow())) {
      Node card = robot.lookup("#sample-" + sample.folder().getFileName()).query();
      List<String> texts =
          robot.from(card).lookup(".label").queryAllAs(Label.class).stream()
              .map(Labeled::getText)
              .toList();
      assertTrue(
          texts.stream().anyMatch(t -> t.contains("expected")), sample.folder() + " " + texts);
    }
  }

  @Test
  @Tag("row-C1")
  void oneKeyStepsWhicheverPaneHasTheFocus() {
    for (int pane = 1; pane <= 6; pane++) {
      robot.interact(() -> model.stepping().first());
      String id = "pane" + pane;
      robot.interact(() -> window.commands().get(id).run());
      Node focus = robot.lookup("#main-window").query().getScene().getFocusOwner();
      robot.type(KeyCode.J);
      int after = selection().index();
      assertTrue(after > 0, "J in pane " + pane);
      robot.type(KeyCode.K);
      assertEquals(0, selection().index(), "K in pane " + pane);
      assertEquals(focus, window.getScene().getFocusOwner(), "the focus stays");
    }
  }

  @Test
  @Tag("row-C2")
  void firstLastAndViolationHaveAKeyEach() {
    robot.type(KeyCode.HOME);
    assertEquals(0, selection().index());
    robot.type(KeyCode.END);
    assertEquals(selection().steps().size() - 1, selection().index());
    robot.type(KeyCode.HOME, KeyCode.V);
    assertEquals(selection().path().orElseThrow().violating(), selection().index());
  }

  @Test
  @Tag("row-C10")
  void theTrailOfCallsLeadsBackToTheCaller() {
    robot.interact(() -> model.stepping().selectStep(4));
    List<String> stack =
        model.stepping().callStack().stream().map(s -> s.function().name()).toList();
    assertEquals(List.of("FilterDispatchDeviceControl", "FilterWatches"), stack);
    assertEquals(1, selection().step().orElseThrow().depth());
    robot.clickOn(robot.lookup(".crumb-link").<Node>query());
    assertEquals("FilterDispatchDeviceControl", selection().step().orElseThrow().function().name());
  }

  @Test
  @Tag("row-C11")
  void theStatusBarTellsStepFunctionLineAndStateOfThatStep() {
    for (int index : new int[] {0, 4, 10}) {
      robot.interact(() -> model.stepping().selectStep(index));
      Step step = selection().step().orElseThrow();
      String text =
          ((org.controlsfx.control.StatusBar) robot.lookup("#status-bar").query()).getText();
      assertEquals(
          Messages.get(
              "step.position",
              index + 1,
              selection().steps().size(),
              step.function().name(),
              step.line(),
              step.after().state()),
          text);
      assertTrue(robot.lookup("#narration").queryLabeled().getText().contains(step.sentence()));
    }
  }

  @Test
  @Tag("row-D1")
  @Tag("row-K5")
  void aStepInAnotherFileOpensItsTabAndTheFocusStaysWhereItIs() {
    AnalysedFolder real = RealSample.of("weather-station");
    show(robot, real);
    robot.interact(() ->
        model
            .stepping()
            .showViolation(
                real.report().violations().stream()
                    .filter(v ->
                        v.shortest().steps().stream()
                                .map(s -> s.origin().site().file())
                                .distinct()
                                .count()
                            > 1)
                    .findFirst()
                    .orElseThrow()));
    List<Step> steps = selection().steps();
    long files = steps.stream().map(s -> s.origin().site().file()).distinct().count();
    assertEquals(files, robot.lookup(".file-tab").queryAll().size(), "a tab for each file");
    robot.interact(() -> model.stepping().first());
    robot.interact(() -> window.commands().get("pane2").run());
    Node focus = window.getScene().getFocusOwner();
    for (int i = 1; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (step.origin().site().file() == steps.get(i - 1).origin().site().file()) {
        continue;
      }
      robot.interact(() -> model.stepping().selectStep(step.index()));
      String shown =
          robot.lookup(".file-tab").queryAllAs(ToggleButton.class).stream()
              .filter(ToggleButton::isSelected)
              .map(Labeled::getText)
              .findFirst()
              .orElse("");
      assertEquals(step.origin().site().file().name(), shown, "step " + (step.index() + 1));
      assertEquals(focus, window.getScene().getFocusOwner());
    }
  }

  @Test
  @Tag("row-D2")
  @Tag("row-K2")
  void linesOnThePathHaveABarTheCurrentOneAnArrowAndTheBrokenOneACross() {
    Node current = robot.lookup(".row-line").match(hasState("current")).query();
    Node arrow = robot.from(current).lookup(".current-arrow").query();
    assertTrue(arrow.isVisible());
    Node off =
        robot
            .lookup(".row-line")
            .match((Node n) -> !hasState("on-path").matches(n) && n.isVisible())
            .query();
    assertFalse(robot.from(off).lookup(".current-arrow").query().isVisible());
    assertTrue(
        robot.lookup(".obligation-cross").match(Node::isVisible).tryQuery().isPresent(),
        "the obligation ends in a cross");
    assertTrue(robot.lookup(".step-badge").queryAll().size() > 2, "steps carry their number");
  }

  private static org.hamcrest.Matcher<Node> hasState(String name) {
    return new org.hamcrest.TypeSafeMatcher<>(Node.class) {
      @Override
      protected boolean matchesSafely(Node node) {
        return node.getPseudoClassStates().contains(PseudoClass.getPseudoClass(name));
      }

      @Override
      public void describeTo(org.hamcrest.Description description) {
        description.appendText(name);
      }
    };
  }

  @Test
  @Tag("row-H1")
  void theVerdictNamesTheBrokenObligationAndWhatItLeadsTo() {
    var path = selection().path().orElseThrow();
    assertEquals(path.message(), robot.lookup("#headline").queryLabeled().getText());
    assertTrue(robot.lookup("#consequence").queryLabeled().getText().contains(path.consequence()));
  }

  @Test
  @Tag("row-K6")
  void sizesOfPanesAreRememberedAndPutBack() {
    SplitPane split = robot.lookup("#split-columns-narrow").queryAs(SplitPane.class);
    double before = split.getDividerPositions()[0];
    robot.interact(() -> {
      split.setDividerPosition(0, before + 0.1);
      window.save();
    });
    double saved = settings.dividers("split-columns-narrow").getFirst();
    assertEquals(split.getDividerPositions()[0], saved, 0.01);
    assertNotEquals(before, saved, 0.02);
    robot.interact(() -> window.commands().get("resetLayout").run());
    WaitForAsyncUtils.waitForFxEvents();
    SplitPane again = robot.lookup("#split-columns-narrow").queryAs(SplitPane.class);
    assertEquals(0.25, again.getDividerPositions()[0], 0.03);
  }

  private void press(FxRobot robot, KeyCode modifier, KeyCode key) {
    robot.press(modifier).type(key).release(modifier);
    WaitForAsyncUtils.waitForFxEvents();
  }

  @Test
  @Tag("row-D6")
  void theLineOfTheStepOpensInTheEditorThatWasSet() {
    robot.interact(() -> settings.setEditor("my-editor +{line} \"{file}\""));
    press(robot, KeyCode.CONTROL, KeyCode.E);
    Step step = selection().step().orElseThrow();
    assertEquals(
        List.of(
            "my-editor",
            "+" + step.line(),
            temporary.resolve(step.origin().site().file().path()).toString()),
        started);
    robot.interact(() -> settings.setEditor("missing {file}"));
    press(robot, KeyCode.CONTROL, KeyCode.E);
    assertTrue(
        robot.lookup("#notice-text-Unusable").queryLabeled().getText().contains("No such file."));
  }

  @Test
  @Tag("row-D7")
  void f12LeadsToTheCalleeAndAltLeftBack() {
    robot.interact(() -> model.stepping().selectStep(2));
    SourceRow.Line before = selectedLine();
    robot.type(KeyCode.F12);
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(selectedLine().copyText().contains("FilterWatches("), selectedLine().copyText());
    assertTrue(selectedLine().line() < before.line(), "the definition and not the call");
    assertEquals(2, selection().index(), "the step stays");
    press(robot, KeyCode.ALT, KeyCode.LEFT);
    assertEquals(2, selection().index());
  }

  private SourceRow.Line selectedLine() {
    var list = window.workspace().source().list();
    return list.getSelectionModel().getSelectedItem() instanceof SourceRow.Line line
        ? line
        : (SourceRow.Line)
            list.getItems().stream()
                .filter(r ->
                    r instanceof SourceRow.Line l
                        && l.steps().stream()
                            .anyMatch(s -> s.index() == model.stepping().selection().index()))
                .findFirst()
                .orElseThrow();
  }

  @Test
  @Tag("row-C9")
  void aTextIsFoundInThePathAndF3GoesOn() {
    robot.interact(() -> model.stepping().first());
    robot
        .press(KeyCode.CONTROL, KeyCode.SHIFT)
        .type(KeyCode.F)
        .release(KeyCode.SHIFT, KeyCode.CONTROL);
    robot.write("status");
    int first = selection().index();
    assertTrue(selection().step().orElseThrow().toString().contains("status"));
    robot.type(KeyCode.F3);
    assertTrue(selection().index() > first);
    robot.press(KeyCode.SHIFT).type(KeyCode.F3).release(KeyCode.SHIFT);
    assertEquals(first, selection().index());
  }

  @Test
  @Tag("row-D4")
  void shiftSFoldsAndUnfoldsTheSource() {
    int all = window.workspace().source().list().getItems().size();
    press(robot, KeyCode.SHIFT, KeyCode.S);
    int fewer = window.workspace().source().list().getItems().size();
    assertTrue(fewer < all, fewer + " of " + all);
    robot.interact(() -> model.stepping().first());
    press(robot, KeyCode.SHIFT, KeyCode.S);
    assertEquals(all, window.workspace().source().list().getItems().size());
  }

  @Test
  @Tag("row-K1")
  void everyCommandIsListedAndItsKeyCanBeChanged() {
    robot.write("?");
    WaitForAsyncUtils.waitForFxEvents();
    for (Command command : window.commands().all()) {
      assertTrue(
          robot.lookup("#key-" + command.id()).tryQuery().isPresent(), "listed: " + command.id());
    }
    javafx.scene.control.Button cap = robot.lookup("#key-next").queryButton();
    robot.interact(() -> {
      cap.requestFocus();
      cap.fire();
    });
    robot.type(KeyCode.N);
    assertEquals("N", cap.getText());
    robot.type(KeyCode.ESCAPE);
    WaitForAsyncUtils.waitForFxEvents();
    robot.interact(() -> model.stepping().first());
    robot.type(KeyCode.N);
    assertTrue(selection().index() > 0, "the new key steps");
    robot.interact(() -> model.stepping().first());
    robot.type(KeyCode.J);
    assertEquals(0, selection().index(), "the old one does not");
    assertEquals(Optional.of("N"), settings.key("next"));
    robot.interact(() -> {
      window.commands().rebind("next", Key.of("J"));
      window.commands().rebind("nextPath", Key.of("N"));
    });
  }

  @Test
  @Tag("row-K4")
  void stepsAreSpokenAsSentencesAndMotionCanBeOff() {
    robot.interact(() -> model.stepping().selectStep(10));
    String sentence = selection().step().orElseThrow().sentence();
    assertEquals(sentence, window.getAccessibleText());
    for (String id : List.of("#graph-pane .graph-pane", "#scrubber-pane .scrubber-pane")) {
      Node pane = robot.lookup(id).query();
      assertFalse(String.valueOf(pane.getAccessibleText()).isBlank(), id);
    }
    robot.interact(() -> window.commands().get("motion").run());
    assertTrue(window.getStyleClass().contains("still"));
    assertTrue(settings.isStill());
    robot.interact(() -> window.commands().get("motion").run());
    assertFalse(window.getStyleClass().contains("still"));
  }

  @Test
  @Tag("row-K6")
  void aPaneHidesAndComesBack() {
    robot.interact(() -> window.commands().get("hide2").run());
    assertTrue(robot.lookup("#path-pane").tryQuery().isEmpty());
    assertTrue(settings.hiddenPanes().contains("path-pane"));
    robot.interact(() -> window.commands().get("hide2").run());
    assertTrue(robot.lookup("#path-pane").tryQuery().isPresent());
    robot.interact(() -> window.commands().get("hide3").run());
    robot.interact(() -> window.commands().get("resetLayout").run());
    assertTrue(robot.lookup("#source-pane").tryQuery().isPresent(), "one action brings all back");
  }

  private Path written(FxRobot robot, String command, String name) {
    Path file = temporary.resolve(name);
    files.next = Optional.of(file);
    robot.interact(() -> window.commands().get(command).run());
    assertTrue(robot.lookup("#notice-Written").tryQuery().isPresent(), name);
    return file;
  }

  @Test
  @Tag("row-J6")
  void theGraphIsSavedAsPngSvgAndDotAndThePathAsMarkdown() throws IOException {
    byte[] png = Files.readAllBytes(written(robot, "exportGraph", "graph.png"));
    var image = new javafx.scene.image.Image(new java.io.ByteArrayInputStream(png));
    assertFalse(image.isError());
    assertTrue(image.getWidth() > 100, "a picture of " + image.getWidth());
    String svg = Files.readString(written(robot, "exportGraph", "graph.svg"));
    assertTrue(svg.contains("<svg") && svg.contains("ext-&gt;Filtering"));
    assertTrue(Files.readString(written(robot, "exportGraph", "graph.dot")).startsWith("digraph"));
    String path = Files.readString(written(robot, "exportPath", "path.md"));
    for (Step step : selection().steps()) {
      assertTrue(path.contains("| " + (step.index() + 1) + " | "), "step " + step.index());
    }
  }

  @Test
  @Tag("row-J5")
  void theReportIsSavedInTheFormOfItsEnding() throws IOException {
    String html = Files.readString(written(robot, "exportReport", "report.html"));
    assertTrue(html.contains("<script>") && html.contains("keydown"), "it can be stepped");
    assertFalse(html.matches("(?s).*(src|href)=.https?:.*"), "it needs nothing else");
    assertTrue(
        Files.readString(written(robot, "exportReport", "report.sarif")).contains("\"2.1.0\""));
  }

  @Test
  void anExportThatCannotBeWrittenIsToldAndNothingIsLost() {
    files.next = Optional.of(temporary.resolve("no/such/folder/report.html"));
    robot.interact(() -> window.commands().get("exportReport").run());
    assertTrue(
        robot
            .lookup("#notice-text-NotWritten")
            .queryLabeled()
            .getText()
            .contains("there is no such folder"));
    assertTrue(selection().path().isPresent());
  }

  @Test
  @Tag("row-B5")
  void aMarkByKeyStaysWithTheFindingAndInTheChosenFile() throws IOException {
    String fingerprint = selection().violation().orElseThrow().fingerprint();
    Path file = temporary.resolve("kept.marks.txt");
    files.next = Optional.of(file);
    robot.interact(() -> window.commands().get("saveMarks").run());
    press(robot, KeyCode.SHIFT, KeyCode.X);
    assertTrue(robot.lookup(".mark-false-alarm").tryQuery().isPresent(), "it is in the list");
    assertTrue(Files.readString(file).contains(fingerprint + " false-alarm"));
    robot.interact(() -> {
      model.close();
      model.open(temporary);
    });
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(
        model.violations().marks().of(fingerprint).isPresent(), "read again with the folder");
    press(robot, KeyCode.SHIFT, KeyCode.X);
    assertFalse(Files.readString(file).contains(fingerprint), "the same key takes it away");
  }

  @Test
  @Tag("row-G1")
  void f1ShowsThePageOfTheRuleBesideThePath() {
    robot.type(KeyCode.F1);
    WaitForAsyncUtils.waitForFxEvents();
    var link = robot.lookup("#rule-link").queryAs(javafx.scene.control.TextField.class);
    assertTrue(link.getText().endsWith("wdm-completionroutineregistered"), link.getText());
    assertTrue(robot.lookup(".rule-code").queryAll().size() >= 2, "a bad and a good example");
    robot.interact(() -> link.getScene().getWindow().hide());
    robot.type(KeyCode.HOME);
    assertEquals(0, selection().index(), "the window goes on");
  }

  @Test
  @Tag("row-B6")
  void anEarlierReportTellsNewStillThereAndGone() throws IOException {
    AnalysedFolder gauge = RealSample.of("gauge-filter");
    show(robot, gauge);
    Path earlier = written(robot, "exportReport", "earlier.sarif");
    files.next = Optional.of(earlier);
    robot.interact(() -> window.commands().get("compare").run());
    int count = gauge.report().violations().size();
    assertEquals(
        Messages.get("notice.compared", "earlier.sarif", 0L, (long) count, 0L),
        robot.lookup("#notice-text-Compared").queryLabeled().getText());
    show(robot, RealSample.of("modem-macros"));
    robot.interact(() -> window.commands().get("compare").run());
    String text = robot.lookup("#notice-text-Compared").queryLabeled().getText();
    int fresh = RealSample.of("modem-macros").report().violations().size();
    assertTrue(text.contains(fresh + " new, 0 still there"), text);
    assertTrue(
        robot.lookup(".violation-detail").queryAllAs(Label.class).stream()
            .anyMatch(l -> l.getText().startsWith("new")));
  }

  @Test
  @Tag("row-A9")
  void missingHeadersAreCountedAndAFolderIsAddedOnTheSpot() {
    assertEquals(
        "1 header not found, 4 functions affected: wmi.h",
        robot.lookup("#missing-headers").queryLabeled().getText());
    files.next = Optional.of(temporary.resolve("kit").resolve("inc"));
    int before = usedOptions.size();
    robot.interact(() -> robot.lookup("#trouble-addHeaderFolder").queryButton().fire());
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(before + 1, usedOptions.size(), "analysed again at once");
    assertEquals(
        List.of(temporary.resolve("kit").resolve("inc").toAbsolutePath()),
        usedOptions.getLast().includeFolders());
    assertTrue(
        robot.lookup("#notice-saveSettings").tryQuery().isPresent(), "it can be kept in a file");
  }

  @Test
  @Tag("row-A8")
  void aChosenSettingsFileIsUsedAndRememberedWithItsFolder() throws IOException {
    Path file = temporary.resolve("chosen.json");
    Files.writeString(file, "{ \"defines\": [\"CHOSEN=1\"] }");
    files.next = Optional.of(file);
    robot.interact(() -> window.commands().get("useSettings").run());
    assertEquals(List.of("CHOSEN=1"), usedOptions.getLast().defines());
    robot.interact(() -> {
      model.close();
      model.open(temporary);
    });
    assertEquals(List.of("CHOSEN=1"), usedOptions.getLast().defines(), "with its folder again");
    assertTrue(robot.lookup("#status-settings").queryLabeled().getText().contains("chosen.json"));
    Files.writeString(file, "{ \"defines\": [\"CHOSEN=1\"], oops }");
    robot.interact(() -> window.commands().get("analyse").run());
    String told = robot.lookup("#notice-text-SettingsUnusable").queryLabeled().getText();
    assertTrue(told.contains("in line 1"), told);
    assertEquals(List.of("CHOSEN=1"), usedOptions.getLast().defines(), "what it said stays");
    robot.interact(() -> window.commands().get("leaveSettings").run());
    assertEquals(List.of(), usedOptions.getLast().defines());
    assertEquals(Optional.empty(), settings.settingsFile(temporary));
  }

  @Test
  @Tag("row-A7")
  void theRoutinesAreListedAndCorrectedByTheUser() {
    press(robot, KeyCode.CONTROL, KeyCode.R);
    WaitForAsyncUtils.waitForFxEvents();
    var list = robot.lookup("#routine-list").queryListView();
    String entry = fake.forgotten().function().name();
    assertEquals(1, list.getItems().size());
    var change =
        robot.lookup("#routine-change-" + entry).queryAs(javafx.scene.control.MenuButton.class);
    assertTrue(
        robot
            .from(robot.lookup("#routine-" + entry).<Node>query())
            .lookup(".label")
            .queryAllAs(Label.class)
            .stream()
            .anyMatch(l -> l.getText().equals("assigned to MajorFunction in DriverEntry")));
    var cancel =
        change.getItems().stream()
            .filter(i -> "role-cancel".equals(i.getId()))
            .findFirst()
            .orElseThrow();
    robot.interact(cancel::fire);
    assertTrue(
        robot.lookup("#notice-SettingsChanged").tryQuery().isPresent(), "a way on is offered");
    robot.interact(() -> robot.lookup("#routines-analyse").queryButton().fire());
    assertEquals(
        List.of(Optional.of(Role.CANCEL)),
        usedOptions.getLast().roles().stream().map(RoleCorrection::role).toList());
    robot.interact(() -> list.getScene().getWindow().hide());
  }

  @Test
  void theDecisionsThatMatterAreCountedLinkedAndCanBeSeenAlone() {
    List<Step> decisions = model.stepping().decisions();
    assertTrue(
        decisions.stream()
            .allMatch(
                d -> d.kind() == Step.Kind.BRANCH && d.importance() == Step.Importance.ESSENTIAL));
    assertFalse(decisions.isEmpty());
    assertEquals(
        Messages.count("path.decisions", decisions.size()),
        robot.lookup("#decisions-count").queryLabeled().getText());
    Step first = decisions.getFirst();
    robot.interact(() ->
        robot
            .lookup("#decision-" + (first.index() + 1))
            .queryAs(javafx.scene.control.Hyperlink.class)
            .fire());
    assertEquals(first.index(), selection().index());
    robot.type(KeyCode.D);
    List<Integer> shown = model.stepping().outline().shownSteps();
    assertTrue(shown.containsAll(decisions.stream().map(Step::index).toList()));
    assertTrue(shown.size() < selection().steps().size());
    int rows =
        model.stepping().outline().rows().stream().mapToInt(r -> r.last() - r.first() + 1).sum();
    assertEquals(selection().steps().size(), rows, "nothing is left out silently");
    robot.type(KeyCode.D);
    assertFalse(model.stepping().decisionsOnlyProperty().get());
  }

  @Test
  @Tag("row-K1")
  void menusAndHintsShowAChangedKeyAtOnce() {
    var item =
        window.menus().bar().getMenus().stream()
            .flatMap(m -> m.getItems().stream())
            .filter(i -> "menu-next".equals(i.getId()))
            .findFirst()
            .orElseThrow();
    assertTrue(item.getText().endsWith("\tJ"), item.getText());
    robot.interact(() -> window.commands().rebind("next", Key.of("Y")));
    assertTrue(item.getText().endsWith("\tY"), item.getText());
    assertTrue(robot.lookup("#button-next").queryButton().getTooltip().getText().contains("(Y)"));
    robot.interact(() -> window.commands().rebind("next", Key.of("J")));
    assertTrue(item.getText().endsWith("\tJ"), item.getText());
  }

  @Test
  @Tag("row-K4")
  void everyRowOfThePathIsSpokenAsItsSentence() {
    int spoken = 0;
    for (Step step : selection().steps()) {
      var cell = robot.lookup("#step-" + (step.index() + 1)).tryQuery();
      if (cell.isPresent()) {
        spoken++;
        assertTrue(
            String.valueOf(cell.get().getAccessibleText()).endsWith(step.sentence()),
            cell.get().getAccessibleText());
      }
    }
    assertTrue(spoken > 1);
  }

  @Test
  @Tag("row-K2")
  void everyVerdictAndEveryChangeHasASignOfItsOwn() {
    List<String> signs =
        robot.lookup(".verdict-sign").match(Node::isVisible).queryAllAs(Label.class).stream()
            .map(Label::getText)
            .distinct()
            .toList();
    assertTrue(signs.containsAll(List.of("\u2715", "!", "?")), signs.toString());
    robot.interact(() -> model.stepping().selectStep(8));
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(
        robot.lookup(".state-letter").queryAllAs(Label.class).stream()
            .anyMatch(l -> l.getText().matches("[AMD]")),
        "what changed has a letter");
    robot.interact(() -> model.stepping().goToViolation());
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(
        robot.lookup(".row-ghost").queryAll().stream()
            .flatMap(n -> robot.from(n).lookup(".label").queryAllAs(Label.class).stream())
            .anyMatch(l -> l.getText().equals("+")),
        "the missing call has a plus");
    assertTrue(robot.lookup("#headline").query().getParent().getParent().isVisible());
  }

  @Test
  @Tag("row-D2")
  void exactlyTheLinesOfThePathHaveItsBar() {
    List<Integer> onPath =
        selection().steps().stream()
            .filter(s -> s.kind() != Step.Kind.LOWER_DRIVER)
            .filter(s ->
                s.origin()
                    .site()
                    .file()
                    .equals(selection().step().orElseThrow().origin().site().file()))
            .map(Step::line)
            .distinct()
            .toList();
    int seen = 0;
    for (Node row : robot.lookup(".row-line").queryAll()) {
      Optional<Label> number =
          robot.from(row).lookup(".line-number").queryAllAs(Label.class).stream().findFirst();
      if (number.isEmpty() || number.get().getText().isBlank()) {
        continue;
      }
      int line = Integer.parseInt(number.get().getText().strip());
      var bar = robot.from(row).lookup(".path-bar").queryAs(javafx.scene.layout.Region.class);
      boolean barred =
          bar.getBackground() != null
              && bar.getBackground().getFills().stream()
                  .anyMatch(f -> !f.getFill().equals(javafx.scene.paint.Color.TRANSPARENT));
      assertEquals(hasState("on-path").matches(row), barred, "line " + line);
      if (onPath.contains(line)) {
        seen++;
        assertTrue(barred, "line " + line);
      }
    }
    assertTrue(seen > 2);
  }

  @Test
  @Tag("row-F5")
  void theStatePaneSaysUnknownAndWhy() {
    AnalysedFolder folder = RealSample.of("weather-station");
    show(robot, folder);
    var violation =
        RealSample.violation(folder, "IoAllocateIrpSignalEventInCompletion", "WxRainDone");
    robot.interact(() -> model.stepping().showViolation(violation));
    WaitForAsyncUtils.waitForFxEvents();
    var unknown =
        selection().step().orElseThrow().facts().stream()
            .filter(f -> f.certainty() == dev.irpscope.analysis.trace.Fact.Certainty.UNKNOWN)
            .findFirst()
            .orElseThrow();
    robot.interact(() -> robot.lookup("#state-list").queryListView().scrollTo(0));
    var list = robot.lookup("#state-list").queryListView();
    for (int i = 0; i < list.getItems().size(); i++) {
      if (list.getItems().get(i)
              instanceof dev.irpscope.app.viewmodel.StateRow.Value(var fact, _, _, _)
          && fact.equals(unknown)) {
        int row = i;
        robot.interact(() -> list.scrollTo(row));
      }
    }
    WaitForAsyncUtils.waitForFxEvents();
    List<String> texts =
        robot.from(list).lookup(".label").queryAllAs(Label.class).stream()
            .map(Labeled::getText)
            .toList();
    assertTrue(texts.contains(Messages.get("state.unknown")), texts.toString());
    assertTrue(texts.contains(unknown.reason()), texts.toString());
  }

  @Test
  @Tag("row-J5")
  void theSavedPageHasEveryStepUnderTheNamesThatItsKeysLookFor() throws IOException {
    String html = Files.readString(written(robot, "exportReport", "steps.html"));
    int steps =
        fake.report().violations().stream().mapToInt(v -> v.shortest().steps().size()).sum();
    assertEquals(steps, html.split("<tr class=\"step ", -1).length - 1);
    assertTrue(html.contains("querySelectorAll(\"tr.step\")"), "the script finds the steps");
    assertTrue(html.contains("querySelectorAll(\"section.violation\")"));
    assertTrue(html.contains("<section class=\"violation\""));
    for (String key : List.of("j", "k", "home", "end", "v", "o", "f8", "f10", "alt+3")) {
      assertTrue(html.contains("\"" + key + "\": () =>"), key);
    }
    assertTrue(html.contains("tr.step.current") || html.contains(".step.current"), "it is seen");
  }

  @Test
  @Tag("row-I3")
  void aTeachersNoteStandsAtItsStepAndComesBackWithTheFile() throws IOException {
    robot.interact(() -> model.stepping().selectStep(8));
    Selection at = selection();
    Path file = temporary.resolve("class.marks.txt");
    files.next = Optional.of(file);
    robot.interact(() -> window.commands().get("saveMarks").run());
    press(robot, KeyCode.SHIFT, KeyCode.T);
    robot.interact(() -> {});
    var field =
        robot.lookup(".dialog-pane .text-field").queryAs(javafx.scene.control.TextField.class);
    robot.interact(() -> field.setText("Ask the class: who owns the IRP now?"));
    robot.type(KeyCode.ENTER);
    WaitForAsyncUtils.waitForFxEvents();
    String words = Messages.get("step.taught", "Ask the class: who owns the IRP now?");
    assertTrue(robot.lookup("#narration").queryLabeled().getText().endsWith(words));
    assertEquals(words, shownNote());
    assertTrue(Files.readString(file).contains(" step-"), Files.readString(file));
    robot.interact(() -> {
      model.close();
      model.open(temporary);
      model.stepping().selectStep(8);
    });
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(at.step(), selection().step());
    assertEquals(words, shownNote(), "read again with the folder");
    assertTrue(robot.lookup("#notice-text-Unusable").tryQuery().isEmpty(), "no line is strange");
    robot.interact(() -> model.stepping().notes().set(selection(), " "));
    assertFalse(Files.readString(file).contains(" step-"), "an empty note takes it away");
  }

  private String shownNote() {
    return robot.lookup("#step-9 .path-taught").match(Node::isVisible).queryLabeled().getText();
  }

  @Test
  @Tag("row-I4")
  void aLessonIsOnePageWithOneViolationAndItsNotes() throws IOException {
    robot.interact(() -> model.stepping().selectStep(3));
    robot.interact(() -> model.stepping().notes().set(selection(), "Look <here>"));
    String page = Files.readString(written(robot, "exportLesson", "lesson.html"));
    assertTrue(page.contains("<div class=\"taught\">Look &lt;here&gt;</div>"));
    assertEquals(1, page.split("<section class=\"violation\"", -1).length - 1);
    assertEquals(selection().steps().size(), page.split("<tr class=\"step ", -1).length - 1);
    assertFalse(page.matches("(?s).*(src|href)=.?(https?:|file:|//).*"), "it needs nothing else");
    assertFalse(page.contains("@import") || page.contains("url("), "its looks are its own");
    assertFalse(page.contains(temporary.toString()), "and it names no place of this machine");
    assertEquals(page, Files.readString(written(robot, "exportLesson", "again.html")));
    robot.interact(() -> model.stepping().notes().set(selection(), ""));
  }
}
