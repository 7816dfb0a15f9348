package dev.irpscope.analysis.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GCC sees the calls, branches and cases of our drivers where we see them. */
final class GccOracleTest {
  @Test
  void gccReadsTheTestDriversAsWeDo(@TempDir Path work) throws IOException, InterruptedException {
    assumeTrue(
        GeneratedProgramsTest.runs(GccOracle.COMPILER),
        "skipped: the mingw-w64 compiler is not installed");
    Path samples = TokenOracleTest.sampleFolder();
    List<String> flags = GccOracle.driverFlags(samples);
    assumeTrue(!flags.isEmpty(), "skipped: the mingw-w64 compiler has no driver headers");
    GccOracle oracle = new GccOracle(work, flags);
    // the other samples are compared by the tool: each file brings the compiler's own headers
    List<Path> files =
        List.of(
            Path.of("src/test/resources/drivers/corners/corners.c"),
            samples.resolve("lattice-bus/fdo.c"));
    OracleFolder.deep(() -> {
      try {
        for (Path file : files) {
          oracle.file(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    });
    assertEquals(List.of(), oracle.differences());
    assertTrue(oracle.compared() > 100, oracle::counts);
  }
}
