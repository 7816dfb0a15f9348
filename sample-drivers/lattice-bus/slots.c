/*
 * slots.c - who sits where: probing the slots, and hearing of changes.
 */
#include "lattice.h"

IO_COMPLETION_ROUTINE LatticeProbeDone;
IO_COMPLETION_ROUTINE LatticeIdentifyDone;
IO_COMPLETION_ROUTINE LatticeWatchDone;
IO_WORKITEM_ROUTINE LatticeResetSlot;

/* One probe of one slot, on the stack of the prober. */
typedef struct _LATTICE_PROBE {
    PLATTICE_FDO Fdo;
    ULONG Slot;
    BOOLEAN Quiet;
    NTSTATUS Status;
    KEVENT Done;
    PIO_WORKITEM Reset;
} LATTICE_PROBE, *PLATTICE_PROBE;

static PIRP LatticePortIrp(PLATTICE_FDO Fdo, ULONG Code, PVOID Argument)
{
    PIO_STACK_LOCATION next;
    PIRP irp;

    irp = IoAllocateIrp(Fdo->LowerDevice->StackSize, FALSE);
    if (irp == NULL) {
        return NULL;
    }
    next = IoGetNextIrpStackLocation(irp);
    next->MajorFunction = IRP_MJ_INTERNAL_DEVICE_CONTROL;
    next->Parameters.DeviceIoControl.IoControlCode = Code;
    next->Parameters.Others.Argument1 = Argument;
    return irp;
}

/* Sends a probe and waits for its event; five seconds, then it is taken back. */
static NTSTATUS LatticeRunProbe(PLATTICE_PROBE Probe, PIRP Irp)
{
    LARGE_INTEGER limit;
    NTSTATUS status;

    status = IoCallDriver(Probe->Fdo->LowerDevice, Irp);
    if (status == STATUS_PENDING) {
        limit.QuadPart = -50000000LL;
        status = KeWaitForSingleObject(&Probe->Done, Executive, KernelMode, FALSE, &limit);
        if (status == STATUS_TIMEOUT) {
            IoCancelIrp(Irp);
            KeWaitForSingleObject(&Probe->Done, Executive, KernelMode, FALSE, NULL);
        }
        status = Probe->Status;
    }
    return status;
}

/* Ends a probe whose card had to be reset first; the routine has left that to us. */
VOID LatticeResetSlot(_In_ PDEVICE_OBJECT DeviceObject, _In_opt_ PVOID Context)
{
    PLATTICE_PROBE probe = (PLATTICE_PROBE)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    KdPrint(("lattice: slot %lu needs a reset\n", probe->Slot));
    KeSetEvent(&probe->Done, IO_NO_INCREMENT, FALSE);
}

/*
 * Returns without a signal when the card needs a reset. Somebody else signals then: the work item
 * that is queued on that way. Not ours to tell from here, and no violation.
 */
