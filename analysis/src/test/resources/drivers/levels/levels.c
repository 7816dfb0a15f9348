/* What is done at which IRQL, and under which lock. */
#include <wdm.h>

typedef struct _EXTENSION {
    PDEVICE_OBJECT Below;
    KSPIN_LOCK Lock;
    KSPIN_LOCK Second;
    KEVENT Done;
    PIO_WORKITEM Item;
    ULONG Mode;
} EXTENSION, *PEXTENSION;

_Dispatch_type_(IRP_MJ_CREATE) DRIVER_DISPATCH CreateUnderLock;
_Dispatch_type_(IRP_MJ_CLOSE) DRIVER_DISPATCH CloseInHelper;
_Dispatch_type_(IRP_MJ_CLEANUP) DRIVER_DISPATCH CleanupAfterLock;
_Dispatch_type_(IRP_MJ_FLUSH_BUFFERS) DRIVER_DISPATCH FlushByMode;
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH ReadRaised;
_Dispatch_type_(IRP_MJ_WRITE) DRIVER_DISPATCH WriteUnderLock;
_Dispatch_type_(IRP_MJ_SHUTDOWN) DRIVER_DISPATCH ShutdownChangesCode;
_Dispatch_type_(IRP_MJ_QUERY_INFORMATION) _Dispatch_type_(IRP_MJ_DEVICE_CONTROL) DRIVER_DISPATCH EitherRaised;
_Dispatch_type_(IRP_MJ_QUERY_EA) _Dispatch_type_(IRP_MJ_INTERNAL_DEVICE_CONTROL) DRIVER_DISPATCH OneOfTwoRaised;
_Dispatch_type_(IRP_MJ_READ) _Dispatch_type_(IRP_MJ_WRITE) DRIVER_DISPATCH BothMayBeRaised;
_Dispatch_type_(IRP_MJ_READ) _Dispatch_type_(IRP_MJ_WRITE) _Dispatch_type_(IRP_MJ_SET_EA) DRIVER_DISPATCH TwoOfThreeRaised;
DRIVER_DISPATCH AllocatedRaised;
DRIVER_DISPATCH AllocatedInHelper;
DRIVER_DISPATCH AllocatedUnderLock;
DRIVER_DISPATCH AllocatedLowered;
DRIVER_DISPATCH AllocatedForControl;
DRIVER_DISPATCH AllocatedByFlag;
DRIVER_DISPATCH BuiltRaised;
DRIVER_DISPATCH BuiltInHelper;
DRIVER_DISPATCH BuiltUnderLock;
DRIVER_DISPATCH BuiltLowered;
DRIVER_DISPATCH BuiltForRead;
DRIVER_DISPATCH BuiltByFlag;
DRIVER_DISPATCH WaitedRaised;
DRIVER_DISPATCH WaitedInHelper;
DRIVER_DISPATCH WaitedUnderLock;
DRIVER_DISPATCH WaitedLowered;
DRIVER_DISPATCH WaitedForRead;
DRIVER_DISPATCH WaitedByFlag;
DRIVER_DISPATCH DpcLockLeft;
DRIVER_DISPATCH DpcLockLeftInHelper;
DRIVER_DISPATCH DpcLockTwice;
DRIVER_DISPATCH DpcLockPaired;
DRIVER_DISPATCH DpcLockPairedInHelpers;
DRIVER_DISPATCH DpcLockByFlag;
DRIVER_DISPATCH SafeNotInHelper;
DRIVER_DISPATCH SafeNotNested;
DRIVER_DISPATCH SafeByFlag;
DRIVER_DISPATCH SignalsLowered;
_Dispatch_type_(IRP_MJ_SET_INFORMATION) DRIVER_DISPATCH SetAfterCount;
DRIVER_DISPATCH AllocatedAfterCount;
DRIVER_DISPATCH BuiltAfterCount;
DRIVER_DISPATCH WaitedAfterCount;
DRIVER_DISPATCH FinishedAfterCount;
DRIVER_DISPATCH SignalsAfterCount;
DRIVER_DISPATCH AsksAfterCount;
DRIVER_DISPATCH SignalsLockedInHelper;
DRIVER_DISPATCH AsksByFlag;
DRIVER_DISPATCH SignalsByBit;
DRIVER_DISPATCH SignalsByOtherBit;
DRIVER_DISPATCH SignalsByKeptBits;
DRIVER_DISPATCH RaisedByMode;
DRIVER_DISPATCH RaisedALittleByMode;
DRIVER_DISPATCH RaisedBySelection;
KDEFERRED_ROUTINE DelegatingDpc;
IO_WORKITEM_ROUTINE Delegate;
IO_COMPLETION_ROUTINE Dispose;

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: SpinLockSafe x2 across functions
    return Status;
}

