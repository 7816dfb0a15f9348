package dev.irpscope.analysis.drivers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.report.AnalysisReport;
import dev.irpscope.analysis.report.Violation;
import dev.irpscope.analysis.trace.MissingCall;
import dev.irpscope.analysis.trace.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How steps, findings and limits call what the source has no name for. */
final class StepWordsTest {
  private static final String HEAD =
      """
      #include <ntddk.h>
      typedef struct _DOOR {
        PDEVICE_OBJECT Below;
        KSPIN_LOCK Front, Back;
        PKSPIN_LOCK Near, Far;
        BOOLEAN Night;
        ULONG Marks;
        NTSTATUS Last;
        KEVENT Opened;
        VOID (*Knock)(struct _DOOR *Door);
      } DOOR, *PDOOR;
      DRIVER_DISPATCH Use;
      IO_COMPLETION_ROUTINE Ran, Signal;
      NTSTATUS Use(PDEVICE_OBJECT Device, PIRP Irp) {
        PDOOR door = Device->DeviceExtension;
        KIRQL irql;
      """;

  @TempDir Path folder;

  private AnalysisReport report(String rule, String body) throws IOException {
    Files.writeString(folder.resolve("door.c"), HEAD + body + "}\n");
    AnnotatedDrivers.nameRules(folder, List.of(rule));
    return AnnotatedDrivers.analyse(folder, 1).report();
  }

  private Violation violation(String rule, String body) throws IOException {
    return report(rule, body).violations().getFirst();
  }

  private static List<String> decisions(Violation violation) {
    return violation.shortest().steps().stream()
        .filter(step -> step.kind() == Step.Kind.BRANCH)
        .map(Step::sentence)
        .toList();
  }

  @Test
  void conditionsKeepTheParenthesesOfTheirOperands() throws IOException {
    Violation found =
        violation(
            "SpinLock",
            """
            KeAcquireSpinLock(&door->Front, &irql);
            if (((door->Marks & 6) == (1u << door->Night))) return STATUS_SUCCESS;
            KeReleaseSpinLock(&door->Front, irql);
            return STATUS_SUCCESS;
            """);
    assertEquals(List.of("(door->Marks & 6) == (1u << door->Night) is true."), decisions(found));
  }

