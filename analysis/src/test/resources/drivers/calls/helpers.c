#include "calls.h"

NTSTATUS CallsDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    return STATUS_CONTINUE_COMPLETION;
}

NTSTATUS CallsFinish(PDEVICE_OBJECT Device, PIRP Irp, NTSTATUS Status)
{
    UNREFERENCED_PARAMETER(Device);
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

NTSTATUS CallsPass(PDEVICE_OBJECT Device, PIRP Irp)
{
    PCALLS_EXTENSION ext = Device->DeviceExtension;
    return IoCallDriver(ext->Below, Irp);
}

NTSTATUS CallsRefuse(PDEVICE_OBJECT Device, PIRP Irp)
{
    return CallsFinish(Device, Irp, STATUS_INVALID_DEVICE_REQUEST);
}

NTSTATUS CallsArm(PDEVICE_OBJECT Device, PIRP Irp)
{
    IoCopyCurrentIrpStackLocationToNext(Irp);
    return IoSetCompletionRoutineEx(Device, Irp, CallsDone, NULL, TRUE, TRUE, TRUE);
}

VOID CallsArmRequest(PCALLS_REQUEST Request)
{
    Request->Status = CallsArm(Request->Device, Request->Irp);
    Request->Armed = NT_SUCCESS(Request->Status) ? TRUE : FALSE;
}

NTSTATUS CallsPassRequest(CALLS_REQUEST Request)
{
    PCALLS_EXTENSION ext = Request.Device->DeviceExtension;
    return IoCallDriver(ext->Below, Request.Irp);
}
