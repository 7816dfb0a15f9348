package dev.irpscope.analysis.cfg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole graphs beside their source. Run with {@code -Dirpscope.golden=write} to rewrite the
 * expectations, then review the difference.
 */
final class GraphGoldenTest {
  private static final Path FOLDER =
      Path.of("src", "test", "resources", "dev", "irpscope", "analysis", "cfg");

  @ParameterizedTest
  @ValueSource(strings = {"conditions", "loops", "switches", "exceptions", "values"})
  void graphsAreAsExpected(String name) throws IOException {
    String text = Files.readString(FOLDER.resolve(name + ".c"));
    String printed =
        Graphs.of(name + ".c", text).stream()
            .map(CfgPrinter::print)
            .collect(Collectors.joining("\n"));
    Path golden = FOLDER.resolve(name + ".cfg.txt");
    if ("write".equals(System.getProperty("irpscope.golden"))) {
      Files.writeString(golden, printed);
    }
    assertEquals(Files.readString(golden), printed);
  }
}
