/* Work that goes on on a larger stack: the routine has run if and only if the call succeeded. */
#include <wdm.h>

typedef struct _CALLOUT {
    PIRP Irp;
    NTSTATUS Status;
} CALLOUT, *PCALLOUT;

DRIVER_DISPATCH PendsOnNewStack;
DRIVER_DISPATCH PendsOnNewStackThenFails;

static VOID PendIt(PVOID Parameter)
{
    PCALLOUT callout = Parameter;
    IoMarkIrpPending(callout->Irp);
    callout->Status = STATUS_PENDING;
}

static NTSTATUS OnNewStack(PIRP Irp)
{
    CALLOUT callout;
    NTSTATUS status;
    callout.Irp = Irp;
    callout.Status = STATUS_UNSUCCESSFUL;
    status = KeExpandKernelStackAndCallout(PendIt, &callout, 0x3000);
    return status == STATUS_SUCCESS ? callout.Status : status;
}

NTSTATUS PendsOnNewStack(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status = OnNewStack(Irp);
    UNREFERENCED_PARAMETER(DeviceObject);
    if (status != STATUS_PENDING) {
        Irp->IoStatus.Status = status;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
    }
    return status; // keeps: MarkIrpPending
}

NTSTATUS PendsOnNewStackThenFails(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status = OnNewStack(Irp);
    UNREFERENCED_PARAMETER(DeviceObject);
    if (status == STATUS_PENDING) {
        status = STATUS_UNSUCCESSFUL;
    }
    Irp->IoStatus.Status = status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status; // expect: MarkIrpPending
}
