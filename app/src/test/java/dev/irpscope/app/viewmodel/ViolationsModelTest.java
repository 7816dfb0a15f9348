package dev.irpscope.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.report.RuleResult;
import dev.irpscope.analysis.report.Verdict;
import dev.irpscope.analysis.report.Violation;
import dev.irpscope.analysis.source.Span;
import dev.irpscope.app.fake.FakeFolder;
import dev.irpscope.app.fake.RealSample;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class ViolationsModelTest {
  private final FakeFolder folder = new FakeFolder();
  private final SteppingModel stepping = new SteppingModel();
  private final ViolationsModel model = new ViolationsModel(stepping);

  @BeforeEach
  void fill() {
    model.results().setAll(folder.report().results());
  }

  private ViolationNode.Group group(ViolationNode.Group.Kind kind) {
    return model.treeProperty().get().stream()
        .map(ViolationNode.Group.class::cast)
        .filter(g -> g.kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  @Test
  @Tag("row-B1")
  void groupsDefectsByRuleAndKeepsPracticeApart() {
    List<String> titles =
        model.treeProperty().get().stream().map(n -> ((ViolationNode.Group) n).title()).toList();
    assertEquals(
        List.of("CompletionRoutineRegistered", "IoAllocateIrpSignalEventInCompletion", "", ""),
        titles);
    assertEquals(1, group(ViolationNode.Group.Kind.PRACTICE).count());
  }

  private static Violation opened(Violation v, String id, Span opening) {
    return new Violation(
        id,
        id,
        v.driver(),
        v.rule(),
        v.severity(),
        v.function(),
        v.site(),
        Optional.of(opening),
        v.entries(),
        v.shortest(),
        v.pathCount());
  }

  @Test
  void findingsAtOnePlaceAreToldApartByWhereTheyBegin() {
    Violation any =
        folder.report().results().stream()
            .flatMap(result -> result.verdict().found().stream())
            .findFirst()
            .orElseThrow();
    Span start = any.site().file().whole();
    List<Violation> two = List.of(opened(any, "one", any.site()), opened(any, "two", start));
    model
        .results()
        .setAll(new RuleResult(any.driver(), any.rule(), new Verdict.Violated(two, List.of())));
    List<Optional<Span>> begins =
        group(ViolationNode.Group.Kind.FINDINGS).children().stream()
            .map(node -> ((ViolationNode.Finding) node).begins())
            .toList();
    assertEquals(Set.of(Optional.of(any.site()), Optional.of(start)), Set.copyOf(begins));
    model
        .results()
        .setAll(
            new RuleResult(
                any.driver(), any.rule(), new Verdict.Violated(two.subList(0, 1), List.of())));
    ViolationNode alone = group(ViolationNode.Group.Kind.FINDINGS).children().getFirst();
    assertEquals(Optional.empty(), ((ViolationNode.Finding) alone).begins());
  }

  @Test
  @Tag("row-A5")
  void rulesWithoutViolationsStandBelowWithWhatNeedsAttentionFirst() {
    List<String> rules =
        group(ViolationNode.Group.Kind.VERDICTS).children().stream()
            .map(n -> ((ViolationNode.RuleVerdict) n).result().rule())
            .toList();
    assertEquals(
        List.of(
            "SpinLock",
            "PendedCompletedRequest",
            "LowerDriverReturn",
            "MarkIrpPending",
            "CancelSpinLock"),
        rules);
  }

  @Test
  @Tag("row-A5")
  @Tag("row-H7")
  void everyVerdictThatNeedsAReasonHasOne() {
    for (ViolationNode node : group(ViolationNode.Group.Kind.VERDICTS).children()) {
      String rule = ((ViolationNode.RuleVerdict) node).result().rule();
      assertEquals(!rule.equals("MarkIrpPending"), !node.children().isEmpty(), rule);
    }
  }

  @Test
  void filterNeedsAllWordsAndForgetsNothingWhenCleared() {
    model.filterProperty().set("query COMPLETE");
    assertEquals(1, model.shownCount());
    model.filterProperty().set("query nothing-like-this");
    assertEquals(0, model.shownCount());
    model.filterProperty().set("");
    assertEquals(3, model.shownCount());
    assertEquals(3, model.totalCount());
  }

  @Test
  void steppingGoesByTheListedOrder() {
    List<Violation> listed = List.copyOf(stepping.violations());
    assertEquals(folder.forgotten(), listed.getFirst());
    assertEquals(Violation.Severity.PRACTICE, listed.getLast().severity());
    model.groupingProperty().set(ViolationsModel.Grouping.FUNCTION);
    assertEquals(3, stepping.violations().size());
  }

  @Test
  @Tag("row-B1")
  void aGroupByFunctionNamesTheRuleInItsRows() {
    model.groupingProperty().set(ViolationsModel.Grouping.FUNCTION);
    ViolationNode.Group first = group(ViolationNode.Group.Kind.FINDINGS);
    assertEquals("FilterDispatchDeviceControl", first.title());
    assertTrue(((ViolationNode.Finding) first.children().getFirst()).showsRule());
    assertFalse(((ViolationNode.Finding) first.children().getFirst()).showsDriver());
  }

  @Test
  @Tag("row-B3")
  void theShortestPathStandsFirstUnlessThePlaceIsWanted() {
    SteppingModel shown = new SteppingModel();
    ViolationsModel real = new ViolationsModel(shown);
    real.groupingProperty().set(ViolationsModel.Grouping.DRIVER);
    real.results().setAll(RealSample.of("gauge-filter").report().results());
    List<Integer> lengths =
        shown.violations().stream()
            .filter(v -> v.severity() == Violation.Severity.DEFECT)
            .map(v -> v.shortest().steps().size())
            .toList();
    assertEquals(lengths.stream().sorted().toList(), lengths);
    assertTrue(lengths.size() > 2);
    real.orderProperty().set(ViolationsModel.Order.BY_PLACE);
    List<Violation> placed =
        shown.violations().stream().filter(v -> v.severity() == Violation.Severity.DEFECT).toList();
    assertEquals(placed.stream().sorted(Comparator.comparing(Violation::site)).toList(), placed);
  }
}
