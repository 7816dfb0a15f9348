package dev.irpscope.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.irpscope.analysis.preprocess.InactiveRegion;
import dev.irpscope.analysis.report.FunctionCoverage;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.source.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InactiveFunctionsTest {
  private static final String TEXT =
      """
      #ifdef ALLOC_PRAGMA
      #pragma alloc_text(PAGE, \\
         Start)
      #endif
      _Must_inspect_result_(1)
      static NTSTATUS
      Start(PIRP Irp)
      { if (Irp) { return 1; } return 0; }
      int table[] = { f(1) };
      struct pair *Stop(void) { }
      """;

  private static final SourceFile FILE = new SourceFile("a.c", SourceFile.Place.FOLDER, TEXT);
  private static final InactiveRegion REGION =
      new InactiveRegion(new Span(FILE, 0, TEXT.length()), "'#if X' is not chosen");

  private static List<String> names(FunctionCoverage... read) {
    return InactiveFunctions.in(FILE, List.of(REGION), List.of(read)).stream()
        .map(one -> one.function() + ":" + one.span().line())
        .toList();
  }

  private static FunctionCoverage read(int start, int end) {
    return new FunctionCoverage(
        "a.c", "read", new Span(FILE, start, end), FunctionCoverage.Status.ANALYSED, "");
  }

  @Test
  void findsDefinitionsBehindDirectivesAndAnnotations() {
    assertEquals(List.of("Start:5", "Stop:10"), names());
  }

  @Test
  void leavesOutWhatAnotherUnitRead() {
    int stop = TEXT.indexOf("struct pair");
    assertEquals(List.of("Start:5"), names(read(stop, TEXT.length())));
  }

  @Test
  void findsNothingInsideOfAFunctionThatWasRead() {
    assertEquals(List.of(), names(read(0, TEXT.length())));
  }
}