NTSTATUS Dispose(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* ---- passing on what came */

static VOID Tally(PEXTENSION Extension)
{
    KIRQL irql;
    KeAcquireSpinLock(&Extension->Lock, &irql);
    Extension->Mode++;
    KeReleaseSpinLock(&Extension->Lock, irql); // otherwise: ;
}

NTSTATUS CreateUnderLock(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    KIRQL irql = KeAcquireSpinLockRaiseToDpc(&extension->Lock);
    IoSkipCurrentIrpStackLocation(Irp);
    status = IoCallDriver(extension->Below, Irp); // expect: ForwardedAtBadIrql
    KeReleaseSpinLock(&extension->Lock, irql);
    return status;
}

static NTSTATUS PassOn(PEXTENSION Extension, PIRP Irp)
{
    IoSkipCurrentIrpStackLocation(Irp);
    return IoCallDriver(Extension->Below, Irp); // expect: ForwardedAtBadIrql across functions
}

NTSTATUS CloseInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    KIRQL irql;
    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    status = PassOn(extension, Irp);
    KeLowerIrql(irql);
    return status;
}

NTSTATUS CleanupAfterLock(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;
    KeAcquireSpinLock(&extension->Lock, &irql);
    extension->Mode = 0;
    KeReleaseSpinLock(&extension->Lock, irql);
    return PassOn(extension, Irp); // keeps: ForwardedAtBadIrql
}

/* What is counted is counted under the lock; sent is it afterwards. */
NTSTATUS SetAfterCount(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    Tally(extension);
    IoSkipCurrentIrpStackLocation(Irp);
    return IoCallDriver(extension->Below, Irp); // keeps: ForwardedAtBadIrql across functions
}

/* Raised in one mode, sent in the other. */
NTSTATUS FlushByMode(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN raised = extension->Mode == 1;
    KIRQL irql = PASSIVE_LEVEL;
    if (raised) {
        KeRaiseIrql(DISPATCH_LEVEL, &irql);
    }
    if (!raised) { // correlated
        IoSkipCurrentIrpStackLocation(Irp);
        return IoCallDriver(extension->Below, Irp); // keeps: ForwardedAtBadIrql infeasible
    }
    KeLowerIrql(irql);
    return Finish(Irp, STATUS_SUCCESS);
}

/* Reads may be sent so. */
NTSTATUS ReadRaised(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    KIRQL irql;
    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    IoSkipCurrentIrpStackLocation(Irp);
    status = IoCallDriver(extension->Below, Irp); // keeps: ForwardedAtBadIrql
    KeLowerIrql(irql);
    return status;
}

NTSTATUS WriteUnderLock(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    KIRQL irql;
    KeAcquireSpinLock(&extension->Lock, &irql);
    IoSkipCurrentIrpStackLocation(Irp);
    status = IoCallDriver(extension->Below, Irp); // keeps: ForwardedAtBadIrql
    KeReleaseSpinLock(&extension->Lock, irql);
    return status;
}

NTSTATUS ShutdownChangesCode(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    KIRQL irql;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoGetNextIrpStackLocation(Irp)->MajorFunction = IRP_MJ_FLUSH_BUFFERS;
    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    status = IoCallDriver(extension->Below, Irp); // expect: ForwardedAtBadIrql
    KeLowerIrql(irql);
    return status;
}

/* It is right for one of the two codes that the routine serves. */
NTSTATUS EitherRaised(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    KIRQL irql;
    IoSkipCurrentIrpStackLocation(Irp);
    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    status = IoCallDriver(extension->Below, Irp); // expect: ForwardedAtBadIrql
    KeLowerIrql(irql);
    return status;
}

