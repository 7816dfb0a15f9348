/*
 * pnp.c - Plug and Play. START_DEVICE is not waited for: its routine stops the completion, a work
 * item greets the lamp and finishes the request.
 */
#include "lighthouse.h"

IO_COMPLETION_ROUTINE LhStartDone;
IO_COMPLETION_ROUTINE LhCapabilitiesDone;
IO_WORKITEM_ROUTINE LhStartWorker;

/* At passive level again, with the drivers below started. */
VOID LhStartWorker(_In_ PDEVICE_OBJECT DeviceObject, _In_opt_ PVOID Context)
{
    PLH_EXTENSION ext = (PLH_EXTENSION)Context;
    PIRP irp = ext->StartIrp;
    NTSTATUS status = irp->IoStatus.Status;
    LONG version = 0;

    UNREFERENCED_PARAMETER(DeviceObject);

    ext->StartIrp = NULL;
    if (NT_SUCCESS(status)) {
        status = LhCommand(ext, LH_COMMAND_HELLO, &version);
    }
    if (NT_SUCCESS(status)) {
        ext->State = LhStarted;
    }
    LhFinish(ext, irp, status, irp->IoStatus.Information);
}

NTSTATUS LhStartDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PLH_EXTENSION ext = (PLH_EXTENSION)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    ext->StartIrp = Irp;
    IoQueueWorkItem(ext->StartItem, LhStartWorker, DelayedWorkQueue, ext);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS LhStart(PLH_EXTENSION Ext, PIRP Irp)
{
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, LhStartDone, Ext, TRUE, TRUE, TRUE);
    IoMarkIrpPending(Irp);
    IoCallDriver(Ext->LowerDevice, Irp);
    return STATUS_PENDING;
}

/* A lamp that is taken out while it turns does no harm. */
NTSTATUS LhCapabilitiesDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PLH_EXTENSION ext = (PLH_EXTENSION)Context;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);

    UNREFERENCED_PARAMETER(DeviceObject);

    if (NT_SUCCESS(Irp->IoStatus.Status)) {
        stack->Parameters.DeviceCapabilities.Capabilities->SurpriseRemovalOK = TRUE;
    }
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    return STATUS_CONTINUE_COMPLETION;
}

static NTSTATUS LhCapabilities(PLH_EXTENSION Ext, PIRP Irp)
{
    NTSTATUS status;

    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(Ext->Self, Irp, LhCapabilitiesDone, Ext, TRUE, TRUE, TRUE);
    if (!NT_SUCCESS(status)) {
        return LhFinish(Ext, Irp, status, 0);
    }
    return IoCallDriver(Ext->LowerDevice, Irp);
}

static NTSTATUS LhRemove(PLH_EXTENSION Ext, PIRP Irp)
{
    PDEVICE_OBJECT lower = Ext->LowerDevice;
    NTSTATUS status;

    IoReleaseRemoveLockAndWait(&Ext->RemoveLock, Irp);
    Irp->IoStatus.Status = STATUS_SUCCESS;
    IoSkipCurrentIrpStackLocation(Irp);
    status = IoCallDriver(lower, Irp);

    IoFreeWorkItem(Ext->StartItem);
    IoDetachDevice(lower);
    IoDeleteDevice(Ext->Self);
    return status;
}

NTSTATUS LhDispatchPnp(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PLH_EXTENSION ext = (PLH_EXTENSION)DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        return LhComplete(Irp, status, 0);
    }

    switch (stack->MinorFunction) {
    case IRP_MN_START_DEVICE:
        return LhStart(ext, Irp);

    case IRP_MN_QUERY_CAPABILITIES:
        return LhCapabilities(ext, Irp);

    case IRP_MN_REMOVE_DEVICE:
        return LhRemove(ext, Irp);

    case IRP_MN_QUERY_STOP_DEVICE:
        ext->PreviousState = ext->State;
        ext->State = LhStopPending;
        Irp->IoStatus.Status = STATUS_SUCCESS;
        break;

    case IRP_MN_QUERY_REMOVE_DEVICE:
        ext->PreviousState = ext->State;
        ext->State = LhRemovePending;
        Irp->IoStatus.Status = STATUS_SUCCESS;
        break;

    case IRP_MN_CANCEL_STOP_DEVICE:
    case IRP_MN_CANCEL_REMOVE_DEVICE:
        if (ext->State == LhStopPending || ext->State == LhRemovePending) {
            ext->State = ext->PreviousState;
        }
        Irp->IoStatus.Status = STATUS_SUCCESS;
        break;

    case IRP_MN_STOP_DEVICE:
        ext->State = LhStopped;
        Irp->IoStatus.Status = STATUS_SUCCESS;
        break;

    case IRP_MN_SURPRISE_REMOVAL:
        ext->State = LhSurpriseRemoved;
        Irp->IoStatus.Status = STATUS_SUCCESS;
        break;

    default:
        break;
    }

    IoSkipCurrentIrpStackLocation(Irp);
    status = IoCallDriver(ext->LowerDevice, Irp);
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    return status;
}
