/*
 * fdo.c - the controller. Its requests come from the PnP manager and go to the port driver below.
 */
#include "lattice.h"

IO_COMPLETION_ROUTINE LatticeWatched;
IO_COMPLETION_ROUTINE LatticeBytesIn;
IO_COMPLETION_ROUTINE LatticeBytesOut;
IO_COMPLETION_ROUTINE LatticeWmiDone;
IO_WORKITEM_ROUTINE LatticeSendDeferred;

/* The controller's request has come back; nobody below needs the controller any more. */
NTSTATUS LatticeWatched(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PLATTICE_FDO fdo = (PLATTICE_FDO)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    IoReleaseRemoveLock(&fdo->RemoveLock, Irp);
    return STATUS_CONTINUE_COMPLETION;
}

/* Registers LatticeWatched and hands the status on as it is; the caller tests it. */
static NTSTATUS LatticeWatch(PLATTICE_FDO Fdo, PIRP Irp)
{
    IoCopyCurrentIrpStackLocationToNext(Irp);
    return IoSetCompletionRoutineEx(Fdo->Common.Self, Irp, LatticeWatched, Fdo, TRUE, TRUE, TRUE);
}

static NTSTATUS LatticeStart(PLATTICE_FDO Fdo, PIRP Irp)
{
    NTSTATUS status = STATUS_UNSUCCESSFUL;

    if (IoForwardIrpSynchronously(Fdo->LowerDevice, Irp)) {
        status = Irp->IoStatus.Status;
    }
    if (NT_SUCCESS(status)) {
        status = LatticeScan(Fdo);
    }
    if (NT_SUCCESS(status)) {
        status = LatticeStartWatch(Fdo);
    }
    Fdo->Started = NT_SUCCESS(status);

    IoReleaseRemoveLock(&Fdo->RemoveLock, Irp);
    return LatticeComplete(Irp, status);
}

static NTSTATUS LatticeRemove(PLATTICE_FDO Fdo, PIRP Irp)
{
    PDEVICE_OBJECT lower = Fdo->LowerDevice;
    NTSTATUS status;
    ULONG slot;

    LatticeStopWatch(Fdo);
    IoReleaseRemoveLockAndWait(&Fdo->RemoveLock, Irp);

    for (slot = 0; slot < LATTICE_SLOTS; slot++) {
        if (Fdo->Cards[slot] != NULL) {
            IoDeleteDevice(Fdo->Cards[slot]);
            Fdo->Cards[slot] = NULL;
        }
    }

    Irp->IoStatus.Status = STATUS_SUCCESS;
    IoSkipCurrentIrpStackLocation(Irp);
    status = IoCallDriver(lower, Irp);

    IoFreeWorkItem(Fdo->Worker);
    IoDetachDevice(lower);
    IoDeleteDevice(Fdo->Common.Self);
    return status;
}

/* Sends what LatticeDefer has put aside. The routine was registered there. */
VOID LatticeSendDeferred(_In_ PDEVICE_OBJECT DeviceObject, _In_opt_ PVOID Context)
{
    PLATTICE_FDO fdo = (PLATTICE_FDO)Context;
    PLIST_ENTRY entry;
    KIRQL irql;
    PIRP irp;

    UNREFERENCED_PARAMETER(DeviceObject);

    KeAcquireSpinLock(&fdo->DeferredLock, &irql);
    while (!IsListEmpty(&fdo->Deferred)) {
        entry = RemoveHeadList(&fdo->Deferred);
        KeReleaseSpinLock(&fdo->DeferredLock, irql);
        irp = CONTAINING_RECORD(entry, IRP, Tail.Overlay.ListEntry);
        LatticeScan(fdo);
        IoCallDriver(fdo->LowerDevice, irp);
        KeAcquireSpinLock(&fdo->DeferredLock, &irql);
    }
    KeReleaseSpinLock(&fdo->DeferredLock, irql);
}

/*
 * The slots are to be scanned before this request goes on, and scanning takes time: the request is
 * queued with its routine in place, and the work item sends it. The dispatch routine returns
 * without a send, and rightly: it no longer has the request. PnP sends one such request at a time,
 * so the work item is never queued twice.
 */
