package dev.irpscope.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.report.Violation;
import dev.irpscope.analysis.rule.State;
import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.trace.Passing;
import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.fake.RealSample;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TwoPathsTest {
  @ParameterizedTest
  @Tag("row-H5")
  @ValueSource(strings = {"gauge-filter", "weather-station", "modem-macros", "scanner-ladder"})
  void theTwoPathsAreOneUpToTheForkAndOnlyOneOfThemBreaksTheRule(String sample) {
    AnalysedFolder folder = RealSample.of(sample);
    int seen = 0;
    for (Violation violation : folder.report().violations()) {
      Counterexample path = violation.shortest();
      if (path.passing().orElseThrow() instanceof Passing.Path(List<Step> steps, int shared)) {
        seen++;
        for (int i = 0; i < shared; i++) {
          assertEquals(path.steps().get(i).origin(), steps.get(i).origin());
          assertEquals(path.steps().get(i).after(), steps.get(i).after());
        }
        TwoPaths both = TwoPaths.of(path).orElseThrow();
        assertEquals(both.fork().origin().site(), both.other().origin().site(), "one place");
        assertNotEquals(both.fork().outcome(), both.other().outcome(), "two ways");
        assertTrue(
            steps.stream().noneMatch(s -> s.after().state().equals(State.VIOLATION)),
            "no step of the passing path breaks the rule");
      }
    }
    assertTrue(seen > 0);
  }

  @Test
  @Tag("row-H5")
  void theForkIsTheDecisionThatAReaderWouldName() {
    AnalysedFolder folder = RealSample.of("gauge-filter");
    Violation found =
        RealSample.violation(folder, "CompletionRoutineRegistered", "GaugeForwardVerifyTraced");
    TwoPaths both = TwoPaths.of(found.shortest()).orElseThrow();
    assertEquals("Ext->TraceVerifies", both.fork().text());
    assertEquals("true", both.fork().outcome().orElseThrow());
    assertEquals("false", both.other().outcome().orElseThrow());
    assertEquals(List.of("Idle", "Armed", "violation"), both.fails().states());
    assertEquals(List.of("Idle", "Armed", "Sent"), both.keeps().states());
    assertEquals(found.shortest().violating(), both.fails().ends().orElseThrow());
    assertEquals(both.fails().opens(), both.keeps().opens(), "opened before the fork");
    Step met =
        ((Passing.Path) found.shortest().passing().orElseThrow())
            .steps()
            .get(both.keeps().ends().orElseThrow());
    assertTrue(met.text().startsWith("IoCallDriver"), met.text());
  }
}
