package dev.irpscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.report.Violation;
import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.fake.RealSample;
import dev.irpscope.app.view.Messages;
import dev.irpscope.app.viewmodel.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

/** The list of steps, and what moves along it. */
final class PathPaneTest extends OnOpenWindow {
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

  /** What a step has to do with one violation says nothing about the next one with that step. */
  @Test
  void theSameStepOfAnotherViolationIsMarkedForThatOne() throws IOException {
    AnalysedFolder folder =
        RealSample.written(
            Files.createTempDirectory("twice"),
            """
            #include <wdm.h>
            DRIVER_DISPATCH Twice;
            NTSTATUS Twice(PDEVICE_OBJECT Device, PIRP Irp)
            {
                KIRQL irql;
                IoAcquireCancelSpinLock(&irql);
                return STATUS_SUCCESS;
            }
            """);
    show(folder);
    robot.interact(() ->
        model.stepping().showViolation(RealSample.violation(folder, "CancelSpinLock", "Twice")));
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(
        notes().stream().anyMatch(n -> n.contains(Messages.get("part.OPENS"))), notes()::toString);
    robot.interact(() ->
        model
            .stepping()
            .showViolation(RealSample.violation(folder, "IrpProcessingComplete", "Twice")));
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(
        notes().stream().noneMatch(n -> n.contains(Messages.get("part.OPENS"))), notes()::toString);
  }

  private List<String> notes() {
    return robot.lookup("#path-list .path-note").queryAllAs(Label.class).stream()
        .filter(Node::isVisible)
        .map(Label::getText)
        .toList();
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
  @Tag("row-H5")
  void besideThePassingPathTheViolatingStepIsMarkedAndInSight() throws Exception {
    AnalysedFolder real = RealSample.of("gauge-filter");
    show(real);
    robot.interact(() -> {
      model
          .stepping()
          .showViolation(
              RealSample.violation(real, "CompletionRoutineRegistered", "GaugeCapabilities"));
      window.workspace().views().show(GraphViews.View.BOTH);
    });
    try {
      int violating = selection().path().orElseThrow().violating();
      Label badge = robot.lookup("#both-failing .badge-violation").queryAs(Label.class);
      assertEquals("\u2715 " + (violating + 1), badge.getText());
      assertTrue(
          robot.lookup("#two-paths .path-gap-text").queryAllAs(Label.class).stream()
              .anyMatch(gap -> gap.getText().equals(Messages.count("path.gap", 1))));
      WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> isInSight(badge));
    } finally {
      robot.interact(() -> window.workspace().views().show(GraphViews.View.FLOW));
    }
  }

  private boolean isInSight(Node node) {
    Node view = robot.lookup("#two-paths .viewport").query();
    Bounds around = view.localToScene(view.getLayoutBounds());
    Bounds inside = node.localToScene(node.getLayoutBounds());
    return around.getMinY() <= inside.getMinY() && inside.getMaxY() <= around.getMaxY();
  }

  @Test
  void theRoutineWhereWeAreIsWrittenWholeHoweverDeep() {
    AnalysedFolder real = RealSample.of("weather-station");
    show(real);
    var violation =
        real.report().violations().stream()
            .max(Comparator.comparingInt(PathPaneTest::depth))
            .orElseThrow();
    robot.interact(() -> {
      model.stepping().showViolation(violation);
      Step deepest =
          selectionNow().steps().stream().max(Comparator.comparingInt(Step::depth)).orElseThrow();
      model.stepping().selectStep(deepest.index());
    });
    selection();
    Label here = robot.lookup(".crumb-here").queryAs(Label.class);
    assertTrue(here.getWidth() + 1 >= here.prefWidth(-1), here.getText());
    Label left =
        robot.lookup(".crumb-plain").match((Label l) -> l.getText().equals("\u2026")).query();
    assertTrue(left.isVisible());
    assertTrue(left.getTooltip().getText().startsWith(temporary.getFileName().toString()));
  }

  private Selection selectionNow() {
    return model.stepping().selection();
  }

  private static int depth(Violation violation) {
    return violation.shortest().steps().stream().mapToInt(Step::depth).max().orElse(0);
  }

  @Test
  @Tag("row-H3")
  void whatCausesAViolationIsMarkedApartFromWhereItShows() {
    robot.interact(() -> window.commands().get("detail3").run());
    var path = selection().path().orElseThrow();
    int causes = 0;
    for (Step step : selection().steps()) {
      robot.interact(() -> model.stepping().selectStep(step.index()));
      WaitForAsyncUtils.waitForFxEvents();
      String note =
          robot.lookup("#step-" + (step.index() + 1) + " .path-note").queryLabeled().getText();
      boolean opens = path.opening().getAsInt() == step.index();
      boolean cause = opens || model.stepping().decisions().contains(step);
      causes += cause ? 1 : 0;
      assertEquals(cause, note.contains("\u25c6 cause"), step.index() + ": " + note);
      assertEquals(
          step.index() == path.violating(), note.contains("\u2715 shows here"), () -> note);
    }
    assertTrue(causes > 1, "the opening and a decision at least");
    robot.interact(() -> window.commands().get("detail2").run());
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
  void theStepStaysInSightWhenFewerAreListed() {
    robot.interact(() -> model.stepping().goToViolation());
    WaitForAsyncUtils.waitForFxEvents();
    robot.type(KeyCode.D);
    WaitForAsyncUtils.waitForFxEvents();
    Node row = robot.lookup("#step-" + (selection().index() + 1)).query();
    Node list = robot.lookup("#path-list").query();
    robot.type(KeyCode.D);
    WaitForAsyncUtils.waitForFxEvents();
    Node again = robot.lookup("#step-" + (selection().index() + 1)).query();
    for (Node one : List.of(row, again)) {
      assertTrue(
          one.localToScene(one.getLayoutBounds()).getMaxY()
              < list.localToScene(list.getLayoutBounds()).getMaxY() + 1,
          () -> one + " is cut off");
    }
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
  @Tag("row-I3")
  void aTeachersNoteStandsAtItsStepAndComesBackWithTheFile() throws IOException {
    robot.interact(() -> model.stepping().selectStep(8));
    Selection at = selection();
    Path file = temporary.resolve("class.marks.txt");
    files.set(file);
    robot.interact(() -> window.commands().get("saveMarks").run());
    press(KeyCode.SHIFT, KeyCode.T);
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
}
