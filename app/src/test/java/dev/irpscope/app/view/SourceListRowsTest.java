package dev.irpscope.app.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.irpscope.app.source.CodeColouring;
import dev.irpscope.app.source.SourceRow;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class SourceListRowsTest {
  private static String shown(String text) {
    SourceRow row =
        new SourceRow.Line(
            7,
            CodeColouring.of(text).getFirst(),
            List.of(),
            true,
            Set.of(),
            List.of(),
            SourceRow.Bar.NONE);
    return SourceListRows.projected(row).findFirst().orElseThrow().copyText().stripTrailing();
  }

  @Test
  @Tag("row-I2")
  void aSamplesRemarkOnTheRuleThatIsBrokenIsLeftOut() {
    assertEquals(
        "  return status;", shown("  return status; // expect: CompletionRoutineRegistered"));
    assertEquals("  return status;", shown("  return status; // known-missed: SpinLock - alias"));
  }

  @Test
  @Tag("row-I2")
  void theSentenceAboveTheSourceIsNotSaidTwice() {
    SourceRow.Verdict verdict = new SourceRow.Verdict(7, "It is wrong.", "It leaks.", "");
    assertEquals(
        List.of(new SourceRow.Verdict(7, "", "It leaks.", "")),
        SourceListRows.projected(verdict).toList());
    assertEquals(
        List.of(),
        SourceListRows.projected(new SourceRow.Verdict(7, "It is wrong.", "", "")).toList());
  }

  @Test
  void otherCommentsStay() {
    assertEquals("  Send(Irp); // as we expect it", shown("  Send(Irp); // as we expect it"));
  }
}
