/* Spin locks, the cancel spin lock, and what may be called at which IRQL. */
#include <wdm.h>

static ULONG Processors;

typedef struct _EACH {
    KSPIN_LOCK Guard;
    ULONG Count;
} EACH;

typedef struct _EXTENSION {
    EACH Each[32];
    PDEVICE_OBJECT Below;
    PDEVICE_OBJECT Self;
    KSPIN_LOCK Lock;
    KSPIN_LOCK Other;
    KEVENT Done;
    PIRP Current;
    ULONG Mode;
    ULONG Busy : 1;
    ULONG Kind : 3;
} EXTENSION, *PEXTENSION;

DRIVER_DISPATCH CancelHeld;
DRIVER_DISPATCH CancelTwice;
DRIVER_DISPATCH CancelNotHeld;
DRIVER_DISPATCH CancelPaired;
DRIVER_DISPATCH CancelPairedInHelpers;
DRIVER_DISPATCH CancelPairedPerMode;
DRIVER_DISPATCH CancelHeldFromHelper;
DRIVER_CANCEL CancelReleases;
DRIVER_CANCEL CancelForgets;
DRIVER_DISPATCH LockHeld;
DRIVER_DISPATCH LockTwice;
DRIVER_DISPATCH LockNotHeld;
DRIVER_DISPATCH LockInHelperHeld;
DRIVER_DISPATCH LockPaired;
DRIVER_DISPATCH LocksNested;
DRIVER_DISPATCH LockPerMode;
DRIVER_DISPATCH LockRaised;
DRIVER_DISPATCH LockByBit;
DRIVER_DISPATCH LockByTable;
DRIVER_DISPATCH LockAllProcessors;
DRIVER_DISPATCH LockSomeProcessor;
DRIVER_DISPATCH LockOneForgets;
DRIVER_DISPATCH LocksInTurn;
DRIVER_DISPATCH LocksInTurnButFirst;
DRIVER_DISPATCH LockByOneBit;
DRIVER_DISPATCH LockByRounds;
DRIVER_DISPATCH CompletesUnderLock;
DRIVER_DISPATCH CompletesAfterLock;
DRIVER_DISPATCH SetsWithWaitRaised;
DRIVER_DISPATCH SetsRaised;
DRIVER_DISPATCH SetsWithWaitLowered;
DRIVER_DISPATCH DeletesRaised;
DRIVER_DISPATCH DeletesAfterRelease;
DRIVER_DISPATCH DeletesInHelperRaised;
KDEFERRED_ROUTINE SignalDpc;
KDEFERRED_ROUTINE StackDpc;
IO_WORKITEM_ROUTINE StackWork;
KSERVICE_ROUTINE SetsInIsr;

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

