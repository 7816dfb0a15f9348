package dev.irpscope.analysis.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.irpscope.analysis.FolderAnalysis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that bring the headers of a kit along, in which functions of the kit are defined. */
class KitFunctionsInHeadersTest {
  private static final String HEADER =
      """
      #include <wdm.h>

      FORCEINLINE PIO_STACK_LOCATION IoGetCurrentIrpStackLocation(PIRP Irp)
      {
          return Irp->Tail.Overlay.CurrentStackLocation;
      }

      FORCEINLINE VOID IoMarkIrpPending(PIRP Irp)
      {
          IoGetCurrentIrpStackLocation((Irp))->Control |= SL_PENDING_RETURNED;
      }
      """;

  private static final String DRIVER =
      """
      #include "kit.h"

      typedef struct _EXTENSION {
          LIST_ENTRY Queue;
          KSPIN_LOCK Lock;
      } EXTENSION, *PEXTENSION;

      DRIVER_INITIALIZE DriverEntry;
      DRIVER_DISPATCH Read;

      NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
      {
          UNREFERENCED_PARAMETER(Path);
          Driver->MajorFunction[IRP_MJ_READ] = Read;
          return STATUS_SUCCESS;
      }

      NTSTATUS Read(PDEVICE_OBJECT Device, PIRP Irp)
      {
          PEXTENSION extension = Device->DeviceExtension;

          /*mark*/
          ExInterlockedInsertTailList(&extension->Queue, &Irp->Tail.Overlay.ListEntry, &extension->Lock);
          return STATUS_PENDING;
      }
      """;

  @TempDir Path folder;

  @Test
  void theyAreTheKitsAndNotTheDrivers() throws IOException {
    assertEquals("none found: 1 routine searched", verdict("IoMarkIrpPending(Irp);"));
    assertEquals("violated: 1 violation", verdict(""));
  }

  private String verdict(String mark) throws IOException {
    Files.writeString(folder.resolve("kit.h"), HEADER);
    Files.writeString(folder.resolve("driver.c"), DRIVER.replace("/*mark*/", mark));
    return FolderAnalysis.verdict(folder, "MarkingInterlockedQueuedIrps");
  }
}
