/* With which status an IRP is completed and which one is returned. */
#include "completing.h"

DRIVER_DISPATCH MasksFailure;
DRIVER_DISPATCH MasksThroughHelper;
DRIVER_DISPATCH HandsFailureOn;
DRIVER_DISPATCH AnswersItself;
DRIVER_DISPATCH OtherError;
DRIVER_DISPATCH StillPending;
DRIVER_DISPATCH GuardsSuccess;
DRIVER_DISPATCH ReturnsBelow;
DRIVER_DISPATCH ReturnsSuccess;
DRIVER_DISPATCH ReturnsThroughPointer;
DRIVER_DISPATCH ReturnsOtherInOneMode;
DRIVER_DISPATCH SaysPending;
DRIVER_DISPATCH MarksAndSaysPending;
DRIVER_DISPATCH CompletesItself;
DRIVER_DISPATCH NothingDone;
DRIVER_DISPATCH NothingDoneInOneMode;
DRIVER_DISPATCH FailsWithoutCompleting;
DRIVER_DISPATCH DoneByHelper;
DRIVER_DISPATCH MapsFailure;
DRIVER_DISPATCH ReturnsByFlag;
DRIVER_DISPATCH HandledOrNot;
DRIVER_DISPATCH AnsweredInHelper;
DRIVER_DISPATCH GivenBackAndForgotten;
DRIVER_DISPATCH GivenBackAndFinished;
DRIVER_DISPATCH TriesAgain;

IO_COMPLETION_ROUTINE SendAgain;

NTSTATUS MasksFailure(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    (VOID)ForwardAndWait(extension, Irp);
    Irp->IoStatus.Status = STATUS_SUCCESS;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: CompleteRequestStatusCheck
    return STATUS_SUCCESS;
}

NTSTATUS MasksThroughHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status = ForwardAndWait(DeviceObject->DeviceExtension, Irp);
    if (status == STATUS_DEVICE_NOT_READY) {
        status = STATUS_SUCCESS;
    }
    Irp->IoStatus.Status = status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: CompleteRequestStatusCheck across functions
    return status;
}

NTSTATUS HandsFailureOn(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status = ForwardAndWait(DeviceObject->DeviceExtension, Irp);
    Irp->IoStatus.Status = status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: CompleteRequestStatusCheck
    return status;
}

/* Nobody below knows the request: the driver's own answer counts. */
NTSTATUS AnswersItself(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status = ForwardAndWait(DeviceObject->DeviceExtension, Irp);
    if (status == STATUS_NOT_SUPPORTED) {
        status = STATUS_SUCCESS;
    }
    Irp->IoStatus.Status = status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: CompleteRequestStatusCheck
    return status;
}

NTSTATUS OtherError(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status = ForwardAndWait(DeviceObject->DeviceExtension, Irp);
    if (!NT_SUCCESS(status)) {
        status = STATUS_DEVICE_DATA_ERROR;
    }
    Irp->IoStatus.Status = status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: CompleteRequestStatusCheck
    return status;
}

NTSTATUS StillPending(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, KeepIt, &extension->Done, TRUE, TRUE, TRUE);
    status = IoCallDriver(extension->Below, Irp);
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: CompleteRequestStatusCheck, PendedCompletedRequest2
    return status; // expect: PendedCompletedRequest
}

NTSTATUS GuardsSuccess(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status = ForwardAndWait(DeviceObject->DeviceExtension, Irp);
    if (NT_SUCCESS(status)) { // correlated
        Irp->IoStatus.Status = STATUS_SUCCESS;
        status = STATUS_SUCCESS;
    }
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: CompleteRequestStatusCheck infeasible
    return status;
}

static NTSTATUS Map(NTSTATUS Status)
{
    if (Status == STATUS_NO_MEDIA_IN_DEVICE) {
        return STATUS_DEVICE_NOT_READY; // otherwise: return STATUS_SUCCESS;
    }
    return Status;
}

NTSTATUS MapsFailure(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status = Map(ForwardAndWait(DeviceObject->DeviceExtension, Irp));
    Irp->IoStatus.Status = status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: CompleteRequestStatusCheck across functions
    return status;
}

static NTSTATUS SendOn(PEXTENSION Extension, PIRP Irp)
{
    IoSkipCurrentIrpStackLocation(Irp);
    return IoCallDriver(Extension->Below, Irp);
}

NTSTATUS ReturnsBelow(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status = SendOn(DeviceObject->DeviceExtension, Irp);
    if (status == STATUS_PENDING) {
        return STATUS_PENDING;
    }
    return status;
}

NTSTATUS ReturnsSuccess(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status = SendOn(DeviceObject->DeviceExtension, Irp);
    status = STATUS_SUCCESS;
    return status; // expect: LowerDriverReturn across functions, IrpProcessingComplete
}

static VOID SendInto(PEXTENSION Extension, PIRP Irp, NTSTATUS *Status)
{
    *Status = SendOn(Extension, Irp); // otherwise: SendOn(Extension, Irp); *Status = STATUS_SUCCESS;
}

NTSTATUS ReturnsThroughPointer(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status;
    SendInto(DeviceObject->DeviceExtension, Irp, &status);
    return status; // keeps: LowerDriverReturn across functions
}

