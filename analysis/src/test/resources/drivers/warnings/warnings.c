/* Statuses of warning severity: neither a success nor an error, and lower drivers do answer with them. */
#include <wdm.h>

typedef struct _EXTENSION {
    PDEVICE_OBJECT Below;
    ULONG Overflows;
} EXTENSION, *PEXTENSION;

DRIVER_DISPATCH CompletesTwiceOnOverflow;
DRIVER_DISPATCH CompletesOnceOnOverflow;
DRIVER_DISPATCH ForgetsBusy;
DRIVER_DISPATCH KnowsBusy;
DRIVER_DISPATCH ErrorsAndOthers;
DRIVER_DISPATCH HidesOverflow;
DRIVER_DISPATCH HidesBusy;
DRIVER_DISPATCH PassesOverflow;
DRIVER_DISPATCH FlushNeedNotBe;
DRIVER_DISPATCH FlushNeedNotBeHere;
IO_COMPLETION_ROUTINE Forgive;
IO_COMPLETION_ROUTINE Wake;

NTSTATUS Wake(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS SendAndWait(PEXTENSION Extension, PIRP Irp)
{
    KEVENT done;
    NTSTATUS status;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Wake, &done, TRUE, TRUE, TRUE);
    status = IoCallDriver(Extension->Below, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        status = Irp->IoStatus.Status;
    }
    return status;
}

NTSTATUS CompletesTwiceOnOverflow(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = SendAndWait(extension, Irp);
    if (status == STATUS_BUFFER_OVERFLOW) {
        extension->Overflows++;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
    }
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: DoubleCompletion
    return status;
}

NTSTATUS CompletesOnceOnOverflow(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = SendAndWait(extension, Irp);
    if (status == STATUS_BUFFER_OVERFLOW) {
        extension->Overflows++;
    }
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: DoubleCompletion
    return status;
}

NTSTATUS ForgetsBusy(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = SendAndWait(extension, Irp);
    switch (status) {
    case STATUS_DEVICE_BUSY:
        return status; // expect: CompleteRequest
    default:
        break;
    }
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}

NTSTATUS KnowsBusy(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = SendAndWait(extension, Irp);
    switch (status) {
    case STATUS_DEVICE_BUSY:
        extension->Overflows++;
        break;
    default:
        break;
    }
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status; // keeps: CompleteRequest
}

/* A warning is no success. */
NTSTATUS ErrorsAndOthers(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = SendAndWait(extension, Irp);
    if (!NT_SUCCESS(status)) {
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
        return status;
    }
    if (status == STATUS_BUFFER_OVERFLOW) { // correlated
        return status; // keeps: CompleteRequest infeasible
    }
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}

NTSTATUS HidesOverflow(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    IoSkipCurrentIrpStackLocation(Irp);
    status = IoCallDriver(extension->Below, Irp);
    if (status == STATUS_BUFFER_OVERFLOW) {
        return STATUS_SUCCESS; // expect: LowerDriverReturn
    }
    return status;
}

NTSTATUS HidesBusy(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    IoSkipCurrentIrpStackLocation(Irp);
    status = IoCallDriver(extension->Below, Irp);
    switch (status) {
    case STATUS_DEVICE_BUSY:
        return STATUS_SUCCESS; // expect: LowerDriverReturn
    default:
        return status;
    }
}

NTSTATUS PassesOverflow(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    IoSkipCurrentIrpStackLocation(Irp);
    status = IoCallDriver(extension->Below, Irp);
    if (status == STATUS_BUFFER_OVERFLOW) {
        extension->Overflows++;
    }
    return status; // keeps: LowerDriverReturn
}

/* Whoever cannot flush has nothing to flush. */
NTSTATUS Forgive(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    if (Irp->IoStatus.Status == STATUS_INVALID_DEVICE_REQUEST) {
        Irp->IoStatus.Status = STATUS_SUCCESS; // otherwise: ;
    }
    return STATUS_CONTINUE_COMPLETION;
}

/* What is returned is what the IRP ends with. */
NTSTATUS FlushNeedNotBe(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Forgive, NULL, TRUE, TRUE, TRUE);
    status = IoCallDriver(extension->Below, Irp);
    if (status == STATUS_INVALID_DEVICE_REQUEST) {
        status = STATUS_SUCCESS;
    }
    return status; // keeps: LowerDriverReturn across functions
}

NTSTATUS FlushNeedNotBeHere(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    IoSkipCurrentIrpStackLocation(Irp);
    status = IoCallDriver(extension->Below, Irp);
    if (status == STATUS_INVALID_DEVICE_REQUEST) {
        Irp->IoStatus.Status = STATUS_SUCCESS;
        status = STATUS_SUCCESS;
    }
    return status; // expect: LowerDriverReturn
}
