/* What drivers of the first WDM years do with an IRP that they send down more than once. */
#include <wdm.h>

typedef struct _STATION {
    PDEVICE_OBJECT Below;
    LIST_ENTRY Pieces;
    KSPIN_LOCK Inner;
    KSPIN_LOCK Outer;
    ULONG Ports;
    CHIP_ACCESS Chip; /* from a header that is not here */
    BOOLEAN HasChip;
} STATION, *PSTATION;

typedef struct _TRANSFER {
    PIRP Whole;
    LIST_ENTRY Pieces;
    KSPIN_LOCK Lock;
} TRANSFER, *PTRANSFER;

typedef struct _PIECE {
    PTRANSFER Transfer;
    LIST_ENTRY Link;
    struct _PIECE *Next;
    PIRP Irp;
} PIECE, *PPIECE;

DRIVER_INITIALIZE DriverEntry;
DRIVER_ADD_DEVICE AddDevice;
DRIVER_UNLOAD Unload;
DRIVER_DISPATCH Read;
DRIVER_DISPATCH Write;
DRIVER_DISPATCH Flush;
DRIVER_DISPATCH Create;
DRIVER_DISPATCH Close;
DRIVER_DISPATCH Cleanup;
DRIVER_DISPATCH Control;
DRIVER_DISPATCH QueryInformation;
DRIVER_DISPATCH SetInformation;
DRIVER_DISPATCH Shutdown;
DRIVER_DISPATCH QueryVolume;
DRIVER_DISPATCH Power;
DRIVER_DISPATCH PassesOn;
DRIVER_DISPATCH Pnp;
IO_COMPLETION_ROUTINE TakesBack;
IO_COMPLETION_ROUTINE Says;
IO_COMPLETION_ROUTINE PieceIsDone;
IO_COMPLETION_ROUTINE PieceIsFreed;
IO_COMPLETION_ROUTINE PieceIsDoneTwice;

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

NTSTATUS TakesBack(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* Leaves a status of its own in the IRP. */
NTSTATUS Says(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    Irp->IoStatus.Status = STATUS_MORE_PROCESSING_REQUIRED;
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS SendAndWait(PSTATION Station, PIRP Irp, PIO_COMPLETION_ROUTINE Routine)
{
    KEVENT done;
    NTSTATUS status;

    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, Routine, &done, TRUE, TRUE, TRUE);
    status = IoCallDriver(Station->Below, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL); // expect: StartDeviceWait
        status = Irp->IoStatus.Status;
    }
    return status;
}

/* ---- PendingReturned is FALSE before anything was sent ---- */

static NTSTATUS AskPorts(PSTATION Station, PIRP Irp, ULONG Ports)
{
    if (Ports > 0) {
        IoSkipCurrentIrpStackLocation(Irp);
        return IoCallDriver(Station->Below, Irp);
    }
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    return STATUS_SUCCESS;
}

NTSTATUS Read(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSTATION station = DeviceObject->DeviceExtension;
    return AskPorts(station, Irp, station->Ports); // expect: IrpProcessingComplete
}

/* ---- the status that the lower driver gave ---- */

NTSTATUS Write(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSTATION station = DeviceObject->DeviceExtension;
    KEVENT done;
    NTSTATUS status;

    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Says, &done, TRUE, TRUE, TRUE);
    status = IoCallDriver(station->Below, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        status = STATUS_UNSUCCESSFUL;
    }
    Irp->IoStatus.Status = status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: CompleteRequestStatusCheck
    return status;
}

NTSTATUS Flush(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSTATION station = DeviceObject->DeviceExtension;
    NTSTATUS status;

    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = SendAndWait(station, Irp, TakesBack);
    if (status == STATUS_NOT_SUPPORTED || status == STATUS_INVALID_DEVICE_REQUEST) {
        status = STATUS_SUCCESS;
    }
    Irp->IoStatus.Status = status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: CompleteRequestStatusCheck
    return status;
}

NTSTATUS Create(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSTATION station = DeviceObject->DeviceExtension;
    NTSTATUS status;

    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = SendAndWait(station, Irp, TakesBack);
    if (status != STATUS_INVALID_DEVICE_REQUEST) {
        status = STATUS_SUCCESS;
    }
    Irp->IoStatus.Status = status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: CompleteRequestStatusCheck
    return status;
}

/* Asks in the same IRP for the capabilities, which may be refused. */
static VOID AskCapabilities(PSTATION Station, PIRP Irp, PDEVICE_CAPABILITIES Capabilities)
{
    PIO_STACK_LOCATION next = IoGetNextIrpStackLocation(Irp);
    NTSTATUS saved = Irp->IoStatus.Status;

    RtlZeroMemory(Capabilities, sizeof(*Capabilities));
    Capabilities->Size = sizeof(*Capabilities);
    next->MajorFunction = IRP_MJ_PNP;
    next->MinorFunction = IRP_MN_QUERY_CAPABILITIES;
    next->Parameters.DeviceCapabilities.Capabilities = Capabilities;
    Irp->IoStatus.Status = STATUS_NOT_SUPPORTED;
    SendAndWait(Station, Irp, TakesBack);
    Irp->IoStatus.Status = saved;
}

