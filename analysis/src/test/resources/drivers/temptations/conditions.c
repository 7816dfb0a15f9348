/* Conditions that hang together. */
#include "temptations.h"

DRIVER_DISPATCH FlagsInAWord;
DRIVER_DISPATCH MaskOfWhatWasDone;
DRIVER_DISPATCH GivenAwayOrFreed;
DRIVER_DISPATCH SwitchedTwice;
DRIVER_DISPATCH ReadAgain;
DRIVER_DISPATCH ChainOfStates;
DRIVER_DISPATCH IndexOfALoop;
DRIVER_DISPATCH PointerFromALoop;
DRIVER_DISPATCH StatusInTheRequest;
DRIVER_DISPATCH WonByExchange;
DRIVER_DISPATCH ErrorsByTheirSign;
DRIVER_DISPATCH LeftByFinally;
DRIVER_DISPATCH ToldByAFlag;
DRIVER_DISPATCH ToldByAStatus;
DRIVER_DISPATCH CellOfATable;
DRIVER_DISPATCH IndexOfACell;
DRIVER_DISPATCH AnotherIndex;
DRIVER_DISPATCH NameInATable;
DRIVER_DISPATCH ComparedBytes;
DRIVER_DISPATCH RestOfALength;
DRIVER_DISPATCH SetTogether;
DRIVER_DISPATCH OrderOfCounts;
DRIVER_DISPATCH JudgedInAStructure;
DRIVER_DISPATCH NarrowedValues;
DRIVER_DISPATCH TriedForALock;
DRIVER_DISPATCH RetriedInALoop;
DRIVER_DISPATCH WaitsByLevel;
IO_COMPLETION_ROUTINE Wake;
IO_COMPLETION_ROUTINE FreeIt;

NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

