package dev.irpscope.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.irpscope.analysis.report.AnalysisReport;
import dev.irpscope.analysis.report.Verdict;
import dev.irpscope.analysis.source.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of a driver knows what an IRP and a status are, whatever became of its includes. */
final class KernelTypesTest {
  /** Marks its IRP pending exactly where it returns STATUS_PENDING. */
  private static final String READ =
      """
      static NTSTATUS Wait(PIRP Irp) {
        NTSTATUS status = STATUS_DEVICE_NOT_READY;
        if (Irp->Cancel) { IoMarkIrpPending(Irp); status = STATUS_PENDING; }
        return status;
      }
      NTSTATUS Read(PDEVICE_OBJECT Device, PIRP Irp) {
        NTSTATUS status = Wait(Irp);
        if (!NT_SUCCESS(status)) {
          Irp->IoStatus.Status = status;
          IoCompleteRequest(Irp, IO_NO_INCREMENT);
        }
        return status;
      }
      NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
        Driver->MajorFunction[IRP_MJ_READ] = Read;
        return STATUS_SUCCESS;
      }
      """;

  @TempDir private Path folder;

  private AnalysisReport report(String read) throws IOException {
    Files.writeString(folder.resolve("read.c"), read);
    return FolderAnalysis.report(folder, "MarkIrpPending", "MarkIrpPending2");
  }

  private static void assertClean(AnalysisReport report) {
    assertEquals(2, report.results().size());
    report
        .results()
        .forEach(
            result -> assertInstanceOf(Verdict.NoneFound.class, result.verdict(), result::rule));
  }

  private static List<String> codes(AnalysisReport report) {
    return report.coverage().diagnostics().stream().map(Diagnostic::code).toList();
  }

  @Test
  void headerThatAMacroOfTheBuildAsksForIsAssumed() throws IOException {
    AnalysisReport report = report("#ifdef BUILD_DRIVER\n#include <ntifs.h>\n#endif\n" + READ);
    assertClean(report);
    assertEquals(List.of("KERNEL-HEADER-ASSUMED"), codes(report));
  }

  @Test
  void headerThatAMissingOneIncludesIsAssumed() throws IOException {
    AnalysisReport report = report("#include \"precomp.h\"\n" + READ);
    assertClean(report);
    assertEquals(List.of("HEADER-NOT-FOUND"), codes(report));
  }

  @Test
  void nothingIsAssumedWhereTheDriverDeclaresTheTypesItself() throws IOException {
    String types =
        """
        typedef struct _IRP *PIRP;
        typedef struct _DEVICE_OBJECT *PDEVICE_OBJECT;
        int Size(PIRP Irp) { return 0; }
        """;
    assertEquals(List.of(), codes(report(types)));
  }
}
