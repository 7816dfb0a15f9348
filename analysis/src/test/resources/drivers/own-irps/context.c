/* The event lies in a structure, in the request, in an array. */
#include "own.h"

DRIVER_DISPATCH InStruct, InStructNever, InStructNobodyWaits, BehindPointer, UserEvent, UserEventNever;
DRIVER_DISPATCH WithTimeout, WithTimeoutNever, OneOfTwo, AllOfTwo, TwoRequests, Semaphore, BuiltInBetween;
DRIVER_DISPATCH SignalFlag, HeapContext, MacroSignal;

#define OWN_WAKE(c) ((void)KeSetEvent(&(c)->Done, IO_NO_INCREMENT, FALSE))

static NTSTATUS StructSignals(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    POWN_CONTEXT context = Context;
    UNREFERENCED_PARAMETER(DeviceObject);
    context->Status = Irp->IoStatus.Status;
    KeSetEvent(&context->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS InStruct(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    OWN_CONTEXT context;
    PIRP own = OwnBuild(ext);
    if (own == NULL) {
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    RtlZeroMemory(&context, sizeof(context));
    KeInitializeEvent(&context.Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, StructSignals, &context, TRUE, TRUE, TRUE);
    IoCallDriver(ext->Below, own);
    KeWaitForSingleObject(&context.Done, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(own);
    return OwnFinish(Irp, context.Status);
}

static NTSTATUS StructNever(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    POWN_CONTEXT context = Context;
    UNREFERENCED_PARAMETER(DeviceObject);
    context->Status = Irp->IoStatus.Status;
    return STATUS_MORE_PROCESSING_REQUIRED; // expect: IoAllocateIrpSignalEventInCompletion
}

NTSTATUS InStructNever(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    OWN_CONTEXT context;
    PIRP own = OwnBuild(ext);
    if (own == NULL) {
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&context.Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, StructNever, &context, TRUE, TRUE, TRUE);
    IoCallDriver(ext->Below, own);
    KeWaitForSingleObject(&context.Done, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(own);
    return OwnFinish(Irp, context.Status);
}

static NTSTATUS StructQuiet(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    IoFreeIrp(Irp);
    ExFreePool(Context);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* Nobody waits, and the event only lies in the context: it may be for something else. */
NTSTATUS InStructNobodyWaits(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    POWN_CONTEXT context;
    PIRP own = OwnBuild(ext);
    if (own == NULL) {
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    context = ExAllocatePoolWithTag(NonPagedPool, sizeof(OWN_CONTEXT), 'nwoC');
    if (context == NULL) {
        IoFreeIrp(own);
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&context->Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, StructQuiet, context, TRUE, TRUE, TRUE);
    IoCallDriver(ext->Below, own);
    return OwnFinish(Irp, STATUS_SUCCESS);
}

static NTSTATUS PointerSignals(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    POWN_CONTEXT context = Context;
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    if (context->Other != NULL) {
        KeSetEvent(context->Other, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS BehindPointer(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    OWN_CONTEXT context;
    KEVENT done;
    PIRP own = OwnBuild(ext);
    if (own == NULL) {
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    context.Other = &done;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, PointerSignals, &context, TRUE, TRUE, TRUE);
    IoCallDriver(ext->Below, own);
    KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(own);
    return OwnFinish(Irp, STATUS_SUCCESS);
}

static NTSTATUS UserSignals(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    *Irp->UserIosb = Irp->IoStatus;
    KeSetEvent(Irp->UserEvent, IO_NO_INCREMENT, FALSE);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS UserEvent(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    IO_STATUS_BLOCK iosb;
    KEVENT done;
    PIRP own = OwnBuild(ext);
    if (own == NULL) {
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    own->UserEvent = &done;
    own->UserIosb = &iosb;
    IoSetCompletionRoutine(own, UserSignals, NULL, TRUE, TRUE, TRUE);
    IoCallDriver(ext->Below, own);
    KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
    return OwnFinish(Irp, iosb.Status);
}

static NTSTATUS UserNever(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    *Irp->UserIosb = Irp->IoStatus;
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED; // expect: IoAllocateIrpSignalEventInCompletion
}

NTSTATUS UserEventNever(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    IO_STATUS_BLOCK iosb;
    KEVENT done;
    PIRP own = OwnBuild(ext);
    if (own == NULL) {
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    own->UserEvent = &done;
    own->UserIosb = &iosb;
    IoSetCompletionRoutine(own, UserNever, NULL, TRUE, TRUE, TRUE);
    IoCallDriver(ext->Below, own);
    KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
    return OwnFinish(Irp, iosb.Status);
}

static NTSTATUS OwnWaitOrCancel(POWN_EXTENSION Ext, PIRP Own, PKEVENT Done)
{
    LARGE_INTEGER limit;
    NTSTATUS status = IoCallDriver(Ext->Below, Own);
    if (status == STATUS_PENDING) {
        limit.QuadPart = -50000000LL;
        status = KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, &limit);
        if (status == STATUS_TIMEOUT) {
            IoCancelIrp(Own);
            KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
        }
        status = Own->IoStatus.Status;
    }
    IoFreeIrp(Own);
    return status;
}

NTSTATUS WithTimeout(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    OWN_CONTEXT context;
    PIRP own = OwnBuild(ext);
    if (own == NULL) {
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&context.Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, StructSignals, &context, TRUE, TRUE, TRUE);
    return OwnFinish(Irp, OwnWaitOrCancel(ext, own, &context.Done));
}

static NTSTATUS TimeoutNever(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    ((POWN_CONTEXT)Context)->Status = Irp->IoStatus.Status;
    return STATUS_MORE_PROCESSING_REQUIRED; // expect: IoAllocateIrpSignalEventInCompletion
}

NTSTATUS WithTimeoutNever(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    OWN_CONTEXT context;
    PIRP own = OwnBuild(ext);
    if (own == NULL) {
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&context.Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, TimeoutNever, &context, TRUE, TRUE, TRUE);
    return OwnFinish(Irp, OwnWaitOrCancel(ext, own, &context.Done));
}

static NTSTATUS ArrayNever(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    ((POWN_CONTEXT)Context)->Status = Irp->IoStatus.Status;
    return STATUS_MORE_PROCESSING_REQUIRED; // expect: IoAllocateIrpSignalEventInCompletion
}

NTSTATUS OneOfTwo(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    OWN_CONTEXT context;
    PVOID objects[2];
    PIRP own = OwnBuild(ext);
    if (own == NULL) {
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&context.Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, ArrayNever, &context, TRUE, TRUE, TRUE);
    IoCallDriver(ext->Below, own);
    objects[0] = &ext->Always;
    objects[1] = &context.Done;
    KeWaitForMultipleObjects(2, objects, WaitAny, Executive, KernelMode, FALSE, NULL, NULL);
    return OwnFinish(Irp, STATUS_SUCCESS);
}

NTSTATUS AllOfTwo(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    OWN_CONTEXT context;
    PVOID objects[2];
    PIRP own = OwnBuild(ext);
    if (own == NULL) {
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&context.Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, StructSignals, &context, TRUE, TRUE, TRUE);
    IoCallDriver(ext->Below, own);
    objects[0] = &ext->Always;
    objects[1] = &context.Done;
    KeWaitForMultipleObjects(2, objects, WaitAll, Executive, KernelMode, FALSE, NULL, NULL);
    IoFreeIrp(own);
    return OwnFinish(Irp, context.Status);
}

static NTSTATUS SecondNever(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    ((POWN_CONTEXT)Context)->Status = Irp->IoStatus.Status;
    return STATUS_MORE_PROCESSING_REQUIRED; // expect: IoAllocateIrpSignalEventInCompletion
}

/* Two requests are on their way at once; the routine of one of them signals. */
NTSTATUS TwoRequests(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    OWN_CONTEXT first, second;
    PIRP one = OwnBuild(ext);
    PIRP two = OwnBuild(ext);
    if (one == NULL || two == NULL) {
        if (one) {
            IoFreeIrp(one);
        }
        if (two) {
            IoFreeIrp(two);
        }
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&first.Done, NotificationEvent, FALSE);
    KeInitializeEvent(&second.Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(one, StructSignals, &first, TRUE, TRUE, TRUE);
    IoSetCompletionRoutine(two, SecondNever, &second, TRUE, TRUE, TRUE);
    IoCallDriver(ext->Below, one);
    IoCallDriver(ext->Below, two);
    KeWaitForSingleObject(&first.Done, Executive, KernelMode, FALSE, NULL);
    KeWaitForSingleObject(&second.Done, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(one);
    IoFreeIrp(two);
    return OwnFinish(Irp, second.Status);
}

static NTSTATUS Releases(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    POWN_EXTENSION ext = Context;
    UNREFERENCED_PARAMETER(DeviceObject);
    IoFreeIrp(Irp);
    KeReleaseSemaphore(&ext->Slots, IO_NO_INCREMENT, 1, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS Semaphore(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    PIRP own = OwnBuild(ext);
    if (own == NULL) {
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeSemaphore(&ext->Slots, 0, 1);
    IoSetCompletionRoutine(own, Releases, ext, TRUE, TRUE, TRUE);
    IoCallDriver(ext->Below, own);
    KeWaitForSingleObject(&ext->Slots, Executive, KernelMode, FALSE, NULL);
    return OwnFinish(Irp, STATUS_SUCCESS);
}

static NTSTATUS BetweenQuiet(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* The event belongs to the request that the I/O manager finishes. */
NTSTATUS BuiltInBetween(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    IO_STATUS_BLOCK iosb;
    KEVENT done;
    PIRP built;
    PIRP own = OwnBuild(ext);
    if (own == NULL) {
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    built = IoBuildDeviceIoControlRequest(0x70000, ext->Below, NULL, 0, NULL, 0, FALSE, &done, &iosb);
    if (built == NULL) {
        IoFreeIrp(own);
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    IoSetCompletionRoutine(own, BetweenQuiet, NULL, TRUE, TRUE, TRUE);
    IoCallDriver(ext->Below, own);
    if (IoCallDriver(ext->Below, built) == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
    }
    return OwnFinish(Irp, STATUS_SUCCESS);
}

static NTSTATUS FlagSignals(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    POWN_CONTEXT context = Context;
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    if (context->Signal) {
        KeSetEvent(&context->Done, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS SignalFlag(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    OWN_CONTEXT context;
    PIRP own = OwnBuild(ext);
    if (own == NULL) {
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    RtlZeroMemory(&context, sizeof(context));
    context.Signal = TRUE;
    KeInitializeEvent(&context.Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, FlagSignals, &context, TRUE, TRUE, TRUE);
    IoCallDriver(ext->Below, own);
    KeWaitForSingleObject(&context.Done, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(own);
    return OwnFinish(Irp, STATUS_SUCCESS);
}

static NTSTATUS HeapNever(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    POWN_CONTEXT context = Context;
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    if (context->Signal) {
        OWN_WAKE(context);
    }
    return STATUS_MORE_PROCESSING_REQUIRED; // expect: IoAllocateIrpSignalEventInCompletion
}

/* Cleared, and the flag never set. */
NTSTATUS HeapContext(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    POWN_CONTEXT context;
    PIRP own = OwnBuild(ext);
    if (own == NULL) {
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    context = ExAllocatePoolWithTag(NonPagedPool, sizeof(*context), 'nwoC');
    if (context == NULL) {
        IoFreeIrp(own);
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    RtlZeroMemory(context, sizeof(*context));
    context->Extension = ext;
    KeInitializeEvent(&context->Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, HeapNever, context, TRUE, TRUE, TRUE);
    IoCallDriver(ext->Below, own);
    KeWaitForSingleObject(&context->Done, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(own);
    ExFreePool(context);
    return OwnFinish(Irp, STATUS_SUCCESS);
}

static NTSTATUS MacroSignals(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    OWN_WAKE((POWN_CONTEXT)Context);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS MacroSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    OWN_CONTEXT context;
    PIRP own = OwnBuild(ext);
    if (own == NULL) {
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&context.Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, MacroSignals, &context, TRUE, TRUE, TRUE);
    IoCallDriver(ext->Below, own);
    KeWaitForSingleObject(&context.Done, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(own);
    return OwnFinish(Irp, STATUS_SUCCESS);
}
