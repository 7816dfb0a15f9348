/*
 * Conditions that hang together: a routine is armed under one test and the request is sent under
 * another. Where the two tests agree on every path nothing may be reported.
 */
#include <ntddk.h>

typedef enum _CORD_STATE { CordIdle, CordOpen, CordShut } CORD_STATE;

typedef struct _CORD_EXTENSION {
    PDEVICE_OBJECT Below;
    ULONG Mode;
    ULONG Length;
    ULONG Other;
    LONG Signed;
    BOOLEAN Removed;
    CORD_STATE State;
    PVOID Buffer;
} CORD_EXTENSION, *PCORD_EXTENSION;

IO_COMPLETION_ROUTINE CordDone;
DRIVER_INITIALIZE DriverEntry;
DRIVER_DISPATCH FlagAgrees, FlagForgotten, SameTestTwice, ChangedBetween, CalledBetween, LocalOverCall;
DRIVER_DISPATCH EnumSwitch, BitsKept, PointerTells, RangeInside, RangeOutside, SignedAgrees, TwoValues;
DRIVER_DISPATCH LessMore, PlusOne, NeitherNor, PredicateTwice, NarrowAgrees, NarrowDiffers, Chained;

VOID CordChange(PCORD_EXTENSION Ext);

NTSTATUS CordDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    return STATUS_CONTINUE_COMPLETION;
}

static NTSTATUS CordFinish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static BOOLEAN CordArm(PDEVICE_OBJECT Device, PIRP Irp)
{
    IoCopyCurrentIrpStackLocationToNext(Irp);
    return (BOOLEAN)NT_SUCCESS(IoSetCompletionRoutineEx(Device, Irp, CordDone, NULL, TRUE, TRUE, TRUE));
}

NTSTATUS FlagAgrees(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORD_EXTENSION ext = DeviceObject->DeviceExtension;
    BOOLEAN armed = FALSE;
    if (ext->Mode == 1) {
        armed = CordArm(DeviceObject, Irp);
    }
    if (armed) {
        return IoCallDriver(ext->Below, Irp);
    }
    return CordFinish(Irp, STATUS_NOT_SUPPORTED);
}

NTSTATUS FlagForgotten(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORD_EXTENSION ext = DeviceObject->DeviceExtension;
    BOOLEAN armed = FALSE;
    if (ext->Mode == 1) {
        armed = CordArm(DeviceObject, Irp);
    }
    if (ext->Removed) {
        armed = FALSE;
    }
    if (armed) {
        return IoCallDriver(ext->Below, Irp);
    }
    return CordFinish(Irp, STATUS_NOT_SUPPORTED); // expect: CompletionRoutineRegistered
}

