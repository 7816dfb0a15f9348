package dev.irpscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.fake.FakeFolder;
import dev.irpscope.app.fake.RealSample;
import dev.irpscope.app.samples.SampleCatalogue;
import dev.irpscope.app.settings.WindowSettings;
import dev.irpscope.app.source.SourceRow;
import dev.irpscope.app.view.Messages;
import dev.irpscope.app.viewmodel.AnalysisRunner;
import dev.irpscope.app.viewmodel.Selection;
import dev.irpscope.app.viewmodel.WindowModel;
import java.io.IOException;
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
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The panes of one window, on a result that is there at once. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // the window needs the toolkit that the extension starts
final class PanesTest {
  @TempDir private static Path temporary = Path.of("");

  private final FakeFolder fake = new FakeFolder();
  private AnalysedFolder result = fake;
  private final WindowModel model =
      new WindowModel(
          new AnalysisRunner() {
            @Override
            public Running start(
                Path folder,
                dev.irpscope.analysis.AnalysisOptions options,
                AnalysisRunner.Listener listener) {
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
  private final List<String> started = new ArrayList<>();
  private MainWindow window;
  private WindowSettings settings;

  @Start
  void start(Stage stage) throws IOException {
    settings = WindowSettings.load(Files.createTempDirectory(temporary, "settings"));
    window =
        new MainWindow(
            model,
            settings,
            SampleCatalogue.read(SampleCatalogue.locate().orElseThrow()),
            words -> {
              started.addAll(words);
              return words.getFirst().equals("missing")
                  ? Optional.of("No such file.")
                  : Optional.empty();
            });
    stage.setX(0);
    stage.setY(0);
    stage.setScene(window.scene(990, 960));
    stage.show();
  }

  @BeforeEach
  void open(FxRobot robot) {
    robot.interact(() -> model.open(temporary));
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
  void theStartScreenSaysWhatEachSampleShouldGive(FxRobot robot) throws IOException {
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
  void oneKeyStepsWhicheverPaneHasTheFocus(FxRobot robot) {
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
  void firstLastAndViolationHaveAKeyEach(FxRobot robot) {
    robot.type(KeyCode.HOME);
    assertEquals(0, selection().index());
    robot.type(KeyCode.END);
    assertEquals(selection().steps().size() - 1, selection().index());
    robot.type(KeyCode.HOME, KeyCode.V);
    assertEquals(selection().path().orElseThrow().violating(), selection().index());
  }

  @Test
  @Tag("row-C10")
  void theTrailOfCallsLeadsBackToTheCaller(FxRobot robot) {
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
  void theStatusBarTellsStepFunctionLineAndStateOfThatStep(FxRobot robot) {
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
  void aStepInAnotherFileOpensItsTabAndTheFocusStaysWhereItIs(FxRobot robot) {
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
    for (Step step : steps) {
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
  void linesOnThePathHaveABarTheCurrentOneAnArrowAndTheBrokenOneACross(FxRobot robot) {
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
  void theVerdictNamesTheBrokenObligationAndWhatItLeadsTo(FxRobot robot) {
    var path = selection().path().orElseThrow();
    assertEquals(path.message(), robot.lookup("#headline").queryLabeled().getText());
    assertTrue(robot.lookup("#consequence").queryLabeled().getText().contains(path.consequence()));
  }

  @Test
  @Tag("row-K6")
  void sizesOfPanesAreRememberedAndPutBack(FxRobot robot) {
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
  void theLineOfTheStepOpensInTheEditorThatWasSet(FxRobot robot) {
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
  void f12LeadsToTheCalleeAndAltLeftBack(FxRobot robot) {
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
  void aTextIsFoundInThePathAndF3GoesOn(FxRobot robot) {
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
  void shiftSFoldsAndUnfoldsTheSource(FxRobot robot) {
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
  void everyCommandIsListedAndItsKeyCanBeChanged(FxRobot robot) {
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
  }

  @Test
  @Tag("row-K4")
  void stepsAreSpokenAsSentencesAndMotionCanBeOff(FxRobot robot) {
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
  void aPaneHidesAndComesBack(FxRobot robot) {
    robot.interact(() -> window.commands().get("hide2").run());
    assertTrue(robot.lookup("#path-pane").tryQuery().isEmpty());
    assertTrue(settings.hiddenPanes().contains("path-pane"));
    robot.interact(() -> window.commands().get("hide2").run());
    assertTrue(robot.lookup("#path-pane").tryQuery().isPresent());
    robot.interact(() -> window.commands().get("hide3").run());
    robot.interact(() -> window.commands().get("resetLayout").run());
    assertTrue(robot.lookup("#source-pane").tryQuery().isPresent(), "one action brings all back");
  }
}
