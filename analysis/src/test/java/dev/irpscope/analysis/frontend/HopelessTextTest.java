package dev.irpscope.analysis.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Text that a fuzzer found to take too long. */
final class HopelessTextTest {
  @Test
  void bracketsThatNeverCloseAreNotReadAgainForEachOfThem() {
    String text = "int f(void) { " + "(struct s){ ".repeat(400) + ";\nint g(void) { return 1; }\n";
    assertTimeout(
        Duration.ofSeconds(5),
        () -> {
          ReadUnit unit = Snippet.unit(text);
          assertEquals(FunctionStatus.Status.SKIPPED, unit.functions().getFirst().status());
        });
  }
}
