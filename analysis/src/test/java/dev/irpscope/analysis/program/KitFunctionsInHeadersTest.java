package dev.irpscope.analysis.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.irpscope.analysis.FolderAnalysis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Folders that bring the headers of a kit along, in which functions of the kit are defined, and
 * drivers that do by hand what these functions do.
 */
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

  private static final String OLD_HEADER =
      """
      #include <wdm.h>

      #define IoGetCurrentIrpStackLocation( Irp ) ( (Irp)->Tail.Overlay.CurrentStackLocation )
      #define IoMarkIrpPending( Irp ) ( \\
          IoGetCurrentIrpStackLocation( (Irp) )->Control |= SL_PENDING_RETURNED )
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
    assertEquals("none found: 1 routine searched", verdict(HEADER, "IoMarkIrpPending(Irp);"));
    assertEquals("violated: 1 violation", verdict(HEADER, ""));
  }

  @Test
  void macrosOfOldKitsAreFunctionsOfTheKit() throws IOException {
    assertEquals("none found: 1 routine searched", verdict(OLD_HEADER, "IoMarkIrpPending(Irp);"));
    assertEquals("violated: 1 violation", verdict(OLD_HEADER, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Irp->Tail.Overlay.CurrentStackLocation->Control |= SL_PENDING_RETURNED;",
        "Irp->Tail.Overlay.CurrentStackLocation->Control |= 1u;",
        "IoGetCurrentIrpStackLocation(Irp)->Control |= SL_PENDING_RETURNED;"
      })
  void anIrpIsMarkedByHand(String mark) throws IOException {
    assertEquals("none found: 1 routine searched", verdict("#include <wdm.h>", mark));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Irp->Tail.Overlay.CurrentStackLocation->Control |= SL_INVOKE_ON_SUCCESS;",
        "Irp->Tail.Overlay.CurrentStackLocation->Flags |= SL_PENDING_RETURNED;",
        "(Irp->Tail.Overlay.CurrentStackLocation - 1)->Control |= SL_PENDING_RETURNED;"
      })
  void otherFlagsOrLocationsMarkNothing(String other) throws IOException {
    assertEquals("violated: 1 violation", verdict("#include <wdm.h>", other));
  }

  private String verdict(String header, String mark) throws IOException {
    Files.writeString(folder.resolve("kit.h"), header);
    Files.writeString(folder.resolve("driver.c"), DRIVER.replace("/*mark*/", mark));
    return FolderAnalysis.verdict(folder, "MarkingInterlockedQueuedIrps");
  }
}
