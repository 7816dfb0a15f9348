package dev.irpscope.analysis.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.FolderAnalysis;
import dev.irpscope.analysis.report.AnalysisReport;
import dev.irpscope.analysis.report.RuleResult;
import dev.irpscope.analysis.report.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A driver that reads from several devices at once keeps its IRPs in an array and goes over it in
 * loops: each element is another IRP with another context, and none of them may keep a search from
 * coming to an end.
 */
class ArraysOfIrpsTest {
  private static final String DRIVER =
      """
      #include <ntddk.h>

      typedef struct _PIECE {
          struct _WHOLE *Whole;
          ULONG State;
          PIRP Irp;
          IO_STATUS_BLOCK Status;
          ULONG Start;
          ULONG End;
      } PIECE, *PPIECE;

      typedef struct _WHOLE {
          KEVENT Event;
          LONG Left;
          PPIECE Pieces;
      } WHOLE, *PWHOLE;

      typedef struct _STRIPE_EXTENSION {
          ULONG Count;
          ULONG Offset;
          PDEVICE_OBJECT Below[32];
      } STRIPE_EXTENSION, *PSTRIPE_EXTENSION;

      static NTSTATUS PieceDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
      {
          PPIECE piece = Context;
          UNREFERENCED_PARAMETER(DeviceObject);
          piece->Status = Irp->IoStatus;
          piece->State = NT_SUCCESS(Irp->IoStatus.Status) ? 2 : 3;
          if (InterlockedDecrement(&piece->Whole->Left) == 0) {
              KeSetEvent(&piece->Whole->Event, IO_NO_INCREMENT, FALSE);
          }
          return STATUS_MORE_PROCESSING_REQUIRED;
      }

      static NTSTATUS StripeRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
      {
          PSTRIPE_EXTENSION ext = DeviceObject->DeviceExtension;
          NTSTATUS status = STATUS_SUCCESS;
          WHOLE whole;
          ULONG i;

          whole.Left = 0;
          whole.Pieces = ExAllocatePoolWithTag(NonPagedPool, ext->Count * sizeof(PIECE), 'irtS');
          if (whole.Pieces == NULL) {
              status = STATUS_INSUFFICIENT_RESOURCES;
              goto complete;
          }
          RtlZeroMemory(whole.Pieces, ext->Count * sizeof(PIECE));
          KeInitializeEvent(&whole.Event, NotificationEvent, FALSE);
          for (i = 0; i < ext->Count; i++) {
              whole.Pieces[i].Start = ext->Offset * i;
              whole.Pieces[i].End = ext->Below[i] == NULL ? whole.Pieces[i].Start : ext->Offset;
          }
          for (i = 0; i < ext->Count; i++) {
              if (whole.Pieces[i].Start != whole.Pieces[i].End) {
                  PIO_STACK_LOCATION next;
                  whole.Pieces[i].Whole = &whole;
                  whole.Pieces[i].Irp = IoAllocateIrp(ext->Below[i]->StackSize, FALSE);
                  if (whole.Pieces[i].Irp == NULL) {
                      status = STATUS_INSUFFICIENT_RESOURCES;
                      goto done;
                  }
                  next = IoGetNextIrpStackLocation(whole.Pieces[i].Irp);
                  next->MajorFunction = IRP_MJ_READ;
                  if (ext->Below[i]->Flags & DO_BUFFERED_IO) {
                      whole.Pieces[i].Irp->Flags |= IRP_BUFFERED_IO;
                  } else if (ext->Below[i]->Flags & DO_DIRECT_IO) {
                      whole.Pieces[i].Irp->Flags |= IRP_NOCACHE;
                  }
                  whole.Pieces[i].Irp->UserIosb = &whole.Pieces[i].Status;
                  IoSetCompletionRoutine(
                      whole.Pieces[i].Irp, PieceDone, &whole.Pieces[i], TRUE, TRUE, TRUE);
                  whole.Pieces[i].State = 1;
                  whole.Left++;
              }
          }
          if (whole.Left == 0) {
              goto done;
          }
          for (i = 0; i < ext->Count; i++) {
              if (whole.Pieces[i].State == 1) {
                  IoCallDriver(ext->Below[i], whole.Pieces[i].Irp);
              }
          }
          KeWaitForSingleObject(&whole.Event, Executive, KernelMode, FALSE, NULL);
          for (i = 0; i < ext->Count; i++) {
              if (whole.Pieces[i].State == 3) {
                  status = whole.Pieces[i].Status.Status;
              }
          }
      done:
          for (i = 0; i < ext->Count; i++) {
              if (whole.Pieces[i].Irp != NULL) {
                  IoFreeIrp(whole.Pieces[i].Irp);
              }
          }
          ExFreePool(whole.Pieces);
      complete:
          Irp->IoStatus.Status = status;
          Irp->IoStatus.Information = 0;
          IoCompleteRequest(Irp, IO_NO_INCREMENT);
          return status;
      }

      NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
      {
          UNREFERENCED_PARAMETER(RegistryPath);
          DriverObject->MajorFunction[IRP_MJ_READ] = StripeRead;
          return STATUS_SUCCESS;
      }
      """;

  @TempDir Path folder;

  private List<RuleResult> results(String text, String... rules) throws IOException {
    Files.writeString(folder.resolve("stripes.c"), text);
    AnalysisReport report = FolderAnalysis.report(folder, rules);
    return report.results();
  }

  private static List<String> undecided(List<RuleResult> results) {
    return results.stream()
        .filter(result -> result.verdict() instanceof Verdict.Inconclusive)
        .map(RuleResult::rule)
        .toList();
  }

  @Test
  void theSearchComesToAnEnd() throws IOException {
    List<RuleResult> results =
        results(
            DRIVER,
            "CompleteRequest",
            "DoubleCompletion",
            "IoAllocateComplete",
            "IoAllocateForward",
            "IrpProcessingComplete");
    assertEquals(List.of(), undecided(results));
    assertEquals(5, results.size());
    assertTrue(results.stream().allMatch(result -> result.verdict().found().isEmpty()));
  }

  /** Which of the elements were freed is not known; all of them are, but that is not proved. */
  @Test
  void knownMissWhetherEveryElementIsFreedIsUndecided() throws IOException {
    assertEquals(List.of("IoAllocateFree"), undecided(results(DRIVER, "IoAllocateFree")));
  }

  @Test
  void whatComesBehindTheLoopsIsStillFound() throws IOException {
    String twice =
        DRIVER.replace(
            "    IoCompleteRequest(Irp, IO_NO_INCREMENT);\n",
            """
                if (!NT_SUCCESS(status)) {
                    IoCompleteRequest(Irp, IO_NO_INCREMENT);
                }
                IoCompleteRequest(Irp, IO_NO_INCREMENT);
            """);
    List<RuleResult> results = results(twice, "DoubleCompletion");
    assertEquals(1, results.getFirst().verdict().found().size());
  }
}
