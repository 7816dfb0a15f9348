/*
 * side.c - requests that nobody waits for, beside waits for something else. In each routine here an
 * event (or a semaphore) is waited for while an IRP is under way whose routine signals no event; in
 * none of them does the wait belong to that IRP.
 */
#include "weather.h"

IO_COMPLETION_ROUTINE WxGreetingDone;
IO_COMPLETION_ROUTINE WxBlinkDone;
IO_COMPLETION_ROUTINE WxBurstDone;

#define WX_BURST_SIZE 2

/* Two readings, and a semaphore that counts those that have arrived. */
typedef struct _WX_BURST {
    KSEMAPHORE Arrived;
    WX_EXCHANGE Exchange[WX_BURST_SIZE];
    PIRP Irp[WX_BURST_SIZE];
} WX_BURST, *PWX_BURST;

NTSTATUS WxGreetingDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);

    if (Irp->PendingReturned) {
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* Frees the call. Signals nothing. */
NTSTATUS WxBlinkDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);

    IoFreeIrp(Irp);
    WxDeleteCall((PWX_CALL)Context);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/*
 * Greets the station and lets its lamp blink at the same time. The event is the context of the
 * greeting's routine: it belongs to the greeting, and to the greeting only.
 */
NTSTATUS WxGreet(_In_ PWX_EXTENSION Ext)
{
    WX_EXCHANGE greeting = { WxSensorStation, WX_READ, 0 };
    NTSTATUS status = STATUS_INSUFFICIENT_RESOURCES;
    PWX_CALL call;
    KEVENT done;
    PIRP blink;
    PIRP irp;

    call = WxCreateCall(Ext, WxOwnerNobody, WxSensorLamp, 1);
    if (call == NULL) {
        return status;
    }
    blink = WxAllocate(Ext, &call->Exchange);
    if (blink == NULL) {
        WxDeleteCall(call);
        return status;
    }
    irp = WxAllocate(Ext, &greeting);
    if (irp == NULL) {
        IoFreeIrp(blink);
        WxDeleteCall(call);
        return status;
    }

    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(blink, WxBlinkDone, call, TRUE, TRUE, TRUE);
    IoSetCompletionRoutine(irp, WxGreetingDone, &done, TRUE, TRUE, TRUE);
    IoCallDriver(Ext->LowerDevice, blink);
    status = IoCallDriver(Ext->LowerDevice, irp);
    if (status == STATUS_PENDING) {
        WxAwait(irp, &done);
        status = irp->IoStatus.Status;
    }
    IoFreeIrp(irp);
    return status;
}

/*
 * Asks for the station's description with a request that the I/O manager builds, signals and frees.
 * The lamp blinks meanwhile; its routine has nothing to do with that event.
 */
NTSTATUS WxDescribe(_In_ PWX_EXTENSION Ext, _Out_ PLONG Description)
{
    WX_EXCHANGE exchange = { WxSensorStation, WX_READ, 0 };
    IO_STATUS_BLOCK result;
    NTSTATUS status;
    KEVENT done;
    PIRP irp;

    *Description = 0;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    irp = IoBuildDeviceIoControlRequest(IOCTL_WXBUS_DESCRIBE, Ext->LowerDevice, NULL, 0, &exchange,
                                        sizeof(exchange), TRUE, &done, &result);
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    WxPost(Ext, WxSensorLamp, 1);
    status = IoCallDriver(Ext->LowerDevice, irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, // expect: IoBuildDeviceControlWaitTimeout
                              KernelMode, FALSE, NULL);
        status = result.Status;
    }
    if (NT_SUCCESS(status)) {
        *Description = exchange.Value;
    }
    return status;
}

/* No event at all: a semaphore counts. */
NTSTATUS WxBurstDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PWX_BURST burst = (PWX_BURST)Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    KeReleaseSemaphore(&burst->Arrived, IO_NO_INCREMENT, 1, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* Two readings of the wind, as close together as the bus allows. */
NTSTATUS WxBurst(_In_ PWX_EXTENSION Ext, _Out_ PLONG Average)
{
    LARGE_INTEGER limit;
    WX_BURST burst;
    NTSTATUS status;
    ULONG i;

    *Average = 0;
    RtlZeroMemory(&burst, sizeof(burst));
    KeInitializeSemaphore(&burst.Arrived, 0, WX_BURST_SIZE);
    burst.Exchange[0].Sensor = WxSensorWind;
    burst.Exchange[0].Command = WX_READ;
    burst.Exchange[1] = burst.Exchange[0];

    burst.Irp[0] = WxAllocate(Ext, &burst.Exchange[0]);
    if (burst.Irp[0] == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    burst.Irp[1] = WxAllocate(Ext, &burst.Exchange[1]);
    if (burst.Irp[1] == NULL) {
        IoFreeIrp(burst.Irp[0]);
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    IoSetCompletionRoutine(burst.Irp[0], WxBurstDone, &burst, TRUE, TRUE, TRUE);
    IoSetCompletionRoutine(burst.Irp[1], WxBurstDone, &burst, TRUE, TRUE, TRUE);
    IoCallDriver(Ext->LowerDevice, burst.Irp[0]);
    IoCallDriver(Ext->LowerDevice, burst.Irp[1]);

    limit.QuadPart = -30000000LL;
    for (i = 0; i < WX_BURST_SIZE; i++) {
        status = KeWaitForSingleObject(&burst.Arrived, Executive, KernelMode, FALSE, &limit);
        if (status == STATUS_TIMEOUT) {
            IoCancelIrp(burst.Irp[0]);
            IoCancelIrp(burst.Irp[1]);
            KeWaitForSingleObject(&burst.Arrived, Executive, KernelMode, FALSE, NULL);
        }
    }

    status = burst.Irp[0]->IoStatus.Status;
    if (NT_SUCCESS(status)) {
        status = burst.Irp[1]->IoStatus.Status;
    }
    IoFreeIrp(burst.Irp[0]);
    IoFreeIrp(burst.Irp[1]);
    if (NT_SUCCESS(status)) {
        *Average = (burst.Exchange[0].Value + burst.Exchange[1].Value) / WX_BURST_SIZE;
    }
    return status;
}
