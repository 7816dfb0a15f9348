package dev.irpscope.analysis.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Trees and graphs of our drivers hold what can be counted in their tokens, no more, no less. */
final class TokenOracleTest {
  @Test
  void theSamplesAreReadAsTheirTokensCount() {
    compare(sampleFolder(), 350);
  }

  @Test
  void theTestDriversAreReadAsTheirTokensCount() {
    compare(Path.of("src/test/resources/drivers"), 250);
  }

  private static void compare(Path folder, int functions) {
    TokenOracle oracle = new TokenOracle();
    OracleFolder.deep(
        () -> OracleFolder.units(folder, unit -> oracle.unit(unit.file(), unit.tokens())));
    assertEquals(List.of(), oracle.differences());
    assertEquals(0, oracle.notRead());
    assertTrue(oracle.compared() > functions, () -> oracle.compared() + " functions");
  }

  static Path sampleFolder() {
    Path from = Path.of("").toAbsolutePath();
    for (Path at = from; at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("sample-drivers/README.md"))) {
        return at.resolve("sample-drivers");
      }
    }
    throw new IllegalStateException("no folder sample-drivers above " + from);
  }
}