NTSTATUS SameTestTwice(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORD_EXTENSION ext = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    if (stack->Parameters.Read.Length > ext->Length && !CordArm(DeviceObject, Irp)) {
        return CordFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    if (stack->Parameters.Read.Length > ext->Length) {
        return IoCallDriver(ext->Below, Irp);
    }
    return CordFinish(Irp, STATUS_SUCCESS);
}

NTSTATUS ChangedBetween(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORD_EXTENSION ext = DeviceObject->DeviceExtension;
    if (ext->Mode == 3 && !CordArm(DeviceObject, Irp)) {
        return CordFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    ext->Mode = 4;
    if (ext->Mode == 3) {
        return IoCallDriver(ext->Below, Irp);
    }
    return CordFinish(Irp, STATUS_SUCCESS); // expect: CompletionRoutineRegistered
}

NTSTATUS CalledBetween(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORD_EXTENSION ext = DeviceObject->DeviceExtension;
    if (ext->Mode == 3 && !CordArm(DeviceObject, Irp)) {
        return CordFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    CordChange(ext);
    if (ext->Mode == 3) {
        return IoCallDriver(ext->Below, Irp);
    }
    return CordFinish(Irp, STATUS_SUCCESS); // expect: CompletionRoutineRegistered
}

NTSTATUS LocalOverCall(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORD_EXTENSION ext = DeviceObject->DeviceExtension;
    ULONG mode = ext->Mode;
    if (mode == 3 && !CordArm(DeviceObject, Irp)) {
        return CordFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    CordChange(ext);
    if (mode == 3) {
        return IoCallDriver(ext->Below, Irp);
    }
    return CordFinish(Irp, STATUS_SUCCESS);
}

NTSTATUS EnumSwitch(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORD_EXTENSION ext = DeviceObject->DeviceExtension;
    CORD_STATE state = ext->State;
    switch (state) {
    case CordOpen:
        if (!CordArm(DeviceObject, Irp)) {
            return CordFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
        }
        break;
    case CordShut:
        break;
    default:
        return CordFinish(Irp, STATUS_DEVICE_NOT_READY);
    }
    if (state == CordShut) {
        return CordFinish(Irp, STATUS_SUCCESS);
    }
    return IoCallDriver(ext->Below, Irp);
}

NTSTATUS BitsKept(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORD_EXTENSION ext = DeviceObject->DeviceExtension;
    ULONG flags = ext->Mode & 0xF;
    if ((flags & 4) && !CordArm(DeviceObject, Irp)) {
        return CordFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    ext->Other = flags | 2;
    if (flags & 4) {
        return IoCallDriver(ext->Below, Irp);
    }
    return CordFinish(Irp, STATUS_SUCCESS);
}

NTSTATUS PointerTells(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORD_EXTENSION ext = DeviceObject->DeviceExtension;
    PVOID buffer = NULL;
    if (ext->Length != 0) {
        buffer = ExAllocatePoolWithTag(NonPagedPool, ext->Length, 'droC');
        if (buffer == NULL) {
            return CordFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
        }
        if (!CordArm(DeviceObject, Irp)) {
            ExFreePool(buffer);
            return CordFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
        }
    }
    ext->Buffer = buffer;
    if (!buffer) {
        return CordFinish(Irp, STATUS_SUCCESS);
    }
    return IoCallDriver(ext->Below, Irp);
}

NTSTATUS RangeInside(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORD_EXTENSION ext = DeviceObject->DeviceExtension;
    if (ext->Length > 100 && !CordArm(DeviceObject, Irp)) {
        return CordFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    if (ext->Length <= 50) {
        return CordFinish(Irp, STATUS_SUCCESS);
    }
    return IoCallDriver(ext->Below, Irp);
}

NTSTATUS RangeOutside(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORD_EXTENSION ext = DeviceObject->DeviceExtension;
    if (ext->Length > 50 && !CordArm(DeviceObject, Irp)) {
        return CordFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    if (ext->Length <= 100) {
        return CordFinish(Irp, STATUS_SUCCESS); // expect: CompletionRoutineRegistered
    }
    return IoCallDriver(ext->Below, Irp);
}

NTSTATUS SignedAgrees(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORD_EXTENSION ext = DeviceObject->DeviceExtension;
    LONG n = ext->Signed;
    if (n < 0 && !CordArm(DeviceObject, Irp)) {
        return CordFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    if ((ULONG)n >= 0x80000000) {
        return IoCallDriver(ext->Below, Irp);
    }
    return CordFinish(Irp, STATUS_SUCCESS);
}

NTSTATUS TwoValues(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORD_EXTENSION ext = DeviceObject->DeviceExtension;
    if (ext->Length == ext->Other && !CordArm(DeviceObject, Irp)) {
        return CordFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    if (ext->Other != ext->Length) {
        return CordFinish(Irp, STATUS_SUCCESS);
    }
    return IoCallDriver(ext->Below, Irp);
}

NTSTATUS LessMore(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORD_EXTENSION ext = DeviceObject->DeviceExtension;
    if (ext->Length < ext->Other && !CordArm(DeviceObject, Irp)) {
        return CordFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    if (ext->Other > ext->Length) {
        return IoCallDriver(ext->Below, Irp);
    }
    return CordFinish(Irp, STATUS_SUCCESS);
}

NTSTATUS PlusOne(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORD_EXTENSION ext = DeviceObject->DeviceExtension;
    ULONG n = ext->Length;
    if (n + 1 == 5 && !CordArm(DeviceObject, Irp)) {
        return CordFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    if (n == 4) {
        return IoCallDriver(ext->Below, Irp);
    }
    return CordFinish(Irp, STATUS_SUCCESS);
}

NTSTATUS NeitherNor(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORD_EXTENSION ext = DeviceObject->DeviceExtension;
    if (!(ext->Removed || ext->Mode) && !CordArm(DeviceObject, Irp)) {
        return CordFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    if (ext->Mode != 0 || ext->Removed) {
        return CordFinish(Irp, STATUS_SUCCESS);
    }
    return IoCallDriver(ext->Below, Irp);
}

static BOOLEAN CordIsOpen(PCORD_EXTENSION Ext)
{
    return Ext->State == CordOpen && !Ext->Removed;
}

NTSTATUS PredicateTwice(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORD_EXTENSION ext = DeviceObject->DeviceExtension;
    if (CordIsOpen(ext) && !CordArm(DeviceObject, Irp)) {
        return CordFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    return CordIsOpen(ext) ? IoCallDriver(ext->Below, Irp) : CordFinish(Irp, STATUS_SUCCESS);
}

NTSTATUS NarrowAgrees(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORD_EXTENSION ext = DeviceObject->DeviceExtension;
    UCHAR m = (UCHAR)ext->Mode;
    if (m == 0x80 && !CordArm(DeviceObject, Irp)) {
        return CordFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    if ((CHAR)m < 0) {
        return IoCallDriver(ext->Below, Irp);
    }
    return CordFinish(Irp, STATUS_SUCCESS);
}

NTSTATUS NarrowDiffers(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORD_EXTENSION ext = DeviceObject->DeviceExtension;
    UCHAR m = (UCHAR)ext->Mode;
    if ((CHAR)m < 0 && !CordArm(DeviceObject, Irp)) {
        return CordFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    if (m == 0x80) {
        return IoCallDriver(ext->Below, Irp);
    }
    return CordFinish(Irp, STATUS_SUCCESS); // expect: CompletionRoutineRegistered
}

/* Three tests in a chain: only together they say that an armed request is sent. */
NTSTATUS Chained(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORD_EXTENSION ext = DeviceObject->DeviceExtension;
    ULONG step = 0;
    if (ext->Mode > 5) {
        step = 1;
    }
    if (step == 1) {
        step = CordArm(DeviceObject, Irp) ? 2 : 3;
    }
    if (step >= 2) {
        return step == 2 ? IoCallDriver(ext->Below, Irp) : CordFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    return CordFinish(Irp, STATUS_SUCCESS);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_READ] = SameTestTwice;
    DriverObject->MajorFunction[IRP_MJ_WRITE] = FlagAgrees;
    return STATUS_SUCCESS;
}
