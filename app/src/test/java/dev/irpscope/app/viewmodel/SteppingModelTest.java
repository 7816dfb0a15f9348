package dev.irpscope.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.report.Violation;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.trace.Fact;
import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.fake.FakeFolder;
import dev.irpscope.app.fake.RealSample;
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

  @Test
  @Tag("row-B4")
  void theOtherPathsOfAViolationAreReachedAndTheSelectionSaysWhichItIs() {
    AnalysedFolder real = RealSample.of("gauge-filter");
    Violation several =
        real.report().violations().stream()
            .filter(v -> real.paths(v).size() > 1)
            .findFirst()
            .orElseThrow();
    SteppingModel stepping = new SteppingModel();
    stepping.openFolder(real);
    stepping.showViolation(several);
    int count = stepping.paths().size();
    assertEquals(several.pathCount(), count);
    for (int i = 1; i < count; i++) {
      assertTrue(stepping.showPath(i));
      assertEquals(i, stepping.selection().pathNumber());
      assertEquals(real.paths(several).get(i), stepping.selection().path().orElseThrow());
    }
    assertFalse(stepping.showPath(count));
  }

  @Test
  @Tag("row-C3")
  void backwardsIsTheExactInverseOfOverIntoAndOutFromEveryStep() {
    AnalysedFolder real = RealSample.of("weather-station");
    SteppingModel stepping = new SteppingModel();
    stepping.openFolder(real);
    for (Violation violation : real.report().violations()) {
      stepping.showViolation(violation);
      int count = stepping.selection().steps().size();
      for (int i = 0; i < count; i++) {
        stepping.selectStep(i);
        if (stepping.stepOver()) {
          assertTrue(stepping.stepBackOver());
          assertEquals(i, stepping.selection().index(), "over");
        }
        if (stepping.stepOut()) {
          assertTrue(stepping.stepBackOver());
          assertEquals(i, stepping.selection().index(), "out");
        }
        if (stepping.stepInto()) {
          assertTrue(stepping.stepBackInto());
          assertEquals(i, stepping.selection().index(), "into");
        }
      }
      stepping.first();
      List<Integer> visited = new ArrayList<>(List.of(0));
      while (stepping.stepOver()) {
        visited.add(stepping.selection().index());
      }
      List<Integer> back = new ArrayList<>(List.of(stepping.selection().index()));
      while (stepping.stepBackOver()) {
        back.add(stepping.selection().index());
      }
      assertEquals(visited.reversed(), back);
    }
  }

  @Test
  @Tag("row-F4")
  void aConditionLeadsToTheStepThatAssumedIt() {
    AnalysedFolder real = RealSample.of("modem-macros");
    SteppingModel stepping = new SteppingModel();
    stepping.openFolder(real);
    int seen = 0;
    for (Violation violation : real.report().violations()) {
      stepping.showViolation(violation);
      List<Step> steps = stepping.selection().steps();
      Step last = stepping.selection().step().orElseThrow();
      for (Fact fact : last.facts()) {
        if (fact.group() == Fact.Group.CONDITION) {
          stepping.selectStep(last.index());
          if (stepping.goToOrigin(fact)) {
            seen++;
            int at = stepping.selection().index();
            assertTrue(
                steps.get(at).changes().stream()
                    .anyMatch(c -> c.fact().subject().equals(fact.subject())),
                fact.toString());
          }
        }
      }
    }
    assertTrue(seen > 0);
  }
}
