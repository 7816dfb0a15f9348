package dev.irpscope.analysis.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.irpscope.analysis.FolderAnalysis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What breaks a rule only because of who calls a function. Each driver breaks one rule in one place
 * and is clean but for that: a function of it that is looked at by itself keeps the rule.
 */
class PartsOfDriversTest {
  private static final String COMMON =
      """
      #include <wdm.h>

      typedef struct _EXTENSION {
          PDEVICE_OBJECT Below;
          PIRP Kept;
          KEVENT Done;
          KSPIN_LOCK Lock;
          ULONG Count;
          ULONG Words[8];
      } EXTENSION, *PEXTENSION;

      DRIVER_INITIALIZE DriverEntry;
      DRIVER_ADD_DEVICE AddDevice;
      DRIVER_DISPATCH Read;
      IO_COMPLETION_ROUTINE Wakes;
      IO_COMPLETION_ROUTINE WakesNobody;

      NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
      {
          UNREFERENCED_PARAMETER(Path);
          Driver->DriverExtension->AddDevice = AddDevice;
          Driver->MajorFunction[IRP_MJ_READ] = Read;
          return STATUS_SUCCESS;
      }

      NTSTATUS AddDevice(PDRIVER_OBJECT Driver, PDEVICE_OBJECT Physical)
      {
          PDEVICE_OBJECT own;
          PEXTENSION extension;
          NTSTATUS status;

          status = IoCreateDevice(Driver, sizeof(EXTENSION), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &own);
          if (!NT_SUCCESS(status)) {
              return status;
          }
          extension = own->DeviceExtension;
          extension->Below = IoAttachDeviceToDeviceStack(own, Physical);
          KeInitializeSpinLock(&extension->Lock);
          own->Flags &= ~DO_DEVICE_INITIALIZING;
          return STATUS_SUCCESS;
      }

      NTSTATUS Wakes(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
      {
          UNREFERENCED_PARAMETER(Device);
          UNREFERENCED_PARAMETER(Irp);
          KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
          return STATUS_MORE_PROCESSING_REQUIRED;
      }

      NTSTATUS WakesNobody(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
      {
          UNREFERENCED_PARAMETER(Device);
          UNREFERENCED_PARAMETER(Irp);
          UNREFERENCED_PARAMETER(Context);
          return STATUS_MORE_PROCESSING_REQUIRED;
      }

      static VOID CountWords(PEXTENSION Extension)
      {
          ULONG i;

          for (i = 0; i < 8; i++) {
              Extension->Count += Extension->Words[i];
          }
      }

      static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
      {
          Irp->IoStatus.Status = Status;
          Irp->IoStatus.Information = 0;
          IoCompleteRequest(Irp, IO_NO_INCREMENT);
          return Status;
      }
      """;

  @TempDir Path folder;

  @Test
  void aRoutineThatIsGivenCompletesWhatItsCallerMade() throws IOException {
    assertEquals(
        "violated: 1 violation",
        verdict(
            "IoAllocateComplete",
            """
            typedef VOID (*DISPOSE)(PIRP Irp);

            static VOID CompleteIt(PIRP Irp)
            {
                IoCompleteRequest(Irp, IO_NO_INCREMENT);
            }

            static VOID MakeAndDispose(PEXTENSION Extension, DISPOSE Dispose)
            {
                ULONG i;
                PIRP own = IoAllocateIrp(Extension->Below->StackSize, FALSE);

                for (i = 0; i < 8; i++) {
                    Extension->Words[i] = i;
                }
                if (own != NULL) {
                    Dispose(own);
                }
            }

            NTSTATUS Read(PDEVICE_OBJECT Device, PIRP Irp)
            {
                MakeAndDispose(Device->DeviceExtension, CompleteIt);
                return Finish(Irp, STATUS_SUCCESS);
            }
            """));
  }

