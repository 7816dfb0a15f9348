package dev.irpscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.samples.SampleCatalogue;
import dev.irpscope.app.view.Messages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

/** What stands around the panes: start screen, verdict, status, sizes, keys, help. */
final class WindowFrameTest extends OnOpenWindow {
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
  @Tag("row-H1")
  void theVerdictNamesTheBrokenObligationAndWhatItLeadsTo() {
    var path = selection().path().orElseThrow();
    assertEquals(path.message(), robot.lookup("#headline").queryLabeled().getText());
    assertTrue(robot.lookup("#consequence").queryLabeled().getText().contains(path.consequence()));
  }

  @Test
  @Tag("row-H1")
  void theSentenceOfTheViolatingStepNamesTheViolation() {
    robot.interact(() -> model.stepping().goToViolation());
    String note = selection().path().orElseThrow().missing().orElseThrow().note();
    String text = robot.lookup("#narration").queryLabeled().getText();
    assertTrue(text.contains(note), text);
    robot.interact(() -> model.stepping().first());
    assertFalse(robot.lookup("#narration").queryLabeled().getText().contains(note));
  }

  @Test
  @Tag("row-H1")
  void theVerdictIsWrittenWholeInANarrowWindow() {
    WaitForAsyncUtils.waitForFxEvents();
    robot.interact(() -> window.layout());
    for (String line : List.of("#headline", "#consequence")) {
      Labeled label = robot.lookup(line).queryLabeled();
      String written = ((Text) label.lookup(".text")).getText();
      assertEquals(label.getText(), written.replaceAll("\\s+", " "));
    }
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
  void thePaneIsNamedAfterTheViewInFront() {
    Labeled title = robot.lookup("#graph-pane .pane-title").queryLabeled();
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      seen.add(title.getText());
      robot.interact(() -> window.commands().get("graphView").run());
    }
    assertEquals(
        List.of(Messages.get("pane.graph"), Messages.get("view.lanes"), Messages.get("view.both")),
        seen);
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
}
