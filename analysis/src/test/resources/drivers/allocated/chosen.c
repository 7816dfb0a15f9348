/* One function that makes requests of several kinds. */
#include "own.h"

#define KIND_OWN 1
#define KIND_FLUSH 2
#define KIND_READ 3
#define KIND_CONTROL 4

DRIVER_DISPATCH ChosenReadIsFreed;
DRIVER_DISPATCH ChosenFlushIsFreed;
DRIVER_DISPATCH ChosenControlIsFreed;
DRIVER_DISPATCH ChosenOwnIsCompleted;
DRIVER_DISPATCH ChosenOwnIsFreed;
DRIVER_DISPATCH ChosenInTurnAreCompleted;
DRIVER_DISPATCH ChosenInTurnAreFreed;
DRIVER_DISPATCH ChosenByModeIsCompleted;

static PIRP MakeChosen(PEXTENSION Extension, PCHOSEN Chosen, ULONG Kind)
{
    if (Kind == KIND_OWN) {
        return IoAllocateIrp(Extension->Below->StackSize, FALSE);
    }
    if (Kind == KIND_FLUSH) {
        return IoBuildAsynchronousFsdRequest(IRP_MJ_FLUSH_BUFFERS, Extension->Below, NULL, 0, NULL, NULL);
    }
    if (Kind == KIND_READ) {
        return IoBuildSynchronousFsdRequest(IRP_MJ_FLUSH_BUFFERS, Extension->Below, NULL, 0, NULL, &Chosen->Done, &Chosen->Answer);
    }
    if (Kind == KIND_CONTROL) {
        return IoBuildDeviceIoControlRequest(0x222000, Extension->Below, NULL, 0, NULL, 0, TRUE, &Chosen->Done, &Chosen->Answer);
    }
    return NULL;
}

/* What it makes is kept in the structure. */
static NTSTATUS PrepareChosen(PEXTENSION Extension, PCHOSEN Chosen, ULONG Kind)
{
    KeInitializeEvent(&Chosen->Done, NotificationEvent, FALSE);
    Chosen->Irp = NULL;
    if (Kind == KIND_OWN) {
        Chosen->Irp = IoAllocateIrp(Extension->Below->StackSize, FALSE);
    } else if (Kind == KIND_CONTROL) {
        Chosen->Irp = IoBuildDeviceIoControlRequest(0x222000, Extension->Below, NULL, 0, NULL, 0, TRUE, &Chosen->Done, &Chosen->Answer);
    }
    return Chosen->Irp != NULL ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

NTSTATUS ChosenReadIsFreed(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    CHOSEN chosen;
    PIRP made = MakeChosen(DeviceObject->DeviceExtension, &chosen, KIND_READ);
    if (made != NULL) {
        IoFreeIrp(made); // expect: IoBuildSynchronousFsdRequestNoFree across functions
    }
    return Finish(Irp, STATUS_UNSUCCESSFUL);
}

NTSTATUS ChosenFlushIsFreed(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    CHOSEN chosen;
    PIRP made = MakeChosen(DeviceObject->DeviceExtension, &chosen, KIND_FLUSH);
    if (made != NULL) {
        IoFreeIrp(made); // keeps: IoBuildSynchronousFsdRequestNoFree, IoBuildDeviceControlNoFree
    }
    return Finish(Irp, STATUS_UNSUCCESSFUL);
}

NTSTATUS ChosenControlIsFreed(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    CHOSEN kept;
    PCHOSEN chosen = &kept;
    NTSTATUS status = PrepareChosen(DeviceObject->DeviceExtension, chosen, KIND_CONTROL);
    if (NT_SUCCESS(status)) {
        IoFreeIrp(chosen->Irp); // expect: IoBuildDeviceControlNoFree across functions
    }
    return Finish(Irp, status);
}

NTSTATUS ChosenOwnIsCompleted(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PCHOSEN chosen = &extension->Chosen;
    NTSTATUS status = PrepareChosen(extension, chosen, KIND_OWN);
    if (NT_SUCCESS(status)) {
        IoCompleteRequest(chosen->Irp, IO_NO_INCREMENT); // expect: IoAllocateComplete across functions
    }
    return Finish(Irp, status);
}

NTSTATUS ChosenOwnIsFreed(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PCHOSEN chosen = &extension->Chosen;
    NTSTATUS status = PrepareChosen(extension, chosen, KIND_OWN);
    if (NT_SUCCESS(status)) {
        IoFreeIrp(chosen->Irp); // keeps: IoAllocateFree, IoBuildDeviceControlNoFree
    }
    return Finish(Irp, status);
}

NTSTATUS ChosenInTurnAreCompleted(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIRP pair[2];
    ULONG i;
    pair[0] = NULL;
    pair[1] = MakeOwn(DeviceObject->DeviceExtension);
    for (i = 0; i < 2; i++) {
        if (pair[i] != NULL) {
            IoCompleteRequest(pair[i], IO_NO_INCREMENT); // expect: IoAllocateComplete across functions
        }
    }
    return Finish(Irp, STATUS_SUCCESS); // expect: IoAllocateFree across functions
}

NTSTATUS ChosenInTurnAreFreed(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIRP pair[2];
    ULONG i;
    for (i = 0; i < 2; i++) {
        pair[i] = MakeOwn(DeviceObject->DeviceExtension);
    }
    for (i = 0; i < 2; i++) {
        if (pair[i] != NULL) {
            IoFreeIrp(pair[i]);
        }
    }
    return Finish(Irp, STATUS_SUCCESS); // keeps: IoAllocateFree
}

NTSTATUS ChosenByModeIsCompleted(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP pair[2];
    pair[0] = MakeOwn(extension);
    pair[1] = MakeFlush(extension);
    if (pair[0] != NULL && pair[1] != NULL) {
        IoCompleteRequest(pair[extension->Mode == 2 ? 0 : 1], IO_NO_INCREMENT); // expect: IoAllocateComplete across functions, IoBuildFsdComplete across functions
    }
    return Finish(Irp, STATUS_SUCCESS); // expect: IoAllocateFree across functions, IoBuildFsdFree across functions
}
