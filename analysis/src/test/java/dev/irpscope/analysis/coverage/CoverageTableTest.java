package dev.irpscope.analysis.coverage;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CoverageTableTest {
  @TempDir private Path folder;

  private static String entry(String function, int line, String status, String reason) {
    return """
    {"file": "a.c", "function": "%s", "line": %d, "status": "%s", "reason": "%s"}
    """
        .formatted(function, line, status, reason);
  }

  @Test
  void eachFunctionHasOneFate() throws IOException {
    Files.writeString(
        folder.resolve("a.c"),
        """
        NTSTATUS a(PIRP Irp) { }
        static
        NTSTATUS b(int x) { }
        int c(void) { }
        int d(void) { }
        int e(void) { }
        """);
    String json =
        "{\"files\": 1, \"detail\": ["
            + String.join(
                ", ",
                entry("a", 1, "analysed", ""),
                entry("b", 2, "partial", "It ends at '\\\"{'."),
                entry("c", 4, "skipped", "Deep."),
                entry("d", 5, "inactive", "Left out."))
            + "]}";
    String table = CoverageTable.of(folder, json, "missed");
    assertTrue(table.contains("| .c | 5 | 1 | 1 | 1 | 1 | 1 | 25.00 | 20.00 |"), table);
    assertTrue(table.contains("| .c, relevant | 1 | 1 | 0 | 0 | 0 | 0 | 100.00 | 0.00 |"), table);
    assertTrue(table.contains("1  C: It ends at '\"{'."), table);
    assertTrue(table.contains("a.c:6: e: Not among the functions listed."), table);
  }

  @Test
  void filesOfNoDriverDoNotCount() throws IOException {
    Files.writeString(folder.resolve("tool.c"), "int main(void) { }");
    String table = CoverageTable.of(folder, "{\"detail\": []}", "");
    assertTrue(table.startsWith("0 files"), table);
    assertFalse(table.contains("| 1 |"), table);
  }
}