  @Test
  void whatWasMadeThroughOnePointerIsCompletedThroughAnother() throws IOException {
    assertEquals(
        "violated: 1 violation",
        verdict(
            "IoAllocateComplete",
            """
            static VOID MakeAndComplete(PEXTENSION Here, PEXTENSION There)
            {
                CountWords(Here);
                Here->Kept = IoAllocateIrp(Here->Below->StackSize, FALSE);
                CountWords(There);
                if (There->Kept != NULL) {
                    IoCompleteRequest(There->Kept, IO_NO_INCREMENT);
                }
                CountWords(There);
            }

            NTSTATUS Read(PDEVICE_OBJECT Device, PIRP Irp)
            {
                MakeAndComplete(Device->DeviceExtension, Device->DeviceExtension);
                return Finish(Irp, STATUS_SUCCESS);
            }
            """));
  }

  /** The caller made the event ready and waits for it. */
  @Test
  void theEventIsTheCallers() throws IOException {
    assertEquals(
        "violated: 1 violation",
        verdict(
            "IoAllocateIrpSignalEventInCompletion",
            """
            static NTSTATUS Send(PEXTENSION Extension, PKEVENT Event)
            {
                ULONG i;
                PIRP own = IoAllocateIrp(Extension->Below->StackSize, FALSE);

                if (own == NULL) {
                    return STATUS_INSUFFICIENT_RESOURCES;
                }
                for (i = 0; i < 8; i++) {
                    Extension->Words[i] = i;
                }
                IoSetCompletionRoutine(own, WakesNobody, Event, TRUE, TRUE, TRUE);
                return IoCallDriver(Extension->Below, own);
            }

            NTSTATUS Read(PDEVICE_OBJECT Device, PIRP Irp)
            {
                KEVENT event;
                NTSTATUS status;

                KeInitializeEvent(&event, NotificationEvent, FALSE);
                status = Send(Device->DeviceExtension, &event);
                if (status == STATUS_PENDING) {
                    KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
                }
                return Finish(Irp, STATUS_SUCCESS);
            }
            """));
  }

  /** The function that makes the event ready does nothing else of the rule. */
  @Test
  void theEventIsMadeReadyByAFunctionOfItsOwn() throws IOException {
    assertEquals(
        "violated: 1 violation",
        verdict(
            "IoAllocateIrpSignalEventInCompletion",
            """
            static VOID MakeReady(PEXTENSION Extension, PKEVENT Event)
            {
                CountWords(Extension);
                KeInitializeEvent(Event, NotificationEvent, FALSE);
                CountWords(Extension);
                CountWords(Extension);
            }

            NTSTATUS Read(PDEVICE_OBJECT Device, PIRP Irp)
            {
                PEXTENSION extension = Device->DeviceExtension;
                KEVENT event;
                PIRP own;
                ULONG i;

                MakeReady(extension, &event);
                own = IoAllocateIrp(extension->Below->StackSize, FALSE);
                if (own == NULL) {
                    return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
                }
                for (i = 0; i < 8; i++) {
                    extension->Words[i] = i;
                }
                IoSetCompletionRoutine(own, WakesNobody, &event, TRUE, TRUE, TRUE);
                IoCallDriver(extension->Below, own);
                KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
                return Finish(Irp, STATUS_SUCCESS);
            }
            """));
  }

  @Test
  void theLockIsHeldWhereTheFunctionIsCalled() throws IOException {
    assertEquals(
        "violated: 1 violation",
        verdict(
            "SpinLock",
            """
            static VOID CountLocked(PEXTENSION Extension)
            {
                KIRQL irql;
                ULONG i;

                KeAcquireSpinLock(&Extension->Lock, &irql);
                for (i = 0; i < 8; i++) {
                    Extension->Count += Extension->Words[i];
                }
                KeReleaseSpinLock(&Extension->Lock, irql);
            }

            NTSTATUS Read(PDEVICE_OBJECT Device, PIRP Irp)
            {
                PEXTENSION extension = Device->DeviceExtension;
                KIRQL irql;

                CountLocked(extension);
                KeAcquireSpinLock(&extension->Lock, &irql);
                CountLocked(extension);
                KeReleaseSpinLock(&extension->Lock, irql);
                return Finish(Irp, STATUS_SUCCESS);
            }
            """));
  }

