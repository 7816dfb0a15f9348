package dev.irpscope.app.viewmodel.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CodeWrapTest {
  @Test
  void whatHasRoomStaysOneLine() {
    assertEquals("return status;", CodeWrap.wrapped("return status;", 14));
  }

  @Test
  void namesGoOnBehindWhatJoinsThem() {
    assertEquals("stack->\nParameters.", CodeWrap.wrapped("stack->Parameters.", 12), "an arrow");
    assertEquals("STATUS_INVALID_\nPARAMETER", CodeWrap.wrapped("STATUS_INVALID_PARAMETER", 20));
    assertEquals("Completion\nRoutine", CodeWrap.wrapped("CompletionRoutine", 14), "a hump");
  }

  @Test
  void aNameIsBrokenInsideOnlyWhereNothingJoinsItToAnother() {
    assertEquals(
        "DeviceIoControl.\nInputBufferLength",
        CodeWrap.wrapped("DeviceIoControl.InputBufferLength", 27));
    assertEquals("Irp->\nPendingReturned", CodeWrap.wrapped("Irp->PendingReturned", 15));
  }

  @Test
  void aSpaceInReachIsBetterThanTheMiddleOfAName() {
    assertEquals(
        "status =\nIoAcquire", CodeWrap.wrapped("status = IoAcquire", 15), "the space is lost");
  }

  @Test
  void noLineIsLongerThanItsRoomAndNothingIsLost() {
    String text =
        "status = IoSetCompletionRoutineEx(DeviceObject, Irp, FilterIoctlComplete, ext, TRUE);"
            + "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";
    for (int columns = 1; columns < 100; columns++) {
      List<Integer> breaks = CodeWrap.breaks(text, columns);
      int from = 0;
      for (int to : breaks) {
        assertTrue(to > from && to - from <= columns, columns + ": " + breaks);
        from = to;
      }
      assertTrue(text.length() - from <= columns);
      assertEquals(text.replace(" ", ""), CodeWrap.wrapped(text, columns).replaceAll("[ \n]", ""));
    }
  }
}
