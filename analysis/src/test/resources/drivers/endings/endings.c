/* Completing what is pending, marking, queueing, registering. */
#include "endings.h"

DRIVER_DISPATCH SendsMarking;
DRIVER_DISPATCH SendsSignalling;
DRIVER_DISPATCH SendsEither;
DRIVER_DISPATCH CompletesInLoop;
DRIVER_DISPATCH CompletesOnceInLoop;
DRIVER_DISPATCH MarksAndReturnsWhatComesBack;
DRIVER_DISPATCH QueuesInHelper;
DRIVER_DISPATCH QueuesMarkedInHelper;
DRIVER_DISPATCH QueuesByFlag;
DRIVER_DISPATCH QueuesLockedByFlag;
DRIVER_DISPATCH CompletesPendedInHelper;
DRIVER_DISPATCH CompletesPendedEx;
DRIVER_DISPATCH CompletesThenSaysPending;
DRIVER_DISPATCH WaitsInHelper;
DRIVER_DISPATCH WaitsInHelperEx;
DRIVER_DISPATCH WaitsByFlagEx;
DRIVER_DISPATCH PendedIsLeftAlone;
DRIVER_DISPATCH NotOnCancelDirect;
DRIVER_DISPATCH NotOnCancelByMode;
DRIVER_DISPATCH FailedIsFinished;
DRIVER_DISPATCH FailedIsFinishedLater;
DRIVER_DISPATCH FailedByFlag;
DRIVER_DISPATCH RegistersInHelper;
DRIVER_DISPATCH SendsInHelper;
DRIVER_DISPATCH FailedIsReturned;
DRIVER_DISPATCH FailedIsTestedInHelper;
DRIVER_DISPATCH FailedIsTestedTwice;
DRIVER_DISPATCH SendsCounting;

/* ---- signalling and marking */

NTSTATUS SendsMarking(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, MarksAndSignals, &extension->Done, TRUE, TRUE, TRUE);
    return IoCallDriver(extension->Below, Irp);
}

NTSTATUS SendsSignalling(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, SignalsAndMarksInHelper, &extension->Done, TRUE, TRUE, TRUE);
    return IoCallDriver(extension->Below, Irp);
}

NTSTATUS SendsEither(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, MarksOrSignals, &extension->Done, TRUE, TRUE, TRUE);
    return IoCallDriver(extension->Below, Irp);
}

NTSTATUS SendsCounting(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    IoMarkIrpPending(Irp);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, CountsAndSignals, &extension->Done, TRUE, TRUE, TRUE);
    IoCallDriver(extension->Below, Irp);
    return STATUS_PENDING;
}

/* ---- completing twice */

NTSTATUS CompletesInLoop(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG i;
    Irp->IoStatus.Status = STATUS_SUCCESS;
    for (i = 0; i < 2; i++) {
        if (i == 0 || extension->Mode == 1) {
            IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: DoubleCompletion
        }
    }
    return STATUS_SUCCESS;
}

NTSTATUS CompletesOnceInLoop(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    BOOLEAN done = FALSE;
    ULONG i;
    UNREFERENCED_PARAMETER(DeviceObject);
    Irp->IoStatus.Status = STATUS_SUCCESS;
    for (i = 0; i < 3; i++) {
        if (!done) { // correlated
            IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: DoubleCompletion infeasible
            done = TRUE;
        }
    }
    return STATUS_SUCCESS;
}

/* ---- marking */

/* The driver below may be done at once, and then the mark is a lie. */
NTSTATUS MarksAndReturnsWhatComesBack(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    IoMarkIrpPending(Irp);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Pass, NULL, TRUE, TRUE, TRUE);
    return IoCallDriver(extension->Below, Irp); // expect: MarkIrpPending
}

NTSTATUS QueuesInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    Enqueue(DeviceObject->DeviceExtension, Irp);
    IoMarkIrpPending(Irp);
    return STATUS_PENDING;
}

NTSTATUS QueuesMarkedInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    IoMarkIrpPending(Irp);
    Enqueue(DeviceObject->DeviceExtension, Irp);
    return STATUS_PENDING; // keeps: MarkingInterlockedQueuedIrps, MarkIrpPending2
}

/* What is queued without a mark is what is not reported as pending. */
NTSTATUS QueuesByFlag(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN later = extension->Mode == 2;
    if (later) { // correlated
        IoMarkIrpPending(Irp);
    }
    if (extension->Mode == 2) {
        ExInterlockedInsertHeadList(&extension->Queue, &Irp->Tail.Overlay.ListEntry, &extension->Lock); // keeps: MarkingInterlockedQueuedIrps infeasible
        return STATUS_PENDING; // keeps: MarkIrpPending2 infeasible
    }
    return Finish(Irp, STATUS_SUCCESS); // keeps: MarkIrpPending infeasible
}

