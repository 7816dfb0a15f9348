/*
 * forward.c - requests that are sent more than once: from a loop in the dispatch routine, or again
 * from their own completion routine.
 */
#include "radio.h"

IO_COMPLETION_ROUTINE RadioCaught;
IO_COMPLETION_ROUTINE RadioNoted;
IO_COMPLETION_ROUTINE RadioRetryRead;
IO_COMPLETION_ROUTINE RadioRetryWrite;

/* Stops the completion and wakes the dispatch routine: it has the request back. */
NTSTATUS RadioCaught(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);

    if (Irp->PendingReturned) {
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* Counts, and lets the completion go on. */
NTSTATUS RadioNoted(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);

    InterlockedIncrement((PLONG)Context);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    return STATUS_CONTINUE_COMPLETION;
}

/* Sends a request on which RadioCaught is registered, and waits until it is back. */
static NTSTATUS RadioSendAndCatch(PRADIO_EXTENSION Ext, PIRP Irp, PKEVENT Back)
{
    NTSTATUS status;

    status = IoCallDriver(Ext->LowerDevice, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(Back, Executive, KernelMode, FALSE, NULL);
        status = Irp->IoStatus.Status;
    }
    return status;
}

/*
 * Tries a flush three times. Each round registers again, for the round before has been sent and its
 * routine has run. The loop is left after a send or after a registration that failed, so the request
 * that is completed behind it is never an armed one.
 */
NTSTATUS RadioDispatchFlush(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PRADIO_EXTENSION ext = (PRADIO_EXTENSION)DeviceObject->DeviceExtension;
    NTSTATUS status;
    KEVENT back;
    ULONG round;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        return RadioRefuse(Irp, status);
    }

    for (round = 0; round < RADIO_TRIES; round++) {
        KeInitializeEvent(&back, NotificationEvent, FALSE);
        IoCopyCurrentIrpStackLocationToNext(Irp);
        status = IoSetCompletionRoutineEx(DeviceObject, Irp, RadioCaught, &back, TRUE, TRUE, TRUE);
        if (!NT_SUCCESS(status)) {
            break;
        }
        status = RadioSendAndCatch(ext, Irp, &back);
        if (status != STATUS_DEVICE_NOT_READY) {
            break;
        }
    }
    return RadioFinish(ext, Irp, status);
}

/*
 * Registers for the second attempt before it asks whether there is to be one. A receiver that has
 * been stopped in the meantime gets no second attempt, and the registration stays.
 */
NTSTATUS RadioDispatchShutdown(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PRADIO_EXTENSION ext = (PRADIO_EXTENSION)DeviceObject->DeviceExtension;
    NTSTATUS status;
    KEVENT back;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        return RadioRefuse(Irp, status);
    }

    KeInitializeEvent(&back, NotificationEvent, FALSE);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(DeviceObject, Irp, RadioCaught, &back, TRUE, TRUE, TRUE);
    if (!NT_SUCCESS(status)) {
        return RadioFinish(ext, Irp, status);
    }
    status = RadioSendAndCatch(ext, Irp, &back);
    if (status != STATUS_DEVICE_NOT_READY) {
        return RadioFinish(ext, Irp, status);
    }

    KeClearEvent(&back);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(DeviceObject, Irp, RadioCaught, &back, TRUE, TRUE, TRUE);
    if (!NT_SUCCESS(status)) {
        return RadioFinish(ext, Irp, status);
    }
    if (ext->Stopped) {
        return RadioFinish(ext, Irp, STATUS_INVALID_DEVICE_STATE); // expect: CompletionRoutineRegistered
    }
    status = RadioSendAndCatch(ext, Irp, &back);
    return RadioFinish(ext, Irp, status);
}

/*
 * A second attempt that is not waited for. The first registration is tested, the second is not: a
 * test holds for its own registration only, and is worth nothing for the next.
 */
