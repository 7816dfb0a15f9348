/* Requests from IoBuildDeviceIoControlRequest. */
#include "built.h"

DRIVER_DISPATCH ControlReturnsAtOnce;
DRIVER_DISPATCH ControlReturnsInOneMode;
DRIVER_DISPATCH ControlPendsTheOther;
DRIVER_DISPATCH ControlWaitsWithoutLimit;
DRIVER_DISPATCH ControlWaitsInHelper;
DRIVER_DISPATCH ControlWaits;
DRIVER_DISPATCH ControlWaitsByFlag;
DRIVER_DISPATCH ControlCancelsAndWaits;
DRIVER_DISPATCH ControlFrees;
DRIVER_DISPATCH ControlFreesInHelper;
DRIVER_DISPATCH ControlFreesOnFailure;
DRIVER_DISPATCH ControlSignals;
DRIVER_DISPATCH ControlSignalsByAlias;
DRIVER_DISPATCH ControlSignalsInHelper;
DRIVER_DISPATCH ControlSignalsAnother;
DRIVER_DISPATCH ControlSignalsAfterClear;
DRIVER_DISPATCH ControlSignalsInRoutine;
DRIVER_DISPATCH ControlSignalsWhatIsKept;
DRIVER_DISPATCH ControlReuses;
DRIVER_DISPATCH ControlReusesOwn;
DRIVER_DISPATCH ReusesTheIncoming;
DRIVER_DISPATCH ReusesTheIncomingInHelper;
DRIVER_DISPATCH ReusesSpareOrNothing;
DRIVER_DISPATCH ReusesWhatItTookForItsOwn;
DRIVER_DISPATCH ControlSettles;
DRIVER_DISPATCH ControlWaitsBounded;
DRIVER_DISPATCH ControlGivesUp;
DRIVER_DISPATCH ControlSignalsRenewed;
DRIVER_DISPATCH ControlSignalsUnsent;
DRIVER_DISPATCH ReusesOwnInHelper;

IO_COMPLETION_ROUTINE Heard;
IO_COMPLETION_ROUTINE HeardAndKept;

/* ---- waiting */

NTSTATUS ControlReturnsAtOnce(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ASKING asking;
    NTSTATUS status = BeginControl(extension, &asking);
    if (status == STATUS_PENDING) {
        status = STATUS_SUCCESS;
    }
    return Finish(Irp, status); // expect: IoBuildDeviceControlWait across functions
}

NTSTATUS ControlReturnsInOneMode(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ASKING asking;
    NTSTATUS status = BeginControl(extension, &asking);
    if (status == STATUS_PENDING && extension->Mode != 1) {
        if (WaitForSeconds(&asking.Done, 3)) {
            status = asking.Answer.Status;
        }
    }
    if (status == STATUS_PENDING) {
        status = STATUS_IO_TIMEOUT;
    }
    return Finish(Irp, status); // expect: IoBuildDeviceControlWait
}

/* Waits for the first of two only. */
NTSTATUS ControlPendsTheOther(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ASKING first;
    ASKING second;
    NTSTATUS one = BeginControl(extension, &first);
    NTSTATUS other = BeginControl(extension, &second);
    if (one == STATUS_PENDING) {
        WaitForSeconds(&first.Done, 5);
    }
    if (other == STATUS_PENDING) {
        extension->Value = 0;
    }
    return Finish(Irp, STATUS_SUCCESS); // expect: IoBuildDeviceControlWait
}

NTSTATUS ControlWaitsWithoutLimit(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PLARGE_INTEGER limit = NULL;
    ASKING asking;
    NTSTATUS status = BeginControl(extension, &asking);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&asking.Done, Executive, KernelMode, FALSE, limit); // expect: IoBuildDeviceControlWaitTimeout
        status = asking.Answer.Status;
    }
    return Finish(Irp, status); // keeps: IoBuildDeviceControlWait
}

NTSTATUS ControlWaitsInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ASKING asking;
    NTSTATUS status = BeginControl(extension, &asking);
    if (status == STATUS_PENDING) {
        WaitFor(&asking.Done);
        status = asking.Answer.Status;
    }
    return Finish(Irp, status); // keeps: IoBuildDeviceControlWait
}

NTSTATUS ControlWaits(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ASKING asking;
    NTSTATUS status = BeginControl(extension, &asking);
    if (status == STATUS_PENDING) {
        WaitForSeconds(&asking.Done, 10); // otherwise: WaitForSeconds(&asking.Done, 0);
        status = asking.Answer.Status;
    }
    return Finish(Irp, status);
}

