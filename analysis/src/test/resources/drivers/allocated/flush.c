/* Requests from IoBuildAsynchronousFsdRequest. */
#include "own.h"

DRIVER_DISPATCH FlushSendsBare;
DRIVER_DISPATCH FlushSendsBareInOneMode;
DRIVER_DISPATCH FlushSendsArmed;
DRIVER_DISPATCH FlushSendsArmedByFlag;
DRIVER_DISPATCH FlushSendsByHand;
DRIVER_DISPATCH FlushCompletesIt;
DRIVER_DISPATCH FlushCompletesItInHelper;
DRIVER_DISPATCH FlushCompletesOnlyWhatCame;
DRIVER_DISPATCH FlushForgetsIt;
DRIVER_DISPATCH FlushFreesWhatCame;
DRIVER_DISPATCH FlushWakesNobody;
DRIVER_DISPATCH FlushWakesTheWrongOnes;
DRIVER_DISPATCH FlushWakesIfWanted;
DRIVER_DISPATCH FlushWakes;
DRIVER_DISPATCH FlushWakesInHelper;
DRIVER_DISPATCH FlushWakesBecauseWanted;
DRIVER_DISPATCH FlushNotOnSuccess;
DRIVER_DISPATCH FlushNotOnError;
DRIVER_DISPATCH FlushNotInOneMode;
DRIVER_DISPATCH FlushFlagsThenAll;
DRIVER_DISPATCH FlushFlagByMode;
DRIVER_DISPATCH FlushNotOnCancel;
DRIVER_DISPATCH FlushNotOnCancelByAlias;
DRIVER_DISPATCH FlushNotOnCancelInHelper;
DRIVER_DISPATCH FlushWaitsWithoutLimit;
DRIVER_DISPATCH FlushWaitsWithoutLimitByName;
DRIVER_DISPATCH FlushWaitsInOneModeWithoutLimit;
DRIVER_DISPATCH FlushWaitsWithLimit;
DRIVER_DISPATCH FlushWaitsByFlag;
DRIVER_DISPATCH FlushWakesOnce;
DRIVER_DISPATCH FlushAsksHelpers;
DRIVER_DISPATCH FlushFlagsByFlag;
DRIVER_DISPATCH FlushFinishesFirst;
DRIVER_DISPATCH FlushFreesInHelper;
DRIVER_DISPATCH FlushCompletesByFlag;

static VOID HookFor(PIRP Irp, PORDER Order, BOOLEAN OnError)
{
    if (OnError) {
        IoSetCompletionRoutine(Irp, WakeOrder, Order, TRUE, TRUE, FALSE); // expect: IoBuildFsdIrpSignalEventInCompletion3 across functions
    } else {
        IoSetCompletionRoutine(Irp, WakeOrder, Order, TRUE, FALSE, TRUE); // expect: IoBuildFsdIrpSignalEventInCompletion2 across functions
    }
}

