/* Requests from IoAllocateIrp. */
#include "own.h"

DRIVER_DISPATCH OwnSendsBare;
DRIVER_DISPATCH OwnSendsBareInOneMode;
DRIVER_DISPATCH OwnSendsArmed;
DRIVER_DISPATCH OwnSendsArmedByFlag;
DRIVER_DISPATCH OwnSendsByHand;
DRIVER_DISPATCH OwnCompletesIt;
DRIVER_DISPATCH OwnCompletesItInHelper;
DRIVER_DISPATCH OwnCompletesOnlyWhatCame;
DRIVER_DISPATCH OwnForgetsIt;
DRIVER_DISPATCH OwnFreesWhatCame;
DRIVER_DISPATCH OwnWakesNobody;
DRIVER_DISPATCH OwnWakesTheWrongOnes;
DRIVER_DISPATCH OwnWakesIfWanted;
DRIVER_DISPATCH OwnWakes;
DRIVER_DISPATCH OwnWakesInHelper;
DRIVER_DISPATCH OwnWakesBecauseWanted;
DRIVER_DISPATCH OwnNotOnSuccess;
DRIVER_DISPATCH OwnNotOnError;
DRIVER_DISPATCH OwnNotInOneMode;
DRIVER_DISPATCH OwnFlagsThenAll;
DRIVER_DISPATCH OwnFlagByMode;
DRIVER_DISPATCH OwnNotOnCancel;
DRIVER_DISPATCH OwnNotOnCancelByAlias;
DRIVER_DISPATCH OwnNotOnCancelInHelper;
DRIVER_DISPATCH OwnWaitsWithoutLimit;
DRIVER_DISPATCH OwnWaitsWithoutLimitByName;
DRIVER_DISPATCH OwnWaitsInOneModeWithoutLimit;
DRIVER_DISPATCH OwnWaitsWithLimit;
DRIVER_DISPATCH OwnWaitsByFlag;
DRIVER_DISPATCH OwnWakesOnce;
DRIVER_DISPATCH OwnAsksHelpers;
DRIVER_DISPATCH OwnFlagsByFlag;
DRIVER_DISPATCH OwnFinishesFirst;
DRIVER_DISPATCH OwnFreesInHelper;
DRIVER_DISPATCH OwnCompletesByFlag;

static VOID HookFor(PIRP Irp, PORDER Order, BOOLEAN OnError)
{
    if (OnError) {
        IoSetCompletionRoutine(Irp, WakeOrder, Order, TRUE, TRUE, FALSE); // expect: IoAllocateIrpSignalEventInCompletion3 across functions
    } else {
        IoSetCompletionRoutine(Irp, WakeOrder, Order, TRUE, FALSE, TRUE); // expect: IoAllocateIrpSignalEventInCompletion2 across functions
    }
}

