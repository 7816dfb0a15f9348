/*
 * pnp.c - one handler per minor function, and a table that names them.
 */
#include "panel.h"

static NTSTATUS PanelPnpPass(PPANEL_EXTENSION Ext, PIRP Irp)
{
    NTSTATUS status;

    IoSkipCurrentIrpStackLocation(Irp);
    status = IoCallDriver(Ext->LowerDevice, Irp);
    IoReleaseRemoveLock(&Ext->RemoveLock, Irp);
    return status;
}

static NTSTATUS PanelPnpAgree(PPANEL_EXTENSION Ext, PIRP Irp)
{
    Irp->IoStatus.Status = STATUS_SUCCESS;
    return PanelPnpPass(Ext, Irp);
}

static NTSTATUS PanelPnpStart(PPANEL_EXTENSION Ext, PIRP Irp)
{
    NTSTATUS status = STATUS_UNSUCCESSFUL;

    if (IoForwardIrpSynchronously(Ext->LowerDevice, Irp)) {
        status = Irp->IoStatus.Status;
    }
    if (NT_SUCCESS(status)) {
        status = PanelRun(Ext, PanelCommandReset);
    }
    Ext->Started = NT_SUCCESS(status);
    return PanelFinish(Ext, Irp, status);
}

static NTSTATUS PanelPnpStop(PPANEL_EXTENSION Ext, PIRP Irp)
{
    Ext->Started = FALSE;
    return PanelPnpAgree(Ext, Irp);
}

static NTSTATUS PanelPnpRemove(PPANEL_EXTENSION Ext, PIRP Irp)
{
    PDEVICE_OBJECT lower = Ext->LowerDevice;
    NTSTATUS status;

    Ext->Started = FALSE;
    IoReleaseRemoveLockAndWait(&Ext->RemoveLock, Irp);
    Irp->IoStatus.Status = STATUS_SUCCESS;
    IoSkipCurrentIrpStackLocation(Irp);
    status = IoCallDriver(lower, Irp);
    IoDetachDevice(lower);
    IoDeleteDevice(Ext->Self);
    return status;
}

/* A panel that has not started has no capabilities; noticed with the routine registered already. */
static NTSTATUS PanelPnpCapabilities(PPANEL_EXTENSION Ext, PIRP Irp)
{
    NTSTATUS status;

    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(Ext->Self, Irp, PanelForwarded, Ext, TRUE, TRUE, TRUE);
    if (NT_SUCCESS(status) && !Ext->Started) {
        status = STATUS_DEVICE_NOT_READY;
    }
    return NT_SUCCESS(status) ? IoCallDriver(Ext->LowerDevice, Irp) : PanelFinish(Ext, Irp, status);
}

/* The corrected twin. */
static NTSTATUS PanelPnpState(PPANEL_EXTENSION Ext, PIRP Irp)
{
    NTSTATUS status = STATUS_DEVICE_NOT_READY;

    if (Ext->Started) {
        IoCopyCurrentIrpStackLocationToNext(Irp);
        status = IoSetCompletionRoutineEx(Ext->Self, Irp, PanelForwarded, Ext, TRUE, TRUE, TRUE);
    }
    return NT_SUCCESS(status) ? IoCallDriver(Ext->LowerDevice, Irp) : PanelFinish(Ext, Irp, status);
}

static const PPANEL_HANDLER PanelPnp[] = {
    [IRP_MN_START_DEVICE] = PanelPnpStart,
    [IRP_MN_QUERY_REMOVE_DEVICE] = PanelPnpAgree,
    [IRP_MN_REMOVE_DEVICE] = PanelPnpRemove,
    [IRP_MN_CANCEL_REMOVE_DEVICE] = PanelPnpAgree,
    [IRP_MN_STOP_DEVICE] = PanelPnpStop,
    [IRP_MN_QUERY_STOP_DEVICE] = PanelPnpAgree,
    [IRP_MN_CANCEL_STOP_DEVICE] = PanelPnpAgree,
    [IRP_MN_QUERY_CAPABILITIES] = PanelPnpCapabilities,
    [IRP_MN_QUERY_PNP_DEVICE_STATE] = PanelPnpState,
    [IRP_MN_SURPRISE_REMOVAL] = PanelPnpStop,
};

NTSTATUS PanelDispatchPnp(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PPANEL_EXTENSION ext = (PPANEL_EXTENSION)DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    PPANEL_HANDLER handler = PanelPnpPass;
    NTSTATUS status;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        Irp->IoStatus.Status = status;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
        return status;
    }

    if (stack->MinorFunction < RTL_NUMBER_OF(PanelPnp) && PanelPnp[stack->MinorFunction] != NULL) {
        handler = PanelPnp[stack->MinorFunction];
    }
    return handler(ext, Irp); // expect: CompletionRoutineRegistered
}
