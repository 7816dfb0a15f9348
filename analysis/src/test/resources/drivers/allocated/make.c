/* Making requests, their routines, waiting for them. */
#include "own.h"

NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

PIRP MakeOwn(PEXTENSION Extension)
{
    PIRP irp = IoAllocateIrp(Extension->Below->StackSize, FALSE);
    if (irp != NULL) {
        IoGetNextIrpStackLocation(irp)->MajorFunction = IRP_MJ_INTERNAL_DEVICE_CONTROL;
    }
    return irp;
}

PIRP MakeFlush(PEXTENSION Extension)
{
    return IoBuildAsynchronousFsdRequest(IRP_MJ_FLUSH_BUFFERS, Extension->Below, NULL, 0, NULL, NULL);
}

VOID Hook(PIRP Irp, PIO_COMPLETION_ROUTINE Routine, PVOID Context)
{
    IoSetCompletionRoutine(Irp, Routine, Context, TRUE, TRUE, TRUE);
}

NTSTATUS WakeOrder(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PORDER order = Context;
    UNREFERENCED_PARAMETER(DeviceObject);
    order->Status = Irp->IoStatus.Status;
    KeSetEvent(&order->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID Wake(PORDER Order, NTSTATUS Status)
{
    Order->Status = Status;
    KeSetEvent(&Order->Done, IO_NO_INCREMENT, FALSE);
}

NTSTATUS WakeOrderInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    Wake(Context, Irp->IoStatus.Status);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* "Wanted" is set by those who wait. */
NTSTATUS WakeOrderIfWanted(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PORDER order = Context;
    UNREFERENCED_PARAMETER(DeviceObject);
    order->Status = Irp->IoStatus.Status;
    if (order->Wanted) {
        KeSetEvent(&order->Done, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_MORE_PROCESSING_REQUIRED; // expect: IoAllocateIrpSignalEventInCompletion, IoBuildFsdIrpSignalEventInCompletion
}

NTSTATUS WakeEvent(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (Irp->PendingReturned) {
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS Forget(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    UNREFERENCED_PARAMETER(Context);
    return STATUS_MORE_PROCESSING_REQUIRED; // expect: IoAllocateIrpSignalEventInCompletion, IoBuildFsdIrpSignalEventInCompletion
}

NTSTATUS ForgetOrder(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PORDER order = Context;
    UNREFERENCED_PARAMETER(DeviceObject);
    order->Status = Irp->IoStatus.Status;
    if (!Irp->PendingReturned) {
        KeSetEvent(&order->Done, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_MORE_PROCESSING_REQUIRED; // expect: IoAllocateIrpSignalEventInCompletion, IoBuildFsdIrpSignalEventInCompletion
}

/* Nobody waits: the routine frees. */
NTSTATUS Dispose(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp); // keeps: IoAllocateFree, IoBuildFsdFree
    return STATUS_MORE_PROCESSING_REQUIRED; // keeps: IoAllocateIrpSignalEventInCompletion, IoBuildFsdIrpSignalEventInCompletion
}

NTSTATUS WaitForOrder(PORDER Order, PIRP Irp, NTSTATUS Status)
{
    LARGE_INTEGER limit;
    limit.QuadPart = -30000000LL;
    if (Status == STATUS_PENDING) {
        if (KeWaitForSingleObject(&Order->Done, Executive, KernelMode, FALSE, &limit) == STATUS_TIMEOUT) {
            IoCancelIrp(Irp);
            KeWaitForSingleObject(&Order->Done, Executive, KernelMode, FALSE, NULL); // keeps: IoAllocateIrpSignalEventInCompletionTimeout, IoBuildFsdIrpSignalEventInCompletionTimeout
        }
        Status = Irp->IoStatus.Status;
    }
    return Status;
}

VOID CompleteIt(PIRP Irp)
{
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: IoAllocateComplete, IoBuildFsdComplete
}
