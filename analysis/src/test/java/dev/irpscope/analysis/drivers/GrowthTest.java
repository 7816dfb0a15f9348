package dev.irpscope.analysis.drivers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.AnalysisOptions;
import dev.irpscope.analysis.report.RuleResult;
import dev.irpscope.analysis.report.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search grows with the text and not with the number of paths; counted in states. */
final class GrowthTest {
  private static final String HEAD =
      """
      #include <ntddk.h>
      typedef struct _EXT { PDEVICE_OBJECT Below; ULONG Flags[200]; ULONG Count; } EXT, *PEXT;
      IO_COMPLETION_ROUTINE Done;
      NTSTATUS Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context) {
        if (Irp->PendingReturned) { IoMarkIrpPending(Irp); }
        return STATUS_SUCCESS;
      }
      NTSTATUS Read(PDEVICE_OBJECT Device, PIRP Irp) {
        PEXT ext = Device->DeviceExtension;
        NTSTATUS status;
      """;
  private static final String TAIL =
      """
        IoCopyCurrentIrpStackLocationToNext(Irp);
        status = IoSetCompletionRoutineEx(Device, Irp, Done, NULL, TRUE, TRUE, TRUE);
        return IoCallDriver(ext->Below, Irp); // expect: IoSetCompletionRoutineExCheck
      }
      NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
        Driver->MajorFunction[IRP_MJ_READ] = Read;
        return STATUS_SUCCESS;
      }
      """;

  @TempDir Path folder;

  @Test
  void independentConditionsCostAStateEachAndNotTwiceAsMany() throws IOException {
    for (int n : new int[] {10, 20, 40, 80}) {
      StringBuilder ifs = new StringBuilder();
      for (int i = 0; i < n; i++) {
        ifs.append("  if (ext->Flags[%d] == 1) { ext->Count = ext->Count + 1; }\n".formatted(i));
      }
      assertEndsWithin(100 + 25 * n, n + " conditions", ifs.toString());
    }
  }

  @Test
  void localFlagsThatNobodyReadsAreForgotten() throws IOException {
    for (int n : new int[] {10, 20, 40}) {
      StringBuilder ifs = new StringBuilder("  ULONG seen = 0;\n");
      for (int i = 0; i < n; i++) {
        ifs.append("  if (ext->Flags[%d] > 7) { seen = %d; }\n".formatted(i, i));
      }
      assertEndsWithin(100 + 25 * n, n + " flags", ifs.toString());
    }
  }

  @Test
  void callsBetweenConditionsCostTheSameEachTime() throws IOException {
    for (int n : new int[] {10, 20, 40}) {
      StringBuilder calls = new StringBuilder();
      for (int i = 0; i < n; i++) {
        calls.append("  InterlockedIncrement((PLONG)&ext->Flags[%d]);\n".formatted(i));
        calls.append("  if (ext->Flags[%d] == 3) { DbgPrint(\"three\\n\"); }\n".formatted(i));
      }
      assertEndsWithin(100 + 40 * n, n + " calls", calls.toString());
    }
  }

  /** What reads from the disk below moves no rule about the incoming IRP. */
  @Test
  void requestsOfAFunctionsOwnCostNothingForRulesAboutOthers() throws IOException {
    StringBuilder reads = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      reads.append(
          """
            KeInitializeEvent(&event, NotificationEvent, FALSE);
            own = IoBuildDeviceIoControlRequest(%d, ext->Below, NULL, 0, NULL, 0, FALSE, &event, &answer);
            if (own == NULL) { return STATUS_INSUFFICIENT_RESOURCES; }
            status = IoCallDriver(ext->Below, own);
            if (status == STATUS_PENDING) {
              KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
              status = answer.Status;
            }
          """
              .formatted(i));
    }
    Files.writeString(
        folder.resolve("driver.c"),
        """
        #include <ntddk.h>
        typedef struct _EXT { PDEVICE_OBJECT Below; PIRP Current; } EXT, *PEXT;
        static NTSTATUS Fetch(PEXT ext, PIRP Irp) {
          KEVENT event; IO_STATUS_BLOCK answer; PIRP own; NTSTATUS status = STATUS_SUCCESS;
        %s
          return status;
        }
        NTSTATUS Read(PDEVICE_OBJECT Device, PIRP Irp) {
          NTSTATUS status = Fetch(Device->DeviceExtension, Irp);
          Irp->IoStatus.Status = status;
          IoCompleteRequest(Irp, IO_NO_INCREMENT);
          if (!NT_SUCCESS(status)) { IoCompleteRequest(Irp, IO_NO_INCREMENT); } // expect: DoubleCompletion
          return status;
        }
        NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
          Driver->MajorFunction[IRP_MJ_READ] = Read;
          return STATUS_SUCCESS;
        }
        """
            .formatted(reads));
    AnnotatedDrivers.nameRules(folder, List.of("DoubleCompletion"));
    assertOneFoundWithin(40, "own requests");
  }

  private void assertEndsWithin(int states, String what, String body) throws IOException {
    Files.writeString(folder.resolve("driver.c"), HEAD + body + TAIL);
    if (AnnotatedDrivers.rules(folder).size() != 3) {
      AnnotatedDrivers.nameFirstRules(folder);
    }
    assertOneFoundWithin(states, what);
  }

  private void assertOneFoundWithin(int states, String what) throws IOException {
    AnalysedFolder analysed =
        AnnotatedDrivers.analyse(folder, 1, new AnalysisOptions.Limits(states, 8, 24));
    for (RuleResult result : analysed.report().results()) {
      assertTrue(
          !(result.verdict() instanceof Verdict.Inconclusive),
          what + " within " + states + " states: " + result.verdict());
    }
    assertEquals(1, analysed.report().violations().size(), what);
  }
}
