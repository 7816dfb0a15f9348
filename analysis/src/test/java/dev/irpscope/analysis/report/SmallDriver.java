package dev.irpscope.analysis.report;

import dev.irpscope.analysis.FolderAnalysis;
import dev.irpscope.analysis.rule.catalogue.RuleCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A driver of a few lines with one violation, analysed. */
final class SmallDriver {
  static final String SOURCE =
      """
      #include <ntddk.h>
      #include "not there.h"

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
          Irp->IoStatus.Status = status;
          IoCompleteRequest(Irp, IO_NO_INCREMENT);
          return status;
        }
        if (ext->Stop) {
          Irp->IoStatus.Status = STATUS_DELETE_PENDING;
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

  /** The violating line. */
  static final int LINE =
      1
          + SOURCE
              .substring(0, SOURCE.indexOf("return STATUS_DELETE_PENDING"))
              .split("\n", -1)
              .length
          - 1;

  private SmallDriver() {}

  static AnalysisReport analyse(Path folder, String source) throws IOException {
    Path file = folder.resolve("sub folder").resolve("größe.c");
    Files.createDirectories(file.getParent());
    Files.writeString(file, source);
    return FolderAnalysis.report(
        folder, "CompletionRoutineRegistered", "DoubleCompletion", "IoReuseIrp");
  }

  static ReportContent content(AnalysisReport report) {
    return ReportContent.of(report, RuleCatalogue.builtIn().rules());
  }
}
