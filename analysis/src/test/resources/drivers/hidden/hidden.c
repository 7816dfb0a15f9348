/* What is wrong here does not meet the eye. */
#include <wdm.h>

typedef struct _EXTENSION EXTENSION, *PEXTENSION;
typedef NTSTATUS HANDLER(PEXTENSION Extension, PIRP Irp);
typedef struct _OPS {
    HANDLER *Start;
    HANDLER *Stop;
} OPS;

struct _EXTENSION {
    PDEVICE_OBJECT Below;
    PDEVICE_OBJECT Self;
    KSPIN_LOCK Lock;
    LIST_ENTRY Queue;
    KEVENT Done;
    ULONG Flags;
    ULONG Mode;
    ULONG Count;
    PIRP Spare;
};

typedef struct _JOB {
    KEVENT Done;
    KEVENT Seen;
    PIRP Irp;
    NTSTATUS Status;
    ULONG Kind;
} JOB, *PJOB;

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: DoubleCompletion across functions, SpinLockSafe x3 across functions
    return Status;
}

DRIVER_DISPATCH LeftTooEarly;
DRIVER_DISPATCH MarkedBehindAPointer;
DRIVER_DISPATCH ClosedTwice;
DRIVER_DISPATCH PreparedAndForgotten;
DRIVER_DISPATCH SentAnyway;
DRIVER_DISPATCH WakesOneKindOnly;
DRIVER_DISPATCH LimitByIndex;
DRIVER_DISPATCH LoweredInMostModes;
DRIVER_DISPATCH MapsOneStatus;
DRIVER_DISPATCH KindIsOneOff;
DRIVER_DISPATCH ReusesAnElement;
DRIVER_DISPATCH MasksDiffer;
DRIVER_DISPATCH LengthIsOneOff;
DRIVER_DISPATCH SignedAndUnsigned;
DRIVER_DISPATCH MarkedInALoop;
DRIVER_DISPATCH ArmedInTheFirstRound;
DRIVER_DISPATCH PendingByALadder;
DRIVER_DISPATCH LocksAgainDeeper;
DRIVER_DISPATCH TwoNamesOfOneLock;
DRIVER_DISPATCH WaitsInMostModes;
DRIVER_DISPATCH OverlappingBytes;
DRIVER_DISPATCH OneOfFourStatuses;
DRIVER_DISPATCH OneOfThreeEndings;
DRIVER_DISPATCH OneOfThreeLimits;
IO_COMPLETION_ROUTINE WrongEvent;
IO_COMPLETION_ROUTINE ByKind;
IO_COMPLETION_ROUTINE Pass;
IO_COMPLETION_ROUTINE JobDone;

NTSTATUS Pass(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    return STATUS_CONTINUE_COMPLETION;
}

NTSTATUS JobDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PJOB job = Context;
    UNREFERENCED_PARAMETER(DeviceObject);
    job->Status = Irp->IoStatus.Status;
    KeSetEvent(&job->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* The flag is set too late for one way out. */
NTSTATUS LeftTooEarly(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = STATUS_SUCCESS;
    BOOLEAN locked = FALSE;
    KIRQL irql = PASSIVE_LEVEL;
    __try {
        KeAcquireSpinLock(&extension->Lock, &irql);
        if (extension->Count == 7) {
            status = STATUS_DEVICE_NOT_READY;
            __leave;
        }
        locked = TRUE;
        extension->Count = 7;
    } __finally {
        if (locked) {
            KeReleaseSpinLock(&extension->Lock, irql);
        }
    }
    return Finish(Irp, status); // expect: SpinLock, SpinlockRelease
}

/* What the handler marked is not what is returned. */
static NTSTATUS StartOp(PEXTENSION Extension, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Extension);
    IoMarkIrpPending(Irp);
    IoStartPacket(Extension->Self, Irp, NULL, NULL);
    return STATUS_PENDING;
}

static NTSTATUS StopOp(PEXTENSION Extension, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Extension);
    return Finish(Irp, STATUS_SUCCESS);
}

static const OPS Ops = {StartOp, StopOp};

NTSTATUS MarkedBehindAPointer(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    const OPS *ops = &Ops;
    NTSTATUS status = (extension->Mode ? ops->Start : ops->Stop)(extension, Irp);
    return NT_SUCCESS(status) ? STATUS_SUCCESS : status; // expect: IrpProcessingComplete, MarkIrpPending across functions
}

/* Two bounds that overlap. */
static VOID Close(PJOB Job)
{
    if (Job->Irp) {
        Finish(Job->Irp, Job->Status);
    }
}

