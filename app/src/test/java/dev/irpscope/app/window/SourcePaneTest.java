package dev.irpscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.report.Violation;
import dev.irpscope.analysis.source.Span;
import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.fake.RealSample;
import dev.irpscope.app.source.SourceRow;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

/** The source pane: tabs, marks on lines, and ways out of it. */
final class SourcePaneTest extends OnOpenWindow {
  @Test
  @Tag("row-D1")
  @Tag("row-K5")
  void aStepInAnotherFileOpensItsTabAndTheFocusStaysWhereItIs() {
    AnalysedFolder real = RealSample.of("weather-station");
    show(real);
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

  @Test
  @Tag("row-D2")
  void exactlyTheLinesOfThePathHaveItsBar() {
    robot.interact(() -> model.stepping().selectStep(9));
    WaitForAsyncUtils.waitForFxEvents();
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
  @Tag("row-D2")
  void everyLineOfAStatementThatGoesOverSeveralIsTheCurrentOne() {
    AnalysedFolder real = RealSample.of("wiretap-legacy");
    show(real);
    Violation violation =
        real.report().violations().stream()
            .filter(v -> v.shortest().steps().stream().anyMatch(SourcePaneTest::goesOn))
            .findFirst()
            .orElseThrow();
    Step step =
        violation.shortest().steps().stream()
            .filter(SourcePaneTest::goesOn)
            .findFirst()
            .orElseThrow();
    robot.interact(() -> {
      model.stepping().showViolation(violation);
      model.stepping().selectStep(step.index());
    });
    Span site = step.origin().site();
    assertEquals(
        IntStream.rangeClosed(site.line() + 1, site.endLine()).boxed().toList(),
        linesThatAre("current-part"));
    assertEquals(List.of(site.line()), linesThatAre("current"));
    robot.interact(() -> model.stepping().selectStep(0));
    assertEquals(List.of(), linesThatAre("current-part"));
  }

  private static boolean goesOn(Step step) {
    Span site = step.origin().site();
    return site.endLine() > site.line();
  }

  private List<Integer> linesThatAre(String state) {
    WaitForAsyncUtils.waitForFxEvents();
    return robot.lookup(".row-line").match(hasState(state)).queryAll().stream()
        .filter(Node::isVisible)
        .map(row -> robot.from(row).lookup(".line-number").queryLabeled().getText().strip())
        .map(Integer::valueOf)
        .sorted()
        .toList();
  }

  @Test
  @Tag("row-D6")
  void theLineOfTheStepOpensInTheEditorThatWasSet() {
    robot.interact(() -> settings.setEditor("my-editor +{line} \"{file}\""));
    press(KeyCode.CONTROL, KeyCode.E);
    Step step = selection().step().orElseThrow();
    assertEquals(
        List.of(
            "my-editor",
            "+" + step.line(),
            temporary.resolve(step.origin().site().file().path()).toString()),
        started);
    robot.interact(() -> settings.setEditor("missing {file}"));
    press(KeyCode.CONTROL, KeyCode.E);
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
    press(KeyCode.ALT, KeyCode.LEFT);
    assertEquals(2, selection().index());
  }

  @Test
  @Tag("row-D4")
  void shiftSFoldsAndUnfoldsTheSource() {
    int all = window.workspace().source().list().getItems().size();
    press(KeyCode.SHIFT, KeyCode.S);
    int fewer = window.workspace().source().list().getItems().size();
    assertTrue(fewer < all, fewer + " of " + all);
    robot.interact(() -> model.stepping().first());
    press(KeyCode.SHIFT, KeyCode.S);
    assertEquals(all, window.workspace().source().list().getItems().size());
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
}