NTSTATUS FlushSendsBare(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = MakeFlush(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    extension->Sent++;
    IoCallDriver(extension->Below, own); // expect: IoBuildFsdForward across functions
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS FlushSendsBareInOneMode(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = MakeFlush(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    if (extension->Mode != 0) {
        Hook(own, Dispose, NULL);
    }
    IoCallDriver(extension->Below, own); // expect: IoBuildFsdForward
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS FlushSendsArmed(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = MakeFlush(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    Hook(own, Dispose, NULL);
    IoCallDriver(extension->Below, own); // keeps: IoBuildFsdForward across functions, IoBuildFsdComplete
    return Finish(Irp, STATUS_SUCCESS); // keeps: IoBuildFsdFree
}

/* Only what was hooked is sent; the rest is freed. */
NTSTATUS FlushSendsArmedByFlag(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN hooked = FALSE;
    PIRP own = MakeFlush(extension);
    if (own != NULL && extension->Mode == 2) {
        Hook(own, Dispose, NULL);
        hooked = TRUE;
    }
    if (hooked) { // correlated
        IoCallDriver(extension->Below, own); // keeps: IoBuildFsdForward infeasible
    } else if (own != NULL) {
        IoFreeIrp(own); // keeps: IoBuildFsdFree
    }
    return Finish(Irp, STATUS_SUCCESS);
}

/* What IoSetCompletionRoutine would write. */
NTSTATUS FlushSendsByHand(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION next;
    PIRP own = MakeFlush(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    next = IoGetNextIrpStackLocation(own);
    next->CompletionRoutine = Dispose;
    next->Context = NULL;
    next->Control = SL_INVOKE_ON_SUCCESS | SL_INVOKE_ON_ERROR | SL_INVOKE_ON_CANCEL;
    IoCallDriver(extension->Below, own); // keeps: IoBuildFsdForward
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS FlushCompletesIt(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = MakeFlush(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    own->IoStatus.Status = STATUS_CANCELLED;
    IoCompleteRequest(own, IO_NO_INCREMENT); // expect: IoBuildFsdComplete
    IoFreeIrp(own);
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS FlushCompletesItInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = MakeFlush(extension);
    PIRP both[2];
    both[0] = Irp;
    both[1] = own;
    if (own != NULL) {
        CompleteIt(both[1]); // otherwise: CompleteIt(both[0]);
        IoFreeIrp(own);
    }
    return Finish(both[0], STATUS_SUCCESS); // keeps: IoBuildFsdComplete
}

/* What is completed in the end is never its own one. */
NTSTATUS FlushCompletesOnlyWhatCame(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP done = Irp;
    PIRP own = NULL;
    if (extension->Mode == 3) {
        own = MakeFlush(extension);
    }
    if (own != NULL) {
        IoFreeIrp(own);
        own = NULL;
    }
    if (own != NULL) {
        done = own;
    }
    return Finish(done, STATUS_SUCCESS); // keeps: IoBuildFsdComplete, IoBuildFsdFree
}

NTSTATUS FlushForgetsIt(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = MakeFlush(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    if (extension->Mode == 4) {
        return Finish(Irp, STATUS_DEVICE_BUSY); // expect: IoBuildFsdFree across functions
    }
    IoFreeIrp(own);
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS FlushFreesWhatCame(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    if (extension->Mode == 5) {
        IoFreeIrp(Irp); // expect: IoAllocateFree, IoBuildFsdFree
        return STATUS_CANCELLED;
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS FlushWakesNobody(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    PIRP own = MakeFlush(extension);
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

NTSTATUS FlushWakesTheWrongOnes(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    PIRP own = MakeFlush(extension);
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

NTSTATUS FlushWakesIfWanted(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    PIRP own = MakeFlush(extension);
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

NTSTATUS FlushWakes(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    PIRP own = MakeFlush(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    order.Wanted = TRUE;
    IoSetCompletionRoutine(own, WakeOrder, &order, TRUE, TRUE, TRUE); // keeps: IoBuildFsdIrpSignalEventInCompletion, IoBuildFsdIrpSignalEventInCompletion2, IoBuildFsdIrpSignalEventInCompletion3
    status = IoCallDriver(extension->Below, own);
    status = WaitForOrder(&order, own, status);
    IoFreeIrp(own);
    return Finish(Irp, status);
}

NTSTATUS FlushWakesInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    PIRP own = MakeFlush(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    order.Wanted = TRUE;
    IoSetCompletionRoutine(own, WakeOrderInHelper, &order, TRUE, TRUE, TRUE); // keeps: IoBuildFsdIrpSignalEventInCompletion
    status = IoCallDriver(extension->Below, own);
    status = WaitForOrder(&order, own, status);
    IoFreeIrp(own);
    return Finish(Irp, status);
}

/* The routine wakes only who is wanted; here that is always so. */
NTSTATUS FlushWakesBecauseWanted(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    PIRP own = MakeFlush(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    order.Wanted = TRUE;
    IoSetCompletionRoutine(own, WakeOrderIfWanted, &order, TRUE, TRUE, TRUE); // keeps: IoBuildFsdIrpSignalEventInCompletion
    status = IoCallDriver(extension->Below, own);
    status = WaitForOrder(&order, own, status);
    IoFreeIrp(own);
    return Finish(Irp, status);
}

NTSTATUS FlushNotOnSuccess(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    PIRP own = MakeFlush(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    order.Wanted = TRUE;
    IoSetCompletionRoutine(own, WakeOrder, &order, FALSE, TRUE, TRUE); // expect: IoBuildFsdIrpSignalEventInCompletion2
    status = IoCallDriver(extension->Below, own);
    status = WaitForOrder(&order, own, status);
    IoFreeIrp(own);
    return Finish(Irp, status);
}

NTSTATUS FlushNotOnError(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    PIRP own = MakeFlush(extension);
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

NTSTATUS FlushNotInOneMode(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    PIRP own = MakeFlush(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    order.Wanted = TRUE;
    IoSetCompletionRoutine(own, WakeOrder, &order, TRUE, TRUE, TRUE);
    if (extension->Mode == 7) {
        IoSetCompletionRoutine(own, WakeOrder, &order, FALSE, TRUE, TRUE); // expect: IoBuildFsdIrpSignalEventInCompletion2
    }
    status = IoCallDriver(extension->Below, own);
    status = WaitForOrder(&order, own, status);
    IoFreeIrp(own);
    return Finish(Irp, status);
}

/* The second registration takes the place of the first one. */
NTSTATUS FlushFlagsThenAll(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    PIRP own = MakeFlush(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    order.Wanted = TRUE;
    IoSetCompletionRoutine(own, WakeOrder, &order, TRUE, FALSE, FALSE);
    IoSetCompletionRoutine(own, WakeOrder, &order, TRUE, TRUE, TRUE); // keeps: IoBuildFsdIrpSignalEventInCompletion2, IoBuildFsdIrpSignalEventInCompletion3
    status = IoCallDriver(extension->Below, own);
    status = WaitForOrder(&order, own, status);
    IoFreeIrp(own);
    return Finish(Irp, status);
}

/* Where the flag is FALSE, nobody waits. */
NTSTATUS FlushFlagByMode(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    PIRP own = MakeFlush(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    order.Wanted = TRUE;
    IoSetCompletionRoutine(own, WakeOrder, &order, (BOOLEAN)(extension->Mode < 9), TRUE, TRUE); // keeps: IoBuildFsdIrpSignalEventInCompletion2, IoBuildFsdIrpSignalEventInCompletion3
    status = IoCallDriver(extension->Below, own);
    if (extension->Mode >= 9) {
        status = STATUS_DEVICE_BUSY;
    } else {
        status = WaitForOrder(&order, own, status);
    }
    IoFreeIrp(own);
    return Finish(Irp, status);
}

NTSTATUS FlushNotOnCancel(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    PIRP own = MakeFlush(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    order.Wanted = TRUE;
    IoSetCompletionRoutine(own, WakeOrder, &order, TRUE, TRUE, FALSE); // expect: IoBuildFsdIrpSignalEventInCompletion3
    status = IoCallDriver(extension->Below, own);
    status = WaitForOrder(&order, own, status);
    IoFreeIrp(own);
    return Finish(Irp, status);
}

NTSTATUS FlushNotOnCancelByAlias(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    PIRP both;
    PIRP own = MakeFlush(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    order.Wanted = TRUE;
    both = own;
    IoSetCompletionRoutine(both, WakeOrder, &order, TRUE, TRUE, FALSE); // expect: IoBuildFsdIrpSignalEventInCompletion3
    status = IoCallDriver(extension->Below, own);
    status = WaitForOrder(&order, own, status);
    IoFreeIrp(own);
    return Finish(Irp, status);
}

NTSTATUS FlushNotOnCancelInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    PIRP own = MakeFlush(extension);
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

NTSTATUS FlushWaitsWithoutLimit(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    PIRP own = MakeFlush(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    order.Wanted = TRUE;
    IoSetCompletionRoutine(own, WakeOrder, &order, TRUE, TRUE, TRUE);
    status = IoCallDriver(extension->Below, own);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&order.Done, Executive, KernelMode, FALSE, NULL); // expect: IoBuildFsdIrpSignalEventInCompletionTimeout
        status = order.Status;
    }
    IoFreeIrp(own);
    return Finish(Irp, status);
}

NTSTATUS FlushWaitsWithoutLimitByName(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    PLARGE_INTEGER limit;
    PIRP own = MakeFlush(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    order.Wanted = TRUE;
    IoSetCompletionRoutine(own, WakeOrderInHelper, &order, TRUE, TRUE, TRUE);
    status = IoCallDriver(extension->Below, own);
    limit = NULL;
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&order.Done, Executive, KernelMode, FALSE, limit); // expect: IoBuildFsdIrpSignalEventInCompletionTimeout
        status = order.Status;
    }
    IoFreeIrp(own);
    return Finish(Irp, status);
}

NTSTATUS FlushWaitsInOneModeWithoutLimit(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    LARGE_INTEGER seconds;
    PIRP own = MakeFlush(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    order.Wanted = TRUE;
    IoSetCompletionRoutine(own, WakeOrder, &order, TRUE, TRUE, TRUE);
    status = IoCallDriver(extension->Below, own);
    seconds.QuadPart = -90000000LL;
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&order.Done, Executive, KernelMode, FALSE, extension->Mode == 1 ? NULL : &seconds); // expect: IoBuildFsdIrpSignalEventInCompletionTimeout
        status = order.Status;
    }
    IoFreeIrp(own);
    return Finish(Irp, status);
}

NTSTATUS FlushWaitsWithLimit(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    LARGE_INTEGER seconds;
    PIRP own = MakeFlush(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    order.Wanted = TRUE;
    IoSetCompletionRoutine(own, WakeOrder, &order, TRUE, TRUE, TRUE);
    status = IoCallDriver(extension->Below, own);
    seconds.QuadPart = -90000000LL;
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&order.Done, Executive, KernelMode, FALSE, &seconds); // keeps: IoBuildFsdIrpSignalEventInCompletionTimeout
        status = order.Status;
    }
    IoFreeIrp(own);
    return Finish(Irp, status);
}

/* The pointer is NULL exactly where this wait is left to another. */
NTSTATUS FlushWaitsByFlag(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    LARGE_INTEGER seconds;
    PLARGE_INTEGER limit;
    BOOLEAN bounded = extension->Mode == 8;
    PIRP own = MakeFlush(extension);
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
        KeWaitForSingleObject(&order.Done, Executive, KernelMode, FALSE, limit); // keeps: IoBuildFsdIrpSignalEventInCompletionTimeout infeasible
        status = order.Status;
    } else {
        status = WaitForOrder(&order, own, status);
    }
    IoFreeIrp(own);
    return Finish(Irp, status);
}

NTSTATUS FlushWakesOnce(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ORDER order;
    PIRP flush = MakeFlush(extension);
    if (flush == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    order.Wanted = extension->Mode == 11;
    IoSetCompletionRoutine(flush, WakeOrderOnce, &order, TRUE, TRUE, TRUE);
    status = IoCallDriver(extension->Below, flush);
    status = WaitForOrder(&order, flush, status);
    IoFreeIrp(flush);
    return Finish(Irp, status);
}

/* The flags and the limit come from elsewhere, and are as they should be. */
NTSTATUS FlushAsksHelpers(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    LARGE_INTEGER limit;
    BOOLEAN success;
    BOOLEAN cancelled;
    NTSTATUS status;
    ORDER order;
    PIRP flush = MakeFlush(extension);
    if (flush == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    AllFlags(&success, &cancelled);
    IoSetCompletionRoutine(flush, WakeOrder, &order, success, TRUE, cancelled); // keeps: IoBuildFsdIrpSignalEventInCompletion2 across functions, IoBuildFsdIrpSignalEventInCompletion3 across functions
    status = IoCallDriver(extension->Below, flush);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&order.Done, Executive, KernelMode, FALSE, SomeSeconds(&limit)); // keeps: IoBuildFsdIrpSignalEventInCompletionTimeout across functions
        status = order.Status;
    }
    IoFreeIrp(flush);
    return Finish(Irp, status);
}

/* Without all flags it is not even sent. */
NTSTATUS FlushFlagsByFlag(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN all = TRUE;
    NTSTATUS status;
    ORDER order;
    PIRP flush = MakeFlush(extension);
    if (flush == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    if (extension->Mode == 12) {
        all = FALSE;
    }
    KeInitializeEvent(&order.Done, NotificationEvent, FALSE);
    if (!all) { // correlated
        IoFreeIrp(flush);
        return Finish(Irp, STATUS_DEVICE_BUSY);
    }
    IoSetCompletionRoutine(flush, WakeOrder, &order, all, TRUE, all); // keeps: IoBuildFsdIrpSignalEventInCompletion2 infeasible, IoBuildFsdIrpSignalEventInCompletion3 infeasible
    status = IoCallDriver(extension->Below, flush);
    status = WaitForOrder(&order, flush, status);
    IoFreeIrp(flush);
    return Finish(Irp, status);
}

NTSTATUS FlushFreesInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP flush = MakeFlush(extension);
    if (flush == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    FreeIt(flush);
    return Finish(Irp, STATUS_SUCCESS); // keeps: IoBuildFsdFree across functions
}

/* What came is finished before the driver's own one is freed. */
NTSTATUS FlushFinishesFirst(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status;
    PIRP flush = MakeFlush(DeviceObject->DeviceExtension);
    if (flush == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    status = Finish(Irp, STATUS_SUCCESS); // otherwise: status = Finish(flush, STATUS_SUCCESS);
    IoFreeIrp(flush);
    return status;
}

/* One variable for both, and what is in it follows the mode. */
NTSTATUS FlushCompletesByFlag(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN ours = extension->Mode == 10;
    PIRP done = Irp;
    if (ours) {
        done = MakeFlush(extension);
        if (done == NULL) {
            return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
        }
    }
    if (ours) { // correlated
        IoFreeIrp(done); // keeps: IoBuildFsdFree infeasible
        done = Irp;
    }
    done->IoStatus.Status = STATUS_SUCCESS;
    IoCompleteRequest(done, IO_NO_INCREMENT); // keeps: IoBuildFsdComplete infeasible
    return STATUS_SUCCESS;
}
