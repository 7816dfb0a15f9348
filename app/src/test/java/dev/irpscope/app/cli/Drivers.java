package dev.irpscope.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small drivers, written into folders of the tests. */
final class Drivers {
  /** Its dispatch routine returns on line 17 with a completion routine armed. */
  static final String VIOLATING =
      """
      #include <ntddk.h>
      typedef struct _EXT { PDEVICE_OBJECT Lower; BOOLEAN Stop; } EXT, *PEXT;
      static NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context) {
        return STATUS_SUCCESS;
      }
      NTSTATUS Read(PDEVICE_OBJECT Device, PIRP Irp) {
        PEXT ext = (PEXT)Device->DeviceExtension;
        NTSTATUS status;
        IoCopyCurrentIrpStackLocationToNext(Irp);
        status = IoSetCompletionRoutineEx(Device, Irp, Done, ext, TRUE, TRUE, TRUE);
        if (!NT_SUCCESS(status)) {
          IoCompleteRequest(Irp, IO_NO_INCREMENT);
          return status;
        }
        if (ext->Stop) {
          IoCompleteRequest(Irp, IO_NO_INCREMENT);
          return STATUS_DELETE_PENDING;
        }
        return IoCallDriver(ext->Lower, Irp);
      }
      NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
        Driver->MajorFunction[IRP_MJ_READ] = Read;
        return STATUS_SUCCESS;
      }
      """;

  static final String CLEAN = VIOLATING.replace("if (ext->Stop)", "if (FALSE)");

  /** The rule that the violating driver breaks; one rule is faster than all. */
  static final String RULE = "CompletionRoutineRegistered";

  private Drivers() {}

  static Path write(Path file, String text) throws IOException {
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    return Files.writeString(file, text);
  }
}