static NTSTATUS LatticeDefer(PLATTICE_FDO Fdo, PIRP Irp)
{
    NTSTATUS status;
    KIRQL irql;

    status = LatticeWatch(Fdo, Irp);
    if (!NT_SUCCESS(status)) {
        IoReleaseRemoveLock(&Fdo->RemoveLock, Irp);
        return LatticeComplete(Irp, status);
    }

    KeAcquireSpinLock(&Fdo->DeferredLock, &irql);
    IoMarkIrpPending(Irp);
    InsertTailList(&Fdo->Deferred, &Irp->Tail.Overlay.ListEntry);
    KeReleaseSpinLock(&Fdo->DeferredLock, irql);
    IoQueueWorkItem(Fdo->Worker, LatticeSendDeferred, DelayedWorkQueue, Fdo);
    return STATUS_PENDING;
}

/*
 * One switch, one tail. "watched" says that a routine is in place, "finished" that the request ends
 * here. The arms set them together, so the way from a registration to the completion in the tail
 * exists in the text of this function but, with one exception, not in its behaviour.
 */
NTSTATUS LatticeFdoPnp(_In_ PLATTICE_FDO Fdo, _In_ PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    BOOLEAN watched = FALSE;
    BOOLEAN finished = FALSE;
    NTSTATUS status;

    status = IoAcquireRemoveLock(&Fdo->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        return LatticeComplete(Irp, status);
    }

    switch (stack->MinorFunction) {
    case IRP_MN_START_DEVICE:
        return LatticeStart(Fdo, Irp);

    case IRP_MN_REMOVE_DEVICE:
        return LatticeRemove(Fdo, Irp);

    case IRP_MN_QUERY_DEVICE_RELATIONS:
        if (stack->Parameters.QueryDeviceRelations.Type == BusRelations) {
            status = LatticeReportCards(Fdo, Irp);
            finished = !NT_SUCCESS(status);
        }
        break;

    case IRP_MN_QUERY_CAPABILITIES:
        status = LatticeWatch(Fdo, Irp);
        if (NT_SUCCESS(status)) {
            watched = TRUE;
        } else {
            finished = TRUE;
        }
        break;

    case IRP_MN_DEVICE_USAGE_NOTIFICATION:
        /* Looks at the slots after the registration: the exception. */
        status = LatticeWatch(Fdo, Irp);
        if (NT_SUCCESS(status)) {
            watched = TRUE;
            if (Fdo->SlotsInUse == 0) {
                status = STATUS_DEVICE_NOT_READY;
                finished = TRUE;
            }
        } else {
            finished = TRUE;
        }
        break;

    case IRP_MN_QUERY_PNP_DEVICE_STATE:
        /* Its corrected twin. */
        if (Fdo->SlotsInUse == 0) {
            status = STATUS_DEVICE_NOT_READY;
            finished = TRUE;
        } else {
            status = LatticeWatch(Fdo, Irp);
            if (NT_SUCCESS(status)) {
                watched = TRUE;
            } else {
                finished = TRUE;
            }
        }
        break;

    case IRP_MN_FILTER_RESOURCE_REQUIREMENTS:
        return LatticeDefer(Fdo, Irp);

    case IRP_MN_SURPRISE_REMOVAL:
        LatticeStopWatch(Fdo);
        Irp->IoStatus.Status = STATUS_SUCCESS;
        break;

    case IRP_MN_QUERY_STOP_DEVICE:
    case IRP_MN_QUERY_REMOVE_DEVICE:
        Irp->IoStatus.Status = STATUS_SUCCESS;
        break;

    case IRP_MN_STOP_DEVICE:
    case IRP_MN_CANCEL_STOP_DEVICE:
    case IRP_MN_CANCEL_REMOVE_DEVICE:
        Irp->IoStatus.Status = STATUS_SUCCESS;
        break;

    default:
        break;
    }

    if (finished) {
        IoReleaseRemoveLock(&Fdo->RemoveLock, Irp);
        return LatticeComplete(Irp, status);
    }
    if (watched) {
        return IoCallDriver(Fdo->LowerDevice, Irp);
    }
    IoSkipCurrentIrpStackLocation(Irp);
    status = IoCallDriver(Fdo->LowerDevice, Irp);
    IoReleaseRemoveLock(&Fdo->RemoveLock, Irp);
    return status;
}

