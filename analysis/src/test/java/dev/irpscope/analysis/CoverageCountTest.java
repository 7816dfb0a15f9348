package dev.irpscope.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.irpscope.analysis.report.FunctionCoverage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
}