  @Test
  void twoLocksThatAFunctionIsGivenAreOne() throws IOException {
    assertEquals(
        "violated: 1 violation",
        verdict(
            "SpinLock",
            """
            static VOID CountUnderBoth(PEXTENSION Extension, PKSPIN_LOCK First, PKSPIN_LOCK Second)
            {
                KIRQL irql;
                ULONG i;

                KeAcquireSpinLock(First, &irql);
                KeAcquireSpinLockAtDpcLevel(Second);
                for (i = 0; i < 8; i++) {
                    Extension->Count += Extension->Words[i];
                }
                KeReleaseSpinLockFromDpcLevel(Second);
                KeReleaseSpinLock(First, irql);
            }

            NTSTATUS Read(PDEVICE_OBJECT Device, PIRP Irp)
            {
                PEXTENSION extension = Device->DeviceExtension;

                CountUnderBoth(extension, &extension->Lock, &extension->Lock);
                return Finish(Irp, STATUS_SUCCESS);
            }
            """));
  }

  @Test
  void twoStructuresThatAFunctionIsGivenAreOne() throws IOException {
    assertEquals(
        "violated: 1 violation",
        verdict(
            "SpinLock",
            """
            static VOID Move(PEXTENSION From, PEXTENSION To)
            {
                KIRQL irql;
                ULONG i;

                KeAcquireSpinLock(&From->Lock, &irql);
                KeAcquireSpinLockAtDpcLevel(&To->Lock);
                for (i = 0; i < 8; i++) {
                    To->Words[i] = From->Words[i];
                }
                KeReleaseSpinLockFromDpcLevel(&To->Lock);
                KeReleaseSpinLock(&From->Lock, irql);
            }

            NTSTATUS Read(PDEVICE_OBJECT Device, PIRP Irp)
            {
                Move(Device->DeviceExtension, Device->DeviceExtension);
                return Finish(Irp, STATUS_SUCCESS);
            }
            """));
  }

  @Test
  void theLockIsLeftHeldForTheCaller() throws IOException {
    assertEquals(
        "violated: 1 violation",
        verdict(
            "SpinLock",
            """
            static VOID Enter(PEXTENSION Extension, PKIRQL Irql)
            {
                ULONG i;

                KeAcquireSpinLock(&Extension->Lock, Irql);
                for (i = 0; i < 8; i++) {
                    Extension->Count += Extension->Words[i];
                }
            }

            static VOID Leave(PEXTENSION Extension, KIRQL Irql)
            {
                ULONG i;

                for (i = 0; i < 8; i++) {
                    Extension->Words[i] = 0;
                }
                KeReleaseSpinLock(&Extension->Lock, Irql);
            }

            NTSTATUS Read(PDEVICE_OBJECT Device, PIRP Irp)
            {
                PEXTENSION extension = Device->DeviceExtension;
                KIRQL irql;

                Enter(extension, &irql);
                if (extension->Count == 0) {
                    return Finish(Irp, STATUS_NO_SUCH_DEVICE);
                }
                Leave(extension, irql);
                return Finish(Irp, STATUS_SUCCESS);
            }
            """));
  }

