/* Requests that are kept, sent, queued or freed by what was said before. */
#include "temptations.h"

DRIVER_DISPATCH JobWaitedFor;
DRIVER_DISPATCH JobTakenBack;
DRIVER_DISPATCH JobLeftAlone;
DRIVER_DISPATCH EventOrNone;
DRIVER_DISPATCH EventByMode;
DRIVER_DISPATCH SentOrTold;
DRIVER_DISPATCH UnderRemoveLock;
DRIVER_DISPATCH LengthOfNothing;
DRIVER_DISPATCH QueuedOrRefused;
DRIVER_DISPATCH AskedInALoop;
DRIVER_DISPATCH OwnOrIncoming;
DRIVER_DISPATCH KeptForOneStatus;
DRIVER_DISPATCH MaskedAndSwitched;
DRIVER_DISPATCH LevelOrNone;
DRIVER_DISPATCH AskedForItsLevel;
DRIVER_DISPATCH ClosedByPointer;
DRIVER_DISPATCH WaitsForBoth;
IO_COMPLETION_ROUTINE JobDone;
IO_COMPLETION_ROUTINE KeepOrPass;
IO_COMPLETION_ROUTINE Pass;
IO_COMPLETION_ROUTINE KeepFailed;

typedef struct _JOB {
    KEVENT Done;
    NTSTATUS Status;
    BOOLEAN Wait;
    BOOLEAN Free;
    PEXTENSION Extension;
} JOB, *PJOB;

/* One routine for those who wait and those who do not. */
NTSTATUS JobDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PJOB job = Context;
    UNREFERENCED_PARAMETER(DeviceObject);
    if (job->Wait) {
        job->Status = Irp->IoStatus.Status;
        KeSetEvent(&job->Done, IO_NO_INCREMENT, FALSE);
    }
    if (job->Free) {
        IoFreeIrp(Irp);
        ExFreePoolWithTag(job, 'boJT');
    }
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

/* Keeps the request for whoever gave an event, and passes it on for the others. */
NTSTATUS KeepOrPass(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    if (Context == NULL) {
        return Pass(DeviceObject, Irp, Context);
    }
    if (Irp->PendingReturned) {
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static PIRP Make(PEXTENSION Extension)
{
    PIRP irp = IoAllocateIrp(Extension->Below->StackSize, FALSE);
    if (irp) {
        IoGetNextIrpStackLocation(irp)->MajorFunction = IRP_MJ_INTERNAL_DEVICE_CONTROL;
    }
    return irp;
}

/* A job that is waited for. */
NTSTATUS JobWaitedFor(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    LARGE_INTEGER limit;
    JOB job;
    PIRP own = Make(extension);
    if (!own) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    RtlZeroMemory(&job, sizeof(job));
    job.Wait = TRUE;
    KeInitializeEvent(&job.Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, JobDone, &job, TRUE, TRUE, TRUE);
    limit.QuadPart = -10000000LL;
    if (IoCallDriver(extension->Below, own) == STATUS_PENDING
        && KeWaitForSingleObject(&job.Done, Executive, KernelMode, FALSE, &limit) == STATUS_TIMEOUT) {
        IoCancelIrp(own);
        KeWaitForSingleObject(&job.Done, Executive, KernelMode, FALSE, NULL);
    }
    IoFreeIrp(own);
    return Finish(Irp, job.Status); // keeps: IoAllocateIrpSignalEventInCompletion, IoAllocateFree, IoAllocateForward
}

/* A job that is given up when the device stops: what is cancelled comes back soon. */
NTSTATUS JobTakenBack(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PVOID objects[2];
    LARGE_INTEGER limit;
    JOB job;
    PIRP own = Make(extension);
    if (!own) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    RtlZeroMemory(&job, sizeof(job));
    job.Wait = TRUE;
    KeInitializeEvent(&job.Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, JobDone, &job, TRUE, TRUE, TRUE);
    limit.QuadPart = -10000000LL;
    objects[0] = &job.Done;
    objects[1] = &extension->Stop;
    if (IoCallDriver(extension->Below, own) == STATUS_PENDING
        && KeWaitForMultipleObjects(2, objects, WaitAny, Executive, KernelMode, FALSE, &limit, NULL)
            != STATUS_WAIT_0) {
        IoCancelIrp(own);
        KeWaitForSingleObject(&job.Done, Executive, KernelMode, FALSE, NULL); // keeps: IoAllocateIrpSignalEventInCompletionTimeout
    }
    IoFreeIrp(own);
    return Finish(Irp, job.Status); // keeps: IoAllocateIrpSignalEventInCompletion, IoAllocateFree
}

/* A job that frees itself. */
NTSTATUS JobLeftAlone(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PJOB job = ExAllocatePoolWithTag(NonPagedPool, sizeof(JOB), 'boJT');
    PIRP own = job != NULL ? Make(extension) : NULL;
    if (own == NULL) {
        if (job != NULL) {
            ExFreePoolWithTag(job, 'boJT');
        }
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    RtlZeroMemory(job, sizeof(*job));
    job->Free = TRUE;
    KeInitializeEvent(&job->Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, JobDone, job, TRUE, TRUE, TRUE);
    IoCallDriver(extension->Below, own);
    return Finish(Irp, STATUS_SUCCESS); // keeps: IoAllocateIrpSignalEventInCompletion, IoAllocateFree
}

/* The event decides what the routine does, and the caller knows it. */
NTSTATUS EventOrNone(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PKEVENT event = NULL;
    KEVENT done;
    NTSTATUS status;
    if (extension->Mode & 1) {
        KeInitializeEvent(&done, NotificationEvent, FALSE);
        event = &done;
    }
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, KeepOrPass, event, TRUE, TRUE, TRUE);
    status = IoCallDriver(extension->Below, Irp);
    if (event != NULL) {
        if (status == STATUS_PENDING) {
            KeWaitForSingleObject(event, Executive, KernelMode, FALSE, NULL);
            status = Irp->IoStatus.Status;
        }
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
    }
    return status; // keeps: CompleteRequest, LowerDriverReturn
}

/* The same, asked by the mode again. */
NTSTATUS EventByMode(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG mode = extension->Mode;
    KEVENT done;
    NTSTATUS status;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, KeepOrPass, (mode & 2) ? &done : NULL, TRUE, TRUE, TRUE);
    status = IoCallDriver(extension->Below, Irp);
    if ((mode & 2) == 0) {
        return status;
    }
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        status = Irp->IoStatus.Status;
    }
    return Finish(Irp, status); // keeps: CompleteRequest, PendedCompletedRequest
}

