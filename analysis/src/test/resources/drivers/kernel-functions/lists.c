/* Lists that are empty, and lists that are not. */
#include "functions.h"

DRIVER_DISPATCH FilledList;
DRIVER_DISPATCH EmptyList;
DRIVER_DISPATCH AskedTwice;
DRIVER_DISPATCH TakenFrom;
DRIVER_DISPATCH TakenOut;
DRIVER_DISPATCH TakenOutByHelper;
DRIVER_DISPATCH EmptiedInALoop;
DRIVER_DISPATCH EmptiedByHelperInALoop;

typedef struct _BUFFERS {
    LIST_ENTRY Free;
    KSPIN_LOCK Lock;
} BUFFERS, *PBUFFERS;

NTSTATUS FilledList(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    LIST_ENTRY list;
    LIST_ENTRY entry;
    UNREFERENCED_PARAMETER(DeviceObject);
    InitializeListHead(&list);
    if (DeviceObject->StackSize > 2) {
        InsertTailList(&list, &entry);
        Finish(Irp, STATUS_SUCCESS);
    }
    if (IsListEmpty(&list)) {
        Finish(Irp, STATUS_SUCCESS);
    }
    return STATUS_SUCCESS; // keeps: DoubleCompletion, IrpProcessingComplete
}

NTSTATUS EmptyList(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    LIST_ENTRY list;
    UNREFERENCED_PARAMETER(DeviceObject);
    InitializeListHead(&list);
    if (!IsListEmpty(&list)) {
        return Finish(Irp, STATUS_SUCCESS);
    }
    return STATUS_SUCCESS; // expect: IrpProcessingComplete
}

NTSTATUS AskedTwice(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PBUFFERS buffers = DeviceObject->DeviceExtension;
    KIRQL irql = PASSIVE_LEVEL;
    BOOLEAN locked = FALSE;
    if (!IsListEmpty(&buffers->Free)) {
        KeAcquireSpinLock(&buffers->Lock, &irql);
        locked = TRUE;
    }
    if (!IsListEmpty(&buffers->Free) && locked) {
        KeReleaseSpinLock(&buffers->Lock, irql);
    }
    return Finish(Irp, STATUS_SUCCESS); // keeps: SpinLock, SpinlockRelease
}

NTSTATUS TakenFrom(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PBUFFERS buffers = DeviceObject->DeviceExtension;
    KIRQL irql = PASSIVE_LEVEL;
    Finish(Irp, STATUS_SUCCESS);
    if (!IsListEmpty(&buffers->Free)) {
        KeAcquireSpinLock(&buffers->Lock, &irql);
        RemoveHeadList(&buffers->Free);
        if (!IsListEmpty(&buffers->Free)) {
            KeReleaseSpinLock(&buffers->Lock, irql);
        }
    }
    return STATUS_SUCCESS; // expect: SpinLock, SpinlockRelease
}

NTSTATUS TakenOut(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PBUFFERS buffers = DeviceObject->DeviceExtension;
    if (!IsListEmpty(&buffers->Free)) {
        RemoveEntryList(buffers->Free.Flink);
        if (IsListEmpty(&buffers->Free)) {
            return STATUS_SUCCESS; // expect: IrpProcessingComplete
        }
    }
    return Finish(Irp, STATUS_SUCCESS);
}

static VOID TakeSome(PLIST_ENTRY List, ULONG Most)
{
    ULONG i;
    for (i = 0; i < Most && !IsListEmpty(List); i++) {
        RemoveEntryList(List->Flink);
    }
}

NTSTATUS TakenOutByHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PBUFFERS buffers = DeviceObject->DeviceExtension;
    if (IsListEmpty(&buffers->Free)) {
        return Finish(Irp, STATUS_DEVICE_BUSY);
    }
    TakeSome(&buffers->Free, Irp->StackCount);
    if (!IsListEmpty(&buffers->Free)) {
        return Finish(Irp, STATUS_SUCCESS);
    }
    return STATUS_SUCCESS; // expect: IrpProcessingComplete
}

/* The loop ends with an empty list. */
NTSTATUS EmptiedInALoop(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    LIST_ENTRY list;
    LIST_ENTRY entries[2];
    ULONG i;
    UNREFERENCED_PARAMETER(DeviceObject);
    InitializeListHead(&list);
    for (i = 0; i < 2; i++) {
        InsertTailList(&list, &entries[i]);
    }
    while (!IsListEmpty(&list)) {
        RemoveEntryList(list.Flink);
    }
    if (!IsListEmpty(&list)) {
        return Finish(Irp, STATUS_SUCCESS);
    }
    return STATUS_SUCCESS; // expect: IrpProcessingComplete
}

NTSTATUS EmptiedByHelperInALoop(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PBUFFERS buffers = DeviceObject->DeviceExtension;
    LIST_ENTRY entry;
    InsertHeadList(&buffers->Free, &entry);
    while (!IsListEmpty(&buffers->Free)) {
        TakeSome(&buffers->Free, Irp->StackCount);
    }
    return STATUS_SUCCESS; // expect: IrpProcessingComplete
}