NTSTATUS Pnp(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSTATION station = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    DEVICE_CAPABILITIES capabilities;
    NTSTATUS status;

    if (stack->MinorFunction != IRP_MN_START_DEVICE) {
        IoSkipCurrentIrpStackLocation(Irp);
        return IoCallDriver(station->Below, Irp);
    }
    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = SendAndWait(station, Irp, TakesBack);
    if (NT_SUCCESS(status)) {
        AskCapabilities(station, Irp, &capabilities);
        status = STATUS_SUCCESS;
    }
    Irp->IoStatus.Status = status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: CompleteRequestStatusCheck, LowerDriverReturn
    return status; // expect: MarkStartDevice
}

/* ---- the pieces of a transfer ---- */

NTSTATUS PieceIsDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PPIECE piece = Context;
    PTRANSFER transfer = piece->Transfer;
    BOOLEAN last;
    KIRQL irql;

    UNREFERENCED_PARAMETER(DeviceObject);
    KeAcquireSpinLock(&transfer->Lock, &irql);
    RemoveEntryList(&piece->Link);
    last = IsListEmpty(&transfer->Pieces);
    KeReleaseSpinLock(&transfer->Lock, irql);
    ExFreePool(piece);
    IoFreeIrp(Irp);
    if (last) {
        Finish(transfer->Whole, STATUS_SUCCESS); // keeps: DoubleCompletion
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS PieceIsDoneTwice(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PPIECE piece = Context;
    PTRANSFER transfer = piece->Transfer;
    KIRQL irql;

    UNREFERENCED_PARAMETER(DeviceObject);
    KeAcquireSpinLock(&transfer->Lock, &irql);
    RemoveEntryList(&piece->Link);
    KeReleaseSpinLock(&transfer->Lock, irql);
    ExFreePool(piece);
    IoFreeIrp(Irp);
    IoCompleteRequest(transfer->Whole, IO_NO_INCREMENT); // expect: DoubleCompletion
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS PieceIsFreed(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (Context != NULL) {
        ExFreePool(Context);
    }
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS Split(PSTATION Station, PIRP Irp, PIO_COMPLETION_ROUTINE Routine)
{
    PTRANSFER transfer = ExAllocatePoolWithTag(NonPagedPool, sizeof(TRANSFER), 'rtsR');
    PIRP made[2];
    ULONG i;

    if (transfer == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    transfer->Whole = Irp;
    InitializeListHead(&transfer->Pieces);
    KeInitializeSpinLock(&transfer->Lock);
    for (i = 0; i < 2; i++) {
        PPIECE piece = ExAllocatePoolWithTag(NonPagedPool, sizeof(PIECE), 'crtP');
        made[i] = IoAllocateIrp(Station->Below->StackSize, FALSE);
        piece->Transfer = transfer;
        piece->Irp = made[i];
        InsertTailList(&transfer->Pieces, &piece->Link);
        IoSetCompletionRoutine(made[i], Routine, piece, TRUE, TRUE, TRUE);
    }
    IoMarkIrpPending(Irp);
    for (i = 0; i < 2; i++) {
        IoCallDriver(Station->Below, made[i]);
    }
    return STATUS_PENDING;
}

NTSTATUS Close(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    return Split(DeviceObject->DeviceExtension, Irp, PieceIsDone);
}

NTSTATUS Cleanup(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    return Split(DeviceObject->DeviceExtension, Irp, PieceIsDoneTwice);
}

/* ---- a loop that makes as many IRPs as the request asks for, all kept ---- */

NTSTATUS QueryVolume(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSTATION station = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    ULONG left = stack->Parameters.QueryVolume.Length;
    PPIECE first = NULL;
    PPIECE piece;

    while (left > 0) {
        piece = ExAllocatePoolWithTag(NonPagedPool, sizeof(PIECE), 'crtP');
        if (piece == NULL) {
            break;
        }
        piece->Irp = IoAllocateIrp(station->Below->StackSize, FALSE);
        if (piece->Irp == NULL) {
            ExFreePool(piece);
            break;
        }
        piece->Next = first;
        first = piece;
        if (station->HasChip) {
            IoSetCompletionRoutine(piece->Irp, PieceIsFreed, piece, TRUE, TRUE, TRUE);
        } else {
            IoSetCompletionRoutine(piece->Irp, PieceIsFreed, NULL, TRUE, TRUE, TRUE);
        }
        left = left > 1024 ? left - 1024 : 0;
    }
    while (first != NULL) {
        piece = first;
        first = piece->Next; // known-open: IoAllocateFree - not known that the chain is seen to its end
        IoCallDriver(station->Below, piece->Irp); // keeps: IoAllocateForward
    }
    return Finish(Irp, STATUS_SUCCESS);
}

/* ---- a processor that waits for itself does not go on ---- */

static NTSTATUS FinishQuietly(PSTATION Station, PIRP Irp)
{
    NTSTATUS status = Irp->Cancel ? STATUS_CANCELLED : STATUS_SUCCESS;
    KeAcquireSpinLockAtDpcLevel(&Station->Inner); // expect: SpinLock
    Station->Ports = 0;
    KeReleaseSpinLockFromDpcLevel(&Station->Inner);
    return Finish(Irp, status); // keeps: SpinLockSafe
}

NTSTATUS Control(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSTATION station = DeviceObject->DeviceExtension;
    KIRQL irql;
    NTSTATUS status;

    KeAcquireSpinLock(&station->Inner, &irql);
    status = FinishQuietly(station, Irp);
    KeReleaseSpinLock(&station->Inner, irql);
    return status;
}

NTSTATUS QueryInformation(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSTATION station = DeviceObject->DeviceExtension;
    KIRQL irql;

    KeAcquireSpinLock(&station->Outer, &irql);
    KeAcquireSpinLockAtDpcLevel(&station->Inner);
    station->Ports = 0;
    KeReleaseSpinLockFromDpcLevel(&station->Inner);
    KeAcquireSpinLockAtDpcLevel(&station->Inner);
    KeReleaseSpinLockFromDpcLevel(&station->Inner);
    Irp->IoStatus.Status = STATUS_SUCCESS;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: SpinLockSafe
    KeReleaseSpinLock(&station->Outer, irql);
    return STATUS_SUCCESS;
}

/* ---- who is not given the IRP does not keep it ---- */

NTSTATUS SetInformation(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSTATION station = DeviceObject->DeviceExtension;
    NTSTATUS status = STATUS_UNSUCCESSFUL;

    if (station->HasChip) {
        status = station->Chip.PutIntoMode(station->Chip.Context, 3);
    }
    if (status != STATUS_PENDING) {
        Irp->IoStatus.Status = status;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
    }
    return status; // keeps: MarkIrpPending2
}

NTSTATUS Shutdown(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSTATION station = DeviceObject->DeviceExtension;
    NTSTATUS status = STATUS_UNSUCCESSFUL;

    if (station->HasChip) {
        status = station->Chip.PutIntoMode(station->Chip.Context, 3);
        station->Ports = station->Chip.PutIntoMode(station->Chip.Context, 4) == STATUS_PENDING;
    }
    return Finish(Irp, status); // keeps: CompleteRequest
}

NTSTATUS PassesOn(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSTATION station = DeviceObject->DeviceExtension;
    IoSkipCurrentIrpStackLocation(Irp);
    return IoCallDriver(station->Below, Irp);
}

NTSTATUS Power(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSTATION station = DeviceObject->DeviceExtension;
    PoStartNextPowerIrp(Irp);
    IoSkipCurrentIrpStackLocation(Irp);
    return PoCallDriver(station->Below, Irp);
}

/* ---- */

NTSTATUS AddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT PhysicalDeviceObject)
{
    PDEVICE_OBJECT device;
    PSTATION station;
    NTSTATUS status =
        IoCreateDevice(DriverObject, sizeof(STATION), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    station = device->DeviceExtension;
    KeInitializeSpinLock(&station->Inner);
    KeInitializeSpinLock(&station->Outer);
    station->Below = IoAttachDeviceToDeviceStack(device, PhysicalDeviceObject);
    device->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_READ] = Read;
    DriverObject->MajorFunction[IRP_MJ_WRITE] = Write;
    DriverObject->MajorFunction[IRP_MJ_FLUSH_BUFFERS] = Flush;
    DriverObject->MajorFunction[IRP_MJ_CREATE] = Create;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = Close;
    DriverObject->MajorFunction[IRP_MJ_CLEANUP] = Cleanup;
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
    DriverObject->MajorFunction[IRP_MJ_QUERY_INFORMATION] = QueryInformation;
    DriverObject->MajorFunction[IRP_MJ_SET_INFORMATION] = SetInformation;
    DriverObject->MajorFunction[IRP_MJ_SHUTDOWN] = Shutdown;
    DriverObject->MajorFunction[IRP_MJ_QUERY_VOLUME_INFORMATION] = QueryVolume;
    DriverObject->MajorFunction[IRP_MJ_PNP] = Pnp;
    DriverObject->MajorFunction[IRP_MJ_POWER] = Power;
    DriverObject->MajorFunction[IRP_MJ_SYSTEM_CONTROL] = PassesOn;
    DriverObject->DriverExtension->AddDevice = AddDevice;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
