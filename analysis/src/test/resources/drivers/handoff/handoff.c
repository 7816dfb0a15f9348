/* Requests that are queued, taken from queues, forwarded and armed a second time. */
#include <ntddk.h>

typedef struct _HAND_EXTENSION {
    PDEVICE_OBJECT Below;
    LIST_ENTRY Queue;
    LIST_ENTRY Buffers;
    KSPIN_LOCK Lock;
    IO_CSQ Csq;
    KDEVICE_QUEUE DeviceQueue;
    IO_REMOVE_LOCK RemoveLock;
    PIO_WORKITEM WorkItem;
    PIRP Pending;
    BOOLEAN Busy;
} HAND_EXTENSION, *PHAND_EXTENSION;

typedef struct _HAND_BUFFER {
    LIST_ENTRY Link;
    ULONG Length;
} HAND_BUFFER, *PHAND_BUFFER;

typedef struct _HAND_WORK {
    PIRP Irp;
    ULONG Reason;
} HAND_WORK, *PHAND_WORK;

IO_COMPLETION_ROUTINE HandDone;
IO_WORKITEM_ROUTINE HandWorker, HandPairWorker;
DRIVER_INITIALIZE DriverEntry;
DRIVER_DISPATCH QueueTail, QueueLocked, QueueCsq, QueueStartIo, QueueWork, QueueWorkInStruct, QueueOther;
DRIVER_DISPATCH TakesIrp, TakesBuffer, TakesCsq, ForwardAgain, PlainAgain, ExAgain, ExAfterFailure;
DRIVER_DISPATCH CopyAgain, DeviceQueueBoth, DeviceQueueLeft, Locked, LockedLeft, PlainOnly, SentTwice;

NTSTATUS HandDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    return STATUS_CONTINUE_COMPLETION;
}

static NTSTATUS HandFinish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static NTSTATUS HandArm(PDEVICE_OBJECT Device, PIRP Irp)
{
    IoCopyCurrentIrpStackLocationToNext(Irp);
    return IoSetCompletionRoutineEx(Device, Irp, HandDone, NULL, TRUE, TRUE, TRUE);
}

VOID HandWorker(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
    PHAND_EXTENSION ext = DeviceObject->DeviceExtension;
    IoCallDriver(ext->Below, (PIRP)Context);
}

VOID HandPairWorker(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
    PHAND_EXTENSION ext = DeviceObject->DeviceExtension;
    PHAND_WORK work = Context;
    IoCallDriver(ext->Below, work->Irp);
    ExFreePool(work);
}

NTSTATUS QueueTail(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PHAND_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = HandArm(DeviceObject, Irp);
    if (!NT_SUCCESS(status)) {
        return HandFinish(Irp, status);
    }
    IoMarkIrpPending(Irp);
    InsertTailList(&ext->Queue, &Irp->Tail.Overlay.ListEntry);
    return STATUS_PENDING;
}

NTSTATUS QueueLocked(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PHAND_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = HandArm(DeviceObject, Irp);
    if (!NT_SUCCESS(status)) {
        return HandFinish(Irp, status);
    }
    IoMarkIrpPending(Irp);
    ExInterlockedInsertTailList(&ext->Queue, &Irp->Tail.Overlay.ListEntry, &ext->Lock);
    return STATUS_PENDING;
}

NTSTATUS QueueCsq(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PHAND_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = HandArm(DeviceObject, Irp);
    if (!NT_SUCCESS(status)) {
        return HandFinish(Irp, status);
    }
    IoCsqInsertIrp(&ext->Csq, Irp, NULL);
    return STATUS_PENDING;
}

NTSTATUS QueueStartIo(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status = HandArm(DeviceObject, Irp);
    if (!NT_SUCCESS(status)) {
        return HandFinish(Irp, status);
    }
    IoMarkIrpPending(Irp);
    IoStartPacket(DeviceObject, Irp, NULL, NULL);
    return STATUS_PENDING;
}