NTSTATUS Wake(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (Irp->PendingReturned) {
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS FreeIt(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* Flags in a word of the extension. */
NTSTATUS FlagsInAWord(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql = PASSIVE_LEVEL;
    extension->Flags &= ~FLAG_LOCKED;
    if (extension->Mode == 1) {
        KeAcquireSpinLock(&extension->Lock, &irql);
        extension->Flags |= FLAG_LOCKED;
    }
    extension->Flags |= FLAG_QUEUED;
    if (extension->Flags & FLAG_LOCKED) {
        extension->Flags &= ~FLAG_LOCKED;
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Finish(Irp, STATUS_SUCCESS);
}

/* Local mask of what has been done. */
NTSTATUS MaskOfWhatWasDone(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG done = 0;
    NTSTATUS status = STATUS_SUCCESS;
    KIRQL irql = PASSIVE_LEVEL;
    PIRP own = NULL;
    if (extension->Mode == 0) {
        status = STATUS_INVALID_DEVICE_STATE;
        goto Exit;
    }
    KeAcquireSpinLock(&extension->Lock, &irql);
    done |= 1;
    if (extension->Count > 3) {
        status = STATUS_DEVICE_BUSY;
        goto Exit;
    }
    own = IoAllocateIrp(extension->Below->StackSize, FALSE);
    if (own == NULL) {
        status = STATUS_INSUFFICIENT_RESOURCES;
        goto Exit;
    }
    done |= 2;
Exit:
    if (done & 1) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    if (done & 2) {
        IoFreeIrp(own);
    }
    return Finish(Irp, status); // keeps: SpinLock, SpinlockRelease, IoAllocateFree
}

/* Pointer cleared once it was given away. */
NTSTATUS GivenAwayOrFreed(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = STATUS_SUCCESS;
    PIRP own = IoAllocateIrp(extension->Below->StackSize, FALSE);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    if (extension->Mode < 3) {
        IoSetCompletionRoutine(own, FreeIt, NULL, TRUE, TRUE, TRUE);
        IoCallDriver(extension->Below, own);
        own = NULL;
    } else {
        status = STATUS_DEVICE_BUSY;
    }
    if (own) {
        IoFreeIrp(own);
    }
    return Finish(Irp, status); // keeps: IoAllocateFree
}

/* The same code asked twice by a switch. */
NTSTATUS SwitchedTwice(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG code = IoGetCurrentIrpStackLocation(Irp)->Parameters.DeviceIoControl.IoControlCode;
    KIRQL irql = PASSIVE_LEVEL;
    switch (code) {
    case IOCTL_A:
    case IOCTL_B:
        KeAcquireSpinLock(&extension->Lock, &irql);
        break;
    default:
        break;
    }
    extension->Count++;
    switch (code) {
    case IOCTL_A:
        extension->Count = 0;
    case IOCTL_B:
        KeReleaseSpinLock(&extension->Lock, irql);
        break;
    case IOCTL_C:
        extension->Count = 9;
        break;
    }
    return Finish(Irp, STATUS_SUCCESS); // keeps: SpinLock, SpinlockRelease
}

/* Read again from the stack location. */
NTSTATUS ReadAgain(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    KIRQL irql = PASSIVE_LEVEL;
    if (stack->Parameters.DeviceIoControl.InputBufferLength >= sizeof(ULONG)) {
        KeAcquireSpinLock(&extension->Lock, &irql);
    }
    extension->Count = 1;
    if (IoGetCurrentIrpStackLocation(Irp)->Parameters.DeviceIoControl.InputBufferLength > 3) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Finish(Irp, STATUS_SUCCESS); // keeps: SpinLock, SpinlockRelease
}

/* A chain of states. */
NTSTATUS ChainOfStates(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    STATE state = extension->State;
    KIRQL irql = PASSIVE_LEVEL;
    if (state == Starting || state == Started) {
        KeAcquireSpinLock(&extension->Lock, &irql);
    }
    extension->Count++;
    if (state == Starting && state != Removing && state <= Started) {
        KeReleaseSpinLock(&extension->Lock, irql);
    } else if (state == Started) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Finish(Irp, STATUS_SUCCESS); // keeps: SpinLock, SpinlockRelease
}

/* What a loop has found. */
NTSTATUS IndexOfALoop(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql = PASSIVE_LEVEL;
    ULONG i;
    for (i = 0; i < 4; i++) {
        if (!extension->Slots[i].Used) {
            break;
        }
    }
    if (i == 4) {
        return Finish(Irp, STATUS_DEVICE_BUSY);
    }
    KeAcquireSpinLock(&extension->Lock, &irql);
    extension->Slots[i].Used = TRUE;
    if (i < 4) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Finish(Irp, STATUS_SUCCESS); // keeps: SpinLock, SpinlockRelease
}

/* The result of the loop is a pointer. */
NTSTATUS PointerFromALoop(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    SLOT *slot = NULL;
    KIRQL irql = PASSIVE_LEVEL;
    ULONG i;
    for (i = 0; i < 4; i++) {
        if (!extension->Slots[i].Used) {
            slot = &extension->Slots[i];
            KeAcquireSpinLock(&extension->Lock, &irql);
            break;
        }
    }
    if (slot != NULL) {
        slot->Used = TRUE;
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Finish(Irp, slot == NULL ? STATUS_DEVICE_BUSY : STATUS_SUCCESS); // keeps: SpinLock, SpinlockRelease
}

/* Status kept in the request. */
NTSTATUS StatusInTheRequest(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql = PASSIVE_LEVEL;
    Irp->IoStatus.Status = extension->Mode == 2 ? STATUS_SUCCESS : STATUS_DEVICE_BUSY;
    if (NT_SUCCESS(Irp->IoStatus.Status)) {
        KeAcquireSpinLock(&extension->Lock, &irql);
        extension->Count++;
    }
    if (Irp->IoStatus.Status == STATUS_SUCCESS) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return extension->Mode == 2 ? STATUS_SUCCESS : STATUS_DEVICE_BUSY; // keeps: SpinLock, SpinlockRelease
}

/* Who has won. */
NTSTATUS WonByExchange(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN owner = InterlockedCompareExchange(&extension->Owner, 1, 0) == 0;
    NTSTATUS status = STATUS_DEVICE_BUSY;
    if (owner) {
        IoSkipCurrentIrpStackLocation(Irp);
        status = IoCallDriver(extension->Below, Irp);
        InterlockedExchange(&extension->Owner, 0);
    }
    if (!owner) {
        Finish(Irp, status);
    }
    return status; // keeps: DoubleCompletion, LowerDriverReturn
}

/* The errors are errors however asked. */
NTSTATUS ErrorsByTheirSign(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KEVENT done;
    NTSTATUS status;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Wake, &done, TRUE, TRUE, TRUE);
    status = IoCallDriver(extension->Below, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        status = Irp->IoStatus.Status;
    }
    if (NT_ERROR(status)) {
        extension->Count = 0;
    } else if (status >= 0) {
        extension->Count++;
    }
    if (status < 0) {
        return Finish(Irp, status);
    }
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status; // keeps: CompleteRequest, CompleteRequestStatusCheck
}

/* Cleanup by __finally. */
NTSTATUS LeftByFinally(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = STATUS_SUCCESS;
    BOOLEAN locked = FALSE;
    KIRQL irql = PASSIVE_LEVEL;
    __try {
        if (extension->Mode == 4) {
            status = STATUS_DEVICE_BUSY;
            __leave;
        }
        KeAcquireSpinLock(&extension->Lock, &irql);
        locked = TRUE;
        if (extension->Count == 7) {
            status = STATUS_DEVICE_NOT_READY;
            __leave;
        }
        extension->Count = 7;
    } __finally {
        if (locked) {
            KeReleaseSpinLock(&extension->Lock, irql);
        }
    }
    return Finish(Irp, status); // keeps: SpinLock, SpinlockRelease
}

/* A helper says by an out parameter and its status. */
static NTSTATUS Claim(PEXTENSION Extension, PKIRQL Irql, PBOOLEAN Locked)
{
    *Locked = FALSE;
    if (Extension->Mode == 5) {
        return STATUS_DEVICE_BUSY;
    }
    KeAcquireSpinLock(&Extension->Lock, Irql);
    *Locked = TRUE;
    return Extension->Count == 0 ? STATUS_NO_MORE_ENTRIES : STATUS_SUCCESS;
}

NTSTATUS ToldByAFlag(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN locked;
    KIRQL irql;
    NTSTATUS status = Claim(extension, &irql, &locked);
    if (locked) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Finish(Irp, status); // keeps: SpinLock, SpinlockRelease
}

NTSTATUS ToldByAStatus(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN locked;
    KIRQL irql;
    NTSTATUS status = Claim(extension, &irql, &locked);
    if (status != STATUS_DEVICE_BUSY) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Finish(Irp, status); // keeps: SpinLock, SpinlockRelease
}

/* A cell of a table decides, by an index that follows the mode. */
static const BOOLEAN Locks[4] = {FALSE, TRUE, TRUE, FALSE};

NTSTATUS CellOfATable(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql = PASSIVE_LEVEL;
    ULONG mode = extension->Mode & 3;
    if (Locks[mode]) {
        KeAcquireSpinLock(&extension->Lock, &irql);
    }
    extension->Count++;
    if (Locks[mode]) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Finish(Irp, STATUS_SUCCESS); // keeps: SpinLock, SpinlockRelease
}

/* The index tells the same as the cell. */
NTSTATUS IndexOfACell(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql = PASSIVE_LEVEL;
    ULONG mode = extension->Mode & 3;
    BOOLEAN locks = Locks[mode];
    if (locks) {
        KeAcquireSpinLock(&extension->Lock, &irql);
    }
    if (mode == 1 || mode == 2) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Finish(Irp, STATUS_SUCCESS); // keeps: SpinLock, SpinlockRelease
}

NTSTATUS AnotherIndex(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql = PASSIVE_LEVEL;
    ULONG mode = extension->Mode & 3;
    Finish(Irp, STATUS_SUCCESS);
    if (Locks[mode]) {
        KeAcquireSpinLock(&extension->Lock, &irql);
    }
    if (mode == 1) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return STATUS_SUCCESS; // expect: SpinLock, SpinlockRelease
}

/* A string in a table is not null. */
static const struct {
    const char *Name;
    ULONG Size;
} Kinds[2] = {{"small", 8}, {"large", 64}};

NTSTATUS NameInATable(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;
    const char *name = Kinds[extension->Mode & 1].Name;
    Finish(Irp, STATUS_SUCCESS);
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (name == NULL) {
        return STATUS_SUCCESS;
    }
    if (Kinds[extension->Mode & 1].Size > 8) {
        return STATUS_SUCCESS; // expect: SpinLock, SpinlockRelease
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    return STATUS_SUCCESS;
}

/* Bytes compared with each other. */
NTSTATUS ComparedBytes(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PUCHAR buffer = Irp->AssociatedIrp.SystemBuffer;
    BOOLEAN same = RtlCompareMemory(buffer, extension->Name, 16) == 16;
    KIRQL irql = PASSIVE_LEVEL;
    if (same) {
        KeAcquireSpinLock(&extension->Lock, &irql);
    }
    if (!same) {
        return Finish(Irp, STATUS_INVALID_PARAMETER);
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    return Finish(Irp, STATUS_SUCCESS); // keeps: SpinLock, SpinlockRelease
}

/* Lengths that exclude each other. */
NTSTATUS RestOfALength(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG length = IoGetCurrentIrpStackLocation(Irp)->Parameters.Read.Length;
    ULONG rest = length & (512 - 1);
    NTSTATUS status;
    if (rest != 0) {
        Finish(Irp, STATUS_INVALID_PARAMETER);
    }
    if (length == 1024 || rest == 0) {
        IoSkipCurrentIrpStackLocation(Irp);
        status = IoCallDriver(extension->Below, Irp);
    } else {
        status = STATUS_INVALID_PARAMETER;
    }
    return status; // keeps: DoubleCompletion, LowerDriverReturn
}

/* Two variables that are set together. */
NTSTATUS SetTogether(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PDEVICE_OBJECT target = NULL;
    NTSTATUS status = STATUS_NO_SUCH_DEVICE;
    PIRP own = NULL;
    if (extension->State == Started) {
        target = extension->Below;
        own = IoAllocateIrp(target->StackSize, FALSE);
        status = own ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
    }
    if (NT_SUCCESS(status)) {
        IoSetCompletionRoutine(own, FreeIt, NULL, TRUE, TRUE, TRUE);
        IoCallDriver(target, own);
    }
    return Finish(Irp, status); // keeps: IoAllocateForward, IoAllocateFree
}

/* An order of counts. */
NTSTATUS OrderOfCounts(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG before = extension->Count;
    ULONG after = before + 1;
    KIRQL irql = PASSIVE_LEVEL;
    if (before < 10) {
        KeAcquireSpinLock(&extension->Lock, &irql);
    }
    extension->Mode = after;
    if (after <= 10 && after != 0) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Finish(Irp, STATUS_SUCCESS); // keeps: SpinLock, SpinlockRelease
}

/* Copied in a structure, given to a helper. */
typedef struct _REQUEST { PIRP Irp; BOOLEAN Marked; NTSTATUS Status; } REQUEST, *PREQUEST;

static VOID Judge(PREQUEST Request, PEXTENSION Extension)
{
    if (Extension->Mode == 6) {
        IoMarkIrpPending(Request->Irp);
        Request->Marked = TRUE;
        Request->Status = STATUS_PENDING;
    } else {
        Request->Marked = FALSE;
        Request->Status = STATUS_NOT_SUPPORTED;
    }
}

NTSTATUS JudgedInAStructure(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    REQUEST request;
    RtlZeroMemory(&request, sizeof(request));
    request.Irp = Irp;
    Judge(&request, extension);
    if (request.Status != STATUS_PENDING) {
        return Finish(request.Irp, request.Status);
    }
    ExInterlockedInsertTailList(&extension->Queue, &Irp->Tail.Overlay.ListEntry, &extension->Lock);
    return request.Status; // keeps: MarkIrpPending, MarkIrpPending2, PendedCompletedRequest3
}

/* Asked for with different widths. */
NTSTATUS NarrowedValues(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    USHORT low = (USHORT)(extension->Mode & 0xFF);
    KIRQL irql = PASSIVE_LEVEL;
    if (low > 0x80) {
        KeAcquireSpinLock(&extension->Lock, &irql);
    }
    if ((UCHAR)low > 128) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Finish(Irp, STATUS_SUCCESS); // keeps: SpinLock, SpinlockRelease
}

/* Tried at once, or not at all. */
NTSTATUS TriedForALock(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN got;
    KIRQL irql;
    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    got = KeTryToAcquireSpinLockAtDpcLevel(&extension->Lock);
    if (got) {
        extension->Count++;
    }
    if (got != FALSE) {
        KeReleaseSpinLockFromDpcLevel(&extension->Lock);
    }
    KeLowerIrql(irql);
    return Finish(Irp, STATUS_SUCCESS); // keeps: SpinLock, SpinlockRelease
}

/* Retried, and left with a final status. */
NTSTATUS RetriedInALoop(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = STATUS_DEVICE_BUSY;
    BOOLEAN finished = FALSE;
    ULONG tries;
    for (tries = 0; tries < 3 && !finished; tries++) {
        if (extension->Slots[tries].Used) {
            status = Finish(Irp, STATUS_SUCCESS);
            finished = TRUE;
        }
    }
    if (!finished) {
        status = Finish(Irp, STATUS_DEVICE_BUSY);
    }
    return status; // keeps: DoubleCompletion, IrpProcessingComplete
}

/* By conditional expression in the arguments. */
NTSTATUS WaitsByLevel(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN wait = (BOOLEAN)(extension->Mode == 9);
    KIRQL irql = PASSIVE_LEVEL;
    if (!wait) {
        KeRaiseIrql(DISPATCH_LEVEL, &irql);
    }
    KeSetEvent(&extension->Done, IO_NO_INCREMENT, wait ? TRUE : FALSE); // keeps: IrqlKeSetEvent
    if (!wait) {
        KeLowerIrql(irql);
    }
    return Finish(Irp, STATUS_SUCCESS);
}
