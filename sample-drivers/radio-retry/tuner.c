/*
 * tuner.c - commands of the driver's own, tried more than once with one IRP, or given up by their
 * owner before they end.
 */
#include "radio.h"

IO_COMPLETION_ROUTINE RadioTuned;
IO_COMPLETION_ROUTINE RadioScanned;
IO_COMPLETION_ROUTINE RadioScannedAgain;
IO_COMPLETION_ROUTINE RadioSquelched;
IO_COMPLETION_ROUTINE RadioPeeked;
IO_WORKITEM_ROUTINE RadioSquelchWorker;

#define CALL_RUNNING   0
#define CALL_FINISHED  1
#define CALL_ABANDONED 2

typedef struct _RADIO_CALL {
    PRADIO_EXTENSION Extension;
    ULONG Frequency;
    NTSTATUS Status;
    LONG State;
    PIRP Irp;
    PIO_WORKITEM Item;
    KEVENT Done;
} RADIO_CALL, *PRADIO_CALL;

static VOID RadioFill(PIRP Irp, PRADIO_CALL Call)
{
    PIO_STACK_LOCATION next = IoGetNextIrpStackLocation(Irp);

    next->MajorFunction = IRP_MJ_INTERNAL_DEVICE_CONTROL;
    next->Parameters.DeviceIoControl.IoControlCode = IOCTL_RADIO_BUS_COMMAND;
    next->Parameters.Others.Argument1 = &Call->Frequency;
}

/* Sends and waits, one second and then to the end. For routines that always signal. */
static NTSTATUS RadioRun(PRADIO_EXTENSION Ext, PIRP Irp, PRADIO_CALL Call)
{
    LARGE_INTEGER limit;

    IoCallDriver(Ext->LowerDevice, Irp);
    limit.QuadPart = -10000000LL;
    if (KeWaitForSingleObject(&Call->Done, Executive, KernelMode, FALSE, &limit) == STATUS_TIMEOUT) {
        IoCancelIrp(Irp);
        KeWaitForSingleObject(&Call->Done, Executive, KernelMode, FALSE, NULL);
    }
    return Call->Status;
}

