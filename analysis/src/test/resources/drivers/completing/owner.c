/* Who owns an IRP after its completion routine has run (CompleteRequest), and completing twice. */
#include "completing.h"

DRIVER_DISPATCH WaitThenFinish;
DRIVER_DISPATCH KeptNotFinished;
DRIVER_DISPATCH KeptFinishedOnSuccess;
DRIVER_DISPATCH LetGoThenFinish;
DRIVER_DISPATCH ErasedByCopy;
DRIVER_DISPATCH RegisteredAfterCopy;
DRIVER_DISPATCH FailureKept;
DRIVER_DISPATCH FailureKeptForgotten;
DRIVER_DISPATCH FinishedInRoutine;
DRIVER_DISPATCH KeptAndPended;
DRIVER_DISPATCH KeptAndSentAgain;
DRIVER_DISPATCH NotKeptByFlags;
DRIVER_DISPATCH KeptByOpenFlag;
DRIVER_DISPATCH KeptByFlagThatIsAsked;
DRIVER_DISPATCH FinishedInRoutineAndAfter;
DRIVER_DISPATCH Twice;
DRIVER_DISPATCH TwiceThroughHelpers;
DRIVER_DISPATCH EitherWay;
DRIVER_DISPATCH OncePerMode;
DRIVER_DISPATCH TakenBack;
DRIVER_DISPATCH KeptAndClosed;
DRIVER_DISPATCH ClosedEitherWay;
DRIVER_DISPATCH KeptByOwnRoutine;
DRIVER_DISPATCH LetGoByOwnRoutine;
DRIVER_DISPATCH TwiceByTable;
DRIVER_STARTIO StartKept;

NTSTATUS WaitThenFinish(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status = ForwardAndWait(DeviceObject->DeviceExtension, Irp);
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status; // keeps: CompleteRequest, LowerDriverReturn
}

NTSTATUS KeptNotFinished(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status = ForwardAndWait(DeviceObject->DeviceExtension, Irp);
    return status; // expect: CompleteRequest across functions
}

static VOID Close(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // otherwise: ;
}

NTSTATUS KeptAndClosed(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status = ForwardAndWait(DeviceObject->DeviceExtension, Irp);
    Close(Irp, status);
    return status; // keeps: CompleteRequest across functions
}

NTSTATUS KeptFinishedOnSuccess(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status = ForwardAndWait(DeviceObject->DeviceExtension, Irp);
    if (NT_SUCCESS(status)) {
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
    }
    return status; // expect: CompleteRequest
}

NTSTATUS ErasedByCopy(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KEVENT done;
    NTSTATUS status;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, KeepIt, &done, TRUE, TRUE, TRUE);
    IoCopyCurrentIrpStackLocationToNext(Irp); // the routine goes with the location it was in
    status = IoCallDriver(extension->Below, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        status = Irp->IoStatus.Status;
    }
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: CompleteRequest
    return status;
}

NTSTATUS RegisteredAfterCopy(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KEVENT done;
    NTSTATUS status;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, LetGo, NULL, TRUE, TRUE, TRUE);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, KeepIt, &done, TRUE, TRUE, TRUE);
    status = IoCallDriver(extension->Below, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        status = Irp->IoStatus.Status;
    }
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: CompleteRequest
    return status;
}

NTSTATUS LetGoThenFinish(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, LetGo, NULL, TRUE, TRUE, TRUE);
    status = IoCallDriver(extension->Below, Irp);
    if (!NT_SUCCESS(status)) {
        IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: CompleteRequest
    }
    return status;
}

/* The routine keeps what failed; only that is completed here. */
NTSTATUS FailureKept(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, KeepOnFailure, NULL, TRUE, TRUE, TRUE);
    status = IoCallDriver(extension->Below, Irp);
    if (!NT_SUCCESS(status)) { // correlated
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
    }
    return status; // keeps: CompleteRequest infeasible
}

NTSTATUS FailureKeptForgotten(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, KeepOnFailure, NULL, TRUE, TRUE, TRUE);
    return IoCallDriver(extension->Below, Irp); // expect: CompleteRequest
}

NTSTATUS FinishedInRoutine(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    IoMarkIrpPending(Irp);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, FinishHere, NULL, TRUE, TRUE, TRUE);
    IoCallDriver(extension->Below, Irp);
    return STATUS_PENDING;
}

/* Somebody else completes it later. */
NTSTATUS KeptAndPended(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    IoMarkIrpPending(Irp);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, KeepIt, &extension->Done, TRUE, TRUE, TRUE);
    IoCallDriver(extension->Below, Irp);
    return STATUS_PENDING; // keeps: CompleteRequest, LowerDriverReturn
}

NTSTATUS KeptAndSentAgain(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = ForwardAndWait(extension, Irp);
    if (status == STATUS_DEVICE_BUSY) {
        IoSkipCurrentIrpStackLocation(Irp);
        return IoCallDriver(extension->Below, Irp);
    }
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}

