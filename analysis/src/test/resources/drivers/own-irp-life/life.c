/* IRPs that a driver makes: routines, flags, waits, disposal and using them again. */
#include <wdm.h>

typedef struct _EXTENSION {
    PDEVICE_OBJECT Below;
    PIRP Spare;
    KEVENT Ready;
    ULONG Mode;
} EXTENSION, *PEXTENSION;

DRIVER_DISPATCH SendsBare;
DRIVER_DISPATCH SendsBareFsd;
DRIVER_DISPATCH SendsBareInHelper;
DRIVER_DISPATCH SendsArmed;
DRIVER_DISPATCH SendsArmedFsd;
DRIVER_DISPATCH SendsWrittenByHand;
DRIVER_DISPATCH SendsBareAfterReuse;
DRIVER_DISPATCH CompletesOwn;
DRIVER_DISPATCH CompletesOwnFsd;
DRIVER_DISPATCH FreesOwn;
DRIVER_DISPATCH FreesIncoming;
DRIVER_DISPATCH ForgetsOwn;
DRIVER_DISPATCH ForgetsOwnFsd;
DRIVER_DISPATCH FreesOnFailure;
DRIVER_DISPATCH ReusesIncoming;
DRIVER_DISPATCH ReusesBuilt;
DRIVER_DISPATCH ReusesOwn;
DRIVER_DISPATCH FreesBuiltUnsent;
DRIVER_DISPATCH FreesBuiltSent;
DRIVER_DISPATCH FreesSynchronousSent;
DRIVER_DISPATCH AsksAndWaits;
DRIVER_DISPATCH AsksAndReturns;
DRIVER_DISPATCH ReadsAndReturns;
DRIVER_DISPATCH ReadsAndWaits;
DRIVER_DISPATCH AsksWithTimeout;
DRIVER_DISPATCH ReadsWithTimeout;
DRIVER_DISPATCH FsdWithTimeout;
DRIVER_DISPATCH AsksAndSignals;
DRIVER_DISPATCH FlagMissing;
DRIVER_DISPATCH CancelFlagMissing;
DRIVER_DISPATCH WaitsForever;
DRIVER_DISPATCH WaitsAWhile;
DRIVER_DISPATCH WaitsForeverFsd;
DRIVER_DISPATCH FsdSilent;
DRIVER_DISPATCH FsdFlags;

IO_COMPLETION_ROUTINE FreeIt;
IO_COMPLETION_ROUTINE WakeUp;
IO_COMPLETION_ROUTINE SilentFsd;

