/* Registering and sending. */
#include "devices.h"

NTSTATUS Passed(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    return STATUS_CONTINUE_COMPLETION;
}

NTSTATUS Arm(PDEVICE_OBJECT Device, PIRP Irp)
{
    IoCopyCurrentIrpStackLocationToNext(Irp);
    return IoSetCompletionRoutineEx(Device, Irp, Passed, NULL, TRUE, TRUE, TRUE); // expect: IoSetCompletionRoutineExCheckDeviceObject across functions
}

NTSTATUS SendArmed(PDEVICE_OBJECT Below, PIRP Irp, NTSTATUS Armed)
{
    if (!NT_SUCCESS(Armed)) {
        Irp->IoStatus.Status = Armed;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
        return Armed;
    }
    return IoCallDriver(Below, Irp);
}
