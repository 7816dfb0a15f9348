package dev.irpscope.analysis.drivers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.report.FunctionCoverage;
import dev.irpscope.analysis.report.Violation;
import dev.irpscope.analysis.trace.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the samples claim about themselves is true. A case that is kept because of what stands in
 * another function breaks its rule where the claim is written once the lines marked {@code //
 * otherwise:} in other functions say what stands behind the colon. A case that is kept because its
 * paths contradict themselves breaks it once the conditions marked {@code // correlated} are about
 * something else. A case that is broken across functions either has a path on which at least two
 * functions matter, routines that the kernel calls aside, or is no longer broken once the lines
 * marked {@code // otherwise:} in other functions are changed.
 */
final class SampleClaimsTest {
  @TempDir Path scratch;

  @TestFactory
  Stream<DynamicTest> whatSamplesClaimAboutThemselvesIsTrue() {
    List<Path> folders = new ArrayList<>(AnnotatedDrivers.samples());
    folders.addAll(AnnotatedDrivers.small());
    return folders.stream()
        .map(SampleNotes::read)
        .filter(driver -> driver.notes().stream().anyMatch(note -> note.claim().isPresent()))
        .map(driver ->
            DynamicTest.dynamicTest(
                String.valueOf(driver.folder().getFileName()),
                () -> assertEquals("", String.join("\n", problems(driver)))));
  }

  private List<String> problems(SampleNotes driver) {
    List<String> problems = new ArrayList<>();
    if (claimed(driver, Claim.INFEASIBLE)) {
      infeasible(driver, problems);
    }
    if (claimed(driver, Claim.ACROSS_FUNCTIONS)) {
      acrossFunctions(driver, problems);
    }
    return problems;
  }

  private static boolean claimed(SampleNotes driver, Claim claim) {
    return driver.notes().stream().anyMatch(note -> note.claims(claim));
  }

  private void infeasible(SampleNotes driver, List<String> problems) {
    AnalysedFolder changed =
        analysed(driver, Claim.INFEASIBLE, driver.without(Claim.INFEASIBLE), problems);
    for (SampleNotes.Note note : driver.notes()) {
      if (note.claims(Claim.INFEASIBLE)) {
        broken(changed, note, "when nothing is correlated", problems);
      }
    }
  }

  private void acrossFunctions(SampleNotes driver, List<String> problems) {
    Claim across = Claim.ACROSS_FUNCTIONS;
    AnalysedFolder changed = analysed(driver, across, driver.without(across), problems);
    AnalysedFolder same = analysed(driver, across, Map.of(), problems);
    for (SampleNotes.Note note : driver.notes()) {
      if (note.claims(across)) {
        boolean elsewhere = !driver.isChangedIn(note.at(), across);
        List<Violation> otherwise = found(changed, note);
        if (note.breaks()) {
          boolean spans = found(same, note).stream().anyMatch(SampleClaimsTest::spansFunctions);
          if (!spans && !(elsewhere && otherwise.isEmpty())) {
            problems.add("one function is enough to break it: " + told(note));
          }
        } else if (!elsewhere) {
          problems.add("what is otherwise stands in the same function: " + told(note));
        } else {
          broken(changed, note, "otherwise", problems);
        }
      }
    }
  }

  private static void broken(
      AnalysedFolder changed, SampleNotes.Note note, String when, List<String> problems) {
    boolean broken = !found(changed, note).isEmpty();
    if (broken == note.missed()) {
      problems.add((broken ? "broken " : "kept ") + when + ": " + told(note));
    }
  }

  private static String told(SampleNotes.Note note) {
    return note.at() + " " + note.rule();
  }

  private static List<Violation> found(AnalysedFolder folder, SampleNotes.Note note) {
    return folder.report().violations().stream()
        .filter(one -> one.severity() != Violation.Severity.HINT)
        .filter(one -> one.rule().equals(note.rule()))
        .filter(one -> one.site().file().path().equals(note.at().file()))
        .filter(one -> one.site().line() == note.at().line())
        .toList();
  }

  /** At least two functions of one lane have a step that counts and does more than call another. */
  private static boolean spansFunctions(Violation violation) {
    for (Step.Lane lane : Step.Lane.values()) {
      List<Step> steps =
          violation.shortest().steps().stream().filter(step -> step.lane() == lane).toList();
      Set<String> functions = new TreeSet<>();
      for (int i = 0; i < steps.size(); i++) {
        boolean calls =
            i + 1 < steps.size()
                && steps.get(i + 1).kind() == Step.Kind.ENTRY
                && !steps.get(i).isRuleEvent();
        if (counts(steps.get(i)) && !calls) {
          functions.add(steps.get(i).function().toString());
        }
      }
      if (functions.size() > 1) {
        return true;
      }
    }
    return false;
  }

  private static boolean counts(Step step) {
    return switch (step.kind()) {
      case STATEMENT, CALL, RETURN ->
          step.importance() == Step.Importance.ESSENTIAL
              || (step.importance() == Step.Importance.IMPORTANT && !step.changes().isEmpty());
      case RULE_EVENT, VIOLATION -> true;
      case ENTRY, BRANCH, LOWER_DRIVER -> false;
    };
  }

  /** The driver with some files changed, checked for the rules that claims of a kind are about. */
  private AnalysedFolder analysed(
      SampleNotes driver, Claim claim, Map<String, String> changed, List<String> problems) {
    Path copy = scratch.resolve("" + driver.folder().getFileName() + claim + changed.size());
    Set<String> rules = new TreeSet<>();
    driver.notes().stream()
        .filter(note -> note.claims(claim))
        .forEach(note -> rules.add(note.rule()));
    try (Stream<Path> all = Files.walk(driver.folder())) {
      for (Path path : all.sorted().toList()) {
        Path target = copy.resolve(driver.folder().relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
      for (Map.Entry<String, String> file : changed.entrySet()) {
        Files.writeString(copy.resolve(file.getKey()), file.getValue());
      }
      AnnotatedDrivers.nameRules(copy, rules);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    AnalysedFolder folder = AnnotatedDrivers.analyse(copy, 2);
    for (FunctionCoverage one : folder.coverage().functions()) {
      if (one.status() != FunctionCoverage.Status.ANALYSED) {
        problems.add("not read: " + one.function() + ": " + one.reason());
      }
    }
    return folder;
  }
}