/* The flag is the status in other words. */
NTSTATUS ControlWaitsByFlag(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ASKING asking;
    NTSTATUS status = BeginControl(extension, &asking);
    BOOLEAN settled = status != STATUS_PENDING;
    if (!settled) { // correlated
        settled = WaitForSeconds(&asking.Done, 10);
        status = asking.Answer.Status;
    }
    if (!settled) {
        status = STATUS_IO_TIMEOUT;
    }
    return Finish(Irp, status); // keeps: IoBuildDeviceControlWait infeasible, IoBuildDeviceControlWaitTimeout
}

NTSTATUS ControlSettles(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    ASKING asking;
    NTSTATUS status = BeginControl(DeviceObject->DeviceExtension, &asking);
    return Finish(Irp, Settle(&asking, status)); // keeps: IoBuildDeviceControlWait across functions
}

/* There is no limit exactly where somebody else waits. */
NTSTATUS ControlWaitsBounded(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN bounded = extension->Mode == 8;
    PLARGE_INTEGER limit = NULL;
    LARGE_INTEGER seconds;
    ASKING asking;
    NTSTATUS status = BeginControl(extension, &asking);
    seconds.QuadPart = -50000000LL;
    if (bounded) {
        limit = &seconds;
    }
    if (status == STATUS_PENDING && limit != NULL) { // correlated
        KeWaitForSingleObject(&asking.Done, Executive, KernelMode, FALSE, limit); // keeps: IoBuildDeviceControlWaitTimeout infeasible
        status = asking.Answer.Status;
    }
    return Finish(Irp, Settle(&asking, status));
}

/* When the limit has passed, cancelling comes first; then there is no limit any more. */
NTSTATUS ControlCancelsAndWaits(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    LARGE_INTEGER limit;
    ASKING asking;
    NTSTATUS status = BeginControl(extension, &asking);
    if (status == STATUS_PENDING) {
        limit.QuadPart = -20000000LL;
        if (KeWaitForSingleObject(&asking.Done, Executive, KernelMode, FALSE, &limit) == STATUS_TIMEOUT) {
            IoCancelIrp(asking.Irp);
            KeWaitForSingleObject(&asking.Done, Executive, KernelMode, FALSE, NULL); // keeps: IoBuildDeviceControlWaitTimeout
        }
        status = asking.Answer.Status;
    }
    return Finish(Irp, status);
}

/* ---- freeing */

NTSTATUS ControlFrees(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ASKING asking;
    NTSTATUS status = BeginControl(extension, &asking);
    if (asking.Irp != NULL && status != STATUS_PENDING) {
        IoFreeIrp(asking.Irp); // expect: IoBuildDeviceControlNoFree
    } else if (asking.Irp != NULL) {
        WaitForSeconds(&asking.Done, 2);
    }
    return Finish(Irp, status == STATUS_PENDING ? asking.Answer.Status : status);
}

NTSTATUS ControlFreesInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ASKING asking;
    NTSTATUS status = BeginControl(extension, &asking);
    if (status == STATUS_PENDING) {
        WaitForSeconds(&asking.Done, 2);
        status = asking.Answer.Status;
        Discard(asking.Irp);
    }
    return Finish(Irp, status);
}

/* What is freed on failure is NULL: the path with an IRP is in the text only. */
NTSTATUS ControlFreesOnFailure(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN built;
    ASKING asking;
    NTSTATUS status = BeginControl(extension, &asking);
    built = asking.Irp != NULL;
    if (status == STATUS_PENDING) {
        WaitForSeconds(&asking.Done, 2);
        status = asking.Answer.Status;
    }
    if (!built && asking.Irp != NULL) { // correlated
        IoFreeIrp(asking.Irp); // keeps: IoBuildDeviceControlNoFree infeasible
    }
    return Finish(Irp, status); // keeps: IoBuildDeviceControlWait
}

NTSTATUS ControlGivesUp(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    ASKING asking;
    NTSTATUS status = BeginControl(DeviceObject->DeviceExtension, &asking);
    GiveUp(&asking);
    status = Settle(&asking, status);
    if (asking.Irp != NULL) {
        IoFreeIrp(asking.Irp); // keeps: IoBuildDeviceControlNoFree across functions
    }
    return Finish(Irp, status);
}

/* ---- signalling */

