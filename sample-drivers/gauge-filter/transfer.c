/*
 * transfer.c - reads, writes, flushes and shutdown: the requests the gauge measures.
 *
 * All of them use IoSetCompletionRoutineEx, which can fail: a filter that is asked to leave while a
 * transfer is on its way must not be unloaded before its routine has run.
 */
#include "gauge.h"

IO_COMPLETION_ROUTINE GaugeTransferDone;
IO_COMPLETION_ROUTINE GaugeShutdownDone;

/* Runs when the disk has finished a read, a write or a flush. Gives the remove lock back. */
NTSTATUS GaugeTransferDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PGAUGE_EXTENSION ext = (PGAUGE_EXTENSION)Context;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);

    UNREFERENCED_PARAMETER(DeviceObject);

    if (!NT_SUCCESS(Irp->IoStatus.Status)) {
        InterlockedIncrement(&ext->Counters.Failures);
    } else if (stack->MajorFunction == IRP_MJ_READ) {
        InterlockedIncrement(&ext->Counters.Reads);
    } else if (stack->MajorFunction == IRP_MJ_WRITE) {
        InterlockedIncrement(&ext->Counters.Writes);
    }

    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    return STATUS_CONTINUE_COMPLETION;
}

/* Touches no device of ours: the dispatch routine has given the remove lock back already. */
NTSTATUS GaugeShutdownDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);

    InterlockedIncrement((PLONG)Context);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    return STATUS_CONTINUE_COMPLETION;
}

/*
 * A read is measured only while measuring is on. The routine is registered under one condition and
 * the error exit is guarded by another; the two hang together: "armed" is TRUE whenever the
 * registration succeeded, so the exit in the middle is never taken with a routine in place.
 */
NTSTATUS GaugeDispatchRead(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PGAUGE_EXTENSION ext = (PGAUGE_EXTENSION)DeviceObject->DeviceExtension;
    BOOLEAN armed = FALSE;
    NTSTATUS status;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        return GaugeComplete(Irp, status);
    }

    if (ext->Measuring) {
        IoCopyCurrentIrpStackLocationToNext(Irp);
        status = IoSetCompletionRoutineEx(DeviceObject, Irp, GaugeTransferDone, ext, TRUE, TRUE, TRUE);
        if (NT_SUCCESS(status)) {
            armed = TRUE;
        }
    } else {
        IoSkipCurrentIrpStackLocation(Irp);
    }

    if (!armed && !NT_SUCCESS(status)) {
        IoReleaseRemoveLock(&ext->RemoveLock, Irp);
        return GaugeComplete(Irp, status);
    }

    status = IoCallDriver(ext->LowerDevice, Irp);
    if (!armed) {
        IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    }
    return status;
}

/*
 * A write to a disk that the operator has write-protected is refused. The refusal comes too late:
 * the routine is registered by then and its memory is freed only when the routine has run.
 */
NTSTATUS GaugeDispatchWrite(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PGAUGE_EXTENSION ext = (PGAUGE_EXTENSION)DeviceObject->DeviceExtension;
    NTSTATUS status;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        return GaugeComplete(Irp, status);
    }

    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(DeviceObject, Irp, GaugeTransferDone, ext, TRUE, TRUE, TRUE);
    if (!NT_SUCCESS(status)) {
        IoReleaseRemoveLock(&ext->RemoveLock, Irp);
        return GaugeComplete(Irp, status);
    }

    if (ext->WriteProtected) {
        IoReleaseRemoveLock(&ext->RemoveLock, Irp);
        return GaugeComplete(Irp, STATUS_MEDIA_WRITE_PROTECTED); // expect: CompletionRoutineRegistered
    }
    return IoCallDriver(ext->LowerDevice, Irp);
}

/* The corrected twin: every reason to refuse is looked at before anything is registered. */
NTSTATUS GaugeDispatchFlush(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PGAUGE_EXTENSION ext = (PGAUGE_EXTENSION)DeviceObject->DeviceExtension;
    NTSTATUS status;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        return GaugeComplete(Irp, status);
    }

    if (ext->WriteProtected) {
        IoReleaseRemoveLock(&ext->RemoveLock, Irp);
        return GaugeComplete(Irp, STATUS_MEDIA_WRITE_PROTECTED);
    }

    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(DeviceObject, Irp, GaugeTransferDone, ext, TRUE, TRUE, TRUE);
    if (!NT_SUCCESS(status)) {
        IoReleaseRemoveLock(&ext->RemoveLock, Irp);
        return GaugeComplete(Irp, status);
    }
    return IoCallDriver(ext->LowerDevice, Irp);
}

/* The result is thrown away with a cast; the disk may get the request without our routine on it. */
NTSTATUS GaugeDispatchShutdown(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PGAUGE_EXTENSION ext = (PGAUGE_EXTENSION)DeviceObject->DeviceExtension;
    NTSTATUS status;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        return GaugeComplete(Irp, status);
    }

    IoCopyCurrentIrpStackLocationToNext(Irp);
    (void)IoSetCompletionRoutineEx(DeviceObject, Irp, GaugeShutdownDone, &GaugeShutdowns, TRUE, TRUE, TRUE);
    status = IoCallDriver(ext->LowerDevice, Irp); // expect: IoSetCompletionRoutineExCheck
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    return status;
}
