/*
 * pnp.c - Plug and Play and power.
 */
#include "gauge.h"

IO_COMPLETION_ROUTINE GaugeUsageDone;

/* Keeps count of the paging files on this disk once the drivers below have agreed. */
NTSTATUS GaugeUsageDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PGAUGE_EXTENSION ext = (PGAUGE_EXTENSION)Context;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);

    UNREFERENCED_PARAMETER(DeviceObject);

    if (NT_SUCCESS(Irp->IoStatus.Status) &&
        stack->Parameters.UsageNotification.Type == DeviceUsageTypePaging) {
        if (stack->Parameters.UsageNotification.InPath) {
            InterlockedIncrement(&ext->PagingPaths);
        } else {
            InterlockedDecrement(&ext->PagingPaths);
        }
    }
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    return STATUS_CONTINUE_COMPLETION;
}

/* The drivers below start first; the I/O manager's own helper does the waiting. */
static NTSTATUS GaugeStart(PGAUGE_EXTENSION Ext, PIRP Irp)
{
    NTSTATUS status = STATUS_UNSUCCESSFUL;

    if (IoForwardIrpSynchronously(Ext->LowerDevice, Irp)) {
        status = Irp->IoStatus.Status;
    }
    if (NT_SUCCESS(status)) {
        Ext->State = GaugeStarted;
        if (Ext->LowerDevice->Characteristics & FILE_REMOVABLE_MEDIA) {
            Ext->Self->Characteristics |= FILE_REMOVABLE_MEDIA;
        }
    }

    Irp->IoStatus.Status = status;
    IoReleaseRemoveLock(&Ext->RemoveLock, Irp);
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}

/*
 * Wanted: to log the capabilities on their way up. The helper that waits brings a completion routine
 * of its own and puts it over ours, which never runs and is never freed.
 */
static NTSTATUS GaugeCapabilities(PGAUGE_EXTENSION Ext, PIRP Irp)
{
    NTSTATUS status;

    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(Ext->Self, Irp, GaugeUsageDone, Ext, TRUE, TRUE, TRUE);
    if (NT_SUCCESS(status)) {
        if (IoForwardIrpSynchronously(Ext->LowerDevice, Irp)) { // expect: CompletionRoutineRegistered
            status = Irp->IoStatus.Status;
        } else {
            status = STATUS_UNSUCCESSFUL;
        }
    }
    Irp->IoStatus.Status = status;
    IoReleaseRemoveLock(&Ext->RemoveLock, Irp);
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}

/* The corrected twin: a routine of our own, and then the call that uses it. */
static NTSTATUS GaugeUsage(PGAUGE_EXTENSION Ext, PIRP Irp)
{
    NTSTATUS status;

    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(Ext->Self, Irp, GaugeUsageDone, Ext, TRUE, TRUE, TRUE);
    if (!NT_SUCCESS(status)) {
        IoReleaseRemoveLock(&Ext->RemoveLock, Irp);
        return GaugeComplete(Irp, status);
    }
    return IoCallDriver(Ext->LowerDevice, Irp);
}

static NTSTATUS GaugeRemove(PGAUGE_EXTENSION Ext, PIRP Irp)
{
    PDEVICE_OBJECT lower = Ext->LowerDevice;
    NTSTATUS status;

    Ext->State = GaugeGone;
    IoReleaseRemoveLockAndWait(&Ext->RemoveLock, Irp);

    Irp->IoStatus.Status = STATUS_SUCCESS;
    IoSkipCurrentIrpStackLocation(Irp);
    status = IoCallDriver(lower, Irp);

    IoDetachDevice(lower);
    IoDeleteDevice(Ext->Self);
    return status;
}

NTSTATUS GaugeDispatchPnp(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PGAUGE_EXTENSION ext = (PGAUGE_EXTENSION)DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        return GaugeComplete(Irp, status);
    }

    switch (stack->MinorFunction) {
    case IRP_MN_START_DEVICE:
        return GaugeStart(ext, Irp);
    case IRP_MN_QUERY_CAPABILITIES:
        return GaugeCapabilities(ext, Irp);
    case IRP_MN_DEVICE_USAGE_NOTIFICATION:
        return GaugeUsage(ext, Irp);
    case IRP_MN_REMOVE_DEVICE:
        return GaugeRemove(ext, Irp);
    default:
        IoSkipCurrentIrpStackLocation(Irp);
        status = IoCallDriver(ext->LowerDevice, Irp);
        IoReleaseRemoveLock(&ext->RemoveLock, Irp);
        return status;
    }
}

NTSTATUS GaugeDispatchPower(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PGAUGE_EXTENSION ext = (PGAUGE_EXTENSION)DeviceObject->DeviceExtension;
    NTSTATUS status;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        PoStartNextPowerIrp(Irp);
        return GaugeComplete(Irp, status);
    }

    PoStartNextPowerIrp(Irp);
    IoSkipCurrentIrpStackLocation(Irp);
    status = PoCallDriver(ext->LowerDevice, Irp);
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    return status;
}