/* Marked before the lock is given back, in the same cases in which it was queued. */
NTSTATUS QueuesLockedByFlag(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN queued = FALSE;
    KIRQL irql;
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (extension->Mode == 3) {
        InsertTailList(&extension->Queue, &Irp->Tail.Overlay.ListEntry); // keeps: MarkingQueuedIrps infeasible
        queued = TRUE;
    }
    if (queued) { // correlated
        IoMarkIrpPending(Irp);
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    return queued ? STATUS_PENDING : Finish(Irp, STATUS_DEVICE_BUSY);
}

/* ---- completing what is pending below */

static VOID FinishAnyway(PIRP Irp)
{
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: PendedCompletedRequest2 x2 across functions, PendedCompletedRequestEx across functions, CompleteRequestStatusCheck x2 across functions
}

NTSTATUS CompletesPendedInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    Arm(Irp, &extension->Done);
    status = IoCallDriver(extension->Below, Irp);
    FinishAnyway(Irp);
    return status; // expect: PendedCompletedRequest across functions
}

NTSTATUS CompletesPendedEx(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = ArmEx(extension, Irp, &extension->Done);
    if (!NT_SUCCESS(status)) {
        return Finish(Irp, status);
    }
    status = IoCallDriver(extension->Below, Irp);
    if (extension->Mode != 4) {
        status = WaitIfPending(Irp, &extension->Done, status);
    }
    FinishAnyway(Irp);
    return status;
}

NTSTATUS CompletesThenSaysPending(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = STATUS_PENDING;
    if (extension->Mode == 5) {
        Irp->IoStatus.Status = STATUS_DEVICE_BUSY;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
    } else {
        status = Finish(Irp, STATUS_SUCCESS);
    }
    return status; // expect: PendedCompletedRequest3, MarkIrpPending2
}

NTSTATUS WaitsInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KEVENT done;
    NTSTATUS status;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    Arm(Irp, &done);
    status = WaitIfPending(Irp, &done, IoCallDriver(extension->Below, Irp));
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: PendedCompletedRequest2 across functions
    return status; // keeps: PendedCompletedRequest across functions
}

NTSTATUS WaitsInHelperEx(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KEVENT done;
    NTSTATUS status;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    status = ArmEx(extension, Irp, &done);
    if (!NT_SUCCESS(status)) {
        return Finish(Irp, status); // keeps: IoSetCompletionExCompleteIrp, CompletionRoutineRegistered
    }
    status = WaitIfPending(Irp, &done, IoCallDriver(extension->Below, Irp)); // keeps: IoSetCompletionRoutineExCheck
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: PendedCompletedRequestEx across functions
    return status;
}

/* Without a wait there is no completing, though they stand apart. */
NTSTATUS WaitsByFlagEx(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN ours = FALSE;
    KEVENT done;
    NTSTATUS status;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    status = ArmEx(extension, Irp, &done);
    if (!NT_SUCCESS(status)) {
        return Finish(Irp, status);
    }
    status = IoCallDriver(extension->Below, Irp);
    if (status != STATUS_PENDING) { // correlated
        ours = TRUE;
    } else {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        ours = TRUE;
        status = Irp->IoStatus.Status;
    }
    if (ours) {
        IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: PendedCompletedRequestEx infeasible, CompleteRequest
    }
    return status;
}

NTSTATUS PendedIsLeftAlone(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    Arm(Irp, &extension->Done);
    status = IoCallDriver(extension->Below, Irp);
    if (status == STATUS_PENDING) {
        return status; // keeps: PendedCompletedRequest
    }
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: PendedCompletedRequest2
    return status;
}

/* ---- the flag for cancelled requests */

NTSTATUS NotOnCancelDirect(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PKEVENT event = &extension->Done;
    NTSTATUS status;
    KeInitializeEvent(event, SynchronizationEvent, FALSE);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Keep, event, TRUE, TRUE, FALSE); // expect: SignalEventInCompletion3
    status = WaitIfPending(Irp, event, IoCallDriver(extension->Below, Irp));
    return Finish(Irp, status);
}

static VOID ArmFor(PIRP Irp, PKEVENT Event, BOOLEAN Cancelled)
{
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Keep, Event, TRUE, TRUE, Cancelled); // expect: SignalEventInCompletion3 across functions
}

