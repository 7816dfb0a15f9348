package dev.irpscope.analysis.drivers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.rule.catalogue.RuleCatalogue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every rule that runs has at least three functions that break it and three that look as if they
 * did. The latter say so: {@code // keeps: Rule} stands where a reader could expect a finding. Of
 * either kind one needs a look at another function, and one that keeps the rule has only paths
 * which contradict themselves; {@link SampleClaimsTest} asks whether that is true.
 */
final class RuleSamplesTest {
  private static final int WANTED = 3;

  private final List<SampleNotes> all = all();
  private final List<String> problems = new ArrayList<>();

  private static List<SampleNotes> all() {
    List<Path> folders = new ArrayList<>(AnnotatedDrivers.samples());
    folders.addAll(AnnotatedDrivers.small());
    return folders.stream().map(SampleNotes::read).toList();
  }

  @Test
  void theNotesAreWellFormed() {
    Set<String> known =
        RuleCatalogue.builtIn().rules().stream().map(Rule::name).collect(Collectors.toSet());
    for (SampleNotes driver : all) {
      driver.problems().forEach(problem -> problems.add(driver.folder() + ": " + problem));
      driver.notes().stream()
          .filter(note -> !known.contains(note.rule()))
          .forEach(note -> problems.add(note.at() + ": there is no rule " + note.rule()));
    }
    assertNoProblems();
  }

  @Test
  void everyRuleThatRunsHasThreeFunctionsThatBreakItAndThreeThatKeepIt() {
    for (Rule rule : RuleCatalogue.builtIn().runnable()) {
      Set<String> broken = functions(rule, note -> note.breaks());
      Set<String> kept = functions(rule, note -> !note.breaks());
      kept.stream()
          .filter(broken::contains)
          .forEach(both -> problems.add(both + " both breaks and keeps " + rule.name()));
      kept.removeAll(broken);
      if (broken.size() < WANTED || kept.size() < WANTED) {
        problems.add(
            "%s: %d break it, %d keep it".formatted(rule.name(), broken.size(), kept.size()));
      }
    }
    assertNoProblems();
  }

  @Test
  void everyRuleThatRunsHasCasesThatNeedALookAtAnotherFunctionAndAnInfeasibleOne() {
    for (Rule rule : RuleCatalogue.builtIn().runnable()) {
      want(rule, "broken", Claim.ACROSS_FUNCTIONS, SampleNotes.Note::breaks);
      want(rule, "kept", Claim.ACROSS_FUNCTIONS, note -> !note.breaks());
      want(rule, "kept", Claim.INFEASIBLE, note -> !note.breaks());
    }
    assertNoProblems();
  }

  private void want(Rule rule, String how, Claim claim, Predicate<SampleNotes.Note> kind) {
    if (functions(rule, kind.and(note -> note.claim().equals(Optional.of(claim)))).isEmpty()) {
      problems.add("%s: no case of it %s %s".formatted(rule.name(), how, claim));
    }
  }

  private Set<String> functions(Rule rule, Predicate<SampleNotes.Note> kind) {
    Set<String> functions = new TreeSet<>();
    for (SampleNotes driver : all) {
      driver.notes().stream()
          .filter(note -> note.rule().equals(rule.name()) && kind.test(note))
          .forEach(note -> functions.add(driver.folder().getFileName() + "/" + note.function()));
    }
    return functions;
  }

  private void assertNoProblems() {
    assertEquals("", String.join("\n", problems));
  }
}
