/*
 * traffic.c - what goes by, and what happens to it while the tap is paused.
 */
#include "wiretap.h"

IO_COMPLETION_ROUTINE TapEchoed;
IO_COMPLETION_ROUTINE TapMarkDone;
IO_COMPLETION_ROUTINE TapMarkForgotten;

NTSTATUS TapRecorded(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PTAP_EXTENSION ext = (PTAP_EXTENSION)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    InterlockedIncrement(&ext->Recorded);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    return STATUS_CONTINUE_COMPLETION;
}

/*
 * Correct. A paused tap queues the request, and the queue marks it pending. A queue that is full
 * refuses: then the request is still here, and it goes on without a pause.
 */
NTSTATUS TapDispatchRead(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PTAP_EXTENSION ext = (PTAP_EXTENSION)DeviceObject->DeviceExtension;
    NTSTATUS status;

    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(DeviceObject, Irp, TapRecorded, ext, TRUE, TRUE, TRUE);
    if (!NT_SUCCESS(status)) {
        return TapComplete(Irp, status);
    }

    if (ext->Paused) {
        status = IoCsqInsertIrpEx(&ext->Waiting, Irp, NULL, NULL);
        if (NT_SUCCESS(status)) {
            return STATUS_PENDING;
        }
    }
    return IoCallDriver(ext->LowerDevice, Irp);
}

/* The same with another answer to a full queue: the request is given back, routine and all. */
NTSTATUS TapDispatchWrite(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PTAP_EXTENSION ext = (PTAP_EXTENSION)DeviceObject->DeviceExtension;
    NTSTATUS status;

    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(DeviceObject, Irp, TapRecorded, ext, TRUE, TRUE, TRUE);
    if (!NT_SUCCESS(status)) {
        return TapComplete(Irp, status);
    }

    if (ext->Paused) {
        status = IoCsqInsertIrpEx(&ext->Waiting, Irp, NULL, NULL);
        if (NT_SUCCESS(status)) {
            return STATUS_PENDING;
        }
        return TapComplete(Irp, status); // expect: CompletionRoutineRegistered
    }
    return IoCallDriver(ext->LowerDevice, Irp);
}

/*
 * Two routines for one request, by whether it is recorded or paused. Each is registered under the
 * condition that the other is not; "paused" is read once. A checker that takes the two conditions
 * for independent sees a second registration over the first.
 */
NTSTATUS TapDispatchFlush(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PTAP_EXTENSION ext = (PTAP_EXTENSION)DeviceObject->DeviceExtension;
    BOOLEAN paused = ext->Paused;
    NTSTATUS status = STATUS_SUCCESS;

    IoCopyCurrentIrpStackLocationToNext(Irp);
    if (!paused) {
        status = IoSetCompletionRoutineEx(DeviceObject, Irp, TapRecorded, ext, TRUE, TRUE, TRUE);
    }
    if (paused) {
        status = IoSetCompletionRoutineEx(DeviceObject, Irp, TapEchoed, ext, TRUE, TRUE, TRUE);
    }
    if (!NT_SUCCESS(status)) {
        return TapComplete(Irp, status);
    }
    return IoCallDriver(ext->LowerDevice, Irp);
}

NTSTATUS TapEchoed(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PTAP_EXTENSION ext = (PTAP_EXTENSION)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    InterlockedExchangeAdd(&ext->Bytes, (LONG)Irp->IoStatus.Information);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    return STATUS_CONTINUE_COMPLETION;
}

/*
 * Records the request and then wants its bytes as well: a second Ex registration over the first. It
 * does test both. On the side where the second has failed it keeps the first and sends.
 */
