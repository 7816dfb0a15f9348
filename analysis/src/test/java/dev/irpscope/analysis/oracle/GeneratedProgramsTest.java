package dev.irpscope.analysis.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interpreting the graphs of a program does what the compiled program does. */
final class GeneratedProgramsTest {
  @Test
  void graphsOfGeneratedProgramsDoWhatTheCompiledProgramsDo(@TempDir Path folder)
      throws IOException, InterruptedException {
    assumeTrue(runs("gcc"), "skipped: no gcc is installed to compile and run with");
    ProgramComparison.Result result = ProgramComparison.run("gcc", folder, 20_000, 40);
    assertEquals(List.of(), result.differences());
    assertTrue(result.lines() > 2_000, () -> result.lines() + " lines of trace");
  }

  static boolean runs(String compiler) throws InterruptedException {
    try {
      return new ProcessBuilder(compiler, "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException _) {
      return false;
    }
  }
}