/* For a failure the routine is not run, so nothing kept the IRP. */
NTSTATUS NotKeptByFlags(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, KeepIt, &extension->Done, TRUE, FALSE, FALSE);
    status = IoCallDriver(extension->Below, Irp);
    if (status == STATUS_PENDING) {
        return status;
    }
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: CompleteRequest
    return status;
}

NTSTATUS Twice(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    if (extension->Removed) {
        Irp->IoStatus.Status = STATUS_DELETE_PENDING;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
    }
    Irp->IoStatus.Status = STATUS_SUCCESS;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: DoubleCompletion
    return STATUS_SUCCESS;
}

static NTSTATUS Check(PEXTENSION Extension, PIRP Irp)
{
    return Extension->Mode > 3 ? Finish(Irp, STATUS_INVALID_PARAMETER) : STATUS_SUCCESS;
}

NTSTATUS TwiceThroughHelpers(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status = Check(DeviceObject->DeviceExtension, Irp);
    Irp->IoStatus.Status = status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: DoubleCompletion across functions
    return status;
}

NTSTATUS EitherWay(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status = Check(DeviceObject->DeviceExtension, Irp);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    return Finish(Irp, STATUS_SUCCESS); // keeps: DoubleCompletion
}

/* Says whether there is anything left to do. */
static BOOLEAN Refuse(PEXTENSION Extension, PIRP Irp)
{
    if (!Extension->Removed) {
        return FALSE;
    }
    Finish(Irp, STATUS_DELETE_PENDING);
    return TRUE; // otherwise: return FALSE;
}

NTSTATUS ClosedEitherWay(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    if (Refuse(DeviceObject->DeviceExtension, Irp)) {
        return STATUS_DELETE_PENDING;
    }
    Irp->IoStatus.Status = STATUS_SUCCESS;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: DoubleCompletion across functions
    return STATUS_SUCCESS;
}

/* Both conditions cannot hold: the mode does not change between them. */
NTSTATUS OncePerMode(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG mode = extension->Mode;
    NTSTATUS status = STATUS_SUCCESS;
    if (mode == 1) {
        status = Finish(Irp, STATUS_NOT_SUPPORTED);
    }
    if (mode != 1) { // correlated
        status = Finish(Irp, STATUS_SUCCESS);
    }
    return status; // keeps: DoubleCompletion, IrpProcessingComplete infeasible
}

/* The routine takes it back, but not for the dispatch routine: it is complete. */
NTSTATUS FinishedInRoutineAndAfter(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status;
    IoMarkIrpPending(Irp);
    status = SendWith(DeviceObject->DeviceExtension, Irp, FinishHere);
    if (!NT_SUCCESS(status)) {
        IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: DoubleCompletion
    }
    return STATUS_PENDING;
}

/* A routine may be registered for failures, or not. */
NTSTATUS KeptByOpenFlag(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, KeepOnFailure, NULL, FALSE, extension->Removed, FALSE);
    status = IoCallDriver(extension->Below, Irp);
    if (!NT_SUCCESS(status)) {
        IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: CompleteRequest
    }
    return status;
}

NTSTATUS KeptByFlagThatIsAsked(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN kept = extension->Mode != 0;
    NTSTATUS status;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, KeepOnFailure, NULL, FALSE, kept, FALSE);
    status = IoCallDriver(extension->Below, Irp);
    if (!NT_SUCCESS(status) && kept) {
        IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: CompleteRequest
    }
    return status;
}

/* Completed, that is. The routine of the first pass took it back before. */
NTSTATUS TakenBack(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = ForwardAndWait(extension, Irp);
    if (NT_SUCCESS(status) && extension->Mode == 2) {
        status = ForwardAndWait(extension, Irp);
    }
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: DoubleCompletion, CompleteRequest
    return status;
}

VOID StartKept(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status = ForwardAndWait(DeviceObject->DeviceExtension, Irp);
    if (NT_SUCCESS(status)) {
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
    }
} // expect: CompleteRequest

/* Where it is registered another routine has its name. */
static NTSTATUS Watch(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    return KeepOnFailure(DeviceObject, Irp, Context);
}

static NTSTATUS Ignore(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    return LetGo(DeviceObject, Irp, Context);
}

NTSTATUS KeptByOwnRoutine(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status = SendWith(DeviceObject->DeviceExtension, Irp, Watch);
    if (!NT_SUCCESS(status)) {
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
    }
    return status; // keeps: CompleteRequest
}

NTSTATUS LetGoByOwnRoutine(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status = SendWith(DeviceObject->DeviceExtension, Irp, Ignore);
    if (!NT_SUCCESS(status)) {
        IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: CompleteRequest across functions
    }
    return status;
}

const WAY Closing = {Close};

NTSTATUS TwiceByTable(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    CloseBy(&Closing, Irp, STATUS_INVALID_PARAMETER);
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: DoubleCompletion across functions
    return STATUS_INVALID_PARAMETER;
}