NTSTATUS NotOnCancelByMode(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KEVENT done;
    NTSTATUS status;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    if (extension->Mode == 6) {
        ArmFor(Irp, &done, FALSE);
    } else {
        ArmFor(Irp, &done, TRUE);
    }
    status = WaitIfPending(Irp, &done, IoCallDriver(extension->Below, Irp));
    return Finish(Irp, status);
}

/* ---- registrations that fail */

NTSTATUS FailedIsFinished(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = IoSetCompletionRoutineEx(DeviceObject, Irp, Pass, NULL, TRUE, TRUE, TRUE);
    if (status < 0) {
        Irp->IoStatus.Status = status;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
        return status; // keeps: IoSetCompletionExCompleteIrp, CompletionRoutineRegistered
    }
    return IoCallDriver(extension->Below, Irp); // keeps: IoSetCompletionRoutineExCheck
}

NTSTATUS FailedIsFinishedLater(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = IoSetCompletionRoutineEx(DeviceObject, Irp, Pass, NULL, TRUE, TRUE, TRUE);
    if (!NT_SUCCESS(status)) {
        goto Failed;
    }
    return IoCallDriver(extension->Below, Irp); // keeps: IoSetCompletionRoutineExCheck
Failed:
    Irp->IoStatus.Information = 0;
    return Finish(Irp, status); // keeps: IoSetCompletionExCompleteIrp across functions
}

/* "Armed" is said of what was registered, and of nothing else. */
NTSTATUS FailedByFlag(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = STATUS_DEVICE_BUSY;
    BOOLEAN armed = FALSE;
    if (extension->Mode != 7) {
        status = IoSetCompletionRoutineEx(DeviceObject, Irp, Pass, NULL, TRUE, TRUE, TRUE);
        armed = NT_SUCCESS(status);
    }
    if (!armed) { // correlated
        return Finish(Irp, status); // keeps: CompletionRoutineRegistered infeasible, IoSetCompletionExCompleteIrp
    }
    return IoCallDriver(extension->Below, Irp); // keeps: IoSetCompletionRoutineExCheck infeasible
}

NTSTATUS FailedIsReturned(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = ArmEx(extension, Irp, &extension->Done);
    if (NT_SUCCESS(status)) {
        IoMarkIrpPending(Irp);
        IoCallDriver(extension->Below, Irp);
        status = STATUS_PENDING;
    }
    return status; // expect: IoSetCompletionExCompleteIrp across functions
}

static BOOLEAN IsUsable(NTSTATUS Status)
{
    return NT_SUCCESS(Status); // otherwise: return TRUE;
}

NTSTATUS FailedIsTestedInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = IoSetCompletionRoutineEx(DeviceObject, Irp, Pass, NULL, TRUE, TRUE, TRUE);
    if (!IsUsable(status)) {
        return Finish(Irp, status);
    }
    return IoCallDriver(extension->Below, Irp); // keeps: IoSetCompletionRoutineExCheck across functions
}

/* Said to have failed, and asked for that later on. */
NTSTATUS FailedIsTestedTwice(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN failed = FALSE;
    NTSTATUS status = IoSetCompletionRoutineEx(DeviceObject, Irp, Pass, NULL, TRUE, TRUE, TRUE);
    if (!NT_SUCCESS(status)) {
        Irp->IoStatus.Status = status;
        failed = TRUE;
    }
    if (failed) { // correlated
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
        return status;
    }
    return IoCallDriver(extension->Below, Irp); // keeps: IoSetCompletionExCompleteIrp infeasible
}

NTSTATUS RegistersInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    if (NT_SUCCESS(ArmEx(extension, Irp, &extension->Done))) {
        IoMarkIrpPending(Irp);
        IoCallDriver(extension->Below, Irp);
        return STATUS_PENDING; // keeps: CompletionRoutineRegistered
    }
    return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
}

static NTSTATUS SendDown(PEXTENSION Extension, PIRP Irp)
{
    Extension->Mode = 0;
    return IoCallDriver(Extension->Below, Irp); // otherwise: return STATUS_NO_SUCH_DEVICE;
}

NTSTATUS SendsInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = IoSetCompletionRoutineEx(DeviceObject, Irp, Pass, NULL, TRUE, TRUE, TRUE);
    if (!NT_SUCCESS(status)) {
        return Finish(Irp, status);
    }
    return SendDown(extension, Irp); // keeps: CompletionRoutineRegistered across functions
}
