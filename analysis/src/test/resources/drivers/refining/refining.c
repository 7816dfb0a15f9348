/* What has to be told apart although it is only memory. */
#include <wdm.h>

typedef struct _EXTENSION {
    PDEVICE_OBJECT Below;
    PDEVICE_OBJECT Self;
    KSPIN_LOCK Lock;
    ULONG Mode;
    ULONG Count;
    ULONG Slots[8];
    PDEVICE_OBJECT Members[64];
    BOOLEAN First;
    BOOLEAN Second;
    BOOLEAN Third;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
DRIVER_DISPATCH CalledAgainOtherwise;
DRIVER_DISPATCH CalledAgainAlike;
DRIVER_DISPATCH ManyMembers;
DRIVER_DISPATCH ThreeFlags;
DRIVER_DISPATCH ThreeFlagsButOne;
DRIVER_DISPATCH SendsAgain;
DRIVER_DISPATCH ByTable;

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

/* Long enough to be searched once for all calls: what differs between calls is in memory. */
static VOID Work(PEXTENSION Extension)
{
    KIRQL irql;
    ULONG i;

    KeAcquireSpinLock(&Extension->Lock, &irql);
    for (i = 0; i < 8; i++) {
        if (Extension->Slots[i] > 3) {
            Extension->Count++;
        }
    }
    if (Extension->Count > 4) {
        Extension->Count = 0;
    }
    if (Extension->Count == 1) {
        Extension->Count = 2;
    }
    if (Extension->Mode == 3) {
        return;
    }
    KeReleaseSpinLock(&Extension->Lock, irql);
}

NTSTATUS CalledAgainOtherwise(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;

    extension->Mode = 1;
    Work(extension);
    if (extension->Slots[0]) {
        extension->Mode = 2;
        Work(extension);
    }
    extension->Mode = 3;
    Work(extension);
    return Finish(Irp, STATUS_SUCCESS); // expect: SpinLock, SpinlockRelease
}

NTSTATUS CalledAgainAlike(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;

    extension->Mode = 1;
    Work(extension);
    extension->Mode = 2;
    Work(extension);
    return Finish(Irp, STATUS_SUCCESS);
}

/* Each round keeps one more pointer to a device of the driver. */
NTSTATUS ManyMembers(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG i;

    for (i = 0; i < extension->Count; i++) {
        extension->Members[i] = DeviceObject;
    }
    if (extension->Mode == 5) {
        Irp->IoStatus.Status = STATUS_SUCCESS;
        return STATUS_SUCCESS; // expect: IrpProcessingComplete
    }
    return Finish(Irp, STATUS_SUCCESS);
}

/* Whether the lock is held follows from three flags, each decided where paths met before. */
static VOID Decide(PEXTENSION Extension, BOOLEAN *First, BOOLEAN *Second, BOOLEAN *Third)
{
    *First = FALSE;
    *Second = FALSE;
    *Third = FALSE;
    if (Extension->Slots[0] > 1) {
        *First = TRUE;
    }
    if (Extension->Slots[1] > 1) {
        *Second = TRUE;
    }
    if (Extension->Slots[2] > 1) {
        *Third = TRUE;
    }
    if (Extension->Slots[3] > 1) {
        Extension->Count++;
    }
    if (Extension->Slots[4] > 1) {
        Extension->Count++;
    }
}

NTSTATUS ThreeFlags(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN first, second, third;
    KIRQL irql;

    Decide(extension, &first, &second, &third);
    if (first && second && third) {
        KeAcquireSpinLock(&extension->Lock, &irql);
    }
    if (extension->Slots[5]) {
        extension->Count++;
    }
    if (first) {
        if (second) {
            if (third) {
                KeReleaseSpinLock(&extension->Lock, irql);
            }
        }
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS ThreeFlagsButOne(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN first, second, third;
    KIRQL irql;

    Decide(extension, &first, &second, &third);
    if (first && second) {
        KeAcquireSpinLock(&extension->Lock, &irql);
    }
    if (extension->Slots[5]) {
        extension->Count++;
    }
    if (first) {
        if (second) {
            if (third) {
                KeReleaseSpinLock(&extension->Lock, irql);
            }
        }
    }
    return Finish(Irp, STATUS_SUCCESS); // expect: SpinLock, SpinlockRelease
}

/* A routine that sends its IRP again with itself. */
static NTSTATUS Again(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PEXTENSION extension = Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    if (Irp->IoStatus.Status == STATUS_DEVICE_BUSY && extension->Count < 4) {
        extension->Count++;
        IoCopyCurrentIrpStackLocationToNext(Irp);
        IoSetCompletionRoutine(Irp, Again, extension, TRUE, TRUE, TRUE);
        IoCallDriver(extension->Below, Irp);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    return STATUS_CONTINUE_COMPLETION;
}

NTSTATUS SendsAgain(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;

    IoMarkIrpPending(Irp);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Again, extension, TRUE, TRUE, TRUE);
    IoCallDriver(extension->Below, Irp);
    return STATUS_PENDING;
}

typedef NTSTATUS HANDLER(PEXTENSION Extension, PIRP Irp);

static NTSTATUS Read(PEXTENSION Extension, PIRP Irp)
{
    Extension->Count++;
    return Finish(Irp, STATUS_SUCCESS);
}

static NTSTATUS Forget(PEXTENSION Extension, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Irp);
    Extension->Count--;
    return STATUS_SUCCESS;
}

static HANDLER *Handlers[] = {Read, Forget};

/* The index is known on each path and not where they have met. */
NTSTATUS ByTable(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG index = 0;

    if (extension->Mode == 7) {
        index = 1;
    }
    if (extension->Slots[1]) {
        extension->Count++;
    }
    return Handlers[index](extension, Irp); // expect: IrpProcessingComplete
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_CREATE] = CalledAgainOtherwise;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = CalledAgainAlike;
    DriverObject->MajorFunction[IRP_MJ_READ] = ManyMembers;
    DriverObject->MajorFunction[IRP_MJ_WRITE] = ThreeFlags;
    DriverObject->MajorFunction[IRP_MJ_FLUSH_BUFFERS] = ThreeFlagsButOne;
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = SendsAgain;
    DriverObject->MajorFunction[IRP_MJ_INTERNAL_DEVICE_CONTROL] = ByTable;
    return STATUS_SUCCESS;
}
