package dev.irpscope.app.viewmodel.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.trace.Step.Lane;
import dev.irpscope.app.fake.FakeFolder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class TimeLineTest {
  private final FakeFolder folder = new FakeFolder();
  private final TimeLine forgotten = line(true);
  private final TimeLine unsignalled = line(false);

  private TimeLine line(boolean first) {
    return TimeLine.of(
        (first ? folder.forgotten() : folder.unsignalled()).shortest(), new Fixed.Words());
  }

  @Test
  @Tag("row-C4")
  void everyStepHasATickOfItsKind() {
    assertEquals(
        List.of(
            TimeLine.Mark.ENTRY,
            TimeLine.Mark.PLAIN,
            TimeLine.Mark.CALL,
            TimeLine.Mark.PLAIN,
            TimeLine.Mark.BRANCH,
            TimeLine.Mark.PLAIN,
            TimeLine.Mark.BRANCH,
            TimeLine.Mark.CALL,
            TimeLine.Mark.RULE_EVENT,
            TimeLine.Mark.BRANCH,
            TimeLine.Mark.BRANCH,
            TimeLine.Mark.VIOLATION),
        forgotten.ticks().stream().map(TimeLine.Tick::mark).toList());
  }

  @Test
  void theBarRunsFromTheOpeningStepToTheViolation() {
    assertEquals(OptionalInt.of(8), forgotten.obligation());
    assertEquals(11, forgotten.violating());
  }

  @Test
  void aRoutineThatWasSetAndNeverSentToIsToldAbout() {
    assertEquals(
        Optional.of(new TimeLine.NeverRun(8, "FilterIoctlComplete")), forgotten.neverRun());
    assertEquals(Optional.empty(), unsignalled.neverRun());
  }

  @Test
  void thePathCrossesIntoTheCompletionRoutineAndBack() {
    assertEquals(
        List.of(
            new TimeLine.Crossing(7, 8, Lane.COMPLETION),
            new TimeLine.Crossing(13, 14, Lane.DISPATCH)),
        unsignalled.crossings());
    assertEquals(List.of(), forgotten.crossings());
  }

  @Test
  void assumedStepsAreCounted() {
    assertEquals(1, forgotten.assumed());
    assertEquals(2, unsignalled.assumed());
  }

  @Test
  void labelsAreShortNames() {
    assertEquals("FilterWatches", forgotten.ticks().get(2).label());
    assertEquals("Armed", forgotten.ticks().get(8).label());
    assertEquals("\u2715 no IoCallDriver", forgotten.ticks().get(11).label());
  }

  @Test
  @Tag("row-I2")
  void nothingTellsHowThePathEndsWhereThatIsNotToBeKnown() {
    TimeLine hidden = forgotten.withoutEnd();
    assertEquals(TimeLine.Mark.PLAIN, hidden.ticks().get(11).mark());
    assertEquals("", hidden.ticks().get(11).label());
    assertEquals(OptionalInt.empty(), hidden.obligation());
    assertEquals(Optional.empty(), hidden.neverRun());
    assertEquals(forgotten.ticks().subList(0, 11), hidden.ticks().subList(0, 11));
  }

  @Test
  void onALongPathEventsStayAndOtherMarksLeaveTheLineToBeSeen() {
    double pitch = 6;
    double width = 16;
    List<TimeLine.Tick> kept = forgotten.thinned(pitch, width, 9);
    List<Integer> steps = kept.stream().map(TimeLine.Tick::step).toList();
    assertTrue(steps.containsAll(List.of(8, 9, 11)), steps.toString());
    for (int i = 1; i < kept.size(); i++) {
      boolean wanted = kept.get(i).isEvent() || kept.get(i).step() == 9;
      double apart = (steps.get(i) - steps.get(i - 1)) * pitch;
      assertTrue(wanted || apart >= width, steps.toString());
    }
    assertTrue(steps.contains(4), "a decision rather than a plain step: " + steps);
    assertTrue(
        forgotten.thinned(1, width, 9).stream().allMatch(t -> t.weight() > 1 || t.step() == 9),
        "nothing plain where most have no room");
    assertEquals(forgotten.ticks(), forgotten.thinned(width, width, 9));
  }

  @Test
  void theLabelOfTheOpeningEventIsWrittenBesideTheCurrentStep() {
    List<LabelRow.Wish> wishes =
        forgotten.ticks().subList(8, 10).stream()
            .map(t -> new LabelRow.Wish(t.step(), 50 + 10 * t.step(), 80, t.labelWeight(9)))
            .toList();
    assertEquals(
        List.of(8), LabelRow.place(wishes, 0, 300).stream().map(LabelRow.Place::id).toList());
  }

  @Test
  void noLabelLiesOverAnotherAndTheWeightierWins() {
    List<LabelRow.Wish> wishes =
        List.of(
            new LabelRow.Wish(0, 50, 80, 1),
            new LabelRow.Wish(1, 60, 80, 5),
            new LabelRow.Wish(2, 200, 60, 1),
            new LabelRow.Wish(3, 295, 60, 2));
    List<LabelRow.Place> places = LabelRow.place(wishes, 0, 300);
    assertEquals(List.of(1, 2, 3), places.stream().map(LabelRow.Place::id).toList());
    for (int i = 1; i < places.size(); i++) {
      assertTrue(places.get(i - 1).left() + places.get(i - 1).width() < places.get(i).left());
    }
    assertEquals(240, places.getLast().left(), "pushed back inside");
  }
}
