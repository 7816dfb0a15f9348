package dev.irpscope.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.report.Violation;
import dev.irpscope.app.fake.RealSample;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class MarksTest {
  private final SteppingModel stepping = new SteppingModel();
  private final ViolationsModel model = new ViolationsModel(stepping);
  private final Violation first;

  MarksTest() {
    model.results().setAll(RealSample.of("gauge-filter").report().results());
    first = stepping.violations().getFirst();
  }

  private List<Violation> filtered(String typed) {
    model.filterProperty().set(typed);
    return List.copyOf(stepping.violations());
  }

  @Test
  @Tag("row-B5")
  void marksAreSortedTextThatComesBackTheSame() {
    Marks marks = new Marks();
    marks.set("bb", new Mark(Mark.Kind.LATER, "ask\n  the author"));
    marks.set("aa", new Mark(Mark.Kind.REAL, ""));
    assertEquals(
        "# IrpScope marks: fingerprint, mark, note\naa real\nbb later ask the author\n",
        marks.text());
    Marks again = new Marks();
    assertEquals(List.of(), again.read(marks.text()));
    assertEquals(marks.text(), again.text());
  }

  @Test
  void aLineThatMeansNothingIsNamedAndTheOthersCount() {
    Marks marks = new Marks();
    assertEquals(List.of(2), marks.read("aa real\nnonsense\nbb later\n"));
    assertEquals(Optional.of(new Mark(Mark.Kind.LATER, "")), marks.of("bb"));
  }

  @Test
  @Tag("row-B5")
  void aSuppressedFindingMovesToAGroupOfItsOwnAndKeepsItsReason() {
    int before = model.shownCount();
    model.marks().set(first.fingerprint(), new Mark(Mark.Kind.SUPPRESSED, "a test device"));
    assertEquals(before, model.shownCount());
    assertEquals(first, stepping.violations().getLast());
    ViolationNode.Group group =
        model.treeProperty().get().stream()
            .filter(ViolationNode.Group.class::isInstance)
            .map(ViolationNode.Group.class::cast)
            .filter(g -> g.kind() == ViolationNode.Group.Kind.SUPPRESSED)
            .findFirst()
            .orElseThrow();
    assertEquals(1, group.count());
    assertEquals(
        "a test device",
        ((ViolationNode.Finding) group.children().getFirst()).mark().orElseThrow().note());
  }

  @Test
  @Tag("row-B2")
  void theFilterKnowsRuleFileMarkVerdictAndWhatThePathGoesThrough() {
    int all = filtered("").size();
    assertTrue(filtered("rule:registered").stream().allMatch(v -> v.rule().startsWith("C")));
    assertTrue(filtered("rule:registered").size() < all);
    assertEquals(
        List.of(first), filtered("file:" + first.site().file().name() + ":" + first.site().line()));
    model.marks().set(first.fingerprint(), new Mark(Mark.Kind.REAL, ""));
    assertEquals(List.of(first), filtered("mark:real"));
    assertEquals(all - 1, filtered("mark:none").size());
    assertEquals(all, filtered("verdict:violated").size());
    assertEquals(0, filtered("verdict:none-found").size());
    String caller = first.shortest().steps().getFirst().function().name();
    assertTrue(filtered("through:" + caller).contains(first));
    assertTrue(filtered("through:" + caller).size() < all);
    assertEquals(all, filtered("").size(), "cleared");
  }
}
