/*
 * power.c - power. The driver owns the policy of its lamp: a system request is pended, and answered
 * when the device request that follows from it has been answered.
 */
#include "lighthouse.h"

IO_COMPLETION_ROUTINE LhSystemPowerDone;
IO_COMPLETION_ROUTINE LhDevicePowerDone;
REQUEST_POWER_COMPLETE LhDeviceRequestDone;

/* The device request is through; the system request goes up with its result. */
VOID LhDeviceRequestDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ UCHAR MinorFunction,
                         _In_ POWER_STATE PowerState, _In_opt_ PVOID Context, _In_ PIO_STATUS_BLOCK IoStatus)
{
    PIRP irp = (PIRP)Context;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(irp);
    PLH_EXTENSION ext = (PLH_EXTENSION)stack->DeviceObject->DeviceExtension;

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(MinorFunction);
    UNREFERENCED_PARAMETER(PowerState);

    PoStartNextPowerIrp(irp);
    LhFinish(ext, irp, IoStatus->Status, 0);
}

/* The drivers below agree with the system's new state; now the device follows. */
NTSTATUS LhSystemPowerDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PLH_EXTENSION ext = (PLH_EXTENSION)Context;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    POWER_STATE state;
    NTSTATUS status = Irp->IoStatus.Status;

    UNREFERENCED_PARAMETER(DeviceObject);

    if (NT_SUCCESS(status)) {
        state.DeviceState = PowerDeviceD3;
        if (stack->Parameters.Power.State.SystemState == PowerSystemWorking) {
            state.DeviceState = PowerDeviceD0;
        }
        status = PoRequestPowerIrp(ext->PhysicalDevice, stack->MinorFunction, state, LhDeviceRequestDone, Irp,
                                   NULL);
        if (status == STATUS_PENDING) {
            return STATUS_MORE_PROCESSING_REQUIRED;
        }
        Irp->IoStatus.Status = status;
    }

    PoStartNextPowerIrp(Irp);
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    return STATUS_CONTINUE_COMPLETION;
}

/* The device has power again. */
NTSTATUS LhDevicePowerDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PLH_EXTENSION ext = (PLH_EXTENSION)Context;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);

    if (NT_SUCCESS(Irp->IoStatus.Status)) {
        ext->Power = PowerDeviceD0;
        PoSetPowerState(DeviceObject, DevicePowerState, stack->Parameters.Power.State);
    }
    PoStartNextPowerIrp(Irp);
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    return STATUS_CONTINUE_COMPLETION;
}

static NTSTATUS LhForwardPower(PLH_EXTENSION Ext, PIRP Irp)
{
    NTSTATUS status;

    PoStartNextPowerIrp(Irp);
    IoSkipCurrentIrpStackLocation(Irp);
    status = PoCallDriver(Ext->LowerDevice, Irp);
    IoReleaseRemoveLock(&Ext->RemoveLock, Irp);
    return status;
}

/* Pends a power request and sends it with the given routine, which gives the remove lock back. */
static NTSTATUS LhPendPower(PLH_EXTENSION Ext, PIRP Irp, PIO_COMPLETION_ROUTINE Routine)
{
    IoMarkIrpPending(Irp);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Routine, Ext, TRUE, TRUE, TRUE);
    PoCallDriver(Ext->LowerDevice, Irp);
    return STATUS_PENDING;
}

NTSTATUS LhDispatchPower(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PLH_EXTENSION ext = (PLH_EXTENSION)DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        PoStartNextPowerIrp(Irp);
        return LhComplete(Irp, status, 0);
    }

    if (stack->MinorFunction != IRP_MN_SET_POWER && stack->MinorFunction != IRP_MN_QUERY_POWER) {
        return LhForwardPower(ext, Irp);
    }
    if (stack->Parameters.Power.Type == SystemPowerState) {
        return LhPendPower(ext, Irp, LhSystemPowerDone);
    }
    if (stack->MinorFunction == IRP_MN_QUERY_POWER) {
        return LhForwardPower(ext, Irp);
    }
    if (stack->Parameters.Power.State.DeviceState == PowerDeviceD0) {
        return LhPendPower(ext, Irp, LhDevicePowerDone);
    }

    ext->Power = stack->Parameters.Power.State.DeviceState;
    PoSetPowerState(DeviceObject, DevicePowerState, stack->Parameters.Power.State);
    return LhForwardPower(ext, Irp);
}