/* Neither code is known, but either may be sent as high. */
NTSTATUS BothMayBeRaised(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    KIRQL irql;
    IoSkipCurrentIrpStackLocation(Irp);
    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    status = IoCallDriver(extension->Below, Irp); // keeps: ForwardedAtBadIrql
    KeLowerIrql(irql);
    return status;
}

NTSTATUS TwoOfThreeRaised(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN raised = IoGetCurrentIrpStackLocation(Irp)->MajorFunction != IRP_MJ_SET_EA;
    NTSTATUS status;
    KIRQL irql = PASSIVE_LEVEL;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    if (raised) {
        KeRaiseIrql(DISPATCH_LEVEL, &irql);
    }
    status = IoCallDriver(extension->Below, Irp); // keeps: ForwardedAtBadIrql
    if (raised) {
        KeLowerIrql(irql);
    }
    return status;
}

NTSTATUS OneOfTwoRaised(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    KIRQL irql;
    IoSkipCurrentIrpStackLocation(Irp);
    if (IoGetCurrentIrpStackLocation(Irp)->MajorFunction != IRP_MJ_INTERNAL_DEVICE_CONTROL) {
        return IoCallDriver(extension->Below, Irp);
    }
    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    status = IoCallDriver(extension->Below, Irp); // keeps: ForwardedAtBadIrql
    KeLowerIrql(irql);
    return status;
}

/* ---- passing down requests of its own */

static PIRP Allocate(PEXTENSION Extension, UCHAR Major)
{
    PIRP irp = IoAllocateIrp(Extension->Below->StackSize, FALSE);
    if (irp != NULL) {
        IoGetNextIrpStackLocation(irp)->MajorFunction = Major;
        IoSetCompletionRoutine(irp, Dispose, NULL, TRUE, TRUE, TRUE);
    }
    return irp;
}

static PIRP Build(PEXTENSION Extension, UCHAR Major)
{
    PIRP irp = IoBuildAsynchronousFsdRequest(Major, Extension->Below, NULL, 0, NULL, NULL);
    if (irp != NULL) {
        IoSetCompletionRoutine(irp, Dispose, NULL, TRUE, TRUE, TRUE);
    }
    return irp;
}

static IO_STATUS_BLOCK Answer;

static PIRP BuildWaited(PEXTENSION Extension, UCHAR Major)
{
    return IoBuildSynchronousFsdRequest(Major, Extension->Below, NULL, 0, NULL, &Extension->Done, &Answer);
}

static VOID SendAllocated(PEXTENSION Extension, PIRP Own)
{
    IoCallDriver(Extension->Below, Own); // expect: ForwardedAtBadIrqlAllocate across functions
}

