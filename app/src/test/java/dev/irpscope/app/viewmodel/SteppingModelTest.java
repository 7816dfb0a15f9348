package dev.irpscope.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.app.fake.FakeFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class SteppingModelTest {
  private final FakeFolder folder = new FakeFolder();
  private final SteppingModel model = new SteppingModel();

  private void showForgotten() {
    model.openFolder(folder);
    model.violations().setAll(folder.forgotten(), folder.unsignalled());
    model.showViolation(folder.forgotten());
  }

  @Test
  void opensAtTheViolationAndNotAtTheStart() {
    showForgotten();
    assertEquals(folder.forgotten().shortest().violating(), model.selection().index());
  }

  @Test
  @Tag("row-C7")
  void everyStepIsInExactlyOneRowAtEveryDetail() {
    showForgotten();
    int steps = model.selection().steps().size();
    for (DetailLevel level : DetailLevel.values()) {
      model.detailProperty().set(level);
      List<Integer> covered =
          model.outline().rows().stream()
              .flatMapToInt(r -> IntStream.rangeClosed(r.first(), r.last()))
              .boxed()
              .toList();
      assertEquals(IntStream.range(0, steps).boxed().toList(), covered, level.toString());
    }
  }

  @Test
  @Tag("row-C6")
  void fullDetailHasARowForEveryStepAndEssentialFewer() {
    showForgotten();
    model.detailProperty().set(DetailLevel.ALL);
    assertEquals(model.selection().steps().size(), model.outline().shownSteps().size());
    model.detailProperty().set(DetailLevel.ESSENTIAL);
    assertTrue(model.outline().shownSteps().size() < model.selection().steps().size());
  }

  @Test
  @Tag("row-C6")
  void changingTheDetailKeepsTheStep() {
    showForgotten();
    model.selectStep(4);
    model.detailProperty().set(DetailLevel.ESSENTIAL);
    assertEquals(4, model.selection().index());
    assertTrue(model.outline().shownSteps().contains(4));
  }

  @Test
  void previousUndoesNext() {
    showForgotten();
    model.first();
    List<Integer> forward = new ArrayList<>();
    do {
      forward.add(model.selection().index());
    } while (model.next());
    List<Integer> backward = new ArrayList<>();
    do {
      backward.addFirst(model.selection().index());
    } while (model.previous());
    assertEquals(forward, backward);
  }

  @Test
  void stepOverPassesACallAndBackOverReturnsToIt() {
    showForgotten();
    model.selectStep(2);
    assertTrue(model.stepOver());
    assertEquals(6, model.selection().index());
    assertTrue(model.stepBackOver());
    assertEquals(2, model.selection().index());
  }

  @Test
  void stepOutLeavesTheHelper() {
    showForgotten();
    model.selectStep(4);
    assertTrue(model.stepOut());
    assertEquals(
        "FilterDispatchDeviceControl", model.selection().step().orElseThrow().function().name());
  }

  @Test
  void stepOverASendPassesTheCompletionRoutine() {
    model.openFolder(folder);
    model.showViolation(folder.unsignalled());
    model.selectStep(7);
    model.stepOver();
    assertEquals("FilterQueryCaps", model.selection().step().orElseThrow().function().name());
  }

  @Test
  @Tag("row-C8")
  void clickingALineAgainGoesToItsNextVisitAndRoundAgain() {
    showForgotten();
    SourceFile file = folder.file("filter/control.c").orElseThrow();
    int line = model.selection().steps().get(2).line();
    assertTrue(model.selectLine(file, line));
    assertEquals(2, model.selection().index());
    model.selectLine(file, line);
    assertEquals(6, model.selection().index());
    model.selectLine(file, line);
    assertEquals(2, model.selection().index());
  }

  @Test
  void aLineThatIsNotOnThePathIsRefused() {
    showForgotten();
    assertFalse(model.selectLine(folder.file("filter/control.c").orElseThrow(), 1));
  }

  @Test
  @Tag("row-C5")
  void ruleEventsAndDecisionsAreReachedInBothDirections() {
    showForgotten();
    model.first();
    assertTrue(model.nextRuleEvent());
    assertEquals(8, model.selection().index());
    assertTrue(model.nextRuleEvent());
    assertEquals(11, model.selection().index());
    assertFalse(model.nextRuleEvent());
    assertTrue(model.previousDecision());
    assertEquals(10, model.selection().index());
  }

  @Test
  void violationsAreSteppedInListedOrderAndStopAtTheEnd() {
    model.openFolder(folder);
    model.violations().setAll(folder.unsignalled(), folder.forgotten());
    assertTrue(model.nextViolation());
    assertEquals(folder.unsignalled(), model.selection().violation().orElseThrow());
    assertTrue(model.nextViolation());
    assertFalse(model.nextViolation());
    assertTrue(model.previousViolation());
  }

  @Test
  void aNewAnalysisKeepsTheViolationAndItsStep() {
    showForgotten();
    model.selectStep(3);
    model.openFolder(new FakeFolder());
    assertEquals("crr-1", model.selection().violation().orElseThrow().id());
    assertEquals(3, model.selection().index());
  }

  @Test
  void foldingACallHidesItsStepsInACountedRow() {
    showForgotten();
    model.detailProperty().set(DetailLevel.ALL);
    model.setFolded(2, true);
    assertTrue(
        model.outline().rows().stream()
            .anyMatch(r -> r instanceof PathRow.FoldRow fold && fold.count() == 3));
    model.setFolded(2, false);
    assertEquals(model.selection().steps().size(), model.outline().shownSteps().size());
  }

  @Test
  void aStepWithoutAPathGoesNowhere() {
    assertFalse(model.next());
    assertFalse(model.previous());
    assertFalse(model.last());
    assertFalse(model.goToViolation());
    assertFalse(model.nextViolation());
    assertFalse(model.stepOut());
  }
}
