package dev.irpscope.analysis.drivers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The sample drivers are real C: the script beside them runs a compiler over each file. */
final class SampleCompileTest {
  /** What the script ends with where there is no compiler. */
  private static final int NO_COMPILER = 77;

  @Test
  void everySampleIsReadByTheDriverCompiler() throws IOException, InterruptedException {
    Path script = AnnotatedDrivers.sampleFolder().resolve("check.sh");
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "skipped: there is no bash here");
    Process process =
        new ProcessBuilder("/bin/bash", script.toString()).redirectErrorStream(true).start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    assumeTrue(status != NO_COMPILER, "skipped: the mingw-w64 compiler is not installed");
    assertEquals(0, status, told);
  }
}