NTSTATUS ControlSignals(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ASKING asking;
    NTSTATUS status = BeginControl(extension, &asking);
    if (status != STATUS_PENDING && asking.Irp != NULL) {
        KeSetEvent(&asking.Done, IO_NO_INCREMENT, FALSE); // expect: IoBuildDeviceIoControlSetEvent
    }
    if (asking.Irp != NULL) {
        WaitForSeconds(&asking.Done, 1);
        status = asking.Answer.Status;
    }
    return Finish(Irp, status); // keeps: IoBuildDeviceControlNoFree
}

NTSTATUS ControlSignalsByAlias(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ASKING asking;
    PKEVENT event = &asking.Done;
    NTSTATUS status = BeginControl(extension, &asking);
    if (status == STATUS_PENDING) {
        if (!WaitForSeconds(event, 4)) {
            KeSetEvent(event, IO_NO_INCREMENT, FALSE); // expect: IoBuildDeviceIoControlSetEvent
        }
        status = asking.Answer.Status;
    }
    return Finish(Irp, status);
}

static VOID Release(PASKING Asking)
{
    KeSetEvent(&Asking->Done, EVENT_INCREMENT, FALSE); // expect: IoBuildDeviceIoControlSetEvent across functions
}

NTSTATUS ControlSignalsInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ASKING asking;
    NTSTATUS status = BeginControl(extension, &asking);
    if (NT_SUCCESS(status) && status != STATUS_PENDING) {
        Release(&asking);
    }
    if (status == STATUS_PENDING) {
        WaitForSeconds(&asking.Done, 1);
        status = asking.Answer.Status;
    }
    return Finish(Irp, status);
}

/* The event that is signalled is nobody's request. */
NTSTATUS ControlSignalsAnother(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ASKING asking;
    KEVENT other;
    NTSTATUS status;
    KeInitializeEvent(&other, NotificationEvent, FALSE);
    status = BeginControl(extension, &asking);
    KeSetEvent(&other, IO_NO_INCREMENT, FALSE); // keeps: IoBuildDeviceIoControlSetEvent
    if (status == STATUS_PENDING) {
        WaitForSeconds(&asking.Done, 1);
        status = asking.Answer.Status;
    }
    return Finish(Irp, status); // keeps: IoBuildDeviceControlNoFree
}

/* Once the request is done, the event is used for something else. */
NTSTATUS ControlSignalsAfterClear(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ASKING asking;
    NTSTATUS status = BeginControl(extension, &asking);
    if (status == STATUS_PENDING) {
        WaitForSeconds(&asking.Done, 6);
        status = asking.Answer.Status;
    }
    KeInitializeEvent(&asking.Done, SynchronizationEvent, FALSE);
    KeSetEvent(&asking.Done, IO_NO_INCREMENT, FALSE); // keeps: IoBuildDeviceIoControlSetEvent
    return Finish(Irp, status);
}

static VOID Renew(PASKING Asking)
{
    Asking->Irp = NULL;
    KeInitializeEvent(&Asking->Done, NotificationEvent, FALSE); // otherwise: ;
}

NTSTATUS ControlSignalsRenewed(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    ASKING asking;
    NTSTATUS status = BeginControl(DeviceObject->DeviceExtension, &asking);
    if (status == STATUS_PENDING) {
        WaitForSeconds(&asking.Done, 6);
        status = asking.Answer.Status;
    }
    Renew(&asking);
    KeSetEvent(&asking.Done, IO_NO_INCREMENT, FALSE); // keeps: IoBuildDeviceIoControlSetEvent across functions
    return Finish(Irp, status);
}

/* Signalled where nothing was sent that would signal it. */
NTSTATUS ControlSignalsUnsent(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = STATUS_SUCCESS;
    BOOLEAN sent = extension->Mode == 7;
    ASKING asking;
    if (sent) {
        status = BeginControl(extension, &asking);
    } else {
        KeInitializeEvent(&asking.Done, NotificationEvent, FALSE);
    }
    if (!sent) { // correlated
        KeSetEvent(&asking.Done, IO_NO_INCREMENT, FALSE); // keeps: IoBuildDeviceIoControlSetEvent infeasible
    }
    if (status == STATUS_PENDING) {
        WaitForSeconds(&asking.Done, 6);
        status = asking.Answer.Status;
    }
    return Finish(Irp, status);
}

NTSTATUS Heard(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PASKING asking = Context;
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&asking->Done, IO_NO_INCREMENT, FALSE); // expect: IoBuildDeviceIoControlSetEvent
    return STATUS_CONTINUE_COMPLETION;
}

