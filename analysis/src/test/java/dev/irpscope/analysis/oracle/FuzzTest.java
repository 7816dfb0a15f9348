package dev.irpscope.analysis.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Damaged text never stops the reading, and never takes long. */
final class FuzzTest {
  private static final int INPUTS = 1_000;

  @Test
  void damagedTextIsReadWithoutAnExceptionOrAHang() {
    Path samples = TokenOracleTest.sampleFolder();
    Fuzzer fuzzer =
        new Fuzzer(20261121, Fuzzer.seeds(List.of(samples, Path.of("src/test/resources/drivers"))));
    OracleFolder.deep(() -> {
      for (int i = 0; i < INPUTS; i++) {
        fuzzer.step();
      }
    });
    assertEquals(List.of(), fuzzer.failures());
    assertTrue(fuzzer.slowestMillis() < 5_000, fuzzer::slowestInput);
  }
}