NTSTATUS ClosedTwice(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    JOB job;
    job.Irp = Irp;
    job.Status = STATUS_SUCCESS;
    if (extension->Mode >= 3) {
        job.Status = STATUS_INVALID_PARAMETER;
        Close(&job);
    }
    if (extension->Mode > 3) { // otherwise: if (extension->Mode >= 3) {
        return job.Status;
    }
    Close(&job);
    return job.Status;
}

/* What a helper allocated stays behind when it fails afterwards. */
static NTSTATUS Prepare(PEXTENSION Extension, PJOB Job)
{
    Job->Irp = IoAllocateIrp(Extension->Below->StackSize, FALSE);
    if (Job->Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    return Extension->Mode == 4 ? STATUS_DEVICE_NOT_READY : STATUS_SUCCESS;
}

NTSTATUS PreparedAndForgotten(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    JOB job;
    NTSTATUS status = Prepare(DeviceObject->DeviceExtension, &job);
    if (!NT_SUCCESS(status)) {
        return Finish(Irp, status); // expect: IoAllocateFree across functions
    }
    IoFreeIrp(job.Irp);
    return Finish(Irp, STATUS_SUCCESS);
}

/* A failure that is counted only. */
NTSTATUS SentAnyway(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(DeviceObject, Irp, Pass, NULL, TRUE, TRUE, TRUE);
    if (!NT_SUCCESS(status)) {
        extension->Count++;
        goto Send;
    }
    extension->Count = 0;
Send:
    return IoCallDriver(extension->Below, Irp); // expect: IoSetCompletionExCompleteIrp
}

/* The routine wakes for one kind, and another kind is given. */
NTSTATUS WrongEvent(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PJOB job = Context;
    UNREFERENCED_PARAMETER(DeviceObject);
    job->Status = Irp->IoStatus.Status;
    if (job->Kind == 2) {
        KeSetEvent(&job->Seen, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_MORE_PROCESSING_REQUIRED; // expect: IoAllocateIrpSignalEventInCompletion
}

NTSTATUS WakesOneKindOnly(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    LARGE_INTEGER limit;
    JOB job;
    PIRP own = IoAllocateIrp(extension->Below->StackSize, FALSE);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    limit.QuadPart = -10000000LL;
    job.Kind = extension->Mode == 6 ? 3 : 2;
    KeInitializeEvent(&job.Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, WrongEvent, &job, TRUE, TRUE, TRUE);
    if (IoCallDriver(extension->Below, own) == STATUS_PENDING
        && KeWaitForSingleObject(&job.Done, Executive, KernelMode, FALSE, &limit) == STATUS_TIMEOUT) {
        IoCancelIrp(own);
        KeWaitForSingleObject(&job.Done, Executive, KernelMode, FALSE, NULL);
    }
    IoFreeIrp(own);
    return Finish(Irp, STATUS_SUCCESS);
}

/* One of two limits is none. */
NTSTATUS LimitByIndex(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PLARGE_INTEGER limits[2];
    LARGE_INTEGER limit;
    JOB job;
    PIRP own = IoAllocateIrp(extension->Below->StackSize, FALSE);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    limit.QuadPart = -10000000LL;
    limits[0] = &limit;
    limits[1] = NULL;
    KeInitializeEvent(&job.Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, JobDone, &job, TRUE, TRUE, TRUE);
    if (IoCallDriver(extension->Below, own) == STATUS_PENDING) {
        KeWaitForSingleObject(&job.Done, Executive, KernelMode, FALSE, limits[extension->Mode & 1]); // known-missed: IoAllocateIrpSignalEventInCompletionTimeout - an element at an index that is not known is not known either
    }
    IoFreeIrp(own);
    return Finish(Irp, STATUS_SUCCESS);
}

/* Raised always, lowered nearly always. */
static KIRQL Up(VOID)
{
    KIRQL irql;
    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    return irql;
}

static VOID Down(PEXTENSION Extension, KIRQL Irql)
{
    if (Extension->Mode != 8) {
        KeLowerIrql(Irql);
    }
}

NTSTATUS LoweredInMostModes(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql = Up();
    Down(extension, irql);
    IoDeleteDevice(extension->Self); // expect: IrqlIoApcLte across functions
    return Finish(Irp, STATUS_SUCCESS);
}

/* One status is made another on its way up. */
static NTSTATUS Map(NTSTATUS Status)
{
    switch (Status) {
    case STATUS_NOT_SUPPORTED:
        return STATUS_SUCCESS; // otherwise: return STATUS_NOT_SUPPORTED;
    default:
        return Status;
    }
}

NTSTATUS MapsOneStatus(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    IoSkipCurrentIrpStackLocation(Irp);
    return Map(IoCallDriver(extension->Below, Irp)); // expect: LowerDriverReturn across functions
}

/* The bounds of what is kept and of what is completed differ by one. */
NTSTATUS ByKind(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PJOB job = Context;
    if (job->Kind < 4) {
        return Pass(DeviceObject, Irp, Context);
    }
    if (Irp->PendingReturned) {
        KeSetEvent(&job->Done, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS KindIsOneOff(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    JOB job;
    job.Kind = extension->Mode;
    KeInitializeEvent(&job.Done, NotificationEvent, FALSE);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, ByKind, &job, TRUE, TRUE, TRUE);
    status = IoCallDriver(extension->Below, Irp);
    if (job.Kind >= 3) {
        if (status == STATUS_PENDING) {
            KeWaitForSingleObject(&job.Done, Executive, KernelMode, FALSE, NULL);
            status = Irp->IoStatus.Status;
        }
        IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: CompleteRequest
    }
    return status;
}

/* One element is a request of its own, and the other one is used again. */
NTSTATUS ReusesAnElement(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    JOB jobs[2];
    jobs[0].Irp = extension->Spare;
    jobs[1].Irp = Irp;
    if (extension->Mode == 11) {
        IoReuseIrp(jobs[1].Irp, STATUS_SUCCESS); // expect: IoReuseIrp, IoReuseIrp2
    }
    return Finish(Irp, STATUS_SUCCESS);
}

/* One mask has a bit more. */
NTSTATUS MasksDiffer(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG flags = extension->Flags;
    KIRQL irql = PASSIVE_LEVEL;
    if (flags & 0x6) {
        KeAcquireSpinLock(&extension->Lock, &irql);
    }
    if (flags & 0x4) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Finish(Irp, STATUS_SUCCESS); // expect: SpinLock, SpinlockRelease
}

/* The bounds differ by one. */
NTSTATUS LengthIsOneOff(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG length = IoGetCurrentIrpStackLocation(Irp)->Parameters.Read.Length;
    KIRQL irql = PASSIVE_LEVEL;
    if (length > 512) {
        KeAcquireSpinLock(&extension->Lock, &irql);
    }
    if (length >= 512) {
        KeReleaseSpinLock(&extension->Lock, irql); // expect: SpinLock
    }
    return Finish(Irp, STATUS_SUCCESS);
}

/* A length that is negative, seen otherwise. */
NTSTATUS SignedAndUnsigned(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG length = IoGetCurrentIrpStackLocation(Irp)->Parameters.Read.Length;
    KIRQL irql = PASSIVE_LEVEL;
    if (length > 0) {
        KeAcquireSpinLock(&extension->Lock, &irql);
    }
    if ((LONG)length > 0) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Finish(Irp, STATUS_SUCCESS); // expect: SpinLock, SpinlockRelease
}

/* A loop that may not run at all. */
NTSTATUS MarkedInALoop(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG i;
    for (i = 0; i < extension->Count; i++) {
        if (i == 0) {
            IoMarkIrpPending(Irp);
            ExInterlockedInsertTailList(&extension->Queue, &Irp->Tail.Overlay.ListEntry, &extension->Lock);
        }
    }
    return STATUS_PENDING; // expect: MarkIrpPending2
}

/* Each is sent, and the first one is armed. */
NTSTATUS ArmedInTheFirstRound(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP owns[2];
    ULONG i;
    for (i = 0; i < 2; i++) {
        owns[i] = IoAllocateIrp(extension->Below->StackSize, FALSE);
        if (owns[i] == NULL) {
            break;
        }
        if (i == 0) {
            IoSetCompletionRoutine(owns[i], JobDone, NULL, TRUE, TRUE, TRUE);
        }
        IoCallDriver(extension->Below, owns[i]); // expect: IoAllocateForward
    }
    return Finish(Irp, STATUS_SUCCESS);
}

/* One way leads to the end with the first status. */
NTSTATUS PendingByALadder(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = STATUS_PENDING;
    if (extension->Mode == 1) {
        goto Done;
    }
    if (extension->Mode == 2) {
        status = STATUS_INVALID_PARAMETER;
        goto Done;
    }
    status = STATUS_SUCCESS;
Done:
    Irp->IoStatus.Status = status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: PendedCompletedRequest3
    return status == STATUS_PENDING ? STATUS_SUCCESS : status;
}

/* The lock is taken at each depth. */
static VOID Walk(PEXTENSION Extension, ULONG Depth)
{
    KIRQL irql;
    KeAcquireSpinLock(&Extension->Lock, &irql); // expect: SpinLock
    if (Depth > 0) {
        Walk(Extension, Depth - 1);
    }
    KeReleaseSpinLock(&Extension->Lock, irql);
}

NTSTATUS LocksAgainDeeper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    Walk(DeviceObject->DeviceExtension, 1);
    return Finish(Irp, STATUS_SUCCESS);
}

/* Two parameters, one lock. */
static VOID Both(PKSPIN_LOCK First, PKSPIN_LOCK Second)
{
    KIRQL irql;
    KeAcquireSpinLock(First, &irql);
    KeAcquireSpinLockAtDpcLevel(Second); // expect: SpinLock
    KeReleaseSpinLockFromDpcLevel(Second);
    KeReleaseSpinLock(First, irql);
}

NTSTATUS TwoNamesOfOneLock(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PKSPIN_LOCK lock = &((PEXTENSION)DeviceObject->DeviceExtension)->Lock;
    Both(&extension->Lock, lock);
    return Finish(Irp, STATUS_SUCCESS);
}

/* Waited for in all modes but one. */
NTSTATUS WaitsInMostModes(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    JOB job;
    job.Kind = 9;
    KeInitializeEvent(&job.Done, NotificationEvent, FALSE);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, ByKind, &job, TRUE, TRUE, TRUE);
    status = IoCallDriver(extension->Below, Irp);
    if (status == STATUS_PENDING && extension->Mode != 21) {
        KeWaitForSingleObject(&job.Done, Executive, KernelMode, FALSE, NULL);
        status = Irp->IoStatus.Status;
    }
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: CompleteRequestStatusCheck, PendedCompletedRequest2
    return status; // expect: PendedCompletedRequest
}

/* The same word by bytes, and as a whole. */
NTSTATUS OverlappingBytes(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    union {
        ULONG Whole;
        UCHAR Bytes[4];
    } u;
    u.Whole = extension->Mode;
    if (u.Bytes[0] == 1) {
        return Finish(Irp, STATUS_SUCCESS);
    }
    if ((extension->Mode & 0xFF) == 1) {
        return STATUS_SUCCESS;
    }
    if (u.Whole == 0x201) {
        return STATUS_SUCCESS;
    }
    if (u.Bytes[1] == 2) {
        return STATUS_SUCCESS; // expect: IrpProcessingComplete
    }
    return Finish(Irp, STATUS_NOT_SUPPORTED);
}

/* Nothing is done, and one of the answers says that it was. */
NTSTATUS OneOfFourStatuses(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = STATUS_UNSUCCESSFUL;
    UNREFERENCED_PARAMETER(Irp);
    if (extension->Mode == 1) {
        status = STATUS_INVALID_PARAMETER;
    } else if (extension->Mode == 2) {
        status = STATUS_SUCCESS;
    } else if (extension->Mode == 3) {
        status = STATUS_INVALID_DEVICE_STATE;
    }
    return status; // expect: IrpProcessingComplete
}

/* The first status stays where the mode is neither. */
NTSTATUS OneOfThreeEndings(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = STATUS_PENDING;
    if (extension->Mode == 2) {
        status = STATUS_INVALID_PARAMETER;
    } else if (extension->Mode == 3) {
        status = STATUS_SUCCESS;
    }
    Irp->IoStatus.Status = status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: PendedCompletedRequest3
    return status == STATUS_PENDING ? STATUS_SUCCESS : status;
}

NTSTATUS OneOfThreeLimits(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PLARGE_INTEGER limit;
    LARGE_INTEGER brief;
    LARGE_INTEGER patient;
    JOB job;
    PIRP own = IoAllocateIrp(extension->Below->StackSize, FALSE);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    brief.QuadPart = -10000LL;
    patient.QuadPart = -90000000LL;
    switch (extension->Mode) {
    case 1:
        limit = &brief;
        break;
    case 2:
        limit = NULL;
        break;
    default:
        limit = &patient;
        break;
    }
    KeInitializeEvent(&job.Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, JobDone, &job, TRUE, TRUE, TRUE);
    if (IoCallDriver(extension->Below, own) == STATUS_PENDING) {
        KeWaitForSingleObject(&job.Done, Executive, KernelMode, FALSE, limit); // expect: IoAllocateIrpSignalEventInCompletionTimeout
    }
    IoFreeIrp(own);
    return Finish(Irp, STATUS_SUCCESS);
}
