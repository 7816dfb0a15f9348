/*
 * exchange.c - the driver's own IRPs, done right: one exchange that is waited for, two at once, and
 * one that nobody waits for. sensors.c is built on these, where it is not clever on its own.
 */
#include "weather.h"

IO_COMPLETION_ROUTINE WxExchangeDone;
IO_COMPLETION_ROUTINE WxCallDone;

/* An IRP for the bus driver with the exchange in its first stack location, or NULL. */
PIRP WxAllocate(_In_ PWX_EXTENSION Ext, _In_ PWX_EXCHANGE Exchange)
{
    PIO_STACK_LOCATION next;
    PIRP irp;

    irp = IoAllocateIrp(Ext->LowerDevice->StackSize, FALSE);
    if (irp != NULL) {
        irp->IoStatus.Status = STATUS_NOT_SUPPORTED;
        next = IoGetNextIrpStackLocation(irp);
        next->MajorFunction = IRP_MJ_INTERNAL_DEVICE_CONTROL;
        next->Parameters.DeviceIoControl.IoControlCode = IOCTL_WXBUS_EXCHANGE;
        next->Parameters.Others.Argument1 = Exchange;
    }
    return irp;
}

/*
 * Waits for three seconds, then takes the request back. The second wait has no limit: the routine
 * will run, and the event must not go away before it has.
 */
VOID WxAwait(_In_ PIRP Irp, _In_ PKEVENT Done)
{
    LARGE_INTEGER limit;

    limit.QuadPart = -30000000LL;
    if (KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, &limit) == STATUS_TIMEOUT) {
        IoCancelIrp(Irp);
        KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
    }
}

/* Wakes the waiter of WxExchange, who waits only if the bus driver has pended the request. */
NTSTATUS WxExchangeDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    BOOLEAN waited = Irp->PendingReturned;

    UNREFERENCED_PARAMETER(DeviceObject);

    if (waited == FALSE) {
        return STATUS_MORE_PROCESSING_REQUIRED;
    }
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* One exchange from beginning to end. */
NTSTATUS WxExchange(_In_ PWX_EXTENSION Ext, _Inout_ PWX_EXCHANGE Exchange)
{
    KEVENT done;
    NTSTATUS status;
    PIRP irp;

    irp = WxAllocate(Ext, Exchange);
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, WxExchangeDone, &done, TRUE, TRUE, TRUE);

    status = IoCallDriver(Ext->LowerDevice, irp);
    if (status == STATUS_PENDING) {
        WxAwait(irp, &done);
        status = irp->IoStatus.Status;
    }
    IoFreeIrp(irp);
    return status;
}

/* A call in pool. One without an owner keeps the device from going away until it is deleted. */
PWX_CALL WxCreateCall(_In_ PWX_EXTENSION Ext, _In_ WX_OWNER Owner, _In_ WX_SENSOR Sensor, _In_ LONG Value)
{
    PWX_CALL call;

    call = (PWX_CALL)ExAllocatePoolWithTag(NonPagedPool, sizeof(WX_CALL), WX_TAG);
    if (call == NULL) {
        return NULL;
    }
    call->Extension = Ext;
    call->Owner = Owner;
    call->Status = STATUS_PENDING;
    call->Exchange.Sensor = Sensor;
    call->Exchange.Command = WX_SET;
    call->Exchange.Value = Value;

    if (Owner == WxOwnerNobody && !NT_SUCCESS(IoAcquireRemoveLock(&Ext->RemoveLock, call))) {
        ExFreePoolWithTag(call, WX_TAG);
        return NULL;
    }
    return call;
}

VOID WxDeleteCall(_In_ PWX_CALL Call)
{
    if (Call->Owner == WxOwnerNobody) {
        IoReleaseRemoveLock(&Call->Extension->RemoveLock, Call);
    }
    ExFreePoolWithTag(Call, WX_TAG);
}

/* The one place that ends a call: by waking its owner, or by giving its memory back. */
static VOID WxRetireCall(PWX_CALL Call, PIRP Irp)
{
    if (Call->Owner == WxOwnerWaits) {
        Call->Status = Irp->IoStatus.Status;
        KeSetEvent(&Call->Done, IO_NO_INCREMENT, FALSE);
    } else {
        IoFreeIrp(Irp);
        WxDeleteCall(Call);
    }
}

/*
 * Shared by WxExchangeBoth and WxPost. It has a way through without a signal, but only for a call
 * that has no owner, and those have no event either.
 */
NTSTATUS WxCallDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);

    WxRetireCall((PWX_CALL)Context, Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* Two exchanges at once. Each has its IRP, its call and its event; we go on when both have ended. */
NTSTATUS WxExchangeBoth(_In_ PWX_EXTENSION Ext, _Inout_ PWX_EXCHANGE First, _Inout_ PWX_EXCHANGE Second)
{
    WX_CALL left;
    WX_CALL right;
    PVOID events[2];
    LARGE_INTEGER limit;
    PIRP one;
    PIRP two;

    one = WxAllocate(Ext, First);
    if (one == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    two = WxAllocate(Ext, Second);
    if (two == NULL) {
        IoFreeIrp(one);
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    left.Owner = WxOwnerWaits;
    right.Owner = WxOwnerWaits;
    KeInitializeEvent(&left.Done, NotificationEvent, FALSE);
    KeInitializeEvent(&right.Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(one, WxCallDone, &left, TRUE, TRUE, TRUE);
    IoSetCompletionRoutine(two, WxCallDone, &right, TRUE, TRUE, TRUE);

    IoCallDriver(Ext->LowerDevice, one);
    IoCallDriver(Ext->LowerDevice, two);

    events[0] = &left.Done;
    events[1] = &right.Done;
    limit.QuadPart = -30000000LL;
    if (KeWaitForMultipleObjects(2, events, WaitAll, Executive, KernelMode, FALSE, &limit, NULL) ==
        STATUS_TIMEOUT) {
        IoCancelIrp(one);
        IoCancelIrp(two);
        KeWaitForMultipleObjects(2, events, WaitAll, Executive, KernelMode, FALSE, NULL, NULL);
    }

    IoFreeIrp(one);
    IoFreeIrp(two);
    return NT_SUCCESS(left.Status) ? right.Status : left.Status;
}

/* Sends a value and forgets about it: the routine frees the IRP and the call. */
NTSTATUS WxPost(_In_ PWX_EXTENSION Ext, _In_ WX_SENSOR Sensor, _In_ LONG Value)
{
    PWX_CALL call;
    PIRP irp;

    call = WxCreateCall(Ext, WxOwnerNobody, Sensor, Value);
    if (call == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    irp = WxAllocate(Ext, &call->Exchange);
    if (irp == NULL) {
        WxDeleteCall(call);
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    IoSetCompletionRoutine(irp, WxCallDone, call, TRUE, TRUE, TRUE);
    IoCallDriver(Ext->LowerDevice, irp);
    return STATUS_SUCCESS;
}