  /** All of these may call each other, since a send may run any routine. */
  @Test
  void theFunctionsCallEachOther() throws IOException {
    assertEquals(
        "violated: 1 violation",
        verdict(
            "IoAllocateIrpSignalEventInCompletion",
            """
            static NTSTATUS Run(PEXTENSION Extension, ULONG Depth, PIO_COMPLETION_ROUTINE Routine);

            static NTSTATUS Again(PEXTENSION Extension, ULONG Depth)
            {
                CountWords(Extension);
                return Depth == 0 ? STATUS_SUCCESS : Run(Extension, Depth - 1, WakesNobody);
            }

            static NTSTATUS Run(PEXTENSION Extension, ULONG Depth, PIO_COMPLETION_ROUTINE Routine)
            {
                ULONG i;
                PIRP own = IoAllocateIrp(Extension->Below->StackSize, FALSE);

                if (own == NULL) {
                    return Again(Extension, Depth);
                }
                for (i = 0; i < 8; i++) {
                    Extension->Words[i] = i;
                }
                KeInitializeEvent(&Extension->Done, NotificationEvent, FALSE);
                IoSetCompletionRoutine(own, Routine, &Extension->Done, TRUE, TRUE, TRUE);
                IoCallDriver(Extension->Below, own);
                KeWaitForSingleObject(&Extension->Done, Executive, KernelMode, FALSE, NULL);
                IoFreeIrp(own);
                return STATUS_SUCCESS;
            }

            NTSTATUS Read(PDEVICE_OBJECT Device, PIRP Irp)
            {
                return Finish(Irp, Run(Device->DeviceExtension, 2, Wakes));
            }
            """));
  }

  @Test
  void aFunctionKeepsTheRuleWhoeverCallsIt() throws IOException {
    assertEquals(
        "none found: 5 routines searched",
        verdict(
            "IoAllocateIrpSignalEventInCompletion",
            """
            static NTSTATUS Ask(PEXTENSION Extension)
            {
                KEVENT event;
                ULONG i;
                PIRP own = IoAllocateIrp(Extension->Below->StackSize, FALSE);

                if (own == NULL) {
                    return STATUS_INSUFFICIENT_RESOURCES;
                }
                for (i = 0; i < 8; i++) {
                    Extension->Words[i] = i;
                }
                KeInitializeEvent(&event, NotificationEvent, FALSE);
                IoSetCompletionRoutine(own, Wakes, &event, TRUE, TRUE, TRUE);
                IoCallDriver(Extension->Below, own);
                KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
                IoFreeIrp(own);
                return STATUS_SUCCESS;
            }

            NTSTATUS Read(PDEVICE_OBJECT Device, PIRP Irp)
            {
                return Finish(Irp, Ask(Device->DeviceExtension));
            }
            """));
  }

  /** By itself the helper frees some IRP; its caller gives it the one that came in. */
  @Test
  void whatAHelperFreesIsTheIncomingIrp() throws IOException {
    assertEquals(
        "violated: 1 violation",
        verdict(
            "IoAllocateFree",
            """
            static VOID Dispose(PEXTENSION Extension, PIRP Irp)
            {
                CountWords(Extension);
                IoFreeIrp(Irp);
                CountWords(Extension);
            }

            static VOID Ask(PEXTENSION Extension)
            {
                PIRP own = IoAllocateIrp(Extension->Below->StackSize, FALSE);

                CountWords(Extension);
                if (own != NULL) {
                    Dispose(Extension, own);
                }
            }

            NTSTATUS Read(PDEVICE_OBJECT Device, PIRP Irp)
            {
                Ask(Device->DeviceExtension);
                Dispose(Device->DeviceExtension, Irp);
                return STATUS_SUCCESS;
            }
            """));
  }

  /** Ask makes and frees what is its own, whoever calls it. */
  @Test
  void ownRequestsOfAHelperAreNoConcernOfItsCallers() throws IOException {
    assertEquals(
        "none found: 1 routine searched",
        verdict(
            "IoAllocateFree",
            """
            static VOID Ask(PEXTENSION Extension)
            {
                KEVENT event;
                PIRP own = IoAllocateIrp(Extension->Below->StackSize, FALSE);

                CountWords(Extension);
                if (own == NULL) {
                    return;
                }
                KeInitializeEvent(&event, NotificationEvent, FALSE);
                IoSetCompletionRoutine(own, Wakes, &event, TRUE, TRUE, TRUE);
                IoCallDriver(Extension->Below, own);
                KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
                IoFreeIrp(own);
            }

            NTSTATUS Read(PDEVICE_OBJECT Device, PIRP Irp)
            {
                Ask(Device->DeviceExtension);
                Ask(Device->DeviceExtension);
                return Finish(Irp, STATUS_SUCCESS);
            }
            """));
  }

