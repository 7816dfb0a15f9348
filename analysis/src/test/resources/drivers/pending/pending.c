/* Marking IRPs pending, completing what is still pending, and putting IRPs on queues. */
#include <wdm.h>

typedef struct _EXTENSION {
    PDEVICE_OBJECT Below;
    PDEVICE_OBJECT Self;
    KSPIN_LOCK Lock;
    LIST_ENTRY Queue;
    KEVENT Done;
    IO_CSQ Csq;
    ULONG Mode;
} EXTENSION, *PEXTENSION;

DRIVER_DISPATCH CompletesPendingEx;
DRIVER_DISPATCH WaitsBeforeCompletingEx;
DRIVER_DISPATCH CompletesWhatIsDoneEx;
DRIVER_DISPATCH CompletesPendingInHelperEx;
DRIVER_DISPATCH CompletesPendingPlain;
DRIVER_DISPATCH GuardedByFlag;
DRIVER_DISPATCH CompletesWithPending;
DRIVER_DISPATCH CompletesThenPending;
DRIVER_DISPATCH CompletesOrPends;
DRIVER_DISPATCH MarksThenFails;
DRIVER_DISPATCH MarksInOneMode;
DRIVER_DISPATCH MarksAndPends;
DRIVER_DISPATCH MarksAndPendsInHelper;
DRIVER_DISPATCH PendsUnmarked;
DRIVER_DISPATCH PendsUnmarkedInHelper;
DRIVER_DISPATCH PendsWhatBelowPended;
DRIVER_DISPATCH CsqInsert;
DRIVER_DISPATCH CsqInsertThenSuccess;
DRIVER_DISPATCH QueuedThenMarked;
DRIVER_DISPATCH QueuedUnderLockThenMarked;
DRIVER_DISPATCH MarkedThenQueued;
DRIVER_DISPATCH QueuedThroughHelper;
DRIVER_DISPATCH InterlockedThenMarked;
DRIVER_DISPATCH MarkedThenInterlocked;
DRIVER_DISPATCH InterlockedWithoutMark;
DRIVER_DISPATCH PropagatesAndSignals;
DRIVER_DISPATCH PropagatesOrSignals;
DRIVER_DISPATCH HeldThenFails;
DRIVER_DISPATCH HeldAndLeft;
DRIVER_DISPATCH HeldThenQueued;
DRIVER_DISPATCH HeldThenInterlocked;
DRIVER_DISPATCH RejectsInHelper;
DRIVER_DISPATCH HeldByFlag;

IO_COMPLETION_ROUTINE Keep;
IO_COMPLETION_ROUTINE Propagate;
IO_COMPLETION_ROUTINE Both;
IO_COMPLETION_ROUTINE OneOfBoth;

NTSTATUS Keep(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE); // keeps: CompletionEventChecking
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS Propagate(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp); // keeps: CompletionEventChecking
    }
    return STATUS_SUCCESS;
}

NTSTATUS Both(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE); // expect: CompletionEventChecking
    return STATUS_SUCCESS;
}

NTSTATUS OneOfBoth(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (Context == NULL) {
        if (Irp->PendingReturned) {
            IoMarkIrpPending(Irp);
        }
        return STATUS_SUCCESS;
    }
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE); // keeps: CompletionEventChecking
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static NTSTATUS SendEx(PEXTENSION Extension, PIRP Irp, PKEVENT Done)
{
    NTSTATUS status;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(Extension->Self, Irp, Keep, Done, TRUE, TRUE, TRUE);
    if (!NT_SUCCESS(status)) {
        Irp->IoStatus.Status = status;
        return status;
    }
    return IoCallDriver(Extension->Below, Irp);
}

NTSTATUS CompletesPendingEx(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = SendEx(extension, Irp, &extension->Done);
    Irp->IoStatus.Status = status == STATUS_PENDING ? STATUS_SUCCESS : status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: PendedCompletedRequestEx, PendedCompletedRequest2
    return status;
}

NTSTATUS WaitsBeforeCompletingEx(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    KEVENT done;
    NTSTATUS status;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    status = SendEx(DeviceObject->DeviceExtension, Irp, &done);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        status = Irp->IoStatus.Status;
    }
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: PendedCompletedRequestEx, PendedCompletedRequest2
    return status;
}

NTSTATUS CompletesWhatIsDoneEx(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = SendEx(extension, Irp, &extension->Done);
    if (status != STATUS_PENDING) {
        IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: PendedCompletedRequestEx, PendedCompletedRequest2
    }
    return status;
}

NTSTATUS CompletesPendingInHelperEx(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = SendEx(extension, Irp, &extension->Done);
    if (NT_SUCCESS(status)) {
        Irp->IoStatus.Status = STATUS_SUCCESS;
    }
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: PendedCompletedRequestEx, PendedCompletedRequest2
    return status;
}

