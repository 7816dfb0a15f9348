/* Numbers and pointers that are changed in one step. */
#include "functions.h"

DRIVER_DISPATCH FirstOfOne;
DRIVER_DISPATCH FirstOfNone;
DRIVER_DISPATCH OldFlagsAsked;
DRIVER_DISPATCH NewFlagsAsked;
DRIVER_DISPATCH BitTaken;
DRIVER_DISPATCH SumOfSteps;
DRIVER_DISPATCH SharedByTwo;
DRIVER_DISPATCH HeldByOne;
DRIVER_DISPATCH CountedByHelper;
DRIVER_DISPATCH BackToWhereItWas;
DRIVER_DISPATCH SparePutAside;
DRIVER_DISPATCH SpareOnlySeen;
IO_COMPLETION_ROUTINE LastLetsGo;

NTSTATUS FirstOfOne(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    LONG users = 0;
    UNREFERENCED_PARAMETER(DeviceObject);
    if (InterlockedIncrement(&users) == 1) {
        return Finish(Irp, STATUS_SUCCESS);
    }
    return STATUS_SUCCESS; // keeps: IrpProcessingComplete
}

NTSTATUS FirstOfNone(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    LONG64 users = 0;
    UNREFERENCED_PARAMETER(DeviceObject);
    if (InterlockedDecrement64(&users) == 1) {
        return Finish(Irp, STATUS_SUCCESS);
    }
    return STATUS_SUCCESS; // expect: IrpProcessingComplete
}

NTSTATUS OldFlagsAsked(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    LONG flags = 6;
    UNREFERENCED_PARAMETER(DeviceObject);
    if (InterlockedAnd(&flags, ~2) & 2) {
        Finish(Irp, STATUS_SUCCESS);
    }
    if (flags & 2) {
        Finish(Irp, STATUS_SUCCESS);
    }
    return STATUS_SUCCESS; // keeps: DoubleCompletion, IrpProcessingComplete
}

NTSTATUS NewFlagsAsked(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    LONG flags = 4;
    UNREFERENCED_PARAMETER(DeviceObject);
    if (InterlockedXor(&flags, 6) == 4) {
        Finish(Irp, STATUS_SUCCESS);
    }
    if (flags == 2) {
        IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: DoubleCompletion
    }
    return STATUS_SUCCESS;
}

NTSTATUS BitTaken(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN taken = InterlockedBitTestAndSet(&extension->Count, 3);
    if (!(extension->Count & 8) || !taken) {
        return Finish(Irp, STATUS_SUCCESS);
    }
    taken = InterlockedBitTestAndReset(&extension->Count, 3);
    if (!taken || (extension->Count & 8)) {
        return STATUS_SUCCESS; // keeps: IrpProcessingComplete
    }
    return Finish(Irp, STATUS_DEVICE_BUSY);
}

NTSTATUS SumOfSteps(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    extension->Count = 1;
    InterlockedExchangeAdd(&extension->Count, 3);
    if (InterlockedAdd(&extension->Count, -2) != 2) {
        return STATUS_SUCCESS; // keeps: IrpProcessingComplete
    }
    return Finish(Irp, STATUS_SUCCESS);
}

/* Completion goes on for whoever lets go last. */
NTSTATUS LastLetsGo(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    if (InterlockedDecrement((LONG *)Context) == 0) {
        return STATUS_CONTINUE_COMPLETION;
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS Send(PDEVICE_OBJECT DeviceObject, PIRP Irp, PLONG Holders)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, LastLetsGo, Holders, TRUE, TRUE, TRUE);
    return IoCallDriver(extension->Below, Irp);
}

NTSTATUS SharedByTwo(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    LONG holders = 2;
    NTSTATUS status = Send(DeviceObject, Irp, &holders);
    if (status != STATUS_PENDING) {
        IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: CompleteRequest
    }
    return status;
}

NTSTATUS HeldByOne(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    LONG holders = 1;
    NTSTATUS status = Send(DeviceObject, Irp, &holders);
    if (status != STATUS_PENDING) {
        IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: CompleteRequest
    }
    return status;
}

static VOID CountEach(PEXTENSION Extension, ULONG Times)
{
    ULONG i;
    for (i = 0; i < Times; i++) {
        InterlockedIncrement(&Extension->Count);
    }
}

/* Nothing is known of the number after a helper that changes it. */
NTSTATUS CountedByHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    extension->Count = 0;
    CountEach(extension, Irp->StackCount);
    if (extension->Count == 0) {
        return Finish(Irp, STATUS_SUCCESS);
    }
    return STATUS_SUCCESS; // expect: IrpProcessingComplete
}

NTSTATUS BackToWhereItWas(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    LONG before = extension->Count;
    if (before == 5) {
        InterlockedIncrement(&extension->Count);
        if (InterlockedDecrement(&extension->Count) != 5) {
            return STATUS_SUCCESS; // keeps: IrpProcessingComplete
        }
    }
    return Finish(Irp, STATUS_SUCCESS);
}

/* The request is kept for later, and the one that was kept until now goes. */
NTSTATUS SparePutAside(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = IoAllocateIrp(1, FALSE);
    if (own != NULL) {
        own = InterlockedExchangePointer((PVOID *)&extension->Spare, own);
    }
    if (own != NULL) {
        IoFreeIrp(own);
    }
    return Finish(Irp, STATUS_SUCCESS); // keeps: IoAllocateFree
}

/* Kept if there was none; the others are lost. */
NTSTATUS SpareOnlySeen(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = IoAllocateIrp(1, FALSE);
    PIRP other;
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    other = InterlockedCompareExchangePointer((PVOID *)&extension->Spare, own, NULL);
    if (other == NULL) {
        return Finish(Irp, STATUS_SUCCESS);
    }
    return Finish(Irp, STATUS_SUCCESS); // expect: IoAllocateFree
}