/* The I/O manager is not going to signal: the IRP stays here. */
NTSTATUS HeardAndKept(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PASKING asking = Context;
    UNREFERENCED_PARAMETER(DeviceObject);
    asking->Answer = Irp->IoStatus;
    KeSetEvent(&asking->Done, IO_NO_INCREMENT, FALSE); // keeps: IoBuildDeviceIoControlSetEvent
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS AskWith(PEXTENSION Extension, PIO_COMPLETION_ROUTINE Routine)
{
    ASKING asking;
    NTSTATUS status;
    KeInitializeEvent(&asking.Done, NotificationEvent, FALSE);
    asking.Irp = IoBuildDeviceIoControlRequest(IOCTL_GAUGE_READ, Extension->Below, NULL, 0, &Extension->Value,
                                               sizeof(ULONG), FALSE, &asking.Done, &asking.Answer);
    if (asking.Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    IoSetCompletionRoutine(asking.Irp, Routine, &asking, TRUE, TRUE, TRUE);
    status = IoCallDriver(Extension->Below, asking.Irp);
    if (status == STATUS_PENDING) {
        WaitForSeconds(&asking.Done, 3);
        status = asking.Answer.Status;
    }
    return status;
}

NTSTATUS ControlSignalsInRoutine(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    return Finish(Irp, AskWith(DeviceObject->DeviceExtension, Heard));
}

NTSTATUS ControlSignalsWhatIsKept(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    return Finish(Irp, AskWith(DeviceObject->DeviceExtension, HeardAndKept));
}

/* ---- using again */

NTSTATUS ControlReuses(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ASKING asking;
    NTSTATUS status = BeginControl(extension, &asking);
    if (status == STATUS_PENDING) {
        WaitForSeconds(&asking.Done, 6);
        IoReuseIrp(asking.Irp, STATUS_NOT_SUPPORTED); // expect: IoReuseIrp
        status = asking.Answer.Status;
    }
    return Finish(Irp, status); // keeps: IoReuseIrp2, IoBuildDeviceIoControlSetEvent
}

NTSTATUS ControlReusesOwn(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = IoAllocateIrp(extension->Below->StackSize, FALSE);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    IoReuseIrp(own, STATUS_NOT_SUPPORTED); // keeps: IoReuseIrp, IoReuseIrp2
    IoFreeIrp(own);
    return Finish(Irp, STATUS_SUCCESS);
}

static VOID WipeOwn(PIRP Own)
{
    IoReuseIrp(Own, STATUS_NOT_SUPPORTED); // keeps: IoReuseIrp across functions, IoReuseIrp2 across functions
}

NTSTATUS ReusesOwnInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = IoAllocateIrp(extension->Below->StackSize, FALSE);
    if (own != NULL) {
        WipeOwn(own); // otherwise: WipeOwn(Irp);
        IoFreeIrp(own);
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS ReusesTheIncoming(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    if (extension->Mode == 4) {
        IoReuseIrp(Irp, STATUS_SUCCESS); // expect: IoReuseIrp, IoReuseIrp2
    }
    return Finish(Irp, STATUS_SUCCESS);
}

static VOID Wipe(PIRP Irp, NTSTATUS Status)
{
    IoReuseIrp(Irp, Status); // expect: IoReuseIrp across functions, IoReuseIrp2 across functions
}

NTSTATUS ReusesTheIncomingInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP again = Irp;
    if (extension->Mode == 5) {
        Wipe(again, STATUS_SUCCESS); // otherwise: Wipe(extension->Spare, STATUS_SUCCESS);
    }
    return Finish(Irp, STATUS_SUCCESS);
}

/* Where the spare one comes from is not known here. */
NTSTATUS ReusesSpareOrNothing(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    if (extension->Spare != NULL) {
        IoReuseIrp(extension->Spare, STATUS_SUCCESS); // keeps: IoReuseIrp, IoReuseIrp2
    }
    return Finish(Irp, STATUS_SUCCESS);
}

/* Only its own one is wiped: the flag says which it is. */
NTSTATUS ReusesWhatItTookForItsOwn(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN own = extension->Mode == 6;
    PIRP irp = Irp;
    if (own) {
        irp = IoAllocateIrp(extension->Below->StackSize, FALSE);
        if (irp == NULL) {
            return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
        }
    }
    if (irp != Irp) { // correlated
        IoReuseIrp(irp, STATUS_SUCCESS); // keeps: IoReuseIrp infeasible, IoReuseIrp2 infeasible
        IoFreeIrp(irp);
    }
    return Finish(Irp, STATUS_SUCCESS); // expect: IoAllocateFree known-false-positive - a fresh IRP is not told apart from the incoming one
}