NTSTATUS FreeIt(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS WakeUp(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS SilentFsd(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED; // expect: IoBuildFsdIrpSignalEventInCompletion
}

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static PIRP Make(PEXTENSION Extension)
{
    PIRP own = IoAllocateIrp(Extension->Below->StackSize, FALSE);
    if (own != NULL) {
        IoGetNextIrpStackLocation(own)->MajorFunction = IRP_MJ_FLUSH_BUFFERS;
    }
    return own;
}

static PIRP MakeFsd(PEXTENSION Extension)
{
    return IoBuildAsynchronousFsdRequest(IRP_MJ_FLUSH_BUFFERS, Extension->Below, NULL, 0, NULL, NULL);
}

NTSTATUS SendsBare(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = Make(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    IoCallDriver(extension->Below, own); // expect: IoAllocateForward
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS SendsBareFsd(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = MakeFsd(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    IoCallDriver(extension->Below, own); // expect: IoBuildFsdForward
    return Finish(Irp, STATUS_SUCCESS);
}

static VOID Push(PEXTENSION Extension, PIRP Own)
{
    if (Extension->Mode != 0) {
        IoSetCompletionRoutine(Own, FreeIt, NULL, TRUE, TRUE, TRUE);
    }
    IoCallDriver(Extension->Below, Own); // expect: IoAllocateForward
}

NTSTATUS SendsBareInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = Make(extension);
    if (own != NULL) {
        Push(extension, own);
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS SendsArmed(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = Make(extension);
    if (own != NULL) {
        IoSetCompletionRoutine(own, FreeIt, NULL, TRUE, TRUE, TRUE);
        IoCallDriver(extension->Below, own);
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS SendsArmedFsd(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = MakeFsd(extension);
    if (own != NULL) {
        IoSetCompletionRoutine(own, FreeIt, NULL, TRUE, TRUE, TRUE);
        IoCallDriver(extension->Below, own);
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS SendsWrittenByHand(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = Make(extension);
    if (own != NULL) {
        PIO_STACK_LOCATION next = IoGetNextIrpStackLocation(own);
        next->CompletionRoutine = FreeIt;
        next->Context = NULL;
        next->Control = SL_INVOKE_ON_SUCCESS | SL_INVOKE_ON_ERROR | SL_INVOKE_ON_CANCEL;
        IoCallDriver(extension->Below, own);
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS SendsBareAfterReuse(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = Make(extension);
    if (own != NULL) {
        IoSetCompletionRoutine(own, FreeIt, NULL, TRUE, TRUE, TRUE);
        IoReuseIrp(own, STATUS_SUCCESS);
        IoCallDriver(extension->Below, own); // expect: IoAllocateForward
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS CompletesOwn(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIRP own = Make(DeviceObject->DeviceExtension);
    if (own != NULL) {
        IoCompleteRequest(own, IO_NO_INCREMENT); // expect: IoAllocateComplete
        IoFreeIrp(own);
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS CompletesOwnFsd(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIRP own = MakeFsd(DeviceObject->DeviceExtension);
    if (own != NULL) {
        IoCompleteRequest(own, IO_NO_INCREMENT); // expect: IoBuildFsdComplete
        IoFreeIrp(own);
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS FreesOwn(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIRP own = Make(DeviceObject->DeviceExtension);
    if (own != NULL) {
        IoFreeIrp(own);
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS FreesIncoming(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    IoFreeIrp(Irp); // expect: IoAllocateFree, IoBuildFsdFree
    return STATUS_UNSUCCESSFUL;
}

NTSTATUS ForgetsOwn(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = Make(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    if (extension->Mode == 5) {
        return Finish(Irp, STATUS_DEVICE_BUSY); // expect: IoAllocateFree
    }
    IoFreeIrp(own);
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS ForgetsOwnFsd(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = MakeFsd(extension);
    if (own != NULL && extension->Mode > 1) {
        IoFreeIrp(own);
    }
    return Finish(Irp, STATUS_SUCCESS); // expect: IoBuildFsdFree
}

NTSTATUS FreesOnFailure(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = STATUS_SUCCESS;
    PIRP own = Make(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    if (extension->Mode == 5) {
        status = STATUS_DEVICE_BUSY;
        goto Exit;
    }
    IoSetCompletionRoutine(own, FreeIt, NULL, TRUE, TRUE, TRUE);
    IoCallDriver(extension->Below, own);
Exit:
    if (!NT_SUCCESS(status)) {
        IoFreeIrp(own);
    }
    return Finish(Irp, status);
}

NTSTATUS ReusesIncoming(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    IoReuseIrp(Irp, STATUS_SUCCESS); // expect: IoReuseIrp, IoReuseIrp2
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS ReusesBuilt(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIRP own = MakeFsd(DeviceObject->DeviceExtension);
    if (own != NULL) {
        IoReuseIrp(own, STATUS_SUCCESS); // expect: IoReuseIrp
        IoFreeIrp(own);
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS ReusesOwn(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = Make(extension);
    if (own != NULL) {
        IoReuseIrp(own, STATUS_SUCCESS);
        IoFreeIrp(own);
    }
    IoReuseIrp(extension->Spare, STATUS_SUCCESS);
    return Finish(Irp, STATUS_SUCCESS);
}

static PIRP Ask(PEXTENSION Extension, PKEVENT Done, PIO_STATUS_BLOCK Result)
{
    return IoBuildDeviceIoControlRequest(0x2d1080, Extension->Below, NULL, 0, NULL, 0, FALSE, Done,
                                         Result);
}

static PIRP Read(PEXTENSION Extension, PKEVENT Done, PIO_STATUS_BLOCK Result)
{
    return IoBuildSynchronousFsdRequest(IRP_MJ_FLUSH_BUFFERS, Extension->Below, NULL, 0, NULL, Done,
                                        Result);
}

NTSTATUS FreesBuiltUnsent(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    KEVENT done;
    IO_STATUS_BLOCK result;
    PIRP own;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    own = Ask(DeviceObject->DeviceExtension, &done, &result);
    if (own != NULL) {
        IoFreeIrp(own); // expect: IoBuildDeviceControlNoFree
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS FreesBuiltSent(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KEVENT done;
    IO_STATUS_BLOCK result;
    LARGE_INTEGER second;
    PIRP own;
    second.QuadPart = -10000000;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    own = Ask(extension, &done, &result);
    if (own != NULL) {
        if (IoCallDriver(extension->Below, own) == STATUS_PENDING) {
            KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, &second);
        }
        IoFreeIrp(own); // expect: IoBuildDeviceControlNoFree
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS FreesSynchronousSent(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KEVENT done;
    IO_STATUS_BLOCK result;
    LARGE_INTEGER second;
    PIRP own;
    second.QuadPart = -10000000;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    own = Read(extension, &done, &result);
    if (own != NULL) {
        if (IoCallDriver(extension->Below, own) == STATUS_PENDING) {
            KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, &second);
        }
        IoFreeIrp(own); // expect: IoBuildSynchronousFsdRequestNoFree
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS AsksAndWaits(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KEVENT done;
    IO_STATUS_BLOCK result;
    NTSTATUS status = STATUS_INSUFFICIENT_RESOURCES;
    PIRP own;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    own = Ask(extension, &done, &result);
    if (own != NULL) {
        status = IoCallDriver(extension->Below, own);
        if (status == STATUS_PENDING) {
            KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL); // expect: IoBuildDeviceControlWaitTimeout
            status = result.Status;
        }
    }
    return Finish(Irp, status);
}

NTSTATUS AsksAndReturns(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KEVENT done;
    IO_STATUS_BLOCK result;
    PIRP own;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    own = Ask(extension, &done, &result);
    if (own != NULL) {
        IoCallDriver(extension->Below, own);
    }
    return Finish(Irp, STATUS_SUCCESS); // expect: IoBuildDeviceControlWait
}

NTSTATUS ReadsAndReturns(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KEVENT done;
    IO_STATUS_BLOCK result;
    NTSTATUS status = STATUS_INSUFFICIENT_RESOURCES;
    PIRP own;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    own = Read(extension, &done, &result);
    if (own != NULL) {
        status = IoCallDriver(extension->Below, own);
    }
    return Finish(Irp, NT_SUCCESS(status) ? STATUS_SUCCESS : status); // expect: IoBuildSynchronousFsdRequestWait
}

NTSTATUS ReadsAndWaits(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KEVENT done;
    IO_STATUS_BLOCK result;
    PIRP own;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    own = Read(extension, &done, &result);
    if (own != NULL && IoCallDriver(extension->Below, own) == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL); // expect: IoBuildSynchronousFsdRequestWaitTimeout
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS AsksWithTimeout(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KEVENT done;
    IO_STATUS_BLOCK result;
    LARGE_INTEGER second;
    PIRP own;
    second.QuadPart = -10000000;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    own = Ask(extension, &done, &result);
    if (own != NULL && IoCallDriver(extension->Below, own) == STATUS_PENDING) {
        while (KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, &second) == STATUS_TIMEOUT) {
            DbgPrint("The device below still has the request.\n"); // which uses done and result
        }
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS ReadsWithTimeout(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KEVENT done;
    IO_STATUS_BLOCK result;
    LARGE_INTEGER second;
    PIRP own;
    second.QuadPart = -10000000;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    own = Read(extension, &done, &result);
    if (own != NULL && IoCallDriver(extension->Below, own) == STATUS_PENDING) {
        while (KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, &second) == STATUS_TIMEOUT) {
            DbgPrint("The device below still has the request.\n"); // which uses done and result
        }
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS AsksAndSignals(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KEVENT done;
    IO_STATUS_BLOCK result;
    LARGE_INTEGER second;
    PIRP own;
    second.QuadPart = -10000000;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    own = Ask(extension, &done, &result);
    if (own != NULL && IoCallDriver(extension->Below, own) == STATUS_PENDING) {
        KeSetEvent(&done, IO_NO_INCREMENT, FALSE); // expect: IoBuildDeviceIoControlSetEvent
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, &second);
    }
    return Finish(Irp, STATUS_SUCCESS);
}

static NTSTATUS SendOwn(PEXTENSION Extension, PIRP Own, PKEVENT Done, PLARGE_INTEGER Timeout)
{
    NTSTATUS status = IoCallDriver(Extension->Below, Own);
    if (status == STATUS_PENDING) {
        if (KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, Timeout) == STATUS_TIMEOUT) { // expect: IoAllocateIrpSignalEventInCompletionTimeout across functions, IoBuildFsdIrpSignalEventInCompletionTimeout across functions
            IoCancelIrp(Own);
            KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
        }
        status = Own->IoStatus.Status;
    }
    IoFreeIrp(Own);
    return status;
}

NTSTATUS WaitsForever(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KEVENT done;
    PIRP own = Make(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, WakeUp, &done, TRUE, TRUE, TRUE);
    return Finish(Irp, SendOwn(extension, own, &done, NULL));
}

NTSTATUS WaitsForeverFsd(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KEVENT done;
    PIRP own = MakeFsd(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, WakeUp, &done, TRUE, TRUE, TRUE);
    return Finish(Irp, SendOwn(extension, own, &done, NULL));
}

NTSTATUS WaitsAWhile(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KEVENT done;
    LARGE_INTEGER second;
    PIRP own = Make(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    second.QuadPart = -10000000;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, WakeUp, &done, TRUE, TRUE, TRUE);
    return Finish(Irp, SendOwn(extension, own, &done, &second));
}

NTSTATUS FlagMissing(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KEVENT done;
    LARGE_INTEGER second;
    PIRP own = Make(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    second.QuadPart = -10000000;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, WakeUp, &done, TRUE, FALSE, TRUE); // expect: IoAllocateIrpSignalEventInCompletion2
    return Finish(Irp, SendOwn(extension, own, &done, &second));
}

NTSTATUS CancelFlagMissing(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KEVENT done;
    LARGE_INTEGER second;
    PIRP own = Make(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    second.QuadPart = -10000000;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, WakeUp, &done, TRUE, TRUE, FALSE); // expect: IoAllocateIrpSignalEventInCompletion3
    return Finish(Irp, SendOwn(extension, own, &done, &second));
}

NTSTATUS FsdSilent(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KEVENT done;
    PIRP own = MakeFsd(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, SilentFsd, &done, TRUE, TRUE, TRUE);
    if (IoCallDriver(extension->Below, own) == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL); // expect: IoBuildFsdIrpSignalEventInCompletionTimeout
    }
    IoFreeIrp(own);
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS FsdWithTimeout(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KEVENT done;
    LARGE_INTEGER second;
    PIRP own = MakeFsd(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    second.QuadPart = -10000000;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, WakeUp, &done, TRUE, TRUE, TRUE);
    if (IoCallDriver(extension->Below, own) == STATUS_PENDING) {
        while (KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, &second) == STATUS_TIMEOUT) {
            IoCancelIrp(own); // asks for it back; it is freed only when it has come
        }
    }
    IoFreeIrp(own);
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS FsdFlags(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KEVENT done;
    LARGE_INTEGER second;
    PIRP own = MakeFsd(extension);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    second.QuadPart = -10000000;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, WakeUp, &done, FALSE, TRUE, FALSE); // expect: IoBuildFsdIrpSignalEventInCompletion2, IoBuildFsdIrpSignalEventInCompletion3
    if (IoCallDriver(extension->Below, own) == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, &second);
    }
    IoFreeIrp(own);
    return Finish(Irp, STATUS_SUCCESS);
}