  private static final String SIGNALS =
      """
      static VOID Signal(PEXTENSION Extension)
      {
          CountWords(Extension);
          KeSetEvent(&Extension->Done, IO_NO_INCREMENT, TRUE);
          KeWaitForSingleObject(&Extension->Done, Executive, KernelMode, FALSE, NULL);
          CountWords(Extension);
      }

      static KIRQL Enter(PEXTENSION Extension)
      {
          KIRQL before;

          CountWords(Extension);
          KeAcquireSpinLock(&Extension->Lock, &before);
          CountWords(Extension);
          return before;
      }

      """;

  @Test
  void aHelperIsCalledAtAHigherIrql() throws IOException {
    assertEquals(
        "violated: 1 violation",
        verdict(
            "IrqlKeSetEvent",
            SIGNALS
                + """
                NTSTATUS Read(PDEVICE_OBJECT Device, PIRP Irp)
                {
                    PEXTENSION extension = Device->DeviceExtension;
                    KIRQL irql = Enter(extension);

                    Signal(extension);
                    KeReleaseSpinLock(&extension->Lock, irql);
                    return Finish(Irp, STATUS_SUCCESS);
                }
                """));
  }

  @Test
  void aHelperIsCalledAtTheIrqlOfTheRoutine() throws IOException {
    assertEquals(
        "none found: 5 routines searched",
        verdict(
            "IrqlKeSetEvent",
            SIGNALS
                + """
                NTSTATUS Read(PDEVICE_OBJECT Device, PIRP Irp)
                {
                    PEXTENSION extension = Device->DeviceExtension;
                    KIRQL irql = Enter(extension);

                    KeReleaseSpinLock(&extension->Lock, irql);
                    Signal(extension);
                    return Finish(Irp, STATUS_SUCCESS);
                }
                """));
  }

  /** The routine that its caller registered frees what came in. */
  @Test
  void aHelperSendsWhatItIsGivenAndARoutineRuns() throws IOException {
    assertEquals(
        "violated: 1 violation",
        verdict(
            "IoAllocateFree",
            """
            IO_COMPLETION_ROUTINE FreesIt;

            NTSTATUS FreesIt(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
            {
                UNREFERENCED_PARAMETER(Device);
                UNREFERENCED_PARAMETER(Context);
                IoFreeIrp(Irp);
                return STATUS_MORE_PROCESSING_REQUIRED;
            }

            static NTSTATUS PassOn(PEXTENSION Extension, PIRP Irp)
            {
                NTSTATUS status;
                PIRP own = IoAllocateIrp(Extension->Below->StackSize, FALSE);

                CountWords(Extension);
                if (own != NULL) {
                    IoFreeIrp(own);
                }
                status = IoCallDriver(Extension->Below, Irp);
                CountWords(Extension);
                return status;
            }

            NTSTATUS Read(PDEVICE_OBJECT Device, PIRP Irp)
            {
                IoCopyCurrentIrpStackLocationToNext(Irp);
                IoSetCompletionRoutine(Irp, FreesIt, NULL, TRUE, TRUE, TRUE);
                return PassOn(Device->DeviceExtension, Irp);
            }
            """));
  }

  private String verdict(String rule, String driver) throws IOException {
    Files.writeString(folder.resolve("driver.c"), COMMON + driver);
    return FolderAnalysis.verdict(folder, rule);
  }
}
