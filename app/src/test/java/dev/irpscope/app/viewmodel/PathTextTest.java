package dev.irpscope.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.report.Violation;
import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.fake.RealSample;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class PathTextTest {
  private final Violation violation =
      RealSample.violation(
          RealSample.of("gauge-filter"), "CompletionRoutineRegistered", "GaugeDispatchWrite");

  @Test
  @Tag("row-B8")
  void aFindingIsTextMarkdownOrAPlace() {
    assertEquals("transfer.c:108", PathText.place(violation));
    assertTrue(
        PathText.line(violation)
            .startsWith("transfer.c:108: error: CompletionRoutineRegistered: "));
    assertTrue(
        PathText.markdown(violation)
            .startsWith("**CompletionRoutineRegistered** at `transfer.c:108`"));
  }

  @Test
  @Tag("row-J6")
  void everyStepHasALineAndAnIdOfItsOwn() {
    String text =
        PathText.markdown(violation, violation.shortest(), Optional.empty(), _ -> Optional.empty());
    Set<String> ids = new HashSet<>();
    for (Step step : violation.shortest().steps()) {
      assertTrue(text.contains("| " + (step.index() + 1) + " | "), text);
      assertTrue(ids.add(PathText.stepId(violation, step)));
    }
    assertTrue(ids.contains(violation.id() + "#1"));
  }
}