NTSTATUS QueueWork(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PHAND_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = HandArm(DeviceObject, Irp);
    if (!NT_SUCCESS(status)) {
        return HandFinish(Irp, status);
    }
    IoMarkIrpPending(Irp);
    IoQueueWorkItem(ext->WorkItem, HandWorker, DelayedWorkQueue, Irp);
    return STATUS_PENDING;
}

NTSTATUS QueueWorkInStruct(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PHAND_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status;
    PHAND_WORK work = ExAllocatePoolWithTag(NonPagedPool, sizeof(HAND_WORK), 'dnaH');
    if (work == NULL) {
        return HandFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    work->Irp = Irp;
    work->Reason = 1;
    status = HandArm(DeviceObject, Irp);
    if (!NT_SUCCESS(status)) {
        ExFreePool(work);
        return HandFinish(Irp, status);
    }
    IoMarkIrpPending(Irp);
    IoQueueWorkItem(ext->WorkItem, HandPairWorker, DelayedWorkQueue, work);
    return STATUS_PENDING;
}

/* What is queued here is not the request. */
NTSTATUS QueueOther(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PHAND_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status;
    PHAND_BUFFER buffer = ExAllocatePoolWithTag(NonPagedPool, sizeof(HAND_BUFFER), 'dnaH');
    if (buffer == NULL) {
        return HandFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    status = HandArm(DeviceObject, Irp);
    if (!NT_SUCCESS(status)) {
        ExFreePool(buffer);
        return HandFinish(Irp, status);
    }
    buffer->Length = 0;
    InsertTailList(&ext->Buffers, &buffer->Link);
    return HandFinish(Irp, STATUS_SUCCESS); // expect: CompletionRoutineRegistered
}

/* A request was taken from a queue: it may be any, so the path is dropped. */
NTSTATUS TakesIrp(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PHAND_EXTENSION ext = DeviceObject->DeviceExtension;
    PLIST_ENTRY entry;
    PIRP next;
    HandArm(DeviceObject, Irp);
    entry = RemoveHeadList(&ext->Queue);
    next = CONTAINING_RECORD(entry, IRP, Tail.Overlay.ListEntry);
    ext->Pending = next;
    return IoCallDriver(ext->Below, Irp);
}

NTSTATUS TakesBuffer(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PHAND_EXTENSION ext = DeviceObject->DeviceExtension;
    HandArm(DeviceObject, Irp);
    if (!IsListEmpty(&ext->Buffers)) {
        PLIST_ENTRY entry = RemoveHeadList(&ext->Buffers);
        PHAND_BUFFER buffer = CONTAINING_RECORD(entry, HAND_BUFFER, Link);
        ExFreePool(buffer);
    }
    return IoCallDriver(ext->Below, Irp); // expect: IoSetCompletionRoutineExCheck
}

NTSTATUS TakesCsq(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PHAND_EXTENSION ext = DeviceObject->DeviceExtension;
    HandArm(DeviceObject, Irp);
    ext->Pending = IoCsqRemoveNextIrp(&ext->Csq, NULL);
    return IoCallDriver(ext->Below, Irp); // expect: IoSetCompletionRoutineExCheck
}

NTSTATUS ForwardAgain(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PHAND_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = HandArm(DeviceObject, Irp);
    if (NT_SUCCESS(status) && IoForwardIrpSynchronously(ext->Below, Irp)) { // expect: CompletionRoutineRegistered
        status = Irp->IoStatus.Status;
    }
    return HandFinish(Irp, status);
}

NTSTATUS PlainAgain(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PHAND_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = HandArm(DeviceObject, Irp);
    if (!NT_SUCCESS(status)) {
        return HandFinish(Irp, status);
    }
    IoSetCompletionRoutine(Irp, HandDone, ext, TRUE, TRUE, TRUE); // expect: CompletionRoutineRegistered
    return IoCallDriver(ext->Below, Irp);
}

NTSTATUS ExAgain(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PHAND_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = HandArm(DeviceObject, Irp);
    if (!NT_SUCCESS(status)) {
        return HandFinish(Irp, status);
    }
    if (ext->Busy) {
        status = IoSetCompletionRoutineEx(DeviceObject, Irp, HandDone, ext, TRUE, TRUE, TRUE); // expect: CompletionRoutineRegistered
        if (!NT_SUCCESS(status)) {
            status = STATUS_SUCCESS;
        }
    }
    return IoCallDriver(ext->Below, Irp);
}

NTSTATUS ExAfterFailure(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PHAND_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = HandArm(DeviceObject, Irp);
    if (!NT_SUCCESS(status)) {
        status = HandArm(DeviceObject, Irp);
        if (!NT_SUCCESS(status)) {
            return HandFinish(Irp, status);
        }
    }
    return IoCallDriver(ext->Below, Irp);
}

NTSTATUS CopyAgain(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PHAND_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = HandArm(DeviceObject, Irp);
    if (!NT_SUCCESS(status)) {
        return HandFinish(Irp, status);
    }
    IoCopyCurrentIrpStackLocationToNext(Irp); // hint: CompletionRoutineRegistered
    return IoCallDriver(ext->Below, Irp);
}

NTSTATUS DeviceQueueBoth(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PHAND_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = HandArm(DeviceObject, Irp);
    if (!NT_SUCCESS(status)) {
        return HandFinish(Irp, status);
    }
    IoMarkIrpPending(Irp);
    if (!KeInsertDeviceQueue(&ext->DeviceQueue, &Irp->Tail.Overlay.DeviceQueueEntry)) {
        IoCallDriver(ext->Below, Irp);
    }
    return STATUS_PENDING;
}

NTSTATUS DeviceQueueLeft(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PHAND_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = HandArm(DeviceObject, Irp);
    if (!NT_SUCCESS(status)) {
        return HandFinish(Irp, status);
    }
    IoMarkIrpPending(Irp);
    if (!KeInsertDeviceQueue(&ext->DeviceQueue, &Irp->Tail.Overlay.DeviceQueueEntry)) {
        HandFinish(Irp, STATUS_DEVICE_BUSY);
    }
    return STATUS_PENDING; // expect: CompletionRoutineRegistered
}

NTSTATUS Locked(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PHAND_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        return HandFinish(Irp, status);
    }
    status = HandArm(DeviceObject, Irp);
    if (!NT_SUCCESS(status)) {
        IoReleaseRemoveLock(&ext->RemoveLock, Irp);
        return HandFinish(Irp, status);
    }
    status = IoCallDriver(ext->Below, Irp);
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    return status;
}

NTSTATUS LockedLeft(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PHAND_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        return HandFinish(Irp, status);
    }
    status = HandArm(DeviceObject, Irp);
    if (!NT_SUCCESS(status) || ext->Busy) {
        IoReleaseRemoveLock(&ext->RemoveLock, Irp);
        return HandFinish(Irp, STATUS_DEVICE_BUSY); // expect: CompletionRoutineRegistered
    }
    status = IoCallDriver(ext->Below, Irp);
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    return status;
}

/* The plain call has no result and reserves nothing. */
NTSTATUS PlainOnly(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PHAND_EXTENSION ext = DeviceObject->DeviceExtension;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, HandDone, ext, TRUE, TRUE, TRUE);
    if (ext->Busy) {
        return HandFinish(Irp, STATUS_DEVICE_BUSY);
    }
    return IoCallDriver(ext->Below, Irp);
}

static NTSTATUS HandKeep(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* Kept, armed again without a look at the result, sent again. */
NTSTATUS SentTwice(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PHAND_EXTENSION ext = DeviceObject->DeviceExtension;
    KEVENT done;
    NTSTATUS status;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(DeviceObject, Irp, HandKeep, &done, TRUE, TRUE, TRUE);
    if (!NT_SUCCESS(status)) {
        return HandFinish(Irp, status);
    }
    if (IoCallDriver(ext->Below, Irp) == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
    }
    HandArm(DeviceObject, Irp);
    return IoCallDriver(ext->Below, Irp); // expect: IoSetCompletionRoutineExCheck
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_READ] = QueueTail;
    DriverObject->MajorFunction[IRP_MJ_WRITE] = QueueWork;
    return STATUS_SUCCESS;
}
