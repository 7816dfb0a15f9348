package dev.irpscope.app.viewmodel.present;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.report.Violation;
import dev.irpscope.analysis.rule.catalogue.RuleCatalogue;
import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.fake.RealSample;
import dev.irpscope.app.viewmodel.SteppingModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class PresentModelTest {
  private final AnalysedFolder folder = RealSample.of("gauge-filter");
  private final SteppingModel stepping = new SteppingModel();
  private final PresentModel present =
      new PresentModel(stepping, name -> RuleCatalogue.builtIn().rule(name));

  @BeforeEach
  void show() {
    stepping.openFolder(folder);
    stepping.violations().setAll(folder.report().violations());
    stepping.showViolation(folder.report().violations().getFirst());
  }

  private Counterexample path() {
    return stepping.selection().path().orElseThrow();
  }

  private boolean isAsking() {
    return present.askedProperty().get().filter(a -> !a.revealed()).isPresent();
  }

  @Test
  @Tag("row-I2")
  void theVerdictIsHiddenUntilItIsAskedFor() {
    assertTrue(present.start());
    assertFalse(present.verdictShownProperty().get());
    assertEquals(path().violating() - 1, stepping.horizonProperty().get(), "nor any pane tells it");
    present.revealMore();
    assertTrue(present.verdictShownProperty().get());
    assertEquals(Integer.MAX_VALUE, stepping.horizonProperty().get());
    present.revealMore();
    assertFalse(stepping.isEndKnown());
    present.leave();
    assertTrue(stepping.isEndKnown());
    present.start();
    assertFalse(present.verdictShownProperty().get(), "hidden again for the next class");
  }

  @Test
  @Tag("row-I2")
  void predictingStopsAtEveryBranchAndRuleEventAndHidesWhatLiesBehind() {
    present.start();
    present.togglePredicting();
    assertEquals(0, stepping.selection().index());
    List<Integer> asked = new ArrayList<>();
    for (int i = 0; i < 200 && !present.verdictShownProperty().get(); i++) {
      if (isAsking()) {
        int at = stepping.selection().index();
        asked.add(at);
        assertTrue(stepping.horizonProperty().get() < at, "the answer is kept back");
        present.reveal();
        assertTrue(stepping.horizonProperty().get() >= at);
      } else {
        present.next();
      }
    }
    List<Integer> expected =
        path().steps().stream()
            .filter(s ->
                (s.kind() == Step.Kind.BRANCH && s.importance() != Step.Importance.OTHER)
                    || s.isRuleEvent()
                    || s.index() == path().violating())
            .map(Step::index)
            .toList();
    assertEquals(expected, asked);
    assertEquals(Integer.MAX_VALUE, stepping.horizonProperty().get());
  }

  @Test
  @Tag("row-I2")
  void aRightAndAWrongPredictionAreCounted() {
    present.start();
    present.togglePredicting();
    answer(true);
    assertEquals(new PresentModel.Tally(1, 1), present.tallyProperty().get());
    answer(false);
    assertEquals(new PresentModel.Tally(2, 1), present.tallyProperty().get());
  }

  private void answer(boolean rightly) {
    while (!isAsking()) {
      present.next();
    }
    Question question = present.askedProperty().get().orElseThrow().question();
    int right = question.right();
    assertTrue(present.answer(rightly ? right : (right + 1) % question.options().size()));
    present.reveal();
    assertEquals(rightly, present.askedProperty().get().orElseThrow().isRight());
  }

  @Test
  @Tag("row-I2")
  void theRightAnswerIsWhatThePathDoesAndEveryAnswerIsDifferent() {
    for (Violation violation : folder.report().violations()) {
      Counterexample path = violation.shortest();
      for (Step step : path.steps()) {
        Optional<Question> question =
            Questions.about(
                path,
                step.index(),
                RuleCatalogue.builtIn().rule(violation.rule()),
                folder.graph(step.function()));
        question.ifPresent(q -> {
          assertEquals(q.options().size(), q.options().stream().distinct().count());
          Question.Option right = q.options().get(q.right());
          switch (q.kind()) {
            case STATE -> assertEquals(step.after().state(), right.first());
            case BRANCH ->
                assertEquals(
                    folder
                        .graph(step.function())
                        .orElseThrow()
                        .successors(
                            folder
                                .graph(step.function())
                                .orElseThrow()
                                .blocks()
                                .get(step.block().orElseThrow()))
                        .get(step.edge().orElseThrow())
                        .label(),
                    right.first());
            case END ->
                assertEquals(
                    path.missing().map(m -> m.call()).orElse(path.message()), right.first());
            case OUTCOME -> assertTrue(false, "not asked");
          }
        });
      }
    }
  }

  @Test
  void leavingShowsEverythingAgain() {
    present.start();
    present.togglePredicting();
    assertTrue(present.leave());
    assertEquals(Integer.MAX_VALUE, stepping.horizonProperty().get());
    assertFalse(present.predictingProperty().get());
  }
}
