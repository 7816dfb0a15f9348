package dev.irpscope.analysis.rule.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.rule.Automaton;
import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.rule.Severity;
import dev.irpscope.analysis.rule.State;
import dev.irpscope.analysis.rule.syntax.RuleFile;
import dev.irpscope.analysis.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RuleCatalogueTest {
  private static final RuleCatalogue BUILT_IN = RuleCatalogue.builtIn();

  /** The rules that the documentation of IoSetCompletionRoutineEx and its neighbours names. */
  private static final List<String> NAMED =
      List.of(
          "CompleteRequest",
          "CompleteRequestStatusCheck",
          "CompletionRoutineRegistered",
          "HwStorPortProhibitedDDIs",
          "IoAllocateForward",
          "IoAllocateIrpSignalEventInCompletion",
          "IoAllocateIrpSignalEventInCompletion2",
          "IoAllocateIrpSignalEventInCompletion3",
          "IoAllocateIrpSignalEventInCompletionTimeout",
          "IoBuildFsdForward",
          "IoBuildFsdIrpSignalEventInCompletion",
          "IoBuildFsdIrpSignalEventInCompletion2",
          "IoBuildFsdIrpSignalEventInCompletion3",
          "IoBuildFsdIrpSignalEventInCompletionTimeout",
          "IoSetCompletionExCompleteIrp",
          "IoSetCompletionRoutineExCheck",
          "IoSetCompletionRoutineExCheckDeviceObject",
          "LowerDriverReturn",
          "MarkPower",
          "MarkPowerDown",
          "MarkQueryRelations",
          "MarkStartDevice",
          "PendedCompletedRequestEx",
          "SetCompletionRoutineFromDispatch",
          "SignalEventInCompletion",
          "SignalEventInCompletion2",
          "SignalEventInCompletion3",
          "StartDeviceWait2",
          "StartDeviceWait4");

  @TempDir Path folder;

  @Test
  void readsEveryBuiltInRuleWithoutADiagnostic() {
    String told =
        BUILT_IN.diagnostics().stream()
            .map(d -> d.span().map(Object::toString).orElse(d.path()) + ": " + d.message())
            .collect(Collectors.joining("\n"));
    assertEquals("", told);
  }

  @Test
  void hasEveryRuleThatTheDocumentationNames() {
    assertEquals(29, NAMED.size());
    for (String name : NAMED) {
      assertTrue(BUILT_IN.rule(name).isPresent(), name);
    }
  }

  @Test
  void runsRulesThatWereHeldAgainstDriversAndThoseThatAreNamed() {
    Set<String> held = BUILT_IN.runnable().stream().map(Rule::name).collect(Collectors.toSet());
    assertTrue(held.contains("CompleteRequest"));
    assertEquals(
        List.of("TargetRelationNeedsRef"),
        BUILT_IN.select("TargetRelationNeedsRef").rules().stream().map(Rule::name).toList());
  }

  @Test
  void knowsTheClassOfEachNamedRule() {
    Set<String> practice =
        NAMED.stream()
            .filter(name -> BUILT_IN.rule(name).orElseThrow().severity() == Severity.PRACTICE)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(
        Set.of(
            "IoAllocateIrpSignalEventInCompletionTimeout",
            "IoBuildFsdIrpSignalEventInCompletionTimeout",
            "MarkPower",
            "MarkPowerDown",
            "MarkQueryRelations",
            "MarkStartDevice",
            "SignalEventInCompletion3",
            "StartDeviceWait2",
            "StartDeviceWait4"),
        practice);
  }

  @Test
  void namesTheDocumentationPageAfterTheRule() {
    for (Rule rule : BUILT_IN.rules()) {
      String prefix = rule.model().name().toLowerCase(java.util.Locale.ROOT);
      assertEquals(prefix + "-" + rule.name().toLowerCase(java.util.Locale.ROOT), rule.source());
    }
  }

  @Test
  void listsEveryRuleFileInTheIndexOnce() {
    List<String> lines = RuleFile.builtIn("index.txt").text().lines().toList();
    assertEquals(lines.size(), Set.copyOf(lines).size());
    assertEquals(
        BUILT_IN.rules().size(), BUILT_IN.rules().stream().map(Rule::name).distinct().count());
  }

  @Test
  void saysNothingInSentencesWithoutAFullStop() {
    for (Rule rule : BUILT_IN.rules()) {
      for (String text : List.of(rule.summary(), rule.clause(), rule.consequence())) {
        assertTrue(text.endsWith("."), rule.name() + ": " + text);
      }
      rule.transitions().stream()
          .flatMap(transition -> transition.report().stream())
          .flatMap(report -> report.message().stream())
          .forEach(message ->
              assertTrue(
                  message.text().endsWith(".") || message.text().endsWith(".{also}"),
                  rule.name() + ": " + message.text()));
    }
  }

  @Test
  void drawsEveryRuleWithAnInitialStateAndAViolation() {
    for (Rule rule : BUILT_IN.rules()) {
      Automaton drawn = rule.automaton();
      assertTrue(drawn.nodes().stream().anyMatch(Automaton.Node::initial), rule.name());
      assertTrue(drawn.nodes().stream().anyMatch(Automaton.Node::violation), rule.name());
      Set<String> names =
          drawn.nodes().stream().map(Automaton.Node::name).collect(Collectors.toSet());
      for (Automaton.Edge edge : drawn.edges()) {
        assertTrue(names.contains(edge.from()) && names.contains(edge.to()), edge.toString());
        assertTrue(edge.label().length() <= 60, rule.name() + ": " + edge.label());
      }
    }
  }

  @Test
  void drawsTheRegistrationThatMustBeSent() {
    Automaton drawn = BUILT_IN.rule("CompletionRoutineRegistered").orElseThrow().automaton();
    assertEquals(
        List.of("Idle", "Armed", "Sent", State.VIOLATION),
        drawn.nodes().stream().map(Automaton.Node::name).toList());
    assertTrue(
        drawn.edges().stream()
            .anyMatch(edge ->
                edge.from().equals("Armed")
                    && edge.to().equals("Sent")
                    && edge.label().equals("IoCallDriver / PoCallDriver")));
  }

  @Test
  void choosesByClassAndByName() {
    List<Rule> byDefault = BUILT_IN.select("default").rules();
    assertTrue(byDefault.stream().allMatch(rule -> rule.severity() == Severity.DEFECT));
    assertTrue(byDefault.stream().allMatch(Rule::isRunnable));
    assertEquals(
        BUILT_IN.runnable().size(), byDefault.size() + BUILT_IN.select("practice").rules().size());
    assertEquals(
        List.of("CompletionRoutineRegistered", "SpinLock"),
        BUILT_IN.select("SpinLock, CompletionRoutineRegistered").rules().stream()
            .map(Rule::name)
            .toList());
    assertEquals(List.of("spinlock"), BUILT_IN.select("SpinLock,spinlock").unknown());
  }

  @Test
  void saysWhichCallWasLookedFor() {
    Rule rule = BUILT_IN.rule("IoSetCompletionRoutineExCheck").orElseThrow();
    assertEquals(
        "IoSetCompletionRoutineEx is not called.",
        rule.watched().notCalled(Set.of("IoCallDriver")).orElseThrow());
    assertTrue(
        rule.watched().notCalled(Set.of("IoCallDriver", "IoSetCompletionRoutineEx")).isEmpty());
    Rule allocate = BUILT_IN.rule("IoAllocateIrpSignalEventInCompletion").orElseThrow();
    assertEquals(
        "Neither IoAllocateIrp nor IoAllocateIrpEx is called.",
        allocate.watched().notCalled(Set.of("IoSetCompletionRoutine")).orElseThrow());
    assertEquals(
        "KeInitializeEvent is not called.",
        allocate
            .watched()
            .notCalled(Set.of("IoAllocateIrp", "IoSetCompletionRoutine", "IoCallDriver"))
            .orElseThrow());
    Rule lower = BUILT_IN.rule("LowerDriverReturn").orElseThrow();
    assertEquals(
        "Neither IoCallDriver nor PoCallDriver is called.",
        lower.watched().notCalled(Set.of("IoCompleteRequest")).orElseThrow());
  }

  @Test
  void addsTheRulesOfAFolderAndTellsWhatIsWrongWithIt() throws IOException {
    String text = RuleFile.builtIn("CancelSpinLock.rule").text();
    Files.writeString(folder.resolve("b.rule"), text.replace("rule CancelSpinLock", "rule Mine"));
    Files.writeString(folder.resolve("a.rule"), text);
    Files.writeString(folder.resolve("c.rule"), "rule {");
    Files.writeString(folder.resolve("notes.txt"), "no rule");
    RuleCatalogue all = BUILT_IN.withFolder(folder);
    assertEquals("Mine", all.rules().getLast().name());
    assertEquals(BUILT_IN.rules().size() + 1, all.rules().size());
    assertEquals(
        List.of("RULE-DUPLICATE", "RULE-SYNTAX"),
        all.diagnostics().stream().map(one -> one.code()).toList());
  }

  @Test
  void tellsAFolderThatIsNotThere() {
    RuleCatalogue all = BUILT_IN.withFolder(folder.resolve("none"));
    assertEquals(BUILT_IN.rules(), all.rules());
    assertEquals(1, all.diagnostics().size());
  }

  @Test
  void readsTheSameTwice() {
    SourceFile file = RuleFile.builtIn("signal-event.rule");
    assertEquals(RuleFile.read(file), RuleFile.read(file));
  }

  @Test
  void printsARuleInLinesThatFit() {
    for (Rule rule : BUILT_IN.rules()) {
      String text = new RuleText(rule).full();
      assertTrue(text.startsWith(rule.name() + "\n"));
      assertTrue(text.contains("page " + rule.source()));
      assertTrue(text.lines().allMatch(line -> line.length() <= 130), text);
    }
  }
}
