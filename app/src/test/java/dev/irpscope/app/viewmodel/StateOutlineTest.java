package dev.irpscope.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.report.Violation;
import dev.irpscope.analysis.trace.Fact;
import dev.irpscope.analysis.trace.FactChange;
import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.fake.RealSample;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class StateOutlineTest {
  private final AnalysedFolder folder = RealSample.of("gauge-filter");
  private final Violation violation =
      RealSample.violation(folder, "CompletionRoutineRegistered", "GaugeForwardVerifyTraced");
  private final List<Step> steps = violation.shortest().steps();

  private static List<StateRow.Value> values(Step step, boolean changedOnly) {
    return StateOutline.of(step, changedOnly).stream()
        .filter(StateRow.Value.class::isInstance)
        .map(StateRow.Value.class::cast)
        .toList();
  }

  @Test
  @Tag("row-F1")
  void everyFactOfAStepHasARow() {
    for (Step step : steps) {
      List<Fact> shown = values(step, false).stream().map(StateRow.Value::fact).toList();
      assertTrue(shown.containsAll(step.facts()), "step " + (step.index() + 1));
    }
    assertTrue(steps.getLast().facts().size() > 5);
  }

  @Test
  @Tag("row-F2")
  void whatChangedStandsFirstWithItsKindAndTheRestCanBeHidden() {
    Set<FactChange.Kind> seen =
        steps.stream()
            .flatMap(s -> values(s, true).stream())
            .map(v -> v.change().orElseThrow())
            .collect(Collectors.toSet());
    assertTrue(seen.contains(FactChange.Kind.ADDED) && seen.contains(FactChange.Kind.MODIFIED));
    for (Step step : steps) {
      List<StateRow.Value> changed = values(step, true);
      assertEquals(step.changes().size(), changed.size(), "step " + (step.index() + 1));
      List<StateRow.Value> all = values(step, false);
      assertEquals(
          changed.stream().map(StateRow.Value::fact).toList(),
          all.subList(0, changed.size()).stream().map(StateRow.Value::fact).toList());
    }
  }

  @Test
  @Tag("row-F2")
  void aModifiedFactTellsWhatItWas() {
    StateRow.Value modified =
        steps.stream()
            .flatMap(s -> values(s, true).stream())
            .filter(v -> v.change().equals(Optional.of(FactChange.Kind.MODIFIED)))
            .findFirst()
            .orElseThrow();
    assertFalse(modified.previous().isEmpty());
  }

  @Test
  @Tag("row-F6")
  void theCardOfTheIrpTellsOwnerLocationAndRoutine() {
    Step armed = steps.get(violation.shortest().opening().orElseThrow());
    List<StateRow> rows = StateOutline.of(armed, false);
    int heading = -1;
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i) instanceof StateRow.Heading(var group, String object)
          && group.equals(Optional.of(Fact.Group.IRP))
          && object.equals("Irp")) {
        heading = i;
      }
    }
    assertTrue(heading > 0, "the IRP has a card");
    List<String> card =
        rows.subList(heading + 1, rows.size()).stream()
            .takeWhile(StateRow.Value.class::isInstance)
            .map(r -> ((StateRow.Value) r).subject())
            .toList();
    assertTrue(
        card.containsAll(List.of("owner", "next stack location", "completion routine")),
        card.toString());
  }

  @Test
  @Tag("row-F3")
  void valuesAreWordsAndNamesAndNeverAddresses() {
    for (String sample : List.of("gauge-filter", "weather-station", "modem-macros")) {
      for (Violation one : RealSample.of(sample).report().violations()) {
        for (Step step : one.shortest().steps()) {
          for (Fact fact : step.facts()) {
            assertFalse(
                fact.value().matches(".*(0x[0-9a-fA-F]{8,}|@[0-9a-f]{4,}|\\$\\w+).*"),
                fact.toString());
          }
        }
      }
    }
  }

  @Test
  @Tag("row-F5")
  void whatIsNotKnownIsMarkedAsUnknownWithAReason() {
    int seen = 0;
    for (Violation one : RealSample.of("weather-station").report().violations()) {
      for (Step step : one.shortest().steps()) {
        for (StateRow row : StateOutline.of(step, false)) {
          if (row instanceof StateRow.Value(Fact fact, _, _, _) && fact.value().equals("unknown")) {
            seen++;
            assertEquals(Fact.Certainty.UNKNOWN, fact.certainty(), fact.subject());
            assertFalse(fact.reason().isBlank(), fact.subject());
          }
        }
      }
    }
    assertTrue(seen > 0, "the analysis does not know everything");
  }

  @Test
  @Tag("row-H2")
  void everyStepOfEverySampleHasASentenceOfItsOwn() {
    for (String sample : List.of("gauge-filter", "weather-station", "modem-macros")) {
      for (Violation one : RealSample.of(sample).report().violations()) {
        for (Step step : one.shortest().steps()) {
          assertTrue(
              step.sentence().matches("(?s)\\S.{4,}[.!?:]"), one.id() + ": " + step.sentence());
        }
      }
    }
  }
}
