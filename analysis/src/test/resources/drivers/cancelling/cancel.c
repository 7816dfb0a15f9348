/* Cancel routines that the driver itself calls through the IRP, and locks that are taken one in another. */
#include <wdm.h>

typedef struct _EXTENSION {
    KSPIN_LOCK Queue;
    KSPIN_LOCK Inner;
    LIST_ENTRY Waiting;
    ULONG Mode;
} EXTENSION, *PEXTENSION;

typedef struct _SESSION {
    PEXTENSION Owner;
    ULONG Users;
} SESSION, *PSESSION;

/* Defined in a library. */
NTSTATUS AttendSession(PSESSION Session);

DRIVER_DISPATCH CancelsAtOnce;
DRIVER_DISPATCH CancelsAtOnceAndAgain;
DRIVER_DISPATCH ForgetsToCancel;
DRIVER_DISPATCH CompletesUnderTwo;
DRIVER_DISPATCH CompletesAfterTwo;
DRIVER_DISPATCH TakesInnerTwice;
DRIVER_DISPATCH LocksTheOwner;
DRIVER_DISPATCH LocksTheOwnerForGood;
DRIVER_CANCEL CancelWaiting;

VOID CancelWaiting(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    IoReleaseCancelSpinLock(Irp->CancelIrql); // otherwise: ;
    Irp->IoStatus.Status = STATUS_CANCELLED;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
}

/* Whoever calls the routine holds the lock; the routine gives it back. */
NTSTATUS CancelsAtOnce(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    KIRQL irql;
    IoMarkIrpPending(Irp);
    IoAcquireCancelSpinLock(&irql);
    IoSetCancelRoutine(Irp, CancelWaiting);
    if (Irp->Cancel) {
        Irp->CancelIrql = irql;
        Irp->CancelRoutine(DeviceObject, Irp);
        return STATUS_PENDING; // keeps: CancelSpinLock across functions
    }
    IoReleaseCancelSpinLock(irql);
    return STATUS_PENDING;
}

NTSTATUS CancelsAtOnceAndAgain(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    KIRQL irql;
    IoMarkIrpPending(Irp);
    IoAcquireCancelSpinLock(&irql);
    IoSetCancelRoutine(Irp, CancelWaiting);
    if (Irp->Cancel) {
        Irp->CancelIrql = irql;
        Irp->CancelRoutine(DeviceObject, Irp);
    }
    IoReleaseCancelSpinLock(irql); // expect: CancelSpinLock across functions
    return STATUS_PENDING;
}

NTSTATUS ForgetsToCancel(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    KIRQL irql;
    UNREFERENCED_PARAMETER(DeviceObject);
    IoMarkIrpPending(Irp);
    IoAcquireCancelSpinLock(&irql);
    IoSetCancelRoutine(Irp, CancelWaiting);
    if (Irp->Cancel) {
        Irp->CancelIrql = irql;
        return STATUS_PENDING; // expect: CancelSpinLock
    }
    IoReleaseCancelSpinLock(irql);
    return STATUS_PENDING;
}

/* One mistake, though a second lock may have been taken in between: it begins with the first. */
NTSTATUS CompletesUnderTwo(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;
    KeAcquireSpinLock(&extension->Queue, &irql);
    if (extension->Mode == 1) {
        KeAcquireSpinLockAtDpcLevel(&extension->Inner);
        extension->Mode = 2;
        KeReleaseSpinLockFromDpcLevel(&extension->Inner);
    }
    Irp->IoStatus.Status = STATUS_SUCCESS;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: SpinLockSafe
    KeReleaseSpinLock(&extension->Queue, irql);
    return STATUS_SUCCESS;
}

NTSTATUS CompletesAfterTwo(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;
    KeAcquireSpinLock(&extension->Queue, &irql);
    if (extension->Mode == 1) {
        KeAcquireSpinLockAtDpcLevel(&extension->Inner);
        extension->Mode = 2;
        KeReleaseSpinLockFromDpcLevel(&extension->Inner);
    }
    KeReleaseSpinLock(&extension->Queue, irql);
    Irp->IoStatus.Status = STATUS_SUCCESS;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: SpinLockSafe
    return STATUS_SUCCESS;
}

/* The outer lock is the first member, so its address is that of the extension. */
NTSTATUS TakesInnerTwice(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;
    KeAcquireSpinLock(&extension->Queue, &irql);
    KeAcquireSpinLockAtDpcLevel(&extension->Inner);
    if (extension->Mode == 1) {
        KeAcquireSpinLockAtDpcLevel(&extension->Inner); // expect: SpinLock
    }
    KeReleaseSpinLockFromDpcLevel(&extension->Inner);
    KeReleaseSpinLock(&extension->Queue, irql);
    Irp->IoStatus.Status = STATUS_SUCCESS;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: SpinLockSafe
    return STATUS_SUCCESS; // expect: SpinlockRelease
}

/* The owner is read again after a library had the session: it is taken to be the same lock, or not known. */
NTSTATUS LocksTheOwner(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSESSION session = IoGetCurrentIrpStackLocation(Irp)->FileObject->FsContext;
    KIRQL irql;
    NTSTATUS status;
    UNREFERENCED_PARAMETER(DeviceObject);
    KeAcquireSpinLock(&session->Owner->Inner, &irql);
    status = AttendSession(session);
    KeReleaseSpinLock(&session->Owner->Inner, irql);
    Irp->IoStatus.Status = status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status; // keeps: SpinLock
}

NTSTATUS LocksTheOwnerForGood(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSESSION session = IoGetCurrentIrpStackLocation(Irp)->FileObject->FsContext;
    KIRQL irql;
    NTSTATUS status;
    UNREFERENCED_PARAMETER(DeviceObject);
    KeAcquireSpinLock(&session->Owner->Inner, &irql);
    status = AttendSession(session);
    if (NT_SUCCESS(status)) {
        KeReleaseSpinLock(&session->Owner->Inner, irql);
    }
    Irp->IoStatus.Status = status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: SpinLockSafe
    return status; // expect: SpinLock, SpinlockRelease
}