/* What is returned instead is the same, where it is returned. */
NTSTATUS ReturnsByFlag(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status = SendOn(DeviceObject->DeviceExtension, Irp);
    BOOLEAN done = status == STATUS_SUCCESS;
    NTSTATUS result = STATUS_SUCCESS;
    if (!done) { // correlated
        result = status;
    }
    return result; // keeps: LowerDriverReturn infeasible
}

NTSTATUS ReturnsOtherInOneMode(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = SendOn(extension, Irp);
    if (extension->Mode == 1 && !NT_SUCCESS(status)) {
        status = STATUS_SUCCESS;
    }
    return status; // expect: LowerDriverReturn
}

NTSTATUS SaysPending(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    SendOn(DeviceObject->DeviceExtension, Irp);
    return STATUS_PENDING; // expect: LowerDriverReturn
}

NTSTATUS MarksAndSaysPending(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    IoMarkIrpPending(Irp);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, LetGo, NULL, TRUE, TRUE, TRUE);
    IoCallDriver(extension->Below, Irp);
    return STATUS_PENDING; // keeps: LowerDriverReturn, MarkIrpPending2
}

NTSTATUS CompletesItself(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status = ForwardAndWait(DeviceObject->DeviceExtension, Irp);
    return Finish(Irp, NT_SUCCESS(status) ? status : STATUS_UNSUCCESSFUL);
}

NTSTATUS NothingDone(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    Irp->IoStatus.Status = STATUS_SUCCESS;
    return STATUS_SUCCESS; // expect: IrpProcessingComplete
}

NTSTATUS NothingDoneInOneMode(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = STATUS_SUCCESS;
    switch (extension->Mode) {
    case 0:
        status = Finish(Irp, STATUS_SUCCESS);
        break;
    case 1:
        status = SendOn(extension, Irp);
        break;
    case 2:
        break;
    default:
        status = Finish(Irp, STATUS_INVALID_DEVICE_REQUEST);
        break;
    }
    return status; // expect: IrpProcessingComplete
}

static NTSTATUS Handle(PEXTENSION Extension, PIRP Irp)
{
    if (Extension->Mode == 4) {
        return STATUS_SUCCESS; // otherwise: return Finish(Irp, STATUS_SUCCESS);
    }
    return Finish(Irp, STATUS_NOT_SUPPORTED);
}

NTSTATUS HandledOrNot(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    return Handle(DeviceObject->DeviceExtension, Irp); // expect: IrpProcessingComplete across functions
}

static NTSTATUS Answer(PEXTENSION Extension, PIRP Irp)
{
    Extension->Mode = 5;
    return Finish(Irp, STATUS_SUCCESS); // otherwise: return STATUS_SUCCESS;
}

NTSTATUS AnsweredInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    return Answer(DeviceObject->DeviceExtension, Irp); // keeps: IrpProcessingComplete across functions
}

NTSTATUS FailsWithoutCompleting(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = extension->Removed ? STATUS_DELETE_PENDING : STATUS_SUCCESS;
    if (extension->Removed) {
        return status; // keeps: IrpProcessingComplete
    }
    return SendOn(extension, Irp);
}

typedef struct _TRIES {
    PEXTENSION Extension;
    ULONG Left;
    NTSTATUS Last;
    KEVENT Over;
} TRIES, *PTRIES;

NTSTATUS SendAgain(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PTRIES tries = Context;
    UNREFERENCED_PARAMETER(DeviceObject);
    if (Irp->IoStatus.Status == STATUS_DEVICE_BUSY && tries->Left > 0) {
        tries->Left--;
        IoCopyCurrentIrpStackLocationToNext(Irp);
        IoSetCompletionRoutine(Irp, SendAgain, tries, TRUE, TRUE, TRUE);
        IoCallDriver(tries->Extension->Below, Irp);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }
    tries->Last = Irp->IoStatus.Status;
    KeSetEvent(&tries->Over, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* What the last of several rounds leaves is not known. */
NTSTATUS TriesAgain(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    TRIES tries;
    tries.Extension = DeviceObject->DeviceExtension;
    tries.Left = 3;
    tries.Last = STATUS_PENDING;
    KeInitializeEvent(&tries.Over, NotificationEvent, FALSE);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, SendAgain, &tries, TRUE, TRUE, TRUE);
    IoCallDriver(tries.Extension->Below, Irp);
    KeWaitForSingleObject(&tries.Over, Executive, KernelMode, FALSE, NULL);
    Irp->IoStatus.Status = tries.Last;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: CompleteRequestStatusCheck
    return tries.Last;
}

/* The IRP comes back from below, and somebody has to complete it. */
NTSTATUS GivenBackAndForgotten(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    if (!IoForwardIrpSynchronously(extension->Below, Irp)) {
        return Finish(Irp, STATUS_UNSUCCESSFUL);
    }
    return STATUS_SUCCESS; // expect: IrpProcessingComplete
}

NTSTATUS GivenBackAndFinished(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    if (!IoForwardIrpSynchronously(extension->Below, Irp)) {
        return Finish(Irp, STATUS_UNSUCCESSFUL);
    }
    return Finish(Irp, Irp->IoStatus.Status); // keeps: IrpProcessingComplete
}

NTSTATUS DoneByHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status = ForwardAndWait(DeviceObject->DeviceExtension, Irp);
    status = Finish(Irp, status);
    return NT_SUCCESS(status) ? STATUS_SUCCESS : status; // keeps: IrpProcessingComplete
}
