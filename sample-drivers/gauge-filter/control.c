/*
 * control.c - the gauge's own control codes, and four ways to forward a verify request.
 *
 * A verify carries the same stack location down to the disk; what differs is what the gauge does
 * with its completion routine before it does so.
 */
#include "gauge.h"

IO_COMPLETION_ROUTINE GaugeVerifyDone;
IO_COMPLETION_ROUTINE GaugeVerifyTraced;
IO_COMPLETION_ROUTINE GaugeVerifyStamped;

/* Counts a finished verify. The remove lock was taken by GaugeDispatchControl. */
NTSTATUS GaugeVerifyDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PGAUGE_EXTENSION ext = (PGAUGE_EXTENSION)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    InterlockedIncrement(&ext->Counters.Verifies);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    return STATUS_CONTINUE_COMPLETION;
}

/* The same with a line in the debugger. */
NTSTATUS GaugeVerifyTraced(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    KdPrint(("gauge: verify %p ends with %08lx\n", Irp, Irp->IoStatus.Status));
    return GaugeVerifyDone(DeviceObject, Irp, Context);
}

/*
 * For stamped requests, whose dispatch routine gives the remove lock back itself: the Ex
 * registration keeps the device object until this has run.
 */
NTSTATUS GaugeVerifyStamped(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PGAUGE_EXTENSION ext = (PGAUGE_EXTENSION)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    InterlockedIncrement(&ext->Counters.Verifies);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    return STATUS_CONTINUE_COMPLETION;
}

static NTSTATUS GaugeFinish(PGAUGE_EXTENSION Ext, PIRP Irp, NTSTATUS Status)
{
    IoReleaseRemoveLock(&Ext->RemoveLock, Irp);
    return GaugeComplete(Irp, Status);
}

/* Gives the request a number; refuses to wrap around. */
static NTSTATUS GaugeStamp(PGAUGE_EXTENSION Ext)
{
    if (InterlockedIncrement(&Ext->Sequence) < 0) {
        return STATUS_INTEGER_OVERFLOW;
    }
    return STATUS_SUCCESS;
}

/* Correct, with the routine chosen by a setting and the status tested by a switch. */
static NTSTATUS GaugeForwardVerify(PGAUGE_EXTENSION Ext, PIRP Irp)
{
    NTSTATUS status;

    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(Ext->Self, Irp,
                                      Ext->TraceVerifies ? GaugeVerifyTraced : GaugeVerifyDone,
                                      Ext, TRUE, TRUE, TRUE);
    switch (status) {
    case STATUS_SUCCESS:
        return IoCallDriver(Ext->LowerDevice, Irp);
    default:
        return GaugeFinish(Ext, Irp, status);
    }
}

/*
 * The traced variant first arms the ordinary routine and then puts the traced one over it with the
 * plain call: the first registration is lost, with the memory that belongs to it.
 */
static NTSTATUS GaugeForwardVerifyTraced(PGAUGE_EXTENSION Ext, PIRP Irp)
{
    NTSTATUS status;

    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(Ext->Self, Irp, GaugeVerifyDone, Ext, TRUE, TRUE, TRUE);
    if (!NT_SUCCESS(status)) {
        return GaugeFinish(Ext, Irp, status);
    }
    if (Ext->TraceVerifies) {
        IoSetCompletionRoutine(Irp, GaugeVerifyTraced, Ext, // expect: CompletionRoutineRegistered
                               TRUE, TRUE, TRUE);
    }
    return IoCallDriver(Ext->LowerDevice, Irp);
}

/*
 * The status of the registration is overwritten by that of the stamp before anyone has looked at
 * it. The test that follows is about the stamp.
 */
static NTSTATUS GaugeForwardVerifyStamped(PGAUGE_EXTENSION Ext, PIRP Irp)
{
    NTSTATUS status;

    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(Ext->Self, Irp, GaugeVerifyStamped, Ext, TRUE, TRUE, TRUE);
    status = GaugeStamp(Ext);
    if (!NT_SUCCESS(status)) {
        KdPrint(("gauge: verify %p goes down without a number\n", Irp));
    }
    status = IoCallDriver(Ext->LowerDevice, Irp); // expect: IoSetCompletionRoutineExCheck
    IoReleaseRemoveLock(&Ext->RemoveLock, Irp);
    return status;
}

/* The corrected twin of the two above: number first, one registration, its own status tested. */
static NTSTATUS GaugeForwardVerifyTimed(PGAUGE_EXTENSION Ext, PIRP Irp)
{
    PIO_COMPLETION_ROUTINE routine = GaugeVerifyDone;
    NTSTATUS status;

    if (!NT_SUCCESS(GaugeStamp(Ext)) || Ext->TraceVerifies) {
        routine = GaugeVerifyTraced;
    }

    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(Ext->Self, Irp, routine, Ext, TRUE, TRUE, TRUE);
    if (status >= 0) {
        status = IoCallDriver(Ext->LowerDevice, Irp);
    } else {
        status = GaugeFinish(Ext, Irp, status);
    }
    return status;
}

static NTSTATUS GaugeQueryCounters(PGAUGE_EXTENSION Ext, PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    KIRQL irql;

    if (stack->Parameters.DeviceIoControl.OutputBufferLength < sizeof(GAUGE_COUNTERS)) {
        return GaugeFinish(Ext, Irp, STATUS_BUFFER_TOO_SMALL);
    }

    KeAcquireSpinLock(&Ext->CounterLock, &irql);
    RtlCopyMemory(Irp->AssociatedIrp.SystemBuffer, &Ext->Counters, sizeof(GAUGE_COUNTERS));
    KeReleaseSpinLock(&Ext->CounterLock, irql);

    IoReleaseRemoveLock(&Ext->RemoveLock, Irp);
    Irp->IoStatus.Status = STATUS_SUCCESS;
    Irp->IoStatus.Information = sizeof(GAUGE_COUNTERS);
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

static NTSTATUS GaugeResetCounters(PGAUGE_EXTENSION Ext, PIRP Irp)
{
    KIRQL irql;

    KeAcquireSpinLock(&Ext->CounterLock, &irql);
    RtlZeroMemory(&Ext->Counters, sizeof(GAUGE_COUNTERS));
    KeReleaseSpinLock(&Ext->CounterLock, irql);
    return GaugeFinish(Ext, Irp, STATUS_SUCCESS);
}

NTSTATUS GaugeDispatchControl(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PGAUGE_EXTENSION ext = (PGAUGE_EXTENSION)DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        return GaugeComplete(Irp, status);
    }

    switch (stack->Parameters.DeviceIoControl.IoControlCode) {
    case IOCTL_GAUGE_QUERY_COUNTERS:
        return GaugeQueryCounters(ext, Irp);
    case IOCTL_GAUGE_RESET_COUNTERS:
        return GaugeResetCounters(ext, Irp);
    case IOCTL_GAUGE_VERIFY:
        return GaugeForwardVerify(ext, Irp);
    case IOCTL_GAUGE_VERIFY_TRACED:
        return GaugeForwardVerifyTraced(ext, Irp);
    case IOCTL_GAUGE_VERIFY_STAMPED:
        return GaugeForwardVerifyStamped(ext, Irp);
    case IOCTL_GAUGE_VERIFY_TIMED:
        return GaugeForwardVerifyTimed(ext, Irp);
    default:
        IoSkipCurrentIrpStackLocation(Irp);
        status = IoCallDriver(ext->LowerDevice, Irp);
        IoReleaseRemoveLock(&ext->RemoveLock, Irp);
        return status;
    }
}
