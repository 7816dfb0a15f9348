package dev.irpscope.app.bench;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.AnalysisOptions;
import dev.irpscope.analysis.DriverAnalysis;
import dev.irpscope.analysis.Progress;
import dev.irpscope.app.task.AnalysisThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;

/**
 * Writes a driver with one dispatch routine that is as long as wanted and leaks a completion
 * routine at its end. Each section of the routine is three blocks and, on the shortest path to the
 * leak, seven steps.
 */
public final class LongDriver {
  /** More than 500 blocks, and a path of more than 1,000 steps. */
  public static final int SECTIONS = 166;

  private static final int CALLS = 4;

  private static final String HEAD =
      """
      /*
       * A read filter whose dispatch routine measures each request in many sections, arms a
       * completion routine before them, and forgets to send the request when the last section
       * refuses it.
       */
      #include <wdm.h>

      typedef struct _LONG_EXTENSION {
          PDEVICE_OBJECT Lower;
          ULONG Seen;
      } LONG_EXTENSION, *PLONG_EXTENSION;

      /* In another library. */
      ULONG LongMeasure(ULONG Kind, ULONG Length);

      DRIVER_INITIALIZE DriverEntry;
      DRIVER_ADD_DEVICE LongAddDevice;
      DRIVER_DISPATCH LongDispatch;
      IO_COMPLETION_ROUTINE LongDone;

      NTSTATUS LongDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
      {
          UNREFERENCED_PARAMETER(DeviceObject);
          UNREFERENCED_PARAMETER(Context);
          if (Irp->PendingReturned) {
              IoMarkIrpPending(Irp);
          }
          return STATUS_CONTINUE_COMPLETION;
      }

      NTSTATUS LongDispatch(PDEVICE_OBJECT DeviceObject, PIRP Irp)
      {
          PLONG_EXTENSION extension = (PLONG_EXTENSION)DeviceObject->DeviceExtension;
          PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
          ULONG length = stack->Parameters.Read.Length;
          ULONG total = 0;
          ULONG seen = 0;
          NTSTATUS status;

          IoCopyCurrentIrpStackLocationToNext(Irp);
          status = IoSetCompletionRoutineEx(DeviceObject, Irp, LongDone, NULL, TRUE, TRUE, TRUE);
          if (!NT_SUCCESS(status)) {
              Irp->IoStatus.Status = status;
              IoCompleteRequest(Irp, IO_NO_INCREMENT);
              return status;
          }
      """;

  private static final String ONE =
      """
          if (LongMeasure(SECTION, length) > seen) {
              seen = LongMeasure(SECTION, 1);
          } else {
              seen = LongMeasure(SECTION, 2);
          }
      """;

  private static final String TAIL =
      """
          extension->Seen = seen + total;
          if (LongMeasure(total, seen) == 0) {
              return STATUS_INVALID_PARAMETER;
          }
          return IoCallDriver(extension->Lower, Irp);
      }

      NTSTATUS LongAddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT Pdo)
      {
          PDEVICE_OBJECT device;
          PLONG_EXTENSION extension;
          NTSTATUS status = IoCreateDevice(DriverObject, sizeof(LONG_EXTENSION), NULL,
                                           FILE_DEVICE_UNKNOWN, 0, FALSE, &device);

          if (!NT_SUCCESS(status)) {
              return status;
          }
          extension = (PLONG_EXTENSION)device->DeviceExtension;
          extension->Lower = IoAttachDeviceToDeviceStack(device, Pdo);
          device->Flags &= ~DO_DEVICE_INITIALIZING;
          return STATUS_SUCCESS;
      }

      NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
      {
          UNREFERENCED_PARAMETER(RegistryPath);
          DriverObject->MajorFunction[IRP_MJ_READ] = LongDispatch;
          DriverObject->DriverExtension->AddDevice = LongAddDevice;
          return STATUS_SUCCESS;
      }
      """;

  private LongDriver() {}

  /** The driver of {@link #SECTIONS}, checked for the rule it breaks; once in a process. */
  public static AnalysedFolder analysed() {
    return Analysed.FOLDER;
  }

  private static final class Analysed {
    private static final AnalysedFolder FOLDER = make();

    private static AnalysedFolder make() {
      try {
        Path folder = Files.createTempDirectory("irpscope-long").resolve("long-filter");
        AnalysedFolder result = LongDriver.analyse(write(folder, SECTIONS));
        Files.delete(folder.resolve("long.c"));
        Files.delete(folder);
        Files.delete(folder.getParent());
        return result;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Checks a folder that {@link #write} has written. */
  static AnalysedFolder analyse(Path folder) {
    AnalysisOptions options =
        new AnalysisOptions(
            List.of("CompletionRoutineRegistered"),
            List.of(),
            List.of(),
            List.of(),
            AnalysisOptions.Limits.DEFAULT);
    try (ExecutorService threads = AnalysisThreads.newPool()) {
      return DriverAnalysis.open(folder, options, threads, Progress.NONE);
    }
  }

  /** The driver's source. */
  public static String text(int sections) {
    StringBuilder text = new StringBuilder(HEAD);
    for (int section = 0; section < sections; section++) {
      text.append(ONE.replace("SECTION", Integer.toString(section)));
      for (int call = 0; call < CALLS; call++) {
        text.append("    total = LongMeasure(%d, %d);\n".formatted(section, call));
      }
    }
    return text.append(TAIL).toString();
  }

  /** Puts the driver into a folder of its own. */
  public static Path write(Path folder, int sections) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("long.c"), text(sections));
    return folder;
  }
}