NTSTATUS CancelHeld(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;
    IoAcquireCancelSpinLock(&irql);
    if (extension->Mode == 1) {
        return Finish(Irp, STATUS_CANCELLED); // expect: CancelSpinLock
    }
    IoReleaseCancelSpinLock(irql);
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS CancelTwice(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    KIRQL irql;
    KIRQL inner;
    UNREFERENCED_PARAMETER(DeviceObject);
    IoAcquireCancelSpinLock(&irql);
    IoAcquireCancelSpinLock(&inner); // expect: CancelSpinLock
    IoReleaseCancelSpinLock(inner);
    IoReleaseCancelSpinLock(irql);
    return Finish(Irp, STATUS_SUCCESS);
}

static VOID Give(KIRQL Irql)
{
    IoReleaseCancelSpinLock(Irql); // expect: CancelSpinLock
}

NTSTATUS CancelNotHeld(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    Give(PASSIVE_LEVEL);
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS CancelPaired(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    KIRQL irql;
    UNREFERENCED_PARAMETER(DeviceObject);
    IoAcquireCancelSpinLock(&irql);
    IoSetCancelRoutine(Irp, NULL);
    IoReleaseCancelSpinLock(irql); // keeps: CancelSpinLock
    return Finish(Irp, STATUS_SUCCESS);
}

static VOID Take(PKIRQL Irql)
{
    IoAcquireCancelSpinLock(Irql);
}

static VOID Put(KIRQL Irql)
{
    IoReleaseCancelSpinLock(Irql); // otherwise: ;
}

NTSTATUS CancelPairedInHelpers(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    KIRQL irql;
    UNREFERENCED_PARAMETER(DeviceObject);
    Take(&irql);
    Put(irql);
    return Finish(Irp, STATUS_SUCCESS); // keeps: CancelSpinLock across functions
}

NTSTATUS CancelHeldFromHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;
    Take(&irql);
    if (extension->Current == Irp) {
        return Finish(Irp, STATUS_CANCELLED); // expect: CancelSpinLock across functions
    }
    Put(irql);
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS CancelPairedPerMode(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    ULONG mode = ((PEXTENSION)DeviceObject->DeviceExtension)->Mode;
    KIRQL irql = PASSIVE_LEVEL;
    if (mode != 0) {
        IoAcquireCancelSpinLock(&irql);
    }
    if (mode) { // correlated
        IoReleaseCancelSpinLock(irql); // keeps: CancelSpinLock infeasible
    }
    return Finish(Irp, STATUS_SUCCESS);
}

VOID CancelReleases(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    IoReleaseCancelSpinLock(Irp->CancelIrql);
    Finish(Irp, STATUS_CANCELLED); // keeps: CancelSpinLock
}

VOID CancelForgets(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    if (extension->Current != Irp) {
        IoReleaseCancelSpinLock(Irp->CancelIrql);
    }
    Finish(Irp, STATUS_CANCELLED);
} // expect: CancelSpinLock

NTSTATUS LockHeld(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (extension->Current != NULL) {
        return STATUS_DEVICE_BUSY; // expect: SpinLock, SpinlockRelease
    }
    extension->Current = Irp;
    KeReleaseSpinLock(&extension->Lock, irql);
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS LockTwice(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;
    KIRQL inner;
    KeAcquireSpinLock(&extension->Lock, &irql);
    KeAcquireSpinLock(&extension->Lock, &inner); // expect: SpinLock
    KeReleaseSpinLock(&extension->Lock, inner);
    KeReleaseSpinLock(&extension->Lock, irql);
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS LockNotHeld(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;
    KeAcquireSpinLock(&extension->Lock, &irql);
    KeReleaseSpinLock(&extension->Lock, irql);
    KeReleaseSpinLock(&extension->Lock, irql); // expect: SpinLock
    return Finish(Irp, STATUS_SUCCESS);
}

static BOOLEAN TryTake(PEXTENSION Extension, PKIRQL Irql)
{
    KeAcquireSpinLock(&Extension->Lock, Irql);
    if (Extension->Mode == 3) {
        KeReleaseSpinLock(&Extension->Lock, *Irql); // otherwise: ;
        return FALSE;
    }
    return TRUE;
}

NTSTATUS LockInHelperHeld(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    KIRQL irql;
    if (TryTake(DeviceObject->DeviceExtension, &irql)) {
        return STATUS_UNSUCCESSFUL; // expect: SpinLock, SpinlockRelease
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS LockPaired(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;
    if (TryTake(extension, &irql)) {
        extension->Current = NULL;
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Finish(Irp, STATUS_SUCCESS); // keeps: SpinLock across functions, SpinlockRelease across functions, SpinLockSafe
}

NTSTATUS LocksNested(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;
    KeAcquireSpinLock(&extension->Lock, &irql);
    KeAcquireSpinLockAtDpcLevel(&extension->Other);
    KeReleaseSpinLockFromDpcLevel(&extension->Other);
    KeReleaseSpinLock(&extension->Lock, irql);
    return Finish(Irp, STATUS_SUCCESS); // keeps: SpinLock, SpinlockRelease, SpinLockSafe
}

NTSTATUS LockPerMode(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN locked = extension->Mode > 2;
    KIRQL irql = PASSIVE_LEVEL;
    if (locked) {
        KeAcquireSpinLock(&extension->Lock, &irql);
    }
    extension->Current = NULL;
    if (locked) { // correlated
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Finish(Irp, STATUS_SUCCESS); // keeps: SpinLock infeasible, SpinlockRelease infeasible, SpinLockSafe
}

/* The bit is set where the lock is taken; the kind is another part of the same word. */
NTSTATUS LockByBit(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql = PASSIVE_LEVEL;
    extension->Busy = 0;
    if (extension->Mode == 5) {
        KeAcquireSpinLock(&extension->Lock, &irql);
        extension->Busy = 1;
    }
    extension->Kind = 2;
    if (extension->Busy) { // correlated
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Finish(Irp, STATUS_SUCCESS); // keeps: SpinLock infeasible, SpinlockRelease infeasible
}

/* A bit is one or zero. */
NTSTATUS LockByOneBit(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql = PASSIVE_LEVEL;
    if (extension->Busy == 1) {
        KeAcquireSpinLock(&extension->Lock, &irql);
    } else if (extension->Busy != 0) {
        KeAcquireSpinLock(&extension->Lock, &irql);
        return STATUS_UNSUCCESSFUL;
    }
    if (extension->Busy) { // correlated
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Finish(Irp, STATUS_SUCCESS); // keeps: SpinLock infeasible, SpinlockRelease infeasible
}

/* One lock for each processor, of which there is one at least; released the other way round. */
NTSTATUS LockAllProcessors(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql = KeGetCurrentIrql();
    ULONG i;
    for (i = 0; i < Processors; i++) {
        KeAcquireSpinLock(&extension->Each[i].Guard, &irql);
    }
    for (i = 0; i < Processors; i++) {
        extension->Each[i].Count = 0;
    }
    i = Processors;
    do {
        i--;
        KeReleaseSpinLock(&extension->Each[i].Guard, irql);
    } while (i != 0);
    return Finish(Irp, STATUS_SUCCESS); // keeps: SpinLock, SpinlockRelease
}

NTSTATUS LockSomeProcessor(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG own = KeGetCurrentProcessorNumber();
    KIRQL irql;
    KeAcquireSpinLock(&extension->Each[own].Guard, &irql);
    extension->Each[own].Count++;
    KeReleaseSpinLock(&extension->Each[own].Guard, irql);
    return Finish(Irp, STATUS_SUCCESS); // keeps: SpinLock, SpinlockRelease
}

NTSTATUS LockOneForgets(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG own = KeGetCurrentProcessorNumber();
    KIRQL irql;
    KeAcquireSpinLock(&extension->Each[own].Guard, &irql);
    if (extension->Each[own].Count == 7) {
        return STATUS_DEVICE_BUSY; // expect: SpinLock, SpinlockRelease
    }
    KeReleaseSpinLock(&extension->Each[own].Guard, irql);
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS LocksInTurn(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    LONG i;
    for (i = 0; i < 3; i++) {
        KeAcquireSpinLockAtDpcLevel(&extension->Each[i].Guard);
    }
    for (i = 2; i >= 0; i--) {
        KeReleaseSpinLockFromDpcLevel(&extension->Each[i].Guard);
    }
    return Finish(Irp, STATUS_SUCCESS); // keeps: SpinLock, SpinlockRelease
}

NTSTATUS LocksInTurnButFirst(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    LONG i;
    for (i = 0; i < 3; i++) {
        KeAcquireSpinLockAtDpcLevel(&extension->Each[i].Guard);
    }
    for (i = 2; i > 0; i--) {
        KeReleaseSpinLockFromDpcLevel(&extension->Each[i].Guard);
    }
    return STATUS_UNSUCCESSFUL; // expect: SpinLock, SpinlockRelease
}

static const ULONG GuardedModes[] = {1, 4, 9};

static BOOLEAN IsGuarded(ULONG Mode)
{
    ULONG i;
    for (i = 0; i < 3; i++) {
        if (GuardedModes[i] == Mode) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The same is looked up twice, and nothing has changed in between. */
NTSTATUS LockByTable(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql = PASSIVE_LEVEL;
    if (IsGuarded(extension->Mode)) {
        KeAcquireSpinLock(&extension->Lock, &irql);
    }
    if (IsGuarded(extension->Mode)) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Finish(Irp, STATUS_SUCCESS); // keeps: SpinLock, SpinlockRelease
}

static ULONG Rounds(BOOLEAN Locked)
{
    ULONG rounds = 0;
    ULONG i;
    for (i = 0; i < 2; i++) {
        if (Locked) {
            rounds++;
        }
    }
    return rounds;
}

NTSTATUS LockByRounds(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN locked = extension->Mode == 6;
    KIRQL irql = PASSIVE_LEVEL;
    if (locked) {
        KeAcquireSpinLock(&extension->Lock, &irql);
    }
    if (Rounds(locked) == 2) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Finish(Irp, STATUS_SUCCESS); // keeps: SpinLock, SpinlockRelease
}

NTSTATUS LockRaised(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql = KeAcquireSpinLockRaiseToDpc(&extension->Lock);
    if (extension->Mode == 1) {
        return STATUS_UNSUCCESSFUL; // expect: SpinLock, SpinlockRelease, SpinLockDpc
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS CompletesUnderLock(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;
    KeAcquireSpinLock(&extension->Lock, &irql);
    Irp->IoStatus.Status = STATUS_SUCCESS;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: SpinLockSafe
    KeReleaseSpinLock(&extension->Lock, irql);
    return STATUS_SUCCESS;
}

NTSTATUS CompletesAfterLock(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;
    KeAcquireSpinLock(&extension->Lock, &irql);
    extension->Current = NULL;
    KeReleaseSpinLock(&extension->Lock, irql);
    return Finish(Irp, STATUS_SUCCESS); // keeps: SpinLockSafe, SpinLock
}

NTSTATUS SetsWithWaitRaised(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;
    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    KeSetEvent(&extension->Done, IO_NO_INCREMENT, TRUE); // expect: IrqlKeSetEvent
    KeLowerIrql(irql);
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS SetsRaised(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;
    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    KeSetEvent(&extension->Done, IO_NO_INCREMENT, FALSE); // keeps: IrqlKeSetEvent
    KeLowerIrql(irql);
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS SetsWithWaitLowered(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;
    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    extension->Current = NULL;
    KeLowerIrql(irql);
    KeSetEvent(&extension->Done, IO_NO_INCREMENT, TRUE); // keeps: IrqlKeSetEvent
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS DeletesRaised(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;
    KeAcquireSpinLock(&extension->Lock, &irql);
    IoDeleteDevice(extension->Self); // expect: IrqlIoApcLte
    KeReleaseSpinLock(&extension->Lock, irql);
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS DeletesAfterRelease(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;
    KeAcquireSpinLock(&extension->Lock, &irql);
    extension->Current = NULL;
    KeReleaseSpinLock(&extension->Lock, irql);
    IoDeleteDevice(extension->Self); // keeps: IrqlIoApcLte
    return Finish(Irp, STATUS_SUCCESS);
}

static VOID Drop(PEXTENSION Extension)
{
    IoDeleteDevice(Extension->Self); // expect: IrqlIoApcLte across functions
}

NTSTATUS DeletesInHelperRaised(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    KIRQL irql;
    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    Drop(DeviceObject->DeviceExtension);
    KeLowerIrql(irql);
    return Finish(Irp, STATUS_SUCCESS);
}

VOID SignalDpc(PKDPC Dpc, PVOID Context, PVOID First, PVOID Second)
{
    PEXTENSION extension = Context;
    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(First);
    UNREFERENCED_PARAMETER(Second);
    KeSetEvent(&extension->Done, IO_NO_INCREMENT, FALSE);
    if (extension->Mode == 9) {
        KeSetEvent(&extension->Done, IO_NO_INCREMENT, TRUE); // expect: IrqlKeSetEvent
    }
}

VOID StackDpc(PKDPC Dpc, PVOID Context, PVOID First, PVOID Second)
{
    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(First);
    UNREFERENCED_PARAMETER(Second);
    (VOID)IoGetInitialStack(); // expect: IrqlIoApcLte
}

VOID StackWork(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    Processors = KeQueryActiveProcessorCount(NULL);
    (VOID)IoGetInitialStack(); // keeps: IrqlIoApcLte
}

BOOLEAN SetsInIsr(PKINTERRUPT Interrupt, PVOID Context)
{
    PEXTENSION extension = Context;
    UNREFERENCED_PARAMETER(Interrupt);
    KeSetEvent(&extension->Done, IO_NO_INCREMENT, FALSE); // expect: IrqlKeSetEvent
    return TRUE;
}
