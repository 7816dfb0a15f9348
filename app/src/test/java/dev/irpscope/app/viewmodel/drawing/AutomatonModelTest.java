package dev.irpscope.app.viewmodel.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.rule.catalogue.RuleCatalogue;
import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.fake.FakeFolder;
import dev.irpscope.app.viewmodel.SteppingModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class AutomatonModelTest {
  private final FakeFolder folder = new FakeFolder();
  private final SteppingModel stepping = new SteppingModel();
  private final AutomatonModel model =
      new AutomatonModel(
          stepping,
          new Fixed.AtOnce(),
          name -> RuleCatalogue.builtIn().rule(name),
          new Fixed.Letters());

  private AutomatonPicture.Drawn at(int step) {
    if (stepping.selection().violation().isEmpty()) {
      stepping.openFolder(folder);
      stepping.showViolation(folder.forgotten());
    }
    stepping.selectStep(step);
    return assertInstanceOf(AutomatonPicture.Drawn.class, model.picture());
  }

  private static TransitionEdge edge(AutomatonPicture.Drawn picture, String id) {
    return picture.drawing().graph().edgeSet().stream()
        .filter(e -> e.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @Tag("row-G2")
  void drawsTheStatesOfTheRuleFile() {
    List<String> states =
        at(0).drawing().graph().vertexSet().stream().map(StateNode::name).toList();
    assertTrue(
        states.containsAll(List.of("Idle", "Armed", "Sent", "violation")), states.toString());
  }

  @Test
  @Tag("row-I2")
  void goesNoFurtherThanWhatMayBeKnown() {
    assertEquals("violation", at(11).state());
    stepping.horizonProperty().set(10);
    assertEquals("Armed", at(11).state());
    stepping.horizonProperty().set(-1);
    assertEquals("Idle", at(0).state());
    stepping.horizonProperty().set(Integer.MAX_VALUE);
    assertEquals("violation", at(11).state());
  }

  @Test
  void drawsOneEdgeBetweenTwoStatesHoweverManyTransitionsThereAre() {
    AutomatonDrawing drawing = at(0).drawing();
    List<String> ids = drawing.graph().edgeSet().stream().map(TransitionEdge::id).toList();
    assertEquals(ids.stream().distinct().toList(), ids);
    assertTrue(edge(at(0), "Armed>violation").labels().size() > 1);
  }

  @Test
  @Tag("row-G3")
  void lightsTheStateAndTheTransitionOfTheStep() {
    assertEquals("Idle", at(7).state());
    assertEquals(Optional.empty(), at(7).fired());
    assertEquals("Armed", at(8).state());
    assertEquals(Optional.of("Idle>Armed"), at(8).fired().map(TransitionEdge::id));
    assertEquals(Optional.empty(), at(9).fired());
    assertEquals(
        List.of("Idle>Armed"), at(9).firedBefore().stream().map(TransitionEdge::id).toList());
    assertEquals(Optional.of("Armed>violation"), at(11).fired().map(TransitionEdge::id));
  }

  @Test
  void saysSinceWhichStepTheStateHolds() {
    assertEquals(Optional.empty(), at(3).since());
    assertEquals(Optional.of(8), at(8).since());
    assertEquals(Optional.of(8), at(10).since());
  }

  @Test
  void aTransitionListsAndSelectsTheStepsThatFireIt() {
    TransitionEdge armed = edge(at(0), "Idle>Armed");
    assertEquals(List.of(8), model.stepsOf(armed).stream().map(Step::index).toList());
    assertTrue(model.select(armed));
    assertEquals(8, stepping.selection().index());
    assertFalse(model.select(edge(at(8), "Armed>Sent")), "no step of this path fires it");
    assertEquals(8, stepping.selection().index());
  }

  @Test
  void everyRuleIsWholeInASmallPaneWithStatesThatCanBeRead() {
    for (Rule rule : RuleCatalogue.builtIn().rules()) {
      AutomatonDrawing drawing = AutomatonDrawing.of(rule, new Fixed.Letters());
      var placed = drawing.fitting(400, 110, 0.6, 1).drawing();
      double scale = Math.min(400 / placed.width(), 110 / placed.height());
      assertTrue(scale >= 0.5, () -> rule.name() + " " + scale);
      assertEquals(drawing.graph().vertexSet(), placed.nodes().keySet(), rule.name());
      boolean labelled = placed.routes().values().stream().anyMatch(r -> r.label().isPresent());
      assertTrue(!labelled || scale >= 0.6, () -> "labels that cannot be read: " + rule.name());
    }
  }

  @Test
  void anUnknownRuleIsNamed() {
    AutomatonModel without =
        new AutomatonModel(
            stepping, new Fixed.AtOnce(), _ -> Optional.empty(), new Fixed.Letters());
    stepping.openFolder(folder);
    stepping.showViolation(folder.forgotten());
    assertEquals(new AutomatonPicture.Unknown("CompletionRoutineRegistered"), without.picture());
  }

  @Test
  void labelsAreNarrowWhereThatShowsTheRuleLarger() {
    Rule rule = RuleCatalogue.builtIn().rule("CompletionRoutineRegistered").orElseThrow();
    AutomatonDrawing drawing = AutomatonDrawing.of(rule, new Fixed.Letters());
    List<String> wide = armed(drawing.fitting(2000, 1000, 0.6, 1));
    assertEquals(List.of("IoSetCompletionRoutineEx", "succeeds"), wide);
    AutomatonDrawing.Placing narrow = drawing.fitting(290, 400, 0.6, 1);
    List<String> lines = armed(narrow);
    assertTrue(lines.stream().allMatch(l -> l.length() <= 15), lines.toString());
    assertEquals(String.join("", wide), String.join("", lines));
    double before = drawing.labelled().getFirst().drawing().width();
    assertTrue(narrow.drawing().width() < before * 0.85, () -> "instead of " + before);
  }

  @Test
  void labelsAreWrappedAndCutAtAFewLines() {
    boolean cut = false;
    for (Rule rule : RuleCatalogue.builtIn().rules()) {
      List<AutomatonDrawing.Placing> all =
          AutomatonDrawing.of(rule, new Fixed.Letters()).labelled();
      for (int i = 0; i < all.size(); i++) {
        int most = i < 2 ? 4 : 6;
        for (List<String> lines : all.get(i).written().values()) {
          assertTrue(lines.size() <= most, () -> rule.name() + " " + lines);
          assertTrue(lines.stream().allMatch(l -> l.length() <= 25), () -> rule.name() + lines);
          cut |= lines.size() == most && lines.getLast().equals("\u2026");
        }
      }
    }
    assertTrue(cut, "some are too long");
  }

  private static List<String> armed(AutomatonDrawing.Placing placing) {
    return placing.written().entrySet().stream()
        .filter(e -> e.getKey().id().equals("Idle>Armed"))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }
}
