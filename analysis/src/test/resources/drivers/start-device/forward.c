/* What the dispatch routines share. */
#include "start.h"

NTSTATUS Wake(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS Pass(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    return STATUS_CONTINUE_COMPLETION;
}

NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

NTSTATUS Skip(PEXTENSION Extension, PIRP Irp)
{
    IoSkipCurrentIrpStackLocation(Irp);
    return IoCallDriver(Extension->Below, Irp);
}

/* Registered with Wake before; the event is whoever's it is. */
NTSTATUS SendAndWait(PEXTENSION Extension, PIRP Irp, PKEVENT Event)
{
    NTSTATUS status = IoCallDriver(Extension->Below, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL); // expect: StartDeviceWait across functions, StartDeviceWait2 across functions, StartDeviceWait3 across functions, StartDeviceWait4 across functions
        status = Irp->IoStatus.Status;
    }
    return status;
}

NTSTATUS SendPended(PEXTENSION Extension, PIRP Irp)
{
    IoMarkIrpPending(Irp); // otherwise: ;
    IoCallDriver(Extension->Below, Irp);
    return STATUS_PENDING;
}

NTSTATUS Arm(PEXTENSION Extension, PIRP Irp, PIO_COMPLETION_ROUTINE Routine, PVOID Context)
{
    IoCopyCurrentIrpStackLocationToNext(Irp);
    return IoSetCompletionRoutineEx(Extension->Self, Irp, Routine, Context, TRUE, TRUE, TRUE);
}
