/* Passing power requests down. */
#include "power.h"

NTSTATUS PassUp(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    return STATUS_CONTINUE_COMPLETION;
}

VOID DeviceDone(PDEVICE_OBJECT DeviceObject, UCHAR MinorFunction, POWER_STATE PowerState, PVOID Context,
                PIO_STATUS_BLOCK IoStatus)
{
    PEXTENSION extension = Context;
    PIRP irp = extension->SystemIrp;
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(MinorFunction);
    extension->Known = PowerState.DeviceState;
    irp->IoStatus.Status = IoStatus->Status;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
}

/* The system is up again below: now the device may be. */
NTSTATUS SystemUp(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PEXTENSION extension = Context;
    POWER_STATE state;
    UNREFERENCED_PARAMETER(DeviceObject);
    state.DeviceState = PowerDeviceD0;
    extension->SystemIrp = Irp;
    if (PoRequestPowerIrp(extension->Self, IRP_MN_SET_POWER, state, DeviceDone, extension, NULL) != STATUS_PENDING) {
        return STATUS_CONTINUE_COMPLETION;
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS SendHooked(PEXTENSION Extension, PIRP Irp, PIO_COMPLETION_ROUTINE Routine)
{
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Routine, Extension, TRUE, TRUE, TRUE);
    return PoCallDriver(Extension->Below, Irp);
}

NTSTATUS SendPended(PEXTENSION Extension, PIRP Irp, PIO_COMPLETION_ROUTINE Routine)
{
    IoMarkIrpPending(Irp); // otherwise: ;
    SendHooked(Extension, Irp, Routine);
    return STATUS_PENDING;
}

NTSTATUS SendPlain(PEXTENSION Extension, PIRP Irp)
{
    PoStartNextPowerIrp(Irp);
    IoSkipCurrentIrpStackLocation(Irp);
    return PoCallDriver(Extension->Below, Irp); // otherwise: return STATUS_SUCCESS;
}

NTSTATUS AskForDevicePower(PEXTENSION Extension, PIRP Irp, DEVICE_POWER_STATE State)
{
    POWER_STATE state;
    state.DeviceState = State;
    Extension->SystemIrp = Irp;
    return PoRequestPowerIrp(Extension->Self, IRP_MN_SET_POWER, state, DeviceDone, Extension, NULL);
}
