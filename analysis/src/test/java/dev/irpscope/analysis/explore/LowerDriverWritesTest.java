package dev.irpscope.analysis.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.irpscope.analysis.FolderAnalysis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request carries to the lower driver may have other contents when it comes back. */
class LowerDriverWritesTest {
  private static final String DRIVER =
      """
      #include <wdm.h>
      #include <usb.h>

      typedef struct _EXTENSION {
          PDEVICE_OBJECT Below;
          URB Urb;
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
          KEVENT done;
          IO_STATUS_BLOCK block = { 0 };
          ULONG port = 0;
          ULONG other = 0;
          PIRP own;

          UNREFERENCED_PARAMETER(port);
          RtlZeroMemory(&extension->Urb, sizeof(extension->Urb));
          KeInitializeEvent(&done, NotificationEvent, FALSE);
          own = IoBuildDeviceIoControlRequest(IOCTL_INTERNAL_USB_SUBMIT_URB, extension->Below, NULL, 0,
                                              &port, sizeof(port), TRUE, &done, &block);
          if (own != NULL) {
              IoGetNextIrpStackLocation(own)->Parameters.Others.Argument1 = &extension->Urb;
              if (IoCallDriver(extension->Below, own) == STATUS_PENDING) {
                  KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
              }
              if (/*written*/) {
                  return STATUS_SUCCESS;
              }
          }
          Irp->IoStatus.Status = STATUS_SUCCESS;
          IoCompleteRequest(Irp, IO_NO_INCREMENT);
          return STATUS_SUCCESS;
      }
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "port != 0, violated: 1 violation",
    "extension->Urb.UrbHeader.Status != 0, violated: 1 violation",
    "block.Information != 0, violated: 1 violation",
    "!NT_SUCCESS(block.Status), violated: 1 violation",
    "block.Status == STATUS_PENDING, none found: 1 routine searched",
    "other != 0, none found: 1 routine searched"
  })
  void buffersAndStatusBlocksAreWrittenOtherVariablesAreNot(String written, String verdict)
      throws IOException {
    Files.writeString(folder.resolve("driver.c"), DRIVER.replace("/*written*/", written));
    assertEquals(verdict, FolderAnalysis.verdict(folder, "IrpProcessingComplete"));
  }
}