NTSTATUS CompletesPendingPlain(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Keep, &extension->Done, TRUE, TRUE, TRUE);
    status = IoCallDriver(extension->Below, Irp);
    if (status == STATUS_PENDING) {
        Irp->IoStatus.Status = STATUS_SUCCESS;
    }
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: PendedCompletedRequest2
    return status; // expect: PendedCompletedRequest
}

/* The flag follows the status: what is pending is waited for. */
NTSTATUS GuardedByFlag(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN pended;
    NTSTATUS status;
    KEVENT done;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Keep, &done, TRUE, TRUE, TRUE);
    status = IoCallDriver(extension->Below, Irp);
    pended = (status == STATUS_PENDING);
    if (pended) { // correlated
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        status = Irp->IoStatus.Status;
    }
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: PendedCompletedRequest2 infeasible
    return status; // keeps: PendedCompletedRequest infeasible
}

NTSTATUS CompletesWithPending(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    Irp->IoStatus.Status = STATUS_PENDING;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: PendedCompletedRequest3
    return STATUS_SUCCESS;
}

NTSTATUS CompletesThenPending(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = STATUS_PENDING;
    if (extension->Mode == 7) {
        Finish(Irp, STATUS_SUCCESS);
    } else {
        status = Finish(Irp, STATUS_NOT_SUPPORTED);
    }
    return status; // expect: PendedCompletedRequest3 across functions, MarkIrpPending2
}

NTSTATUS CompletesOrPends(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    if (extension->Mode == 0) {
        IoMarkIrpPending(Irp);
        IoStartPacket(DeviceObject, Irp, NULL, NULL);
        status = STATUS_PENDING;
    } else {
        status = Finish(Irp, STATUS_NOT_SUPPORTED);
    }
    return status; // keeps: PendedCompletedRequest3, MarkIrpPending2, MarkIrpPending
}

NTSTATUS MarksThenFails(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    IoMarkIrpPending(Irp);
    if (extension->Mode > 4) {
        return Finish(Irp, STATUS_INVALID_PARAMETER); // expect: MarkIrpPending
    }
    IoStartPacket(DeviceObject, Irp, NULL, NULL);
    return STATUS_PENDING;
}

NTSTATUS MarksInOneMode(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    if (extension->Mode == 1) {
        IoMarkIrpPending(Irp);
    }
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Propagate, NULL, TRUE, TRUE, TRUE);
    status = IoCallDriver(extension->Below, Irp);
    return extension->Mode == 1 ? STATUS_PENDING : status; // keeps: MarkIrpPending
}

NTSTATUS MarksAndPends(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    IoMarkIrpPending(Irp);
    IoStartPacket(DeviceObject, Irp, NULL, NULL);
    return STATUS_PENDING; // keeps: MarkIrpPending, MarkIrpPending2, PendedCompletedRequest3
}

static NTSTATUS Pend(PDEVICE_OBJECT DeviceObject, PIRP Irp, BOOLEAN Mark)
{
    if (Mark) { // otherwise: if (!Mark) {
        IoMarkIrpPending(Irp);
    }
    IoStartPacket(DeviceObject, Irp, NULL, NULL);
    return STATUS_PENDING;
}

NTSTATUS MarksAndPendsInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    return Pend(DeviceObject, Irp, TRUE); // keeps: MarkIrpPending2 across functions
}

NTSTATUS PendsUnmarked(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;
    KeAcquireSpinLock(&extension->Lock, &irql);
    InsertTailList(&extension->Queue, &Irp->Tail.Overlay.ListEntry); // expect: MarkingQueuedIrps
    KeReleaseSpinLock(&extension->Lock, irql);
    return STATUS_PENDING; // expect: MarkIrpPending2
}

NTSTATUS PendsUnmarkedInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    return Pend(DeviceObject, Irp, FALSE); // expect: MarkIrpPending2 across functions
}

NTSTATUS PendsWhatBelowPended(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    IoSkipCurrentIrpStackLocation(Irp);
    status = IoCallDriver(extension->Below, Irp);
    if (status == STATUS_PENDING) {
        return STATUS_PENDING; // keeps: MarkIrpPending2, PendedCompletedRequest3
    }
    return status;
}

NTSTATUS CsqInsert(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    IoCsqInsertIrp(&extension->Csq, Irp, NULL);
    return STATUS_PENDING;
}

NTSTATUS CsqInsertThenSuccess(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    IoCsqInsertIrp(&extension->Csq, Irp, NULL);
    return STATUS_INVALID_DEVICE_STATE; // expect: MarkIrpPending
}

NTSTATUS QueuedThenMarked(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;
    KeAcquireSpinLock(&extension->Lock, &irql);
    InsertTailList(&extension->Queue, &Irp->Tail.Overlay.ListEntry); // expect: MarkingQueuedIrps
    KeReleaseSpinLock(&extension->Lock, irql);
    IoMarkIrpPending(Irp);
    return STATUS_PENDING;
}