NTSTATUS RadioDispatchInternal(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PRADIO_EXTENSION ext = (PRADIO_EXTENSION)DeviceObject->DeviceExtension;
    NTSTATUS status;
    KEVENT back;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        return RadioRefuse(Irp, status);
    }

    KeInitializeEvent(&back, NotificationEvent, FALSE);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(DeviceObject, Irp, RadioCaught, &back, TRUE, TRUE, TRUE);
    if (!NT_SUCCESS(status)) {
        return RadioFinish(ext, Irp, status);
    }
    status = RadioSendAndCatch(ext, Irp, &back);
    if (status != STATUS_DEVICE_NOT_READY) {
        return RadioFinish(ext, Irp, status);
    }

    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutineEx(DeviceObject, Irp, RadioNoted, &ext->Notes, TRUE, TRUE, TRUE);
    status = IoCallDriver(ext->LowerDevice, Irp); // expect: IoSetCompletionRoutineExCheck
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    return status;
}

/*
 * Sends a read that came too early again, from here. The registration that this takes is tested, and
 * a request that could not get it goes up as it is.
 */
NTSTATUS RadioRetryRead(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PRADIO_EXTENSION ext = (PRADIO_EXTENSION)Context;
    NTSTATUS status;

    UNREFERENCED_PARAMETER(DeviceObject);

    if (Irp->IoStatus.Status == STATUS_DEVICE_NOT_READY && !ext->Stopped &&
        InterlockedDecrement(&ext->ReadTries) > 0) {
        IoCopyCurrentIrpStackLocationToNext(Irp);
        status = IoSetCompletionRoutineEx(ext->Self, Irp, RadioRetryRead, ext, TRUE, TRUE, TRUE);
        if (NT_SUCCESS(status)) {
            IoCallDriver(ext->LowerDevice, Irp);
            return STATUS_MORE_PROCESSING_REQUIRED;
        }
    }
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    return STATUS_CONTINUE_COMPLETION;
}

/* The same without the test: a routine is an entry like any other, and its send counts too. */
NTSTATUS RadioRetryWrite(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PRADIO_EXTENSION ext = (PRADIO_EXTENSION)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    if (Irp->IoStatus.Status == STATUS_DEVICE_NOT_READY && !ext->Stopped &&
        InterlockedDecrement(&ext->WriteTries) > 0) {
        IoCopyCurrentIrpStackLocationToNext(Irp);
        IoSetCompletionRoutineEx(ext->Self, Irp, RadioRetryWrite, ext, TRUE, TRUE, TRUE);
        IoCallDriver(ext->LowerDevice, Irp); // expect: IoSetCompletionRoutineExCheck
        return STATUS_MORE_PROCESSING_REQUIRED;
    }
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    return STATUS_CONTINUE_COMPLETION;
}

/* Reads and writes are pended, because their routines may keep them. */
NTSTATUS RadioDispatchRead(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PRADIO_EXTENSION ext = (PRADIO_EXTENSION)DeviceObject->DeviceExtension;
    NTSTATUS status;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        return RadioRefuse(Irp, status);
    }

    InterlockedExchange(&ext->ReadTries, RADIO_TRIES);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(DeviceObject, Irp, RadioRetryRead, ext, TRUE, TRUE, TRUE);
    if (!NT_SUCCESS(status)) {
        return RadioFinish(ext, Irp, status);
    }
    IoMarkIrpPending(Irp);
    IoCallDriver(ext->LowerDevice, Irp);
    return STATUS_PENDING;
}

NTSTATUS RadioDispatchWrite(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PRADIO_EXTENSION ext = (PRADIO_EXTENSION)DeviceObject->DeviceExtension;
    NTSTATUS status;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        return RadioRefuse(Irp, status);
    }

    InterlockedExchange(&ext->WriteTries, RADIO_TRIES);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(DeviceObject, Irp, RadioRetryWrite, ext, TRUE, TRUE, TRUE);
    if (!NT_SUCCESS(status)) {
        return RadioFinish(ext, Irp, status);
    }
    IoMarkIrpPending(Irp);
    IoCallDriver(ext->LowerDevice, Irp);
    return STATUS_PENDING;
}
