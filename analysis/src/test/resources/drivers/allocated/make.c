/* Making requests, their routines, waiting for them. */
#include "own.h"

NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: IoAllocateComplete across functions, IoBuildFsdComplete across functions
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
    IoSetCompletionRoutine(Irp, Routine, Context, TRUE, TRUE, TRUE); // otherwise: ;
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
    KeSetEvent(&Order->Done, IO_NO_INCREMENT, FALSE); // otherwise: ;
}

NTSTATUS WakeOrderInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    Wake(Context, Irp->IoStatus.Status);
    return STATUS_MORE_PROCESSING_REQUIRED; // keeps: IoAllocateIrpSignalEventInCompletion across functions, IoBuildFsdIrpSignalEventInCompletion across functions
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
    return STATUS_MORE_PROCESSING_REQUIRED; // expect: IoAllocateIrpSignalEventInCompletion across functions, IoBuildFsdIrpSignalEventInCompletion across functions
}

/* Those who are wanted early are woken early, and all others at the end. */
NTSTATUS WakeOrderOnce(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PORDER order = Context;
    BOOLEAN early = order->Wanted;
    UNREFERENCED_PARAMETER(DeviceObject);
    if (early) {
        KeSetEvent(&order->Done, EVENT_INCREMENT, FALSE);
    }
    Irp->IoStatus.Information = 0;
    if (!early) { // correlated
        KeSetEvent(&order->Done, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_MORE_PROCESSING_REQUIRED; // keeps: IoAllocateIrpSignalEventInCompletion infeasible, IoBuildFsdIrpSignalEventInCompletion infeasible
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
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: IoAllocateComplete across functions, IoBuildFsdComplete across functions
}

VOID FreeIt(PIRP Irp)
{
    Irp->UserEvent = NULL;
    IoFreeIrp(Irp); // otherwise: ;
}

VOID AllFlags(PBOOLEAN Success, PBOOLEAN Cancelled)
{
    *Success = TRUE; // otherwise: *Success = FALSE;
    *Cancelled = TRUE; // otherwise: *Cancelled = FALSE;
}

PLARGE_INTEGER SomeSeconds(PLARGE_INTEGER Limit)
{
    Limit->QuadPart = -70000000LL;
    return Limit; // otherwise: return NULL;
}