NTSTATUS OwnSendsBare(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = MakeOwn(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    extension->Sent++;
    IoCallDriver(extension->Below, own); // expect: IoAllocateForward across functions
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS OwnSendsBareInOneMode(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = MakeOwn(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    if (extension->Mode != 0) {
        Hook(own, Dispose, NULL);
    }
    IoCallDriver(extension->Below, own); // expect: IoAllocateForward
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS OwnSendsArmed(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = MakeOwn(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    Hook(own, Dispose, NULL);
    IoCallDriver(extension->Below, own); // keeps: IoAllocateForward across functions, IoAllocateComplete
    return Finish(Irp, STATUS_SUCCESS); // keeps: IoAllocateFree
}

/* Only what was hooked is sent; the rest is freed. */
NTSTATUS OwnSendsArmedByFlag(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN hooked = FALSE;
    PIRP own = MakeOwn(extension);
    if (own != NULL && extension->Mode == 2) {
        Hook(own, Dispose, NULL);
        hooked = TRUE;
    }
    if (hooked) { // correlated
        IoCallDriver(extension->Below, own); // keeps: IoAllocateForward infeasible
    } else if (own != NULL) {
        IoFreeIrp(own); // keeps: IoAllocateFree
    }
    return Finish(Irp, STATUS_SUCCESS);
}

/* What IoSetCompletionRoutine would write. */
NTSTATUS OwnSendsByHand(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION next;
    PIRP own = MakeOwn(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    next = IoGetNextIrpStackLocation(own);
    next->CompletionRoutine = Dispose;
    next->Context = NULL;
    next->Control = SL_INVOKE_ON_SUCCESS | SL_INVOKE_ON_ERROR | SL_INVOKE_ON_CANCEL;
    IoCallDriver(extension->Below, own); // keeps: IoAllocateForward
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS OwnCompletesIt(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = MakeOwn(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    own->IoStatus.Status = STATUS_CANCELLED;
    IoCompleteRequest(own, IO_NO_INCREMENT); // expect: IoAllocateComplete
    IoFreeIrp(own);
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS OwnCompletesItInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = MakeOwn(extension);
    PIRP both[2];
    both[0] = Irp;
    both[1] = own;
    if (own != NULL) {
        CompleteIt(both[1]); // otherwise: CompleteIt(both[0]);
        IoFreeIrp(own);
    }
    return Finish(both[0], STATUS_SUCCESS); // keeps: IoAllocateComplete
}

/* What is completed in the end is never its own one. */
NTSTATUS OwnCompletesOnlyWhatCame(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP done = Irp;
    PIRP own = NULL;
    if (extension->Mode == 3) {
        own = MakeOwn(extension);
    }
    if (own != NULL) {
        IoFreeIrp(own);
        own = NULL;
    }
    if (own != NULL) {
        done = own;
    }
    return Finish(done, STATUS_SUCCESS); // keeps: IoAllocateComplete, IoAllocateFree
}

NTSTATUS OwnForgetsIt(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = MakeOwn(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    if (extension->Mode == 4) {
        return Finish(Irp, STATUS_DEVICE_BUSY); // expect: IoAllocateFree across functions
    }
    IoFreeIrp(own);
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS OwnFreesWhatCame(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    if (extension->Mode == 5) {
        IoFreeIrp(Irp); // expect: IoAllocateFree, IoBuildFsdFree
        return STATUS_CANCELLED;
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS OwnWakesNobody(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    PIRP own = MakeOwn(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    order.Wanted = TRUE;
    IoSetCompletionRoutine(own, Forget, &order, TRUE, TRUE, TRUE);
    status = IoCallDriver(extension->Below, own);
    status = WaitForOrder(&order, own, status);
    IoFreeIrp(own);
    return Finish(Irp, status);
}

NTSTATUS OwnWakesTheWrongOnes(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    PIRP own = MakeOwn(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    order.Wanted = TRUE;
    IoSetCompletionRoutine(own, ForgetOrder, &order, TRUE, TRUE, TRUE);
    status = IoCallDriver(extension->Below, own);
    status = WaitForOrder(&order, own, status);
    IoFreeIrp(own);
    return Finish(Irp, status);
}

NTSTATUS OwnWakesIfWanted(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    PIRP own = MakeOwn(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    order.Wanted = TRUE;
    order.Wanted = extension->Mode == 6; // otherwise: ;
    IoSetCompletionRoutine(own, WakeOrderIfWanted, &order, TRUE, TRUE, TRUE);
    status = IoCallDriver(extension->Below, own);
    status = WaitForOrder(&order, own, status);
    IoFreeIrp(own);
    return Finish(Irp, status);
}

NTSTATUS OwnWakes(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    PIRP own = MakeOwn(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    order.Wanted = TRUE;
    IoSetCompletionRoutine(own, WakeOrder, &order, TRUE, TRUE, TRUE); // keeps: IoAllocateIrpSignalEventInCompletion, IoAllocateIrpSignalEventInCompletion2, IoAllocateIrpSignalEventInCompletion3
    status = IoCallDriver(extension->Below, own);
    status = WaitForOrder(&order, own, status);
    IoFreeIrp(own);
    return Finish(Irp, status);
}

NTSTATUS OwnWakesInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    PIRP own = MakeOwn(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    order.Wanted = TRUE;
    IoSetCompletionRoutine(own, WakeOrderInHelper, &order, TRUE, TRUE, TRUE); // keeps: IoAllocateIrpSignalEventInCompletion
    status = IoCallDriver(extension->Below, own);
    status = WaitForOrder(&order, own, status);
    IoFreeIrp(own);
    return Finish(Irp, status);
}

/* The routine wakes only who is wanted; here that is always so. */
NTSTATUS OwnWakesBecauseWanted(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    PIRP own = MakeOwn(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    order.Wanted = TRUE;
    IoSetCompletionRoutine(own, WakeOrderIfWanted, &order, TRUE, TRUE, TRUE); // keeps: IoAllocateIrpSignalEventInCompletion
    status = IoCallDriver(extension->Below, own);
    status = WaitForOrder(&order, own, status);
    IoFreeIrp(own);
    return Finish(Irp, status);
}

NTSTATUS OwnNotOnSuccess(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    PIRP own = MakeOwn(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    order.Wanted = TRUE;
    IoSetCompletionRoutine(own, WakeOrder, &order, FALSE, TRUE, TRUE); // expect: IoAllocateIrpSignalEventInCompletion2
    status = IoCallDriver(extension->Below, own);
    status = WaitForOrder(&order, own, status);
    IoFreeIrp(own);
    return Finish(Irp, status);
}

NTSTATUS OwnNotOnError(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    PIRP own = MakeOwn(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    order.Wanted = TRUE;
    extension->Sent++;
    HookFor(own, &order, FALSE);
    status = IoCallDriver(extension->Below, own);
    status = WaitForOrder(&order, own, status);
    IoFreeIrp(own);
    return Finish(Irp, status);
}

NTSTATUS OwnNotInOneMode(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    PIRP own = MakeOwn(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    order.Wanted = TRUE;
    IoSetCompletionRoutine(own, WakeOrder, &order, TRUE, TRUE, TRUE);
    if (extension->Mode == 7) {
        IoSetCompletionRoutine(own, WakeOrder, &order, FALSE, TRUE, TRUE); // expect: IoAllocateIrpSignalEventInCompletion2
    }
    status = IoCallDriver(extension->Below, own);
    status = WaitForOrder(&order, own, status);
    IoFreeIrp(own);
    return Finish(Irp, status);
}

/* The second registration takes the place of the first one. */
NTSTATUS OwnFlagsThenAll(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    PIRP own = MakeOwn(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    order.Wanted = TRUE;
    IoSetCompletionRoutine(own, WakeOrder, &order, TRUE, FALSE, FALSE);
    IoSetCompletionRoutine(own, WakeOrder, &order, TRUE, TRUE, TRUE); // keeps: IoAllocateIrpSignalEventInCompletion2, IoAllocateIrpSignalEventInCompletion3
    status = IoCallDriver(extension->Below, own);
    status = WaitForOrder(&order, own, status);
    IoFreeIrp(own);
    return Finish(Irp, status);
}

/* Where the flag is FALSE, nobody waits. */
NTSTATUS OwnFlagByMode(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    PIRP own = MakeOwn(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    order.Wanted = TRUE;
    IoSetCompletionRoutine(own, WakeOrder, &order, (BOOLEAN)(extension->Mode < 9), TRUE, TRUE); // keeps: IoAllocateIrpSignalEventInCompletion2, IoAllocateIrpSignalEventInCompletion3
    status = IoCallDriver(extension->Below, own);
    if (extension->Mode >= 9) {
        status = STATUS_DEVICE_BUSY;
    } else {
        status = WaitForOrder(&order, own, status);
    }
    IoFreeIrp(own);
    return Finish(Irp, status);
}

NTSTATUS OwnNotOnCancel(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    PIRP own = MakeOwn(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    order.Wanted = TRUE;
    IoSetCompletionRoutine(own, WakeOrder, &order, TRUE, TRUE, FALSE); // expect: IoAllocateIrpSignalEventInCompletion3
    status = IoCallDriver(extension->Below, own);
    status = WaitForOrder(&order, own, status);
    IoFreeIrp(own);
    return Finish(Irp, status);
}

NTSTATUS OwnNotOnCancelByAlias(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    PIRP both;
    PIRP own = MakeOwn(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    order.Wanted = TRUE;
    both = own;
    IoSetCompletionRoutine(both, WakeOrder, &order, TRUE, TRUE, FALSE); // expect: IoAllocateIrpSignalEventInCompletion3
    status = IoCallDriver(extension->Below, own);
    status = WaitForOrder(&order, own, status);
    IoFreeIrp(own);
    return Finish(Irp, status);
}

NTSTATUS OwnNotOnCancelInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    PIRP own = MakeOwn(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    order.Wanted = TRUE;
    HookFor(own, &order, TRUE);
    status = IoCallDriver(extension->Below, own);
    status = WaitForOrder(&order, own, status);
    IoFreeIrp(own);
    return Finish(Irp, status);
}

NTSTATUS OwnWaitsWithoutLimit(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    PIRP own = MakeOwn(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    order.Wanted = TRUE;
    IoSetCompletionRoutine(own, WakeOrder, &order, TRUE, TRUE, TRUE);
    status = IoCallDriver(extension->Below, own);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&order.Done, Executive, KernelMode, FALSE, NULL); // expect: IoAllocateIrpSignalEventInCompletionTimeout
        status = order.Status;
    }
    IoFreeIrp(own);
    return Finish(Irp, status);
}

NTSTATUS OwnWaitsWithoutLimitByName(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    PLARGE_INTEGER limit;
    PIRP own = MakeOwn(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    order.Wanted = TRUE;
    IoSetCompletionRoutine(own, WakeOrderInHelper, &order, TRUE, TRUE, TRUE);
    status = IoCallDriver(extension->Below, own);
    limit = NULL;
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&order.Done, Executive, KernelMode, FALSE, limit); // expect: IoAllocateIrpSignalEventInCompletionTimeout
        status = order.Status;
    }
    IoFreeIrp(own);
    return Finish(Irp, status);
}

NTSTATUS OwnWaitsInOneModeWithoutLimit(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    LARGE_INTEGER seconds;
    PIRP own = MakeOwn(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    order.Wanted = TRUE;
    IoSetCompletionRoutine(own, WakeOrder, &order, TRUE, TRUE, TRUE);
    status = IoCallDriver(extension->Below, own);
    seconds.QuadPart = -90000000LL;
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&order.Done, Executive, KernelMode, FALSE, extension->Mode == 1 ? NULL : &seconds); // expect: IoAllocateIrpSignalEventInCompletionTimeout
        status = order.Status;
    }
    IoFreeIrp(own);
    return Finish(Irp, status);
}

NTSTATUS OwnWaitsWithLimit(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    LARGE_INTEGER seconds;
    PIRP own = MakeOwn(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    order.Wanted = TRUE;
    IoSetCompletionRoutine(own, WakeOrder, &order, TRUE, TRUE, TRUE);
    status = IoCallDriver(extension->Below, own);
    seconds.QuadPart = -90000000LL;
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&order.Done, Executive, KernelMode, FALSE, &seconds); // keeps: IoAllocateIrpSignalEventInCompletionTimeout
        status = order.Status;
    }
    IoFreeIrp(own);
    return Finish(Irp, status);
}

/* The pointer is NULL exactly where this wait is left to another. */
NTSTATUS OwnWaitsByFlag(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    LARGE_INTEGER seconds;
    PLARGE_INTEGER limit;
    BOOLEAN bounded = extension->Mode == 8;
    PIRP own = MakeOwn(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    order.Wanted = TRUE;
    IoSetCompletionRoutine(own, WakeOrder, &order, TRUE, TRUE, TRUE);
    status = IoCallDriver(extension->Below, own);
    limit = bounded ? &seconds : NULL;
    seconds.QuadPart = -90000000LL;
    if (status == STATUS_PENDING && bounded) { // correlated
        KeWaitForSingleObject(&order.Done, Executive, KernelMode, FALSE, limit); // keeps: IoAllocateIrpSignalEventInCompletionTimeout infeasible
        status = order.Status;
    } else {
        status = WaitForOrder(&order, own, status);
    }
    IoFreeIrp(own);
    return Finish(Irp, status);
}

NTSTATUS OwnWakesOnce(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    PIRP own = MakeOwn(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    order.Wanted = extension->Mode == 11;
    IoSetCompletionRoutine(own, WakeOrderOnce, &order, TRUE, TRUE, TRUE);
    status = IoCallDriver(extension->Below, own);
    status = WaitForOrder(&order, own, status);
    IoFreeIrp(own);
    return Finish(Irp, status);
}

/* The flags and the limit come from elsewhere, and are as they should be. */
NTSTATUS OwnAsksHelpers(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    LARGE_INTEGER limit;
    BOOLEAN success;
    BOOLEAN cancelled;
    NTSTATUS status;
    ORDER order;
    PIRP own = MakeOwn(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    AllFlags(&success, &cancelled);
    IoSetCompletionRoutine(own, WakeOrder, &order, success, TRUE, cancelled); // keeps: IoAllocateIrpSignalEventInCompletion2 across functions, IoAllocateIrpSignalEventInCompletion3 across functions
    status = IoCallDriver(extension->Below, own);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&order.Done, Executive, KernelMode, FALSE, SomeSeconds(&limit)); // keeps: IoAllocateIrpSignalEventInCompletionTimeout across functions
        status = order.Status;
    }
    IoFreeIrp(own);
    return Finish(Irp, status);
}

/* Without all flags it is not even sent. */
NTSTATUS OwnFlagsByFlag(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN all = TRUE;
    NTSTATUS status;
    ORDER order;
    PIRP own = MakeOwn(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    if (extension->Mode == 12) {
        all = FALSE;
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    if (!all) { // correlated
        IoFreeIrp(own);
        return Finish(Irp, STATUS_DEVICE_BUSY);
    }
    IoSetCompletionRoutine(own, WakeOrder, &order, all, TRUE, all); // keeps: IoAllocateIrpSignalEventInCompletion2 infeasible, IoAllocateIrpSignalEventInCompletion3 infeasible
    status = IoCallDriver(extension->Below, own);
    status = WaitForOrder(&order, own, status);
    IoFreeIrp(own);
    return Finish(Irp, status);
}

NTSTATUS OwnFreesInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = MakeOwn(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    FreeIt(own);
    return Finish(Irp, STATUS_SUCCESS); // keeps: IoAllocateFree across functions
}

/* What came is finished before the driver's own one is freed. */
NTSTATUS OwnFinishesFirst(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status;
    PIRP own = MakeOwn(DeviceObject->DeviceExtension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    status = Finish(Irp, STATUS_SUCCESS); // otherwise: status = Finish(own, STATUS_SUCCESS);
    IoFreeIrp(own);
    return status;
}

/* One variable for both, and what is in it follows the mode. */
NTSTATUS OwnCompletesByFlag(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN ours = extension->Mode == 10;
    PIRP done = Irp;
    if (ours) {
        done = MakeOwn(extension);
        if (done == NULL) {
            return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
        }
    }
    if (ours) { // correlated
        IoFreeIrp(done); // keeps: IoAllocateFree infeasible
        done = Irp;
    }
    done->IoStatus.Status = STATUS_SUCCESS;
    IoCompleteRequest(done, IO_NO_INCREMENT); // keeps: IoAllocateComplete infeasible
    return STATUS_SUCCESS;
}
