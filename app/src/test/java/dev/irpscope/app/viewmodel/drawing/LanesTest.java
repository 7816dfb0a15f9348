package dev.irpscope.app.viewmodel.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.trace.FactChange;
import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.fake.RealSample;
import dev.irpscope.app.viewmodel.drawing.LaneRow.Lane;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class LanesTest {
  private final AnalysedFolder folder = RealSample.of("weather-station");
  private final Counterexample path =
      RealSample.violation(folder, "IoAllocateIrpSignalEventInCompletion", "WxRainDone").shortest();
  private final Lanes lanes = Lanes.of(path);

  private List<LaneRow.At> arrows() {
    return lanes.rows().stream()
        .filter(LaneRow.At.class::isInstance)
        .map(LaneRow.At.class::cast)
        .filter(at -> at.arrow().isPresent())
        .toList();
  }

  @Test
  void everyStepIsInExactlyOneRowOrTheGapThatCountsIt() {
    int next = 0;
    for (LaneRow row : lanes.rows()) {
      if (!(row instanceof LaneRow.Missing)) {
        assertEquals(next, row.first());
        next = row.last() + 1;
      }
    }
    assertEquals(path.steps().size(), next);
  }

  @Test
  void theRequestCrossesToTheLowerDriverAndComesBackInTheCompletionRoutine() {
    List<LaneRow.Arrow> all = arrows().stream().map(at -> at.arrow().orElseThrow()).toList();
    assertEquals(
        List.of(
            new LaneRow.Arrow(Lane.IO_MANAGER, Lane.DISPATCH, "WxDispatchControl", ""),
            new LaneRow.Arrow(Lane.DISPATCH, Lane.LOWER_DRIVER, "IoCallDriver", ""),
            new LaneRow.Arrow(Lane.LOWER_DRIVER, Lane.DISPATCH, "STATUS_PENDING", ""),
            new LaneRow.Arrow(Lane.LOWER_DRIVER, Lane.COMPLETION, "WxRainDone", "PendingReturned")),
        all);
  }

  @Test
  void theLaneThatHasTheRequestChangesWithTheSend() {
    LaneRow send = arrows().get(1);
    assertEquals(Optional.of(Lane.LOWER_DRIVER), send.owner());
    LaneRow completion = arrows().get(3);
    assertEquals(Optional.of(Lane.COMPLETION), completion.owner());
  }

  @Test
  void whatGivesAnIrpAwayIsNeverFoldedAway() {
    Lanes freed = Lanes.of(noPlaceLeft());
    List<String> handedOver =
        noPlaceLeft().steps().stream()
            .filter(LanesTest::handsOver)
            .map(s -> freed.rows().get(freed.rowOf(s.index())))
            .map(row -> row instanceof LaneRow.At at ? at.step().text() : "folded")
            .toList();
    assertTrue(handedOver.stream().anyMatch(t -> t.contains("IoFreeIrp")), handedOver.toString());
    assertFalse(handedOver.contains("folded"), handedOver.toString());
    assertTrue(
        freed.rows().stream()
            .flatMap(row -> row instanceof LaneRow.At at ? at.arrow().stream() : Stream.empty())
            .anyMatch(a -> a.label().equals("IoCompleteRequest") && a.to() == Lane.IO_MANAGER));
  }

  private static boolean handsOver(Step step) {
    return step.changes().stream()
        .anyMatch(
            c -> c.kind() == FactChange.Kind.MODIFIED && c.fact().subject().endsWith(": owner"));
  }

  @Test
  void aDecisionTellsWhichWayItWent() {
    List<LaneRow.At> decisions =
        Lanes.of(noPlaceLeft()).rows().stream()
            .flatMap(row -> row instanceof LaneRow.At at ? Stream.of(at) : Stream.empty())
            .filter(at -> at.step().kind() == Step.Kind.BRANCH)
            .toList();
    assertFalse(decisions.isEmpty());
    decisions.forEach(at ->
        assertEquals(": " + at.step().outcome().orElseThrow(), at.decided(), at.step().text()));
  }

  @Test
  void aCallForWhichThePathHasNoPlaceLeftIsNotDrawn() {
    assertTrue(noPlaceLeft().missing().orElseThrow().ghost().isEmpty());
    assertTrue(
        Lanes.of(noPlaceLeft()).rows().stream().noneMatch(LaneRow.Missing.class::isInstance));
  }

  private Counterexample noPlaceLeft() {
    return RealSample.violation(folder, "CompletionRoutineRegistered", "WxDispatchControl")
        .shortest();
  }

  @Test
  void theMissingCallStandsInTheLaneWhereThePathEnds() {
    LaneRow last = lanes.rows().getLast();
    assertTrue(last instanceof LaneRow.Missing);
    assertEquals(Lane.COMPLETION, ((LaneRow.Missing) last).lane());
    assertTrue(
        lanes.withoutEnd().rows().stream().noneMatch(LaneRow.Missing.class::isInstance),
        "not while a class is to find out");
  }
}