/* Correct. */
NTSTATUS RadioTuned(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PRADIO_CALL call = (PRADIO_CALL)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    call->Status = Irp->IoStatus.Status;
    KeSetEvent(&call->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/*
 * One IRP, up to three attempts. do-while: the body runs at least once, so "status" behind it is
 * always that of an attempt, and the IRP that is freed has always come back.
 */
static NTSTATUS RadioTune(PRADIO_EXTENSION Ext, ULONG Frequency)
{
    ULONG attempt = 0;
    RADIO_CALL call;
    NTSTATUS status;
    PIRP irp;

    irp = IoAllocateIrp(Ext->LowerDevice->StackSize, FALSE);
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    call.Extension = Ext;
    call.Frequency = Frequency;

    do {
        if (attempt > 0) {
            IoReuseIrp(irp, STATUS_NOT_SUPPORTED);
        }
        RadioFill(irp, &call);
        KeInitializeEvent(&call.Done, NotificationEvent, FALSE);
        IoSetCompletionRoutine(irp, RadioTuned, &call, TRUE, TRUE, TRUE);
        status = RadioRun(Ext, irp, &call);
        attempt++;
    } while (status == STATUS_DEVICE_NOT_READY && attempt < RADIO_TRIES);

    IoFreeIrp(irp);
    return status;
}

/* Correct; for the first attempt of a scan. */
NTSTATUS RadioScanned(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PRADIO_CALL call = (PRADIO_CALL)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    call->Status = Irp->IoStatus.Status;
    if (call->Status == STATUS_DEVICE_NOT_READY) {
        KdPrint(("radio: not ready\n"));
    }
    KeSetEvent(&call->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* For the second, which has the event of the first in mind: that one has been set already, it says. */
NTSTATUS RadioScannedAgain(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PRADIO_CALL call = (PRADIO_CALL)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    call->Status = Irp->IoStatus.Status;
    return STATUS_MORE_PROCESSING_REQUIRED; // expect: IoAllocateIrpSignalEventInCompletion
}

/* The event is made ready again for the second attempt, and then nothing sets it. */
static NTSTATUS RadioScan(PRADIO_EXTENSION Ext, ULONG Frequency)
{
    RADIO_CALL call;
    NTSTATUS status;
    PIRP irp;

    irp = IoAllocateIrp(Ext->LowerDevice->StackSize, FALSE);
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    call.Extension = Ext;
    call.Frequency = Frequency;

    RadioFill(irp, &call);
    KeInitializeEvent(&call.Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, RadioScanned, &call, TRUE, TRUE, TRUE);
    status = RadioRun(Ext, irp, &call);
    if (status == STATUS_DEVICE_NOT_READY) {
        IoReuseIrp(irp, STATUS_NOT_SUPPORTED);
        RadioFill(irp, &call);
        KeInitializeEvent(&call.Done, NotificationEvent, FALSE);
        IoSetCompletionRoutine(irp, RadioScannedAgain, &call, TRUE, TRUE, TRUE);
        status = RadioRun(Ext, irp, &call);
    }

    IoFreeIrp(irp);
    return status;
}

/* At passive level: writes the threshold down and wakes the owner. */
VOID RadioSquelchWorker(_In_ PDEVICE_OBJECT DeviceObject, _In_opt_ PVOID Context)
{
    PRADIO_CALL call = (PRADIO_CALL)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    KdPrint(("radio: threshold %lu, %08lx\n", call->Frequency, call->Status));
    KeSetEvent(&call->Done, IO_NO_INCREMENT, FALSE);
}

/* Signals nothing itself: the work item that it queues does. */
NTSTATUS RadioSquelched(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PRADIO_CALL call = (PRADIO_CALL)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    call->Status = Irp->IoStatus.Status;
    IoQueueWorkItem(call->Item, RadioSquelchWorker, DelayedWorkQueue, call);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS RadioSquelch(PRADIO_EXTENSION Ext, ULONG Threshold)
{
    RADIO_CALL call;
    NTSTATUS status;
    PIRP irp;

    call.Item = IoAllocateWorkItem(Ext->Self);
    if (call.Item == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    irp = IoAllocateIrp(Ext->LowerDevice->StackSize, FALSE);
    if (irp == NULL) {
        IoFreeWorkItem(call.Item);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    call.Extension = Ext;
    call.Frequency = Threshold;

    RadioFill(irp, &call);
    KeInitializeEvent(&call.Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, RadioSquelched, &call, TRUE, TRUE, TRUE);
    status = RadioRun(Ext, irp, &call);
    IoFreeIrp(irp);
    IoFreeWorkItem(call.Item);
    return status;
}

static VOID RadioFreeCall(PRADIO_CALL Call)
{
    IoFreeIrp(Call->Irp);
    IoReleaseRemoveLock(&Call->Extension->RemoveLock, Call);
    ExFreePoolWithTag(Call, RADIO_TAG);
}

/*
 * The owner may have given up. Whoever comes second cleans up: the exchange tells the routine whether
 * somebody is still there to be woken.
 */
NTSTATUS RadioPeeked(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PRADIO_CALL call = (PRADIO_CALL)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    call->Status = Irp->IoStatus.Status;
    if (InterlockedExchange(&call->State, CALL_FINISHED) == CALL_ABANDONED) {
        RadioFreeCall(call);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }
    KeSetEvent(&call->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* Asks, waits for a tenth of a second, and leaves the answer to itself if it has not come by then. */
static NTSTATUS RadioPeek(PRADIO_EXTENSION Ext, ULONG Frequency)
{
    LARGE_INTEGER limit;
    PRADIO_CALL call;
    NTSTATUS status;

    call = (PRADIO_CALL)ExAllocatePoolWithTag(NonPagedPool, sizeof(RADIO_CALL), RADIO_TAG);
    if (call == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    call->Irp = IoAllocateIrp(Ext->LowerDevice->StackSize, FALSE);
    if (call->Irp == NULL) {
        ExFreePoolWithTag(call, RADIO_TAG);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    status = IoAcquireRemoveLock(&Ext->RemoveLock, call);
    if (!NT_SUCCESS(status)) {
        IoFreeIrp(call->Irp);
        ExFreePoolWithTag(call, RADIO_TAG);
        return status;
    }
    call->Extension = Ext;
    call->Frequency = Frequency;
    call->State = CALL_RUNNING;

    RadioFill(call->Irp, call);
    KeInitializeEvent(&call->Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(call->Irp, RadioPeeked, call, TRUE, TRUE, TRUE);
    IoCallDriver(Ext->LowerDevice, call->Irp);

    limit.QuadPart = -1000000LL;
    status = KeWaitForSingleObject(&call->Done, Executive, KernelMode, FALSE, &limit);
    if (status == STATUS_TIMEOUT && InterlockedExchange(&call->State, CALL_ABANDONED) == CALL_RUNNING) {
        return STATUS_IO_TIMEOUT;
    }
    while (status == STATUS_TIMEOUT) {
        /* The routine has been faster by a hair: its signal is certain, and close. */
        status = KeWaitForSingleObject(&call->Done, Executive, KernelMode, FALSE, &limit);
    }
    status = call->Status;
    RadioFreeCall(call);
    return status;
}

NTSTATUS RadioDispatchControl(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PRADIO_EXTENSION ext = (PRADIO_EXTENSION)DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status;
    ULONG frequency;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        return RadioRefuse(Irp, status);
    }

    Irp->IoStatus.Information = 0;
    if (stack->Parameters.DeviceIoControl.InputBufferLength < sizeof(ULONG)) {
        return RadioFinish(ext, Irp, STATUS_BUFFER_TOO_SMALL);
    }
    frequency = *(PULONG)Irp->AssociatedIrp.SystemBuffer;

    switch (stack->Parameters.DeviceIoControl.IoControlCode) {
    case IOCTL_RADIO_TUNE:
        status = RadioTune(ext, frequency);
        break;
    case IOCTL_RADIO_SCAN:
        status = RadioScan(ext, frequency);
        break;
    case IOCTL_RADIO_SQUELCH:
        status = RadioSquelch(ext, frequency);
        break;
    case IOCTL_RADIO_PEEK:
        status = RadioPeek(ext, frequency);
        break;
    default:
        status = STATUS_INVALID_DEVICE_REQUEST;
        break;
    }
    return RadioFinish(ext, Irp, status);
}
