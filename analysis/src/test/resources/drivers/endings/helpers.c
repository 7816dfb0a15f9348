/* What the dispatch routines share. */
#include "endings.h"

NTSTATUS Keep(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE); // keeps: IrqlKeSetEvent
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS Pass(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    return STATUS_CONTINUE_COMPLETION;
}

static VOID Tell(PKEVENT Event)
{
    KeSetEvent(Event, IO_NO_INCREMENT, FALSE); // expect: CompletionEventChecking across functions
}

/* One of the two would do; which one depends on who waits. */
NTSTATUS MarksAndSignals(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    IoMarkIrpPending(Irp);
    Tell(Context);
    return STATUS_CONTINUE_COMPLETION;
}

static VOID MarkIfPended(PIRP Irp)
{
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp); // expect: CompletionEventChecking
    }
}

NTSTATUS SignalsAndMarksInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    MarkIfPended(Irp);
    return STATUS_CONTINUE_COMPLETION;
}

/* Both stand there; the flag of the same request decides for one. */
NTSTATUS MarksOrSignals(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    BOOLEAN waited = !Irp->PendingReturned;
    UNREFERENCED_PARAMETER(DeviceObject);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    if (waited) { // correlated
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE); // keeps: CompletionEventChecking infeasible
    }
    return STATUS_CONTINUE_COMPLETION;
}

static LONG PendedRequests;

static VOID CountIfPended(PIRP Irp)
{
    if (Irp->PendingReturned) {
        InterlockedIncrement(&PendedRequests); // otherwise: IoMarkIrpPending(Irp);
    }
}

NTSTATUS CountsAndSignals(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    CountIfPended(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE); // keeps: CompletionEventChecking across functions
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // otherwise: ;
    return Status;
}

NTSTATUS ArmEx(PEXTENSION Extension, PIRP Irp, PKEVENT Event)
{
    IoCopyCurrentIrpStackLocationToNext(Irp);
    return IoSetCompletionRoutineEx(Extension->Self, Irp, Keep, Event, TRUE, TRUE, TRUE);
}

VOID Arm(PIRP Irp, PKEVENT Event)
{
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Keep, Event, TRUE, TRUE, TRUE);
}

NTSTATUS WaitIfPending(PIRP Irp, PKEVENT Event, NTSTATUS Status)
{
    if (Status == STATUS_PENDING) { // otherwise: if (Status == STATUS_TIMEOUT) {
        KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
        Status = Irp->IoStatus.Status;
    }
    return Status;
}

VOID Enqueue(PEXTENSION Extension, PIRP Irp)
{
    ExInterlockedInsertTailList(&Extension->Queue, // expect: MarkingInterlockedQueuedIrps across functions
                                &Irp->Tail.Overlay.ListEntry, &Extension->Lock);
}