/* Registered and sent by one helper, with a status for both. */
static NTSTATUS ArmAndSend(PEXTENSION Extension, PIRP Irp, PBOOLEAN Sent)
{
    NTSTATUS status;
    *Sent = FALSE;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(Extension->Self, Irp, Pass, NULL, TRUE, TRUE, TRUE);
    if (NT_SUCCESS(status)) {
        *Sent = TRUE;
        status = IoCallDriver(Extension->Below, Irp);
    }
    return status;
}

NTSTATUS SentOrTold(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    BOOLEAN sent;
    NTSTATUS status = ArmAndSend(DeviceObject->DeviceExtension, Irp, &sent);
    if (!sent) {
        Finish(Irp, status);
    }
    return status; // keeps: CompletionRoutineRegistered, IoSetCompletionExCompleteIrp, IoSetCompletionRoutineExCheck
}

/* The remove lock. */
NTSTATUS UnderRemoveLock(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = IoAcquireRemoveLock(&extension->Remove, Irp);
    if (!NT_SUCCESS(status)) {
        return Finish(Irp, status);
    }
    IoSkipCurrentIrpStackLocation(Irp);
    status = IoCallDriver(extension->Below, Irp);
    IoReleaseRemoveLock(&extension->Remove, Irp);
    return status; // keeps: LowerDriverReturn
}

/* Validate, then one exit. */
static NTSTATUS Validate(PIO_STACK_LOCATION Stack, PULONG Length)
{
    if (Stack->Parameters.DeviceIoControl.OutputBufferLength < sizeof(ULONG)) {
        *Length = 0;
        return STATUS_BUFFER_TOO_SMALL;
    }
    *Length = sizeof(ULONG);
    return STATUS_SUCCESS;
}

NTSTATUS LengthOfNothing(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    ULONG length;
    NTSTATUS status = Validate(stack, &length);
    switch (length) {
    case 0:
        Finish(Irp, status);
        break;
    default:
        IoSkipCurrentIrpStackLocation(Irp);
        status = IoCallDriver(extension->Below, Irp);
        break;
    }
    if (status == STATUS_BUFFER_TOO_SMALL) {
        extension->Count++;
    }
    return status; // keeps: DoubleCompletion, LowerDriverReturn
}

/* Pended exactly where it is queued. */
NTSTATUS QueuedOrRefused(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    KIRQL irql;
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (extension->Count < 16) {
        extension->Count++;
        IoMarkIrpPending(Irp);
        InsertTailList(&extension->Queue, &Irp->Tail.Overlay.ListEntry);
        status = STATUS_PENDING;
    } else {
        status = STATUS_DEVICE_BUSY;
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    if (status != STATUS_PENDING) {
        Finish(Irp, status);
    }
    return status; // keeps: MarkIrpPending, MarkIrpPending2, MarkingQueuedIrps
}

/* Built for control, waited for by its status. */
NTSTATUS AskedInALoop(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    IO_STATUS_BLOCK answer = {0};
    LARGE_INTEGER limit;
    KEVENT done;
    NTSTATUS status = STATUS_INSUFFICIENT_RESOURCES;
    PIRP ask;
    ULONG value = 0;
    limit.QuadPart = -10000000LL;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    ask = IoBuildDeviceIoControlRequest(0x222004, extension->Below, NULL, 0, &value, sizeof(value), FALSE, &done, &answer);
    if (ask) {
        status = IoCallDriver(extension->Below, ask);
    }
    while (status == STATUS_PENDING) {
        if (KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, &limit) == STATUS_SUCCESS) {
            status = answer.Status;
            break;
        }
    }
    return Finish(Irp, NT_SUCCESS(status) ? STATUS_SUCCESS : status); // keeps: IoBuildDeviceControlWait
}