NTSTATUS LatticeFdoPower(_In_ PLATTICE_FDO Fdo, _In_ PIRP Irp)
{
    NTSTATUS status;

    status = IoAcquireRemoveLock(&Fdo->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        return LatticeComplete(Irp, status);
    }
    IoSkipCurrentIrpStackLocation(Irp);
    status = PoCallDriver(Fdo->LowerDevice, Irp);
    IoReleaseRemoveLock(&Fdo->RemoveLock, Irp);
    return status;
}

/* Two routines that count bytes; the Ex registration holds the device object, and with it the counters. */
NTSTATUS LatticeBytesIn(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);

    InterlockedExchangeAdd((PLONG)Context, (LONG)Irp->IoStatus.Information);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    return STATUS_CONTINUE_COMPLETION;
}

NTSTATUS LatticeBytesOut(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);

    if (NT_SUCCESS(Irp->IoStatus.Status)) {
        InterlockedExchangeAdd((PLONG)Context, (LONG)Irp->IoStatus.Information);
    }
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    return STATUS_CONTINUE_COMPLETION;
}

/*
 * Transfers of the diagnostic tool, which speaks with the controller directly. Two registrations on
 * two branches, one send behind both, and no test on either way: two violations on one line.
 */
NTSTATUS LatticeFdoInternal(_In_ PLATTICE_FDO Fdo, _In_ PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    PLATTICE_TRANSFER transfer = (PLATTICE_TRANSFER)stack->Parameters.Others.Argument1;
    NTSTATUS status;

    if (stack->Parameters.DeviceIoControl.IoControlCode != IOCTL_LATTICE_PORT_TRANSFER) {
        Irp->IoStatus.Information = 0;
        return LatticeComplete(Irp, STATUS_INVALID_DEVICE_REQUEST);
    }

    status = IoAcquireRemoveLock(&Fdo->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        return LatticeComplete(Irp, status);
    }

    IoCopyCurrentIrpStackLocationToNext(Irp);
    if (transfer->ToCard) {
        IoSetCompletionRoutineEx(Fdo->Common.Self, Irp, LatticeBytesOut, &Fdo->BytesOut, TRUE, TRUE, TRUE);
    } else {
        IoSetCompletionRoutineEx(Fdo->Common.Self, Irp, LatticeBytesIn, &Fdo->BytesIn, TRUE, TRUE, TRUE);
    }
    status = IoCallDriver(Fdo->LowerDevice, Irp); // expect: IoSetCompletionRoutineExCheck x2
    IoReleaseRemoveLock(&Fdo->RemoveLock, Irp);
    return status;
}

NTSTATUS LatticeWmiDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);

    KdPrint(("lattice: WMI request ends with %08lx\n", Irp->IoStatus.Status));
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    return STATUS_CONTINUE_COMPLETION;
}

/*
 * With verbose output the request gets a routine, and the test of the registration stands behind
 * the send. That is too late: by then the request has gone down without the routine. The other
 * branch shows the same thing in the right order.
 */
NTSTATUS LatticeFdoSystemControl(_In_ PLATTICE_FDO Fdo, _In_ PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS registered;
    NTSTATUS status;

    switch (stack->MinorFunction) {
    case IRP_MN_REGINFO:
    case IRP_MN_REGINFO_EX:
        IoCopyCurrentIrpStackLocationToNext(Irp);
        registered = IoSetCompletionRoutineEx(Fdo->Common.Self, Irp, LatticeWmiDone, NULL, TRUE, TRUE, TRUE);
        status = IoCallDriver(Fdo->LowerDevice, Irp); // expect: IoSetCompletionRoutineExCheck
        if (!NT_SUCCESS(registered)) {
            KdPrint(("lattice: nobody will hear of the end of this request\n"));
        }
        return status;

    case IRP_MN_QUERY_ALL_DATA:
        IoCopyCurrentIrpStackLocationToNext(Irp);
        registered = IoSetCompletionRoutineEx(Fdo->Common.Self, Irp, LatticeWmiDone, NULL, TRUE, TRUE, TRUE);
        if (!NT_SUCCESS(registered)) {
            return LatticeComplete(Irp, registered);
        }
        return IoCallDriver(Fdo->LowerDevice, Irp);

    default:
        IoSkipCurrentIrpStackLocation(Irp);
        return IoCallDriver(Fdo->LowerDevice, Irp);
    }
}