NTSTATUS AllocatedRaised(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = Allocate(extension, IRP_MJ_FLUSH_BUFFERS);
    KIRQL irql;
    if (own != NULL) {
        KeRaiseIrql(DISPATCH_LEVEL, &irql);
        IoCallDriver(extension->Below, own); // expect: ForwardedAtBadIrqlAllocate
        KeLowerIrql(irql);
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS AllocatedInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = Allocate(extension, IRP_MJ_SHUTDOWN);
    KIRQL irql;
    if (own != NULL) {
        KeRaiseIrql(DISPATCH_LEVEL, &irql);
        SendAllocated(extension, own);
        KeLowerIrql(irql);
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS AllocatedUnderLock(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    UCHAR major = extension->Mode == 0 ? IRP_MJ_FLUSH_BUFFERS : IRP_MJ_SHUTDOWN;
    PIRP own = Allocate(extension, major);
    KIRQL irql;
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (own != NULL) {
        IoCallDriver(extension->Below, own); // expect: ForwardedAtBadIrqlAllocate
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS AllocatedLowered(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = Allocate(extension, IRP_MJ_FLUSH_BUFFERS);
    KIRQL irql;
    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    extension->Mode = 0;
    KeLowerIrql(irql);
    if (own != NULL) {
        SendAllocated(extension, own); // keeps: ForwardedAtBadIrqlAllocate
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS AllocatedAfterCount(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = Allocate(extension, IRP_MJ_FLUSH_BUFFERS);
    if (own != NULL) {
        Tally(extension);
        IoCallDriver(extension->Below, own); // keeps: ForwardedAtBadIrqlAllocate across functions
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS AllocatedForControl(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = Allocate(extension, IRP_MJ_INTERNAL_DEVICE_CONTROL);
    KIRQL irql;
    if (own != NULL) {
        KeRaiseIrql(DISPATCH_LEVEL, &irql);
        SendAllocated(extension, own); // keeps: ForwardedAtBadIrqlAllocate
        KeLowerIrql(irql);
    }
    return Finish(Irp, STATUS_SUCCESS);
}

/* The code that would be wrong goes with the level that would be right. */
NTSTATUS AllocatedByFlag(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN high = extension->Mode == 2;
    PIRP own = Allocate(extension, high ? IRP_MJ_READ : IRP_MJ_FLUSH_BUFFERS);
    KIRQL irql = PASSIVE_LEVEL;
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    if (high) { // correlated
        KeRaiseIrql(DISPATCH_LEVEL, &irql);
    }
    IoCallDriver(extension->Below, own); // keeps: ForwardedAtBadIrqlAllocate infeasible
    if (high) {
        KeLowerIrql(irql);
    }
    return Finish(Irp, STATUS_SUCCESS);
}

static VOID SendBuilt(PEXTENSION Extension, PIRP Own)
{
    IoCallDriver(Extension->Below, Own); // expect: ForwardedAtBadIrqlFsdAsync across functions
}

NTSTATUS BuiltRaised(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = Build(extension, IRP_MJ_FLUSH_BUFFERS);
    KIRQL irql;
    if (own != NULL) {
        KeRaiseIrql(DISPATCH_LEVEL, &irql);
        IoCallDriver(extension->Below, own); // expect: ForwardedAtBadIrqlFsdAsync
        KeLowerIrql(irql);
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS BuiltInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = Build(extension, IRP_MJ_SHUTDOWN);
    KIRQL irql;
    if (own != NULL) {
        KeRaiseIrql(DISPATCH_LEVEL, &irql);
        SendBuilt(extension, own);
        KeLowerIrql(irql);
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS BuiltUnderLock(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    UCHAR major = extension->Mode == 0 ? IRP_MJ_FLUSH_BUFFERS : IRP_MJ_SHUTDOWN;
    PIRP own = Build(extension, major);
    KIRQL irql;
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (own != NULL) {
        IoCallDriver(extension->Below, own); // expect: ForwardedAtBadIrqlFsdAsync
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS BuiltLowered(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = Build(extension, IRP_MJ_FLUSH_BUFFERS);
    KIRQL irql;
    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    extension->Mode = 0;
    KeLowerIrql(irql);
    if (own != NULL) {
        SendBuilt(extension, own); // keeps: ForwardedAtBadIrqlFsdAsync
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS BuiltAfterCount(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = Build(extension, IRP_MJ_FLUSH_BUFFERS);
    if (own != NULL) {
        Tally(extension);
        IoCallDriver(extension->Below, own); // keeps: ForwardedAtBadIrqlFsdAsync across functions
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS BuiltForRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = Build(extension, IRP_MJ_READ);
    KIRQL irql;
    if (own != NULL) {
        KeRaiseIrql(DISPATCH_LEVEL, &irql);
        SendBuilt(extension, own); // keeps: ForwardedAtBadIrqlFsdAsync
        KeLowerIrql(irql);
    }
    return Finish(Irp, STATUS_SUCCESS);
}

/* The code that would be wrong goes with the level that would be right. */
NTSTATUS BuiltByFlag(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN high = extension->Mode == 2;
    PIRP own = Build(extension, high ? IRP_MJ_READ : IRP_MJ_FLUSH_BUFFERS);
    KIRQL irql = PASSIVE_LEVEL;
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    if (high) { // correlated
        KeRaiseIrql(DISPATCH_LEVEL, &irql);
    }
    IoCallDriver(extension->Below, own); // keeps: ForwardedAtBadIrqlFsdAsync infeasible
    if (high) {
        KeLowerIrql(irql);
    }
    return Finish(Irp, STATUS_SUCCESS);
}

static VOID SendWaited(PEXTENSION Extension, PIRP Own)
{
    IoCallDriver(Extension->Below, Own); // expect: ForwardedAtBadIrqlFsdSync across functions
}

NTSTATUS WaitedRaised(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = BuildWaited(extension, IRP_MJ_FLUSH_BUFFERS);
    KIRQL irql;
    if (own != NULL) {
        KeRaiseIrql(DISPATCH_LEVEL, &irql);
        IoCallDriver(extension->Below, own); // expect: ForwardedAtBadIrqlFsdSync
        KeLowerIrql(irql);
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS WaitedInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = BuildWaited(extension, IRP_MJ_SHUTDOWN);
    KIRQL irql;
    if (own != NULL) {
        KeRaiseIrql(DISPATCH_LEVEL, &irql);
        SendWaited(extension, own);
        KeLowerIrql(irql);
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS WaitedUnderLock(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    UCHAR major = extension->Mode == 0 ? IRP_MJ_FLUSH_BUFFERS : IRP_MJ_SHUTDOWN;
    PIRP own = BuildWaited(extension, major);
    KIRQL irql;
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (own != NULL) {
        IoCallDriver(extension->Below, own); // expect: ForwardedAtBadIrqlFsdSync
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS WaitedLowered(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = BuildWaited(extension, IRP_MJ_FLUSH_BUFFERS);
    KIRQL irql;
    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    extension->Mode = 0;
    KeLowerIrql(irql);
    if (own != NULL) {
        SendWaited(extension, own); // keeps: ForwardedAtBadIrqlFsdSync
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS WaitedAfterCount(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = BuildWaited(extension, IRP_MJ_FLUSH_BUFFERS);
    if (own != NULL) {
        Tally(extension);
        IoCallDriver(extension->Below, own); // keeps: ForwardedAtBadIrqlFsdSync across functions
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS WaitedForRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = BuildWaited(extension, IRP_MJ_READ);
    KIRQL irql;
    if (own != NULL) {
        KeRaiseIrql(DISPATCH_LEVEL, &irql);
        SendWaited(extension, own); // keeps: ForwardedAtBadIrqlFsdSync
        KeLowerIrql(irql);
    }
    return Finish(Irp, STATUS_SUCCESS);
}

/* The code that would be wrong goes with the level that would be right. */
NTSTATUS WaitedByFlag(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN high = extension->Mode == 2;
    PIRP own = BuildWaited(extension, high ? IRP_MJ_READ : IRP_MJ_FLUSH_BUFFERS);
    KIRQL irql = PASSIVE_LEVEL;
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    if (high) { // correlated
        KeRaiseIrql(DISPATCH_LEVEL, &irql);
    }
    IoCallDriver(extension->Below, own); // keeps: ForwardedAtBadIrqlFsdSync infeasible
    if (high) {
        KeLowerIrql(irql);
    }
    return Finish(Irp, STATUS_SUCCESS);
}

/* ---- locks that raise */

NTSTATUS DpcLockLeft(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql = KeAcquireSpinLockRaiseToDpc(&extension->Lock);
    if (extension->Mode > 7) {
        return STATUS_DEVICE_BUSY; // expect: SpinLock, SpinlockRelease, SpinLockDpc
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    return Finish(Irp, STATUS_SUCCESS);
}

static KIRQL Enter(PEXTENSION Extension)
{
    return KeAcquireSpinLockRaiseToDpc(&Extension->Lock);
}

static VOID Leave(PEXTENSION Extension, KIRQL Irql)
{
    if (Extension->Mode != 8) { // otherwise: if (Extension->Mode > 8) {
        KeReleaseSpinLock(&Extension->Lock, Irql);
    }
}

NTSTATUS DpcLockLeftInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql = Enter(extension);
    extension->Below->Flags |= DO_BUFFERED_IO;
    Leave(extension, irql);
    return Finish(Irp, STATUS_SUCCESS); // expect: SpinLock across functions, SpinlockRelease across functions, SpinLockDpc across functions
}

NTSTATUS DpcLockTwice(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql = KeAcquireSpinLockRaiseToDpc(&extension->Lock);
    KIRQL again = KeAcquireSpinLockRaiseToDpc(&extension->Lock); // expect: SpinLock, SpinLockDpc
    KeReleaseSpinLock(&extension->Lock, again);
    KeReleaseSpinLock(&extension->Lock, irql);
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS DpcLockPaired(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql = KeAcquireSpinLockRaiseToDpc(&extension->Lock);
    KeAcquireSpinLockAtDpcLevel(&extension->Second);
    KeReleaseSpinLockFromDpcLevel(&extension->Second);
    KeReleaseSpinLock(&extension->Lock, irql);
    return Finish(Irp, STATUS_SUCCESS); // keeps: SpinLockDpc
}

NTSTATUS DpcLockPairedInHelpers(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;
    extension->Mode = 0;
    irql = Enter(extension);
    Leave(extension, irql);
    return Finish(Irp, STATUS_SUCCESS); // keeps: SpinLockDpc across functions
}

NTSTATUS DpcLockByFlag(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN locked = FALSE;
    KIRQL irql = PASSIVE_LEVEL;
    if (extension->Mode == 3) {
        irql = KeAcquireSpinLockRaiseToDpc(&extension->Lock);
        locked = TRUE;
    }
    if (locked) { // correlated
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Finish(Irp, STATUS_SUCCESS); // keeps: SpinLockDpc infeasible, SpinLockSafe
}

/* ---- completing under a lock */

NTSTATUS SafeNotInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    KIRQL irql;
    KeAcquireSpinLock(&extension->Lock, &irql);
    status = Finish(Irp, STATUS_SUCCESS);
    KeReleaseSpinLock(&extension->Lock, irql);
    return status;
}

NTSTATUS SafeNotNested(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;
    KeAcquireSpinLock(&extension->Lock, &irql);
    KeAcquireSpinLockAtDpcLevel(&extension->Second);
    KeReleaseSpinLockFromDpcLevel(&extension->Second);
    Irp->IoStatus.Status = STATUS_SUCCESS;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: SpinLockSafe
    KeReleaseSpinLock(&extension->Lock, irql);
    return STATUS_SUCCESS;
}

/* Completed under the lock only where it was not taken. */
NTSTATUS SafeByFlag(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN quiet = extension->Mode == 4;
    KIRQL irql = PASSIVE_LEVEL;
    if (!quiet) {
        KeAcquireSpinLock(&extension->Lock, &irql);
    }
    Irp->IoStatus.Status = STATUS_SUCCESS;
    if (quiet) { // correlated
        IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: SpinLockSafe infeasible
        return STATUS_SUCCESS;
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

NTSTATUS FinishedAfterCount(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    Tally(DeviceObject->DeviceExtension);
    Irp->IoStatus.Status = STATUS_SUCCESS;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: SpinLockSafe across functions
    return STATUS_SUCCESS;
}

/* ---- calls that want a low level */

NTSTATUS SignalsLowered(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN high = extension->Mode == 5;
    KIRQL irql = PASSIVE_LEVEL;
    if (high) {
        KeRaiseIrql(DISPATCH_LEVEL, &irql);
    }
    if (high && extension->Mode == 0) { // correlated
        KeSetEvent(&extension->Done, IO_NO_INCREMENT, TRUE); // keeps: IrqlKeSetEvent infeasible
    }
    if (high) {
        KeLowerIrql(irql);
    }
    return Finish(Irp, STATUS_SUCCESS);
}

static VOID Signal(PEXTENSION Extension, BOOLEAN Wait)
{
    KeSetEvent(&Extension->Done, IO_NO_INCREMENT, Wait); // expect: IrqlKeSetEvent across functions
}

/* The lock is held in one of two places, and the wait announced there. */
NTSTATUS SignalsLockedInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;
    Signal(extension, FALSE);
    KeAcquireSpinLock(&extension->Lock, &irql);
    Signal(extension, TRUE);
    KeReleaseSpinLock(&extension->Lock, irql);
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS SignalsAfterCount(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    Tally(extension);
    KeSetEvent(&extension->Done, IO_NO_INCREMENT, TRUE); // keeps: IrqlKeSetEvent across functions
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS AsksAfterCount(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    Tally(DeviceObject->DeviceExtension);
    (VOID)IoGetInitialStack(); // keeps: IrqlIoApcLte across functions
    return Finish(Irp, STATUS_SUCCESS);
}

/* Asked for only where the lock was not taken. */
NTSTATUS AsksByFlag(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN locked = extension->Mode != 6;
    KIRQL irql = PASSIVE_LEVEL;
    if (locked) {
        KeAcquireSpinLock(&extension->Lock, &irql);
        extension->Mode = 6;
    }
    if (!locked) { // correlated
        (VOID)IoGetInitialStack(); // keeps: IrqlIoApcLte infeasible
    }
    if (locked) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Finish(Irp, STATUS_SUCCESS);
}

/* What is known on each way is asked for, also by what is computed of it. */
NTSTATUS SignalsByBit(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG options = 4;
    KIRQL irql;
    if (extension->Mode == 3) {
        options |= 2;
    }
    KeAcquireSpinLock(&extension->Lock, &irql);
    KeSetEvent(&extension->Done, 0, (BOOLEAN)((options & 2) != 0)); // expect: IrqlKeSetEvent
    KeReleaseSpinLock(&extension->Lock, irql);
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS SignalsByOtherBit(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG options = 4;
    KIRQL irql;
    if (extension->Mode == 3) {
        options |= 1;
    }
    KeAcquireSpinLock(&extension->Lock, &irql);
    KeSetEvent(&extension->Done, 0, (BOOLEAN)((options & 2) != 0)); // keeps: IrqlKeSetEvent
    KeReleaseSpinLock(&extension->Lock, irql);
    return Finish(Irp, STATUS_SUCCESS);
}

/* The other bits are not known. */
NTSTATUS SignalsByKeptBits(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG options = extension->Mode;
    KIRQL irql;
    if (Irp->StackCount > 2) {
        options |= 2;
    }
    KeAcquireSpinLock(&extension->Lock, &irql);
    KeSetEvent(&extension->Done, 0, (BOOLEAN)((options & 2) != 0)); // expect: IrqlKeSetEvent
    KeReleaseSpinLock(&extension->Lock, irql);
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS RaisedByMode(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL level = extension->Mode == 3 ? DISPATCH_LEVEL : PASSIVE_LEVEL;
    KIRQL irql;
    KeRaiseIrql(level, &irql);
    (VOID)IoGetInitialStack(); // expect: IrqlIoApcLte
    KeLowerIrql(irql);
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS RaisedALittleByMode(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL level = PASSIVE_LEVEL;
    KIRQL irql;
    if (extension->Mode == 3) {
        level = APC_LEVEL;
    }
    KeRaiseIrql(level, &irql);
    (VOID)IoGetInitialStack(); // keeps: IrqlIoApcLte
    KeLowerIrql(irql);
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS RaisedBySelection(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL level;
    KIRQL irql;
    switch (extension->Mode) {
    case 1:
        level = PASSIVE_LEVEL;
        break;
    case 2:
        level = APC_LEVEL;
        break;
    default:
        level = DISPATCH_LEVEL;
        break;
    }
    KeRaiseIrql(level, &irql);
    if (extension->Mode == 1 || extension->Mode == 2) {
        (VOID)IoGetInitialStack(); // keeps: IrqlIoApcLte
    }
    KeLowerIrql(irql);
    return Finish(Irp, STATUS_SUCCESS);
}

VOID Delegate(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    (VOID)IoGetInitialStack(); // keeps: IrqlIoApcLte
}

/* The routine runs too high for the call and leaves it to another. */
VOID DelegatingDpc(PKDPC Dpc, PVOID Context, PVOID First, PVOID Second)
{
    PEXTENSION extension = Context;
    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(First);
    UNREFERENCED_PARAMETER(Second);
    IoQueueWorkItem(extension->Item, Delegate, DelayedWorkQueue, extension); // keeps: IrqlIoApcLte
}
