package dev.irpscope.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.trace.FactChange;
import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.fake.RealSample;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class PathSearchTest {
  private final List<Step> steps =
      RealSample.of("gauge-filter").report().violations().getFirst().shortest().steps();

  @Test
  @Tag("row-C9")
  void textVariableAndChangedValueAreFound() {
    Step call = steps.stream().filter(s -> s.kind() == Step.Kind.CALL).findFirst().orElseThrow();
    assertTrue(PathSearch.find(steps, call.text().substring(0, 6)).contains(call.index()));
    Step changing = steps.stream().filter(s -> !s.changes().isEmpty()).findFirst().orElseThrow();
    FactChange change = changing.changes().getFirst();
    assertTrue(PathSearch.find(steps, change.fact().subject()).contains(changing.index()));
    String pair = change.fact().subject() + " = " + change.fact().value();
    assertTrue(PathSearch.find(steps, pair).contains(changing.index()));
  }

  @Test
  @Tag("row-C9")
  void nextAndPreviousGoRoundAndRound() {
    List<Integer> matches = List.of(2, 5, 9);
    assertEquals(5, PathSearch.next(matches, 2, 1));
    assertEquals(2, PathSearch.next(matches, 9, 1));
    assertEquals(9, PathSearch.next(matches, 2, -1));
    assertEquals(2, PathSearch.next(matches, 4, -1));
  }

  @Test
  void blankFindsNothingAndCaseDoesNotMatter() {
    assertEquals(List.of(), PathSearch.find(steps, "  "));
    assertFalse(PathSearch.find(steps, "IRP").isEmpty());
    assertEquals(PathSearch.find(steps, "IRP"), PathSearch.find(steps, "irp"));
  }
}
