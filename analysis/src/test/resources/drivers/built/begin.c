/* Building and sending. */
#include "built.h"

NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

NTSTATUS BeginControl(PEXTENSION Extension, PASKING Asking)
{
    KeInitializeEvent(&Asking->Done, NotificationEvent, FALSE);
    Asking->Irp = IoBuildDeviceIoControlRequest(IOCTL_GAUGE_READ, Extension->Below, NULL, 0, &Extension->Value,
                                                sizeof(ULONG), FALSE, &Asking->Done, &Asking->Answer);
    if (Asking->Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    return IoCallDriver(Extension->Below, Asking->Irp);
}

NTSTATUS BeginRead(PEXTENSION Extension, PASKING Asking, PVOID Buffer, ULONG Length)
{
    LARGE_INTEGER offset;
    offset.QuadPart = 0;
    KeInitializeEvent(&Asking->Done, NotificationEvent, FALSE);
    Asking->Irp = IoBuildSynchronousFsdRequest(IRP_MJ_READ, Extension->Below, Buffer, Length, &offset,
                                               &Asking->Done, &Asking->Answer);
    if (Asking->Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    return IoCallDriver(Extension->Below, Asking->Irp);
}

VOID WaitFor(PKEVENT Event)
{
    KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL); // expect: IoBuildDeviceControlWaitTimeout across functions, IoBuildSynchronousFsdRequestWaitTimeout across functions
}

BOOLEAN WaitForSeconds(PKEVENT Event, LONG Seconds)
{
    LARGE_INTEGER limit;
    limit.QuadPart = -10000000LL * Seconds;
    return KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, // keeps: IoBuildDeviceControlWaitTimeout across functions, IoBuildSynchronousFsdRequestWaitTimeout across functions
                                 Seconds == 0 ? NULL : &limit) == STATUS_SUCCESS;
}

VOID Discard(PIRP Irp)
{
    IoFreeIrp(Irp); // expect: IoBuildDeviceControlNoFree across functions, IoBuildSynchronousFsdRequestNoFree across functions
}

/* Once it is sent, the request is no longer the driver's. */
VOID GiveUp(PASKING Asking)
{
    Asking->Irp = NULL; // otherwise: ;
}

NTSTATUS Settle(PASKING Asking, NTSTATUS Status)
{
    if (Status == STATUS_PENDING) { // otherwise: if (Status == STATUS_TIMEOUT) {
        WaitForSeconds(&Asking->Done, 10);
        Status = Asking->Answer.Status;
    }
    return Status;
}