  @Test
  void aDecisionOnAVariableThatNothingSetSaysSo() throws IOException {
    Violation found =
        violation(
            "SpinLock",
            """
            NTSTATUS last;
            IO_STATUS_BLOCK both;
            KeAcquireSpinLock(&door->Front, &irql);
            if (door->Night) {
              last = door->Last;
            }
            if (!NT_SUCCESS(last)) return STATUS_SUCCESS;
            if (both.Status == 3 || irql == 2) return STATUS_SUCCESS;
            KeReleaseSpinLock(&door->Front, irql);
            return STATUS_SUCCESS;
            """);
    assertEquals(
        List.of(
            "door->Night is false.", "!NT_SUCCESS(last) is true; last is never set on this path."),
        decisions(found));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "LEAVE_AT(door->Night); | door->Night == TRUE is true.",
        "LEAVE_UNLESS(door->Last); | FAILED(door->Last) is true.",
        "if (BOTH(door)) return STATUS_SUCCESS; | door->Night is true. door->Marks != 0 is true.",
        "if (DARK(door)) return STATUS_SUCCESS; | DARK(door) is true.",
        "if (!DARK(door)) return STATUS_SUCCESS; | !DARK(door) is true.",
        "LEAVE_IF(DARK(door)); | DARK(door) is true.",
      })
  void aConditionInAMacroIsSaidWhereTheMacroHoldsMore(String use, String decisions)
      throws IOException {
    Violation found =
        violation(
            "SpinLock",
            """
            #define LEAVE_AT(at) irql = at; if (at == TRUE) return STATUS_SUCCESS
            #define FAILED(s) !NT_SUCCESS(s)
            #define LEAVE_UNLESS(s) if (FAILED(s)) return STATUS_SUCCESS
            #define LEAVE_IF(c) do { if (c) return STATUS_SUCCESS; } while (0)
            #define BOTH(d) (d->Night && (d->Marks != 0))
            #define DARK(d) (((d)->Night) == TRUE)
            KeAcquireSpinLock(&door->Front, &irql);
            """
                + use
                + """

                KeReleaseSpinLock(&door->Front, irql);
                return STATUS_SUCCESS;
                """);
    assertEquals(decisions, String.join(" ", decisions(found)));
  }

  @Test
  void aLockIsNamedByTheArmThatChoseIt() throws IOException {
    Violation found =
        violation(
            "SpinLock",
            """
            KeReleaseSpinLock(door->Night ? &door->Front : &door->Back, PASSIVE_LEVEL);
            return STATUS_SUCCESS;
            """);
    boolean first = decisions(found).equals(List.of("door->Night is true."));
    assertEquals(
        (first ? "&door->Front" : "&door->Back") + " is released but not held.", found.message());
  }

  @Test
  void aPointerIsNamedByTheArmThatChoseIt() throws IOException {
    Violation found =
        violation(
            "SpinLock",
            """
            KeAcquireSpinLock(door->Night ? door->Near : door->Far, &irql);
            return STATUS_SUCCESS;
            """);
    boolean first = decisions(found).equals(List.of("door->Night is true."));
    assertTrue(
        found.message().contains("holding " + (first ? "door->Near." : "door->Far.")),
        found.message());
  }

  @Test
  void aStatusThatIsNotKnownIsCalledByWhatIsReturned() throws IOException {
    Violation found =
        violation(
            "MarkIrpPending",
            """
            IoMarkIrpPending(Irp);
            if (door->Last == STATUS_PENDING) return STATUS_PENDING;
            return door->Last;
            """);
    assertEquals("Irp is marked pending, but Use returns door->Last.", found.message());
    assertEquals(
        "Use returns door->Last, whose value is not known.",
        found.shortest().steps().getLast().sentence());
  }

  @Test
  void whatACalledFunctionRaisesIsALimit() throws IOException {
    Files.writeString(
        folder.resolve("check.c"),
        """
        #include <ntddk.h>
        void Check(PIRP Irp, NTSTATUS Status) {
          if (!NT_SUCCESS(Status)) {
            IoCompleteRequest(Irp, IO_NO_INCREMENT);
            ExRaiseStatus(Status);
          }
        }
        """);
    AnalysisReport report =
        report(
            "DoubleCompletion",
            """
            __try {
              Check(Irp, door->Last);
            } __except (EXCEPTION_EXECUTE_HANDLER) {
            }
            IoCompleteRequest(Irp, IO_NO_INCREMENT);
            return STATUS_SUCCESS;
            """);
    List<String> limits =
        report.results().stream().flatMap(result -> result.verdict().limits().stream()).toList();
    assertTrue(
        limits.contains("What Check raises is not followed to its callers."), limits.toString());
  }

  /** The device is named as another call in the routine names it, if its variables are set. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "door->Below; IoCallDriver(door->Below, Irp)",
        "next; IoCallDriver(..., Irp)",
        "Find(door); IoCallDriver(..., Irp)",
      })
  void aMissingCallIsWrittenAsTheRoutineWritesIt(String device, String call) throws IOException {
    Violation found =
        violation(
            "CompletionRoutineRegistered",
            """
            PDEVICE_OBJECT next;
            IoCopyCurrentIrpStackLocationToNext(Irp);
            if (NT_SUCCESS(IoSetCompletionRoutineEx(Device, Irp, Ran, NULL, TRUE, TRUE, TRUE))) {
              if (door->Night) return STATUS_DEVICE_NOT_READY;
              next = door->Below;
              return IoCallDriver(%s, Irp);
            }
            return STATUS_SUCCESS;
            """
                .formatted(device));
    MissingCall missing = found.shortest().missing().orElseThrow();
    assertTrue(missing.ghost().isPresent(), missing::toString);
    assertEquals(call, missing.call());
  }

  @Test
  void aCallThroughAPointerSaysHowManyFunctionsItMayBe() throws IOException {
    Violation found =
        violation(
            "SpinLock",
            """
              KeAcquireSpinLock(&door->Front, &irql);
              door->Knock(door);
              return STATUS_SUCCESS;
            }
            static VOID Once(PDOOR Door) { KeReleaseSpinLock(&Door->Back, 0); }
            static VOID Twice(PDOOR Door) { Door->Marks = 2; KeReleaseSpinLock(&Door->Back, 0); }
            VOID Choose(PDOOR Door) {
              Door->Knock = Door->Night ? Once : Twice;
            """);
    assertTrue(
        found.shortest().steps().stream()
            .map(Step::sentence)
            .anyMatch("Calls Once, one of 2 functions that the pointer may hold."::equals),
        found.shortest()::toString);
  }

  @Test
  void anEndlessWaitIsCalledSoAndACopyThatErasesARoutine() throws IOException {
    Violation found =
        violation(
            "CompleteRequest",
            """
            KEVENT ran;
            NTSTATUS status;
            KeInitializeEvent(&ran, NotificationEvent, FALSE);
            IoSetCompletionRoutine(Irp, Ran, &ran, TRUE, TRUE, TRUE);
            IoCopyCurrentIrpStackLocationToNext(Irp);
            status = IoCallDriver(door->Below, Irp);
            KeWaitForSingleObject(&door->Opened, Executive, KernelMode, FALSE, NULL);
            IoCompleteRequest(Irp, IO_NO_INCREMENT);
            return status;
            """);
    List<String> sentences = found.shortest().steps().stream().map(Step::sentence).toList();
    assertTrue(
        sentences.containsAll(
            List.of(
                "The copy erases the completion routine Ran: it will not be run.",
                "KeWaitForSingleObject waits without a timeout; it ends: signalled.")),
        sentences::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "if (i->Cancel) KeSetEvent((PKEVENT)c, IO_NO_INCREMENT, FALSE);"
            + " KeSetEvent((PKEVENT)c, IO_NO_INCREMENT, FALSE)",
        "; KeSetEvent(c, ...)",
      })
  void theEventOfAMissingSignalIsCalledAsTheRoutineKnowsIt(String body, String call)
      throws IOException {
    Violation found =
        violation(
            "SignalEventInCompletion",
            """
              KEVENT ran;
              KeInitializeEvent(&ran, NotificationEvent, FALSE);
              IoCopyCurrentIrpStackLocationToNext(Irp);
              IoSetCompletionRoutine(Irp, Signal, &ran, TRUE, TRUE, TRUE);
              if (IoCallDriver(door->Below, Irp) == STATUS_PENDING)
                KeWaitForSingleObject(&ran, Executive, KernelMode, FALSE, NULL);
              IoCompleteRequest(Irp, IO_NO_INCREMENT);
              return STATUS_SUCCESS;
            }
            NTSTATUS Signal(PDEVICE_OBJECT d, PIRP i, PVOID c) {
              %s;
              return STATUS_MORE_PROCESSING_REQUIRED;
            """
                .formatted(body == null ? "" : body));
    assertEquals(call, found.shortest().missing().orElseThrow().call());
  }

  @Test
  void theRoutineOfACopiedLocationIsSaidInWords() throws IOException {
    AnalysisReport report =
        report(
            "LowerDriverReturn",
            """
            *IoGetNextIrpStackLocation(Irp) = *IoGetCurrentIrpStackLocation(Irp);
            return IoCallDriver(door->Below, Irp);
            """);
    List<String> limits =
        report.results().stream().flatMap(result -> result.verdict().limits().stream()).toList();
    assertTrue(
        limits.contains(
            "Not analysed: the completion routine of the stack location that was copied"),
        limits::toString);
  }
}