NTSTATUS LatticeProbeDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PLATTICE_PROBE probe = (PLATTICE_PROBE)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    probe->Status = Irp->IoStatus.Status;
    if (!Irp->PendingReturned) {
        return STATUS_MORE_PROCESSING_REQUIRED;
    }
    if (probe->Status == STATUS_DEVICE_NOT_READY) {
        IoQueueWorkItem(probe->Reset, LatticeResetSlot, DelayedWorkQueue, probe);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }
    KeSetEvent(&probe->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS LatticeProbeSlot(PLATTICE_FDO Fdo, ULONG Slot)
{
    LATTICE_PROBE probe;
    NTSTATUS status;
    PIRP irp;

    probe.Fdo = Fdo;
    probe.Slot = Slot;
    probe.Quiet = FALSE;
    probe.Status = STATUS_UNSUCCESSFUL;
    probe.Reset = IoAllocateWorkItem(Fdo->Common.Self);
    if (probe.Reset == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    irp = LatticePortIrp(Fdo, IOCTL_LATTICE_PORT_PROBE, &probe.Slot);
    if (irp == NULL) {
        IoFreeWorkItem(probe.Reset);
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    KeInitializeEvent(&probe.Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, LatticeProbeDone, &probe, TRUE, TRUE, TRUE);
    status = LatticeRunProbe(&probe, irp);
    IoFreeIrp(irp);
    IoFreeWorkItem(probe.Reset);
    return status;
}

/*
 * "Quiet" was meant to keep the debugger clean. It also skips the signal, and whoever scans quietly
 * waits until the time is up and then for ever.
 */
NTSTATUS LatticeIdentifyDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PLATTICE_PROBE probe = (PLATTICE_PROBE)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    probe->Status = Irp->IoStatus.Status;
    if (probe->Quiet) {
        return STATUS_MORE_PROCESSING_REQUIRED; // expect: IoAllocateIrpSignalEventInCompletion
    }
    KdPrint(("lattice: slot %lu identified, %08lx\n", probe->Slot, probe->Status));
    if (Irp->PendingReturned) {
        KeSetEvent(&probe->Done, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS LatticeIdentifySlot(PLATTICE_FDO Fdo, ULONG Slot)
{
    LATTICE_PROBE probe;
    NTSTATUS status;
    PIRP irp;

    probe.Fdo = Fdo;
    probe.Slot = Slot;
    probe.Quiet = Fdo->QuietScan;
    probe.Status = STATUS_UNSUCCESSFUL;
    probe.Reset = NULL;
    irp = LatticePortIrp(Fdo, IOCTL_LATTICE_PORT_PROBE, &probe.Slot);
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    KeInitializeEvent(&probe.Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, LatticeIdentifyDone, &probe, TRUE, TRUE, TRUE);
    status = LatticeRunProbe(&probe, irp);
    IoFreeIrp(irp);
    return status;
}

/* Probes every slot; a new card is identified and gets its device object. */
NTSTATUS LatticeScan(_In_ PLATTICE_FDO Fdo)
{
    NTSTATUS status = STATUS_SUCCESS;
    ULONG slot;

    for (slot = 0; slot < LATTICE_SLOTS; slot++) {
        Fdo->Present[slot] = NT_SUCCESS(LatticeProbeSlot(Fdo, slot));
        if (!Fdo->Present[slot] || Fdo->Cards[slot] != NULL) {
            continue;
        }
        if (NT_SUCCESS(LatticeIdentifySlot(Fdo, slot))) {
            status = LatticeCreateCard(Fdo, slot);
            if (!NT_SUCCESS(status)) {
                break;
            }
        }
    }
    return status;
}

/*
 * The port finishes this request whenever a card comes or goes. The routine sends it down again; it
 * sets the event only at the end of its life. Whoever waits for that event is not the routine that
 * sent the request.
 */
NTSTATUS LatticeWatchDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PLATTICE_FDO fdo = (PLATTICE_FDO)Context;
    PIO_STACK_LOCATION next;

    UNREFERENCED_PARAMETER(DeviceObject);

    if (fdo->Stopping || !NT_SUCCESS(Irp->IoStatus.Status)) {
        KeSetEvent(&fdo->WatchStopped, IO_NO_INCREMENT, FALSE);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }

    IoInvalidateDeviceRelations(fdo->PhysicalDevice, BusRelations);
    IoReuseIrp(Irp, STATUS_NOT_SUPPORTED);
    next = IoGetNextIrpStackLocation(Irp);
    next->MajorFunction = IRP_MJ_INTERNAL_DEVICE_CONTROL;
    next->Parameters.DeviceIoControl.IoControlCode = IOCTL_LATTICE_PORT_WATCH;
    IoSetCompletionRoutine(Irp, LatticeWatchDone, fdo, TRUE, TRUE, TRUE);
    IoCallDriver(fdo->LowerDevice, Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS LatticeStartWatch(_In_ PLATTICE_FDO Fdo)
{
    Fdo->WatchIrp = LatticePortIrp(Fdo, IOCTL_LATTICE_PORT_WATCH, NULL);
    if (Fdo->WatchIrp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    Fdo->Stopping = FALSE;
    KeInitializeEvent(&Fdo->WatchStopped, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Fdo->WatchIrp, LatticeWatchDone, Fdo, TRUE, TRUE, TRUE);
    IoCallDriver(Fdo->LowerDevice, Fdo->WatchIrp);
    return STATUS_SUCCESS;
}

VOID LatticeStopWatch(_In_ PLATTICE_FDO Fdo)
{
    if (Fdo->WatchIrp != NULL) {
        InterlockedExchange(&Fdo->Stopping, TRUE);
        IoCancelIrp(Fdo->WatchIrp);
        KeWaitForSingleObject(&Fdo->WatchStopped, Executive, KernelMode, FALSE, NULL);
        IoFreeIrp(Fdo->WatchIrp);
        Fdo->WatchIrp = NULL;
    }
}

/* Adds the cards to what others have reported already. */
NTSTATUS LatticeReportCards(_In_ PLATTICE_FDO Fdo, _In_ PIRP Irp)
{
    PDEVICE_RELATIONS old = (PDEVICE_RELATIONS)Irp->IoStatus.Information;
    PDEVICE_RELATIONS all;
    ULONG known = old != NULL ? old->Count : 0;
    ULONG slot;

    all = (PDEVICE_RELATIONS)ExAllocatePoolWithTag(
        PagedPool, sizeof(DEVICE_RELATIONS) + (known + LATTICE_SLOTS) * sizeof(PDEVICE_OBJECT), LATTICE_TAG);
    if (all == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    all->Count = known;
    if (old != NULL) {
        RtlCopyMemory(all->Objects, old->Objects, known * sizeof(PDEVICE_OBJECT));
        ExFreePool(old);
    }
    for (slot = 0; slot < LATTICE_SLOTS; slot++) {
        if (Fdo->Present[slot] && Fdo->Cards[slot] != NULL) {
            ObReferenceObject(Fdo->Cards[slot]);
            all->Objects[all->Count++] = Fdo->Cards[slot];
        }
    }
    Irp->IoStatus.Information = (ULONG_PTR)all;
    Irp->IoStatus.Status = STATUS_SUCCESS;
    return STATUS_SUCCESS;
}
