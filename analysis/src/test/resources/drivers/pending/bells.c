/* Routines whose event lies in the device extension that they are given. */
#include <wdm.h>

typedef struct _BELL {
    PDEVICE_OBJECT Below;
    KEVENT Back;
    KEVENT Idle;
} BELL, *PBELL;

DRIVER_DISPATCH WaitsForWhatIsMarked;
DRIVER_DISPATCH WakesAnother;

IO_COMPLETION_ROUTINE MarksAndWakes;
IO_COMPLETION_ROUTINE MarksAndReportsIdle;

NTSTATUS MarksAndWakes(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PBELL bell = Context;
    UNREFERENCED_PARAMETER(DeviceObject);
    KeSetEvent(&bell->Back, IO_NO_INCREMENT, FALSE);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp); // expect: CompletionEventChecking
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS WaitsForWhatIsMarked(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PBELL bell = DeviceObject->DeviceExtension;
    NTSTATUS status;
    KeClearEvent(&bell->Back);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, MarksAndWakes, bell, TRUE, TRUE, TRUE);
    status = IoCallDriver(bell->Below, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&bell->Back, Executive, KernelMode, FALSE, NULL);
        status = Irp->IoStatus.Status;
    }
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}

/* The event has nothing to do with who waits for the IRP. */
NTSTATUS MarksAndReportsIdle(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PBELL bell = Context;
    UNREFERENCED_PARAMETER(DeviceObject);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    KeSetEvent(&bell->Idle, IO_NO_INCREMENT, FALSE); // keeps: CompletionEventChecking
    return STATUS_CONTINUE_COMPLETION;
}

NTSTATUS WakesAnother(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PBELL bell = DeviceObject->DeviceExtension;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, MarksAndReportsIdle, bell, TRUE, TRUE, TRUE);
    return IoCallDriver(bell->Below, Irp);
}