static NTSTATUS TapEcho(PTAP_EXTENSION Ext, PIRP Irp)
{
    NTSTATUS status;

    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(Ext->Self, Irp, TapRecorded, Ext, TRUE, TRUE, TRUE);
    if (!NT_SUCCESS(status)) {
        return TapComplete(Irp, status);
    }

    status = IoSetCompletionRoutineEx(Ext->Self, Irp, // expect: CompletionRoutineRegistered
                                      TapEchoed, Ext, TRUE, TRUE, TRUE);
    if (!NT_SUCCESS(status)) {
        KdPrint(("wiretap: %p is recorded without its bytes\n", Irp));
    }
    return IoCallDriver(Ext->LowerDevice, Irp); // expect: IoSetCompletionExCompleteIrp
}

/* Ends a mark that somebody waits for. */
NTSTATUS TapMarkDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);

    if (Irp->PendingReturned) {
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* For marks of the tap itself, which were not waited for once. They are now, and this was forgotten. */
NTSTATUS TapMarkForgotten(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);

    if (!NT_SUCCESS(Irp->IoStatus.Status)) {
        KdPrint(("wiretap: the mark was not set, %08lx\n", Irp->IoStatus.Status));
    }
    return STATUS_MORE_PROCESSING_REQUIRED; // expect: IoAllocateIrpSignalEventInCompletion
}

/*
 * Puts a mark into the traffic. Marks of the tap itself are made with the wrong routine, those of an
 * application with the right one; the plain registration would not keep this driver loaded.
 */
static NTSTATUS TapMark(PTAP_EXTENSION Ext, BOOLEAN Application)
{
    PIO_STACK_LOCATION next;
    LARGE_INTEGER limit;
    NTSTATUS status;
    KEVENT event;
    PIRP irp;

    irp = IoAllocateIrp(Ext->LowerDevice->StackSize, FALSE);
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    next = IoGetNextIrpStackLocation(irp);
    next->MajorFunction = IRP_MJ_INTERNAL_DEVICE_CONTROL;
    next->Parameters.DeviceIoControl.IoControlCode = IOCTL_FIELDBUS_MARK;

    KeInitializeEvent(&event, NotificationEvent, FALSE);
    status = IoSetCompletionRoutineEx(Ext->Self, irp, Application ? &TapMarkDone : &TapMarkForgotten, &event,
                                      TRUE, TRUE, TRUE);
    if (!NT_SUCCESS(status)) {
        IoFreeIrp(irp);
        return status;
    }

    status = IoCallDriver(Ext->LowerDevice, irp);
    if (status == STATUS_PENDING) {
        limit.QuadPart = -10000000LL;
        if (KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, &limit) == STATUS_TIMEOUT) {
            IoCancelIrp(irp);
            KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
        }
        status = irp->IoStatus.Status;
    }
    IoFreeIrp(irp);
    return status;
}

NTSTATUS TapDispatchControl(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PTAP_EXTENSION ext = (PTAP_EXTENSION)DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);

    switch (stack->Parameters.DeviceIoControl.IoControlCode) {
    case IOCTL_TAP_PAUSE:
        ext->Paused = TRUE;
        return TapComplete(Irp, TapMark(ext, FALSE));

    case IOCTL_TAP_RESUME:
        ext->Paused = FALSE;
        TapReleaseQueue(ext);
        return TapComplete(Irp, STATUS_SUCCESS);

    case IOCTL_TAP_MARK:
        return TapComplete(Irp, TapMark(ext, TRUE));

    case IOCTL_TAP_ECHO:
        return TapEcho(ext, Irp);

    default:
        /*
         * Registered, and then the location is given away: the routine will not run. The request is
         * sent all the same, so no obligation is left open; a hint at most.
         */
        IoCopyCurrentIrpStackLocationToNext(Irp);
        if (!NT_SUCCESS(IoSetCompletionRoutineEx(DeviceObject, Irp, TapRecorded, ext, TRUE, TRUE, TRUE))) {
            return TapComplete(Irp, STATUS_INSUFFICIENT_RESOURCES);
        }
        if (ext->Paused) {
            IoSkipCurrentIrpStackLocation(Irp); // hint: CompletionRoutineRegistered
        }
        return IoCallDriver(ext->LowerDevice, Irp);
    }
}
