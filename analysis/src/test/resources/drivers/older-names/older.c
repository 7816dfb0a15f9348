/* Names that the kit has beside the usual ones: results of completion routines, locks, completing in a file system. */
#include <ntifs.h>

typedef struct _EXTENSION {
    PDEVICE_OBJECT Below;
    KSPIN_LOCK Lock;
    ULONG Count;
} EXTENSION, *PEXTENSION;

DRIVER_DISPATCH KeptButNotCompleted;
DRIVER_DISPATCH KeptAndCompleted;
DRIVER_DISPATCH ContinuedAndCompleted;
DRIVER_DISPATCH CompletedByTheFileSystemsMacro;
DRIVER_DISPATCH CompletedTwice;
DRIVER_DISPATCH LockKept;
DRIVER_DISPATCH LockGivenBack;

/* As many drivers declare it, with the enumeration for a result. */
static IO_COMPLETION_ROUTINE_RESULT Stop(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    if (Irp->PendingReturned) {
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    }
    return StopCompletion;
}

static NTSTATUS Continue(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(Device);
    if (Irp->PendingReturned) {
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    }
    return ContinueCompletion;
}

static NTSTATUS SendAndWait(PEXTENSION Extension, PIRP Irp, PIO_COMPLETION_ROUTINE Routine)
{
    KEVENT done;
    NTSTATUS status;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Routine, &done, TRUE, TRUE, TRUE);
    status = IoCallDriver(Extension->Below, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        status = Irp->IoStatus.Status;
    }
    return status;
}

NTSTATUS KeptButNotCompleted(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    return SendAndWait(DeviceObject->DeviceExtension, Irp, (PIO_COMPLETION_ROUTINE)Stop); // expect: CompleteRequest
}

NTSTATUS KeptAndCompleted(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status = SendAndWait(DeviceObject->DeviceExtension, Irp, (PIO_COMPLETION_ROUTINE)Stop);
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: CompleteRequest
    return status;
}

NTSTATUS ContinuedAndCompleted(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status = SendAndWait(DeviceObject->DeviceExtension, Irp, Continue);
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: CompleteRequest
    return status;
}

NTSTATUS CompletedByTheFileSystemsMacro(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    FsRtlCompleteRequest(Irp, STATUS_SUCCESS);
    return STATUS_SUCCESS; // keeps: IrpProcessingComplete
}

NTSTATUS CompletedTwice(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    FsRtlCompleteRequest(Irp, STATUS_SUCCESS);
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: DoubleCompletion
    return STATUS_SUCCESS;
}

NTSTATUS LockKept(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;
    ExAcquireSpinLock(&extension->Lock, &irql);
    if (extension->Count++ == 0) {
        ExReleaseSpinLock(&extension->Lock, irql);
    }
    FsRtlCompleteRequest(Irp, STATUS_SUCCESS); // expect: SpinLockSafe
    return STATUS_SUCCESS; // expect: SpinLock, SpinlockRelease
}

NTSTATUS LockGivenBack(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql;
    ExAcquireSpinLock(&extension->Lock, &irql);
    extension->Count++;
    ExReleaseSpinLock(&extension->Lock, irql);
    FsRtlCompleteRequest(Irp, STATUS_SUCCESS);
    return STATUS_SUCCESS; // keeps: SpinLock
}
