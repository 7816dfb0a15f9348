package dev.irpscope.app.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.preprocess.MacroCall;
import dev.irpscope.analysis.report.Violation;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.fake.FakeFolder;
import dev.irpscope.app.fake.RealSample;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class SourceDocumentTest {
  private final FakeFolder folder = new FakeFolder();

  private SourceDocument document(String file, Violation violation) {
    SourceFile source = folder.file(file).orElseThrow();
    return SourceDocument.of(
        source,
        CodeColouring.of(source.text()),
        Optional.of(violation.shortest()),
        new PlainWords());
  }

  private record PlainWords() implements SourceDocument.Words {
    @Override
    public String opened(Step step) {
      return "opened";
    }

    @Override
    public String ruleEvent(Step step) {
      return "event";
    }

    @Override
    public String violated(Counterexample path) {
      return "violated";
    }

    @Override
    public String assumed(Step step) {
      return "assumed";
    }
  }

  @Test
  void aMacroCallIsShownExpandedWithEachOfItsStepsAtItsOwnLine() {
    AnalysedFolder real = RealSample.of("modem-macros");
    Violation found =
        RealSample.violation(real, "CompletionRoutineRegistered", "ModemDispatchWrite");
    SourceFile source = found.site().file();
    List<MacroCall> calls =
        real.macroCalls(source).stream()
            .filter(call -> call.invocation().text().startsWith("DISPATCH_ENTER"))
            .filter(call -> call.invocation().line() < found.site().line())
            .toList();
    MacroCall call = calls.getLast();
    SourceDocument document =
        SourceDocument.of(
            source,
            CodeColouring.of(source.text()),
            Optional.of(found.shortest()),
            new PlainWords(),
            List.of(call));
    List<SourceRow.Expanded> expanded = rows(document, SourceRow.Expanded.class);
    assertEquals(call.lines().size(), expanded.size());
    assertTrue(
        expanded.stream().anyMatch(row -> row.copyText().contains("IoAcquireRemoveLock")),
        "the call that the macro hides is shown");
    List<Step> steps = expanded.stream().flatMap(row -> row.steps().stream()).toList();
    assertTrue(steps.size() >= 2, "steps inside the macro: " + steps.size());
    assertTrue(
        expanded.stream().filter(row -> !row.steps().isEmpty()).count() >= 2,
        "they stand at different lines of the expansion");
    assertEquals(steps.stream().distinct().count(), steps.size(), "each step once");
  }

  @Test
  void theVerdictDoesNotTearTheStatementApartThatBreaksTheRule() {
    AnalysedFolder real = RealSample.of("scanner-ladder");
    Violation found = RealSample.violation(real, "CompletionRoutineRegistered", "scanner_page");
    SourceFile source = found.site().file();
    SourceDocument document =
        SourceDocument.of(
            source,
            CodeColouring.of(source.text()),
            Optional.of(found.shortest()),
            new PlainWords());
    Step breaks = found.shortest().steps().get(found.shortest().violating());
    int end = breaks.origin().site().endLine();
    assertTrue(end > breaks.line(), "a statement of more than one line");
    int verdict = document.rows().indexOf(rows(document, SourceRow.Verdict.class).getFirst());
    assertTrue(verdict > document.rowOfLine(end), "below its last line");
    assertTrue(verdict < document.rowOfLine(end + 1));
  }

  private static <R extends SourceRow> List<R> rows(SourceDocument document, Class<R> type) {
    return document.rows().stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Test
  void everyLineOfTheFileHasExactlyOneRowInOrder() {
    SourceDocument document = document("filter/control.c", folder.forgotten());
    List<SourceRow.Line> lines = rows(document, SourceRow.Line.class);
    for (int i = 0; i < lines.size(); i++) {
      assertEquals(i + 1, lines.get(i).line());
      assertEquals(document.file().lineText(i + 1), lines.get(i).copyText());
    }
    assertEquals(document.file().lines().lineCount(), lines.size());
  }

  @Test
  @Tag("row-D3")
  void everyStepHasARow() {
    for (Violation violation : List.of(folder.forgotten(), folder.unsignalled())) {
      for (Step step : violation.shortest().steps()) {
        SourceDocument document = document(step.origin().site().file().path(), violation);
        assertTrue(document.rowOf(step) >= 0, step.text());
      }
    }
  }

  @Test
  @Tag("row-H4")
  void theGhostStandsRightBeforeTheLineItBelongsBefore() {
    SourceDocument document = document("filter/control.c", folder.forgotten());
    SourceRow.Ghost ghost = rows(document, SourceRow.Ghost.class).getFirst();
    int at = document.rows().indexOf(ghost);
    int line =
        folder.forgotten().shortest().missing().orElseThrow().ghost().orElseThrow().before().line();
    assertEquals(document.rowOfLine(line), at + 1);
  }

  @Test
  void noGhostIsShownWhereTheEngineGivesNone() {
    SourceDocument document = document("filter/query.c", folder.unsignalled());
    assertTrue(rows(document, SourceRow.Ghost.class).isEmpty());
    assertEquals(
        "The call would stand in a branch that another path needs.",
        rows(document, SourceRow.Verdict.class).getFirst().note());
  }

  @Test
  void theObligationBarRunsFromItsOpeningToTheViolationWithoutAGap() {
    SourceDocument document = document("filter/control.c", folder.forgotten());
    Counterexample path = folder.forgotten().shortest();
    int from = document.rowOf(path.steps().get(path.opening().orElseThrow()));
    int to = document.rowOf(path.steps().get(path.violating()));
    assertEquals(SourceRow.Bar.OPENS, document.rows().get(from).bar());
    for (int i = from + 1; i < to; i++) {
      assertEquals(SourceRow.Bar.GOES_ON, document.rows().get(i).bar(), "row " + i);
    }
    assertEquals(SourceRow.Bar.BREAKS, document.rows().get(to).bar());
    assertEquals(SourceRow.Bar.NONE, document.rows().get(from - 1).bar());
  }

  @Test
  @Tag("row-D5")
  void theLowerDriverIsOneRowOfItsOwnBehindTheSend() {
    SourceDocument document = document("filter/query.c", folder.unsignalled());
    SourceRow.Outside outside = rows(document, SourceRow.Outside.class).getFirst();
    int at = document.rows().indexOf(outside);
    assertEquals(document.rowOf(outside.step()), at);
    assertTrue(at > document.rowOfLine(outside.step().line()));
  }

  @Test
  void linesOffThePathAreNotMarked() {
    SourceDocument document = document("filter/control.c", folder.forgotten());
    SourceRow.Line first = rows(document, SourceRow.Line.class).getFirst();
    assertEquals(List.of(), first.steps());
    assertEquals(false, first.onPath());
  }

  @Test
  @Tag("row-D4")
  void onlyTheLinesThatMatterStayAndTheOthersAreCounted() {
    SourceDocument document = document("filter/control.c", folder.forgotten());
    List<SourceRow> kept = document.linesThatMatter(Set.of());
    int lines = 0;
    for (SourceRow row : kept) {
      switch (row) {
        case SourceRow.Line line -> {
          assertTrue(line.onPath(), "line " + line.line());
          lines++;
        }
        case SourceRow.Folded folded -> lines += folded.count();
        case SourceRow.Remark _,
            SourceRow.Outside _,
            SourceRow.Expansion _,
            SourceRow.Expanded _,
            SourceRow.Verdict _,
            SourceRow.Ghost _ -> {}
      }
    }
    assertEquals(document.file().lines().lineCount(), lines, "nothing is left out uncounted");
    SourceRow.Folded first =
        kept.stream()
            .filter(SourceRow.Folded.class::isInstance)
            .map(SourceRow.Folded.class::cast)
            .findFirst()
            .orElseThrow();
    assertEquals(
        kept.size() - 1 + first.count(),
        document.linesThatMatter(Set.of(first.from())).size(),
        "a fold opens");
  }
}
