/*
 * io.c - reading the log, turning the lamp, asking it.
 */
#include "lighthouse.h"

IO_COMPLETION_ROUTINE LhRotateDone;
IO_COMPLETION_ROUTINE LhCommandDone;

/*
 * The queue of waiting readers: six routines that the cancel-safe queue calls.
 */
VOID NTAPI LhInsertReader(_In_ PIO_CSQ Csq, _In_ PIRP Irp)
{
    PLH_EXTENSION ext = CONTAINING_RECORD(Csq, LH_EXTENSION, Readers);

    InsertTailList(&ext->ReaderList, &Irp->Tail.Overlay.ListEntry);
}

VOID NTAPI LhRemoveReader(_In_ PIO_CSQ Csq, _In_ PIRP Irp)
{
    UNREFERENCED_PARAMETER(Csq);

    RemoveEntryList(&Irp->Tail.Overlay.ListEntry);
}

/* With a context: only readers of that file. */
PIRP NTAPI LhPeekReader(_In_ PIO_CSQ Csq, _In_opt_ PIRP Irp, _In_opt_ PVOID Context)
{
    PLH_EXTENSION ext = CONTAINING_RECORD(Csq, LH_EXTENSION, Readers);
    PLIST_ENTRY entry = Irp == NULL ? ext->ReaderList.Flink : Irp->Tail.Overlay.ListEntry.Flink;
    PIRP next;

    while (entry != &ext->ReaderList) {
        next = CONTAINING_RECORD(entry, IRP, Tail.Overlay.ListEntry);
        if (Context == NULL || IoGetCurrentIrpStackLocation(next)->FileObject == (PFILE_OBJECT)Context) {
            return next;
        }
        entry = entry->Flink;
    }
    return NULL;
}

VOID NTAPI LhLockReaders(_In_ PIO_CSQ Csq, _Out_ PKIRQL Irql)
{
    PLH_EXTENSION ext = CONTAINING_RECORD(Csq, LH_EXTENSION, Readers);

    KeAcquireSpinLock(&ext->ReaderLock, Irql);
}

VOID NTAPI LhUnlockReaders(_In_ PIO_CSQ Csq, _In_ KIRQL Irql)
{
    PLH_EXTENSION ext = CONTAINING_RECORD(Csq, LH_EXTENSION, Readers);

    KeReleaseSpinLock(&ext->ReaderLock, Irql);
}

VOID NTAPI LhCancelReader(_In_ PIO_CSQ Csq, _In_ PIRP Irp)
{
    PLH_EXTENSION ext = CONTAINING_RECORD(Csq, LH_EXTENSION, Readers);

    LhFinish(ext, Irp, STATUS_CANCELLED, 0);
}

NTSTATUS LhInitializeReaders(_In_ PLH_EXTENSION Ext)
{
    KeInitializeSpinLock(&Ext->ReaderLock);
    InitializeListHead(&Ext->ReaderList);
    return IoCsqInitialize(&Ext->Readers, LhInsertReader, LhRemoveReader, LhPeekReader, LhLockReaders,
                           LhUnlockReaders, LhCancelReader);
}

/* A read waits in the queue until the lamp has something to say. The queue marks it pending. */
NTSTATUS LhDispatchRead(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PLH_EXTENSION ext = (PLH_EXTENSION)DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        return LhComplete(Irp, status, 0);
    }
    if (stack->Parameters.Read.Length < LH_LOG_BYTES) {
        return LhFinish(ext, Irp, STATUS_BUFFER_TOO_SMALL, 0);
    }
    IoCsqInsertIrp(&ext->Readers, Irp, NULL);
    return STATUS_PENDING;
}

NTSTATUS LhDispatchCleanup(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PLH_EXTENSION ext = (PLH_EXTENSION)DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    PIRP reader;

    for (;;) {
        reader = IoCsqRemoveNextIrp(&ext->Readers, stack->FileObject);
        if (reader == NULL) {
            break;
        }
        LhFinish(ext, reader, STATUS_CANCELLED, 0);
    }
    return LhComplete(Irp, STATUS_SUCCESS, 0);
}

/* Counts a turn, and gives the remove lock back. */
NTSTATUS LhRotateDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PLH_EXTENSION ext = (PLH_EXTENSION)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    if (NT_SUCCESS(Irp->IoStatus.Status)) {
        InterlockedIncrement(&ext->Turns);
    }
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    return STATUS_CONTINUE_COMPLETION;
}

/* Registers, tests, and sends or completes. Nothing stands between the three. */
static NTSTATUS LhForwardCounted(PLH_EXTENSION Ext, PIRP Irp)
{
    NTSTATUS status;

    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(Ext->Self, Irp, LhRotateDone, Ext, TRUE, TRUE, TRUE);
    if (!NT_SUCCESS(status)) {
        return LhFinish(Ext, Irp, status, 0);
    }
    return IoCallDriver(Ext->LowerDevice, Irp);
}

/*
 * "Watched" and "refuse" can't both be TRUE: a stopped lamp is refused, a running one is watched.
 * The tail looks at them one after the other all the same.
 */
