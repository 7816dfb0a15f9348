/*++

Module Name:

    transfer.c

Abstract:

    Reads, writes and flushes. A tape has one head: reads and writes are sent one by one, and those
    that come meanwhile wait in a device queue with their completion routine already in place.

--*/

#include "tape.h"

NTSTATUS
TapeTransferComplete(
    IN PDEVICE_OBJECT DeviceObject,
    IN PIRP Irp,
    IN PVOID Context
    );

NTSTATUS
TapeFlushComplete(
    IN PDEVICE_OBJECT DeviceObject,
    IN PIRP Irp,
    IN PVOID Context
    );


NTSTATUS
TapeTransferComplete(
    IN PDEVICE_OBJECT DeviceObject,
    IN PIRP Irp,
    IN PVOID Context
    )
/*++

Routine Description:

    The head is free: the next transfer in the queue gets it. Its dispatch routine has marked it
    pending and has given it a routine of its own. The one that ends here was marked as well.

--*/
{
    PTAPE_EXTENSION extension = (PTAPE_EXTENSION)Context;
    PKDEVICE_QUEUE_ENTRY entry;
    KIRQL oldIrql;
    PIRP next;

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    entry = KeRemoveDeviceQueue(&extension->TransferQueue);
    KeLowerIrql(oldIrql);

    if (entry != NULL) {
        next = CONTAINING_RECORD(entry, IRP, Tail.Overlay.DeviceQueueEntry);
        IoCallDriver(extension->TargetDevice, next);
    }

    TapeDereference(extension);
    return STATUS_SUCCESS;
}


static BOOLEAN
TapeQueueTransfer(
    IN PTAPE_EXTENSION Extension,
    IN PIRP Irp
    )
/*++

Return Value:

    TRUE - the head is busy and the request is in the queue.
    FALSE - the head is ours; the caller has to send the request.

--*/
{
    BOOLEAN queued;
    KIRQL oldIrql;

    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    queued = KeInsertDeviceQueue(&Extension->TransferQueue, &Irp->Tail.Overlay.DeviceQueueEntry);
    KeLowerIrql(oldIrql);
    return queued;
}


NTSTATUS
TapeRead(
    IN PDEVICE_OBJECT DeviceObject,
    IN PIRP Irp
    )
/*++

Routine Description:

    Correct. In the queue the request is no longer ours to send; outside of it it is sent.

--*/
{
    PTAPE_EXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;

    TapeReference(extension);

    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(DeviceObject, Irp, TapeTransferComplete, extension, TRUE, TRUE, TRUE);
    if (status != STATUS_SUCCESS) {
        return TapeFinish(extension, Irp, status);
    }

    IoMarkIrpPending(Irp);
    if (!TapeQueueTransfer(extension, Irp)) {
        IoCallDriver(extension->TargetDevice, Irp);
    }
    return STATUS_PENDING;
}


NTSTATUS
TapeWrite(
    IN PDEVICE_OBJECT DeviceObject,
    IN PIRP Irp
    )
/*++

Routine Description:

    As TapeRead, but a cartridge whose tab is broken is looked at when the head is ours already. The
    refused request has a routine that will never run, and the head stays taken for ever.

--*/
{
    PTAPE_EXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;

    TapeReference(extension);

    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(DeviceObject, Irp, TapeTransferComplete, extension, TRUE, TRUE, TRUE);
    if (status != STATUS_SUCCESS) {
        return TapeFinish(extension, Irp, status);
    }

    IoMarkIrpPending(Irp);
    if (TapeQueueTransfer(extension, Irp)) {
        return STATUS_PENDING;
    }

    if (extension->Flags & TAPE_NO_WRITES) {
        TapeFinish(extension, Irp, STATUS_MEDIA_WRITE_PROTECTED);
        return STATUS_PENDING; // expect: CompletionRoutineRegistered
    }

    IoCallDriver(extension->TargetDevice, Irp);
    return STATUS_PENDING;
}


NTSTATUS
TapeFlushComplete(
    IN PDEVICE_OBJECT DeviceObject,
    IN PIRP Irp,
    IN PVOID Context
    )
{
    PTAPE_EXTENSION extension = (PTAPE_EXTENSION)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }

    InterlockedIncrement(&extension->Flushes);
    TapeDereference(extension);
    return STATUS_SUCCESS;
}


NTSTATUS
TapeFlush(
    IN PDEVICE_OBJECT DeviceObject,
    IN PIRP Irp
    )
/*++

Routine Description:

    The flags are read once. Where flushes are counted a routine is registered, and only where they
    are not counted can the request be refused further down: the same bit decides both.

--*/
{
    PTAPE_EXTENSION extension = DeviceObject->DeviceExtension;
    ULONG flags = extension->Flags;
    NTSTATUS status;

    TapeReference(extension);

    if (flags & TAPE_COUNT_FLUSHES) {
        IoCopyCurrentIrpStackLocationToNext(Irp);
        status = IoSetCompletionRoutineEx(DeviceObject, Irp, TapeFlushComplete, extension, TRUE, TRUE, TRUE);
        if (NT_ERROR(status)) {
            return TapeFinish(extension, Irp, status);
        }
    }

    if (!(flags & TAPE_COUNT_FLUSHES)) {
        if (flags & TAPE_OFFLINE) {
            return TapeFinish(extension, Irp, STATUS_DEVICE_OFF_LINE);
        }
        IoSkipCurrentIrpStackLocation(Irp);
        status = IoCallDriver(extension->TargetDevice, Irp);
        TapeDereference(extension);
        return status;
    }

    return IofCallDriver(extension->TargetDevice, Irp);
}
