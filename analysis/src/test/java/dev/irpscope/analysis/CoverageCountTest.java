package dev.irpscope.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.irpscope.analysis.program.RoleCorrection;
import dev.irpscope.analysis.report.Coverage;
import dev.irpscope.analysis.report.FunctionCoverage;
import dev.irpscope.analysis.report.MissingHeaders;
import dev.irpscope.analysis.source.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CoverageCountTest {
  @TempDir private Path folder;

  @Test
  void aJumpThatLeadsNowhereMakesAFunctionPartial() throws IOException {
    Files.writeString(
        folder.resolve("a.c"),
        """
        int lost(int a) { if (a) goto nowhere; return 0; }
        int loose(void) { break; return 0; }
        int whole(int a) { if (a) goto out; a = 1; out: return a; }
        """);
    List<String> statuses;
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      statuses =
          DriverAnalysis.read(folder, AnalysisOptions.DEFAULT, threads, Progress.NONE)
              .report()
              .coverage()
              .functions()
              .stream()
              .map((FunctionCoverage one) -> one.function() + " " + one.status())
              .toList();
    }
    assertEquals(List.of("lost PARTIAL", "loose PARTIAL", "whole ANALYSED"), statuses);
  }

  @Test
  void missingHeadersAreCountedWithTheFunctionsOfTheFilesThatAskForThem() throws IOException {
    Files.writeString(folder.resolve("own.h"), "#include <lost.h>\n");
    Files.writeString(
        folder.resolve("a.c"),
        """
        #include "own.h"
        #include <far/away.h>
        int a(void) { return 0; }
        int b(void) { return 1; }
        """);
    Files.writeString(folder.resolve("b.c"), "#include \"own.h\"\nint c(void) { return 2; }\n");
    Files.writeString(folder.resolve("c.c"), "int d(void) { return 3; }\n");
    MissingHeaders missing = read(AnalysisOptions.DEFAULT).missingHeaders();
    assertEquals(
        List.of("far/away.h a.c:2 2", "lost.h own.h:1 3"),
        missing.headers().stream()
            .map(h ->
                h.name()
                    + " "
                    + h.place().file().path()
                    + ":"
                    + h.place().line()
                    + " "
                    + h.functions())
            .toList());
    assertEquals(3, missing.functions());
  }

  @Test
  void aRoleForAFunctionThatIsNotThereIsTold() throws IOException {
    Files.writeString(folder.resolve("a.c"), "int a(void) { return 0; }\n");
    AnalysisOptions options =
        new AnalysisOptions(
            List.of("default"),
            List.of(),
            List.of(),
            List.of(),
            List.of(
                new RoleCorrection("a", Optional.of("a.c"), Optional.empty(), List.of()),
                new RoleCorrection("z", Optional.empty(), Optional.empty(), List.of())),
            AnalysisOptions.Limits.DEFAULT);
    assertEquals(
        List.of("The settings say what 'z' is called for, but there is no such function here."),
        read(options).diagnostics().stream()
            .filter(d -> d.code().equals("ROLE-WITHOUT-FUNCTION"))
            .map(Diagnostic::message)
            .toList());
  }

  private Coverage read(AnalysisOptions options) {
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      return DriverAnalysis.read(folder, options, threads, Progress.NONE).report().coverage();
    }
  }
}