NTSTATUS LhDispatchWrite(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PLH_EXTENSION ext = (PLH_EXTENSION)DeviceObject->DeviceExtension;
    BOOLEAN watched = FALSE;
    BOOLEAN refuse = FALSE;
    NTSTATUS status;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        return LhComplete(Irp, status, 0);
    }

    if (ext->State != LhStarted) {
        status = STATUS_DEVICE_NOT_READY;
        refuse = TRUE;
    } else {
        IoCopyCurrentIrpStackLocationToNext(Irp);
        status = IoSetCompletionRoutineEx(DeviceObject, Irp, LhRotateDone, ext, TRUE, TRUE, TRUE);
        if (NT_SUCCESS(status)) {
            watched = TRUE;
        } else {
            refuse = TRUE;
        }
    }

    if (refuse) {
        return LhFinish(ext, Irp, status, 0);
    }
    if (watched) {
        return IoCallDriver(ext->LowerDevice, Irp);
    }
    return LhFinish(ext, Irp, STATUS_INVALID_DEVICE_STATE, 0);
}

/* Keeps the answer and wakes whoever asked. */
NTSTATUS LhCommandDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PLH_COMMAND command = (PLH_COMMAND)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    command->Status = Irp->IoStatus.Status;
    KeSetEvent(&command->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* A command of our own: an IRP, an event, a limit, and a second wait after the cancel. */
NTSTATUS LhCommand(_In_ PLH_EXTENSION Ext, _In_ ULONG Code, _Inout_ PLONG Value)
{
    PIO_STACK_LOCATION next;
    LARGE_INTEGER limit;
    LH_COMMAND command;
    NTSTATUS status;
    PIRP irp;

    irp = IoAllocateIrp(Ext->LowerDevice->StackSize, FALSE);
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    command.Code = Code;
    command.Value = *Value;
    command.Status = STATUS_UNSUCCESSFUL;
    irp->IoStatus.Status = STATUS_NOT_SUPPORTED;
    next = IoGetNextIrpStackLocation(irp);
    next->MajorFunction = IRP_MJ_INTERNAL_DEVICE_CONTROL;
    next->Parameters.DeviceIoControl.IoControlCode = IOCTL_LH_BUS_COMMAND;
    next->Parameters.Others.Argument1 = &command;

    KeInitializeEvent(&command.Done, NotificationEvent, FALSE);
    status = IoSetCompletionRoutineEx(Ext->Self, irp, LhCommandDone, &command, TRUE, TRUE, TRUE);
    if (!NT_SUCCESS(status)) {
        IoFreeIrp(irp);
        return status;
    }
    IoCallDriver(Ext->LowerDevice, irp);

    limit.QuadPart = -20000000LL;
    if (KeWaitForSingleObject(&command.Done, Executive, KernelMode, FALSE, &limit) == STATUS_TIMEOUT) {
        IoCancelIrp(irp);
        KeWaitForSingleObject(&command.Done, Executive, KernelMode, FALSE, NULL);
    }
    IoFreeIrp(irp);

    *Value = command.Value;
    return command.Status;
}

/* Hands a line of the log to the reader who has waited longest. */
static NTSTATUS LhReport(PLH_EXTENSION Ext, PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    ULONG length = stack->Parameters.DeviceIoControl.InputBufferLength;
    PIRP reader;

    if (length > LH_LOG_BYTES) {
        return LhFinish(Ext, Irp, STATUS_INVALID_BUFFER_SIZE, 0);
    }
    reader = IoCsqRemoveNextIrp(&Ext->Readers, NULL);
    if (reader == NULL) {
        return LhFinish(Ext, Irp, STATUS_NO_MORE_ENTRIES, 0);
    }
    RtlCopyMemory(reader->AssociatedIrp.SystemBuffer, Irp->AssociatedIrp.SystemBuffer, length);
    LhFinish(Ext, reader, STATUS_SUCCESS, length);
    return LhFinish(Ext, Irp, STATUS_SUCCESS, 0);
}

static NTSTATUS LhQuery(PLH_EXTENSION Ext, PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status;
    LONG value = 0;

    if (stack->Parameters.DeviceIoControl.OutputBufferLength < sizeof(LONG)) {
        return LhFinish(Ext, Irp, STATUS_BUFFER_TOO_SMALL, 0);
    }
    status = LhCommand(Ext, LH_COMMAND_QUERY, &value);
    if (!NT_SUCCESS(status)) {
        return LhFinish(Ext, Irp, status, 0);
    }
    *(PLONG)Irp->AssociatedIrp.SystemBuffer = value;
    return LhFinish(Ext, Irp, STATUS_SUCCESS, sizeof(LONG));
}

NTSTATUS LhDispatchControl(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PLH_EXTENSION ext = (PLH_EXTENSION)DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        return LhComplete(Irp, status, 0);
    }
    if (ext->State != LhStarted || ext->Power != PowerDeviceD0) {
        return LhFinish(ext, Irp, STATUS_DEVICE_NOT_READY, 0);
    }

    switch (stack->Parameters.DeviceIoControl.IoControlCode) {
    case IOCTL_LH_QUERY:
        return LhQuery(ext, Irp);
    case IOCTL_LH_ROTATE:
        return LhForwardCounted(ext, Irp);
    case IOCTL_LH_REPORT:
        return LhReport(ext, Irp);
    default:
        return LhFinish(ext, Irp, STATUS_INVALID_DEVICE_REQUEST, 0);
    }
}
