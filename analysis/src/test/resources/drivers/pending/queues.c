/* IRPs that are put on device queues and given to DPCs. */
#include <wdm.h>

typedef struct _STATION {
    KSPIN_LOCK Gate;
    KDEVICE_QUEUE Line;
    KDPC Later;
    PIRP Current;
} STATION, *PSTATION;

DRIVER_DISPATCH LinedUpThenMarked;
DRIVER_DISPATCH LinedUpOrServed;
DRIVER_DISPATCH LeftToDpcThenMarked;
DRIVER_DISPATCH LeftToDpcByLastArgument;
DRIVER_DISPATCH MarkedThenLeftToDpc;

NTSTATUS LinedUpThenMarked(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSTATION station = DeviceObject->DeviceExtension;
    KIRQL irql;
    BOOLEAN waits;
    KeAcquireSpinLock(&station->Gate, &irql);
    waits = KeInsertByKeyDeviceQueue(&station->Line, &Irp->Tail.Overlay.DeviceQueueEntry, 3); // expect: MarkingQueuedIrps
    if (!waits) {
        station->Current = Irp;
    }
    KeReleaseSpinLock(&station->Gate, irql);
    IoMarkIrpPending(Irp);
    return STATUS_PENDING;
}

/* An idle queue takes nothing. */
NTSTATUS LinedUpOrServed(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSTATION station = DeviceObject->DeviceExtension;
    KIRQL irql;
    KeAcquireSpinLock(&station->Gate, &irql);
    if (KeInsertDeviceQueue(&station->Line, &Irp->Tail.Overlay.DeviceQueueEntry)) { // keeps: MarkingQueuedIrps
        IoMarkIrpPending(Irp);
        KeReleaseSpinLock(&station->Gate, irql);
        return STATUS_PENDING;
    }
    KeReleaseSpinLock(&station->Gate, irql);
    IoMarkIrpPending(Irp);
    station->Current = Irp;
    return STATUS_PENDING;
}

NTSTATUS LeftToDpcThenMarked(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSTATION station = DeviceObject->DeviceExtension;
    KIRQL irql;
    KeAcquireSpinLock(&station->Gate, &irql);
    KeInsertQueueDpc(&station->Later, Irp, NULL); // expect: MarkingQueuedIrps
    KeReleaseSpinLock(&station->Gate, irql);
    IoMarkIrpPending(Irp);
    return STATUS_PENDING;
}

NTSTATUS LeftToDpcByLastArgument(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSTATION station = DeviceObject->DeviceExtension;
    KLOCK_QUEUE_HANDLE held;
    KeAcquireInStackQueuedSpinLock(&station->Gate, &held);
    KeInsertQueueDpc(&station->Later, station, Irp); // expect: MarkingQueuedIrps
    KeReleaseInStackQueuedSpinLock(&held);
    IoMarkIrpPending(Irp);
    return STATUS_PENDING;
}

NTSTATUS MarkedThenLeftToDpc(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSTATION station = DeviceObject->DeviceExtension;
    KIRQL irql;
    IoMarkIrpPending(Irp);
    KeAcquireSpinLock(&station->Gate, &irql);
    KeInsertQueueDpc(&station->Later, Irp, NULL); // keeps: MarkingQueuedIrps
    KeReleaseSpinLock(&station->Gate, irql);
    return STATUS_PENDING;
}
