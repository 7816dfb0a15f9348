/*
 * pnp.c - Plug and Play and power. The station is greeted when it starts and told when it leaves.
 */
#include "weather.h"

static NTSTATUS WxStart(PWX_EXTENSION Ext, PIRP Irp)
{
    WX_EXCHANGE hello = { WxSensorStation, WX_READ, 0 };
    NTSTATUS status = STATUS_UNSUCCESSFUL;

    if (IoForwardIrpSynchronously(Ext->LowerDevice, Irp)) {
        status = Irp->IoStatus.Status;
    }
    if (NT_SUCCESS(status)) {
        status = WxExchange(Ext, &hello);
    }
    if (NT_SUCCESS(status)) {
        Ext->Started = TRUE;
    }
    return WxFinish(Ext, Irp, status, Irp->IoStatus.Information);
}

static NTSTATUS WxRemove(PWX_EXTENSION Ext, PIRP Irp)
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

NTSTATUS WxDispatchPnp(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PWX_EXTENSION ext = (PWX_EXTENSION)DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        Irp->IoStatus.Status = status;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
        return status;
    }

    switch (stack->MinorFunction) {
    case IRP_MN_START_DEVICE:
        return WxStart(ext, Irp);

    case IRP_MN_REMOVE_DEVICE:
        return WxRemove(ext, Irp);

    case IRP_MN_STOP_DEVICE:
    case IRP_MN_SURPRISE_REMOVAL:
        ext->Started = FALSE;
        Irp->IoStatus.Status = STATUS_SUCCESS;
        break;

    case IRP_MN_QUERY_STOP_DEVICE:
    case IRP_MN_QUERY_REMOVE_DEVICE:
        if (ext->Opened != 0) {
            return WxFinish(ext, Irp, STATUS_DEVICE_BUSY, 0);
        }
        Irp->IoStatus.Status = STATUS_SUCCESS;
        break;

    case IRP_MN_CANCEL_STOP_DEVICE:
    case IRP_MN_CANCEL_REMOVE_DEVICE:
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

NTSTATUS WxDispatchPower(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PWX_EXTENSION ext = (PWX_EXTENSION)DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        PoStartNextPowerIrp(Irp);
        Irp->IoStatus.Status = status;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
        return status;
    }

    if (stack->MinorFunction == IRP_MN_SET_POWER && stack->Parameters.Power.Type == DevicePowerState) {
        PoSetPowerState(DeviceObject, DevicePowerState, stack->Parameters.Power.State);
    }
    PoStartNextPowerIrp(Irp);
    IoSkipCurrentIrpStackLocation(Irp);
    status = PoCallDriver(ext->LowerDevice, Irp);
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    return status;
}
