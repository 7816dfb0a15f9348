package dev.irpscope.app.viewmodel.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.app.fake.RealSample;
import dev.irpscope.app.viewmodel.drawing.LaneRow.Lane;
import java.util.List;
import java.util.Optional;
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
  void theMissingCallStandsInTheLaneWhereThePathEnds() {
    LaneRow last = lanes.rows().getLast();
    assertTrue(last instanceof LaneRow.Missing);
    assertEquals(Lane.COMPLETION, ((LaneRow.Missing) last).lane());
  }
}
