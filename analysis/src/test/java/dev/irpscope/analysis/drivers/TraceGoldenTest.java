package dev.irpscope.analysis.drivers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.cfg.CfgPrinter;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.report.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whole paths, step by step, and the graphs they run through. {@code -Dgolden.update=true} writes
 * the files anew; the difference is then read like code.
 */
final class TraceGoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/traces").toAbsolutePath();

  @ParameterizedTest
  @CsvSource({
    "sample, gauge-filter, transfer.c, CompletionRoutineRegistered",
    "sample, weather-station, sensors.c, IoAllocateIrpSignalEventInCompletion",
    "sample, modem-macros, line.c, IoSetCompletionRoutineExCheck",
    "sample, vault-token, stream.c, CompletionRoutineRegistered",
    "small, flow, jumps.c, CompletionRoutineRegistered",
    "small, own-irps, context.c, IoAllocateIrpSignalEventInCompletion",
    "small, calls, dispatch.c, IoSetCompletionRoutineExCheck",
    "small, pending, queues.c, MarkingQueuedIrps",
    "small, power, power.c, MarkPower",
  })
  void pathsAndGraphsAreAsReviewed(String kind, String driver, String file, String rule)
      throws IOException {
    Path folder =
        kind.equals("sample") ? AnnotatedDrivers.sample(driver) : AnnotatedDrivers.small(driver);
    AnalysedFolder analysed = AnnotatedDrivers.analyse(folder, 2);
    Violation violation =
        analysed.report().violations().stream()
            .filter(v -> v.rule().equals(rule) && v.site().file().path().equals(file))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no " + rule + " in " + file));
    String name = driver + "." + violation.function().name();
    compare(name + ".trace.txt", ReportText.of(violation));
    compare(name + ".cfg.txt", graphs(analysed, violation));
  }

  /** The graphs of the functions that the path runs through. */
  private static String graphs(AnalysedFolder analysed, Violation violation) {
    List<FunctionKey> functions =
        violation.shortest().steps().stream().map(step -> step.function()).distinct().toList();
    StringBuilder out = new StringBuilder();
    for (FunctionKey function : functions) {
      analysed.graph(function).ifPresent(graph -> out.append(CfgPrinter.print(graph)).append('\n'));
    }
    return out.toString();
  }

  private static void compare(String name, String actual) throws IOException {
    Path golden = GOLDEN.resolve(name);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, actual);
    }
    assertEquals(Files.readString(golden), actual, name);
  }
}
