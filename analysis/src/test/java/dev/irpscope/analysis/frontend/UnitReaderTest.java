package dev.irpscope.analysis.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class UnitReaderTest {
  @Test
  void readsADispatchRoutine() {
    String text =
        """
        typedef long NTSTATUS;
        typedef struct _IRP { int Pending; } IRP, *PIRP;
        NTSTATUS Read(void *dev, PIRP irp)
        {
            NTSTATUS status = 0;
            if (irp->Pending) {
                status = Send(dev, irp);
            }
            return status;
        }
        """;
    assertEquals(
        "var status: NTSTATUS = 0:i32; if irp->Pending { (= status Send(dev, irp)); }"
            + " return status;",
        Snippet.body(text));
  }
}