/* Either its own or what came. */
NTSTATUS OwnOrIncoming(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP send = Irp;
    NTSTATUS status;
    if (extension->Mode == 10) {
        send = Make(extension);
        if (send == NULL) {
            return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
        }
        IoFreeIrp(send);
        send = NULL;
    }
    if (send == NULL) {
        return Finish(Irp, STATUS_SUCCESS);
    }
    IoSkipCurrentIrpStackLocation(send);
    status = IoCallDriver(extension->Below, send);
    return status; // keeps: IoAllocateFree, LowerDriverReturn
}

/* Kept for failures of one kind only, and the caller asks for that kind. */
NTSTATUS KeepFailed(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PEXTENSION extension = Context;
    UNREFERENCED_PARAMETER(DeviceObject);
    if (Irp->IoStatus.Status == STATUS_DEVICE_NOT_READY && extension->Flags == 0) {
        if (Irp->PendingReturned) {
            KeSetEvent(&extension->Done, IO_NO_INCREMENT, FALSE);
        }
        return STATUS_MORE_PROCESSING_REQUIRED;
    }
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    return STATUS_SUCCESS;
}

NTSTATUS KeptForOneStatus(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    extension->Flags = 0;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, KeepFailed, extension, TRUE, TRUE, TRUE);
    status = IoCallDriver(extension->Below, Irp);
    if (status == STATUS_DEVICE_NOT_READY) {
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
    }
    return status; // keeps: CompleteRequest
}

/* Masked once, tested as a whole. */
NTSTATUS MaskedAndSwitched(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG wanted = extension->Mode & 0x7;
    NTSTATUS status;
    if (wanted > 4) {
        return Finish(Irp, STATUS_INVALID_PARAMETER);
    }
    switch (wanted) {
    case 0: case 1: case 2:
        status = Finish(Irp, STATUS_SUCCESS);
        break;
    case 3: case 4:
        IoSkipCurrentIrpStackLocation(Irp);
        status = IoCallDriver(extension->Below, Irp);
        break;
    default:
        status = STATUS_SUCCESS;
        break;
    }
    return status; // keeps: IrpProcessingComplete
}

/* IRQL kept in a local that says whether it was raised. */
NTSTATUS LevelOrNone(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL old = 0xFF;
    if (extension->Mode == 13) {
        KeAcquireSpinLock(&extension->Lock, &old);
    }
    extension->Count = 0;
    if (old != 0xFF) {
        KeReleaseSpinLock(&extension->Lock, old);
    }
    return Finish(Irp, STATUS_SUCCESS); // keeps: SpinLock, SpinlockRelease
}

/* By the level there is. */
NTSTATUS AskedForItsLevel(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;
    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    if (KeGetCurrentIrql() < DISPATCH_LEVEL) {
        KeSetEvent(&extension->Done, IO_NO_INCREMENT, TRUE);
    }
    KeLowerIrql(irql);
    if (KeGetCurrentIrql() == PASSIVE_LEVEL) {
        KeSetEvent(&extension->Done, IO_NO_INCREMENT, TRUE);
    }
    return Finish(Irp, STATUS_SUCCESS); // keeps: IrqlKeSetEvent
}

/* Done flag by pointer to the request. */
static VOID Close(PIRP *Irp, NTSTATUS Status)
{
    if (*Irp != NULL) {
        (*Irp)->IoStatus.Status = Status;
        IoCompleteRequest(*Irp, IO_NO_INCREMENT);
        *Irp = NULL;
    }
}

NTSTATUS ClosedByPointer(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = STATUS_SUCCESS;
    if (extension->Mode == 15) {
        status = STATUS_DEVICE_BUSY;
        Close(&Irp, status);
    }
    extension->Count++;
    Close(&Irp, status);
    return status; // keeps: DoubleCompletion, IrpProcessingComplete
}

/* The wait is for the object that was given. */
NTSTATUS WaitsForBoth(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PVOID objects[2];
    KEVENT done;
    NTSTATUS status;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    objects[0] = &done;
    objects[1] = &extension->Done;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, KeepOrPass, objects[0], TRUE, TRUE, TRUE);
    status = IoCallDriver(extension->Below, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForMultipleObjects(2, objects, WaitAll, Executive, KernelMode, FALSE, NULL, NULL);
        status = Irp->IoStatus.Status;
    }
    return Finish(Irp, status); // keeps: CompleteRequest, PendedCompletedRequest2
}