NTSTATUS QueuedUnderLockThenMarked(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;
    KeAcquireSpinLock(&extension->Lock, &irql);
    InsertTailList(&extension->Queue, &Irp->Tail.Overlay.ListEntry); // keeps: MarkingQueuedIrps
    IoMarkIrpPending(Irp);
    KeReleaseSpinLock(&extension->Lock, irql);
    return STATUS_PENDING;
}

NTSTATUS MarkedThenQueued(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;
    IoMarkIrpPending(Irp);
    KeAcquireSpinLock(&extension->Lock, &irql);
    InsertTailList(&extension->Queue, &Irp->Tail.Overlay.ListEntry); // keeps: MarkingQueuedIrps
    KeReleaseSpinLock(&extension->Lock, irql);
    return STATUS_PENDING;
}

static VOID Enqueue(PEXTENSION Extension, PIRP Irp)
{
    KIRQL irql;
    KeAcquireSpinLock(&Extension->Lock, &irql);
    InsertHeadList(&Extension->Queue, &Irp->Tail.Overlay.ListEntry); // expect: MarkingQueuedIrps across functions
    KeReleaseSpinLock(&Extension->Lock, irql);
}

NTSTATUS QueuedThroughHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    Enqueue(DeviceObject->DeviceExtension, Irp);
    IoMarkIrpPending(Irp);
    return STATUS_PENDING;
}

/* ---- marked by a helper */

static VOID Hold(PEXTENSION Extension, PIRP Irp)
{
    Extension->Mode++;
    IoMarkIrpPending(Irp); // otherwise: ;
}

static NTSTATUS Leave(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    IoStartPacket(DeviceObject, Irp, NULL, NULL);
    return STATUS_PENDING; // otherwise: return STATUS_SUCCESS;
}

NTSTATUS HeldThenFails(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    Hold(extension, Irp);
    if (extension->Mode > 16) {
        return Finish(Irp, STATUS_DEVICE_BUSY); // expect: MarkIrpPending across functions
    }
    return Leave(DeviceObject, Irp);
}

NTSTATUS HeldAndLeft(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    IoMarkIrpPending(Irp);
    return Leave(DeviceObject, Irp); // keeps: MarkIrpPending across functions
}

NTSTATUS HeldThenQueued(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;
    Hold(extension, Irp);
    KeAcquireSpinLock(&extension->Lock, &irql);
    InsertTailList(&extension->Queue, &Irp->Tail.Overlay.ListEntry); // keeps: MarkingQueuedIrps across functions
    KeReleaseSpinLock(&extension->Lock, irql);
    return STATUS_PENDING;
}

NTSTATUS HeldThenInterlocked(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    Hold(extension, Irp);
    ExInterlockedInsertTailList(&extension->Queue, &Irp->Tail.Overlay.ListEntry, &extension->Lock); // keeps: MarkingInterlockedQueuedIrps across functions
    return STATUS_PENDING;
}

static NTSTATUS Reject(PIRP Irp, NTSTATUS Status)
{
    Finish(Irp, Status);
    return Status; // otherwise: return STATUS_PENDING;
}

NTSTATUS RejectsInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    return Reject(Irp, STATUS_NOT_SUPPORTED); // keeps: PendedCompletedRequest3 across functions
}

/* Finished only where the status has been changed to a final one. */
NTSTATUS HeldByFlag(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN held = extension->Mode == 8;
    NTSTATUS status = STATUS_PENDING;
    if (!held) { // correlated
        status = STATUS_NOT_SUPPORTED;
    }
    if (held) {
        IoMarkIrpPending(Irp);
        IoStartPacket(DeviceObject, Irp, NULL, NULL);
    } else {
        Finish(Irp, STATUS_NOT_SUPPORTED);
    }
    return status; // keeps: PendedCompletedRequest3 infeasible
}

NTSTATUS InterlockedThenMarked(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ExInterlockedInsertTailList(&extension->Queue, // expect: MarkingInterlockedQueuedIrps
                                &Irp->Tail.Overlay.ListEntry, &extension->Lock);
    IoMarkIrpPending(Irp);
    return STATUS_PENDING;
}

NTSTATUS MarkedThenInterlocked(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    IoMarkIrpPending(Irp);
    ExInterlockedInsertTailList(&extension->Queue, &Irp->Tail.Overlay.ListEntry, &extension->Lock); // keeps: MarkingInterlockedQueuedIrps
    return STATUS_PENDING;
}

NTSTATUS InterlockedWithoutMark(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ExInterlockedInsertHeadList(&extension->Queue, // expect: MarkingInterlockedQueuedIrps
                                &Irp->Tail.Overlay.ListEntry, &extension->Lock);
    return STATUS_PENDING; // expect: MarkIrpPending2
}

NTSTATUS PropagatesAndSignals(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Both, &extension->Done, TRUE, TRUE, TRUE);
    return IoCallDriver(extension->Below, Irp);
}

NTSTATUS PropagatesOrSignals(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, OneOfBoth, NULL, TRUE, TRUE, TRUE);
    return IoCallDriver(extension->Below, Irp);
}
