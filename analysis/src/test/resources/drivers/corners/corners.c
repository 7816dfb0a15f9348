/* Corners of C: unions, bit-fields, partial writes, arrays, globals, casts of pointers. */
#include <ntddk.h>

typedef struct _CORNER_EXTENSION {
    PDEVICE_OBJECT Below;
    ULONG Mode;
    BOOLEAN Removed;
    PIRP Current;
    ULONG Slots[4];
    union {
        ULONG All;
        struct {
            USHORT Low;
            USHORT High;
        } Parts;
    } Split;
    ULONG Bit1 : 1;
    ULONG Bit2 : 3;
} CORNER_EXTENSION, *PCORNER_EXTENSION;

IO_COMPLETION_ROUTINE CornerDone;
DRIVER_INITIALIZE DriverEntry;
DRIVER_DISPATCH UnionSplit, BitField, BitFieldWrong, ZeroStruct, CopyStruct, PartOverwrite;
DRIVER_DISPATCH ArrayIndex, ArrayIndexWrong, ArrayLength, ArrayLengthWrong, GlobalFlag, GlobalChanged, StaticFlag, StackMinor;
DRIVER_DISPATCH Shadow, VolatileTwice, InterlockedSeen, AtomicOnce, CastPointer, NestedTernary;
DRIVER_DISPATCH DoubleNeg, ShiftFlags, Enum2, LockedRead;

NTSTATUS CornerDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    return STATUS_CONTINUE_COMPLETION;
}

static NTSTATUS CornerFinish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static BOOLEAN CornerArm(PDEVICE_OBJECT Device, PIRP Irp)
{
    IoCopyCurrentIrpStackLocationToNext(Irp);
    return (BOOLEAN)NT_SUCCESS(IoSetCompletionRoutineEx(Device, Irp, CornerDone, NULL, TRUE, TRUE, TRUE));
}

NTSTATUS UnionSplit(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORNER_EXTENSION ext = DeviceObject->DeviceExtension;
    ext->Split.All = 0x00020001;
    if (!CornerArm(DeviceObject, Irp)) {
        return CornerFinish(Irp, STATUS_UNSUCCESSFUL);
    }
    if (ext->Split.Parts.High == 2 && ext->Split.Parts.Low == 1) {
        return IoCallDriver(ext->Below, Irp);
    }
    return CornerFinish(Irp, STATUS_SUCCESS);
}

NTSTATUS BitField(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORNER_EXTENSION ext = DeviceObject->DeviceExtension;
    if (ext->Bit1 && !CornerArm(DeviceObject, Irp)) {
        return CornerFinish(Irp, STATUS_UNSUCCESSFUL);
    }
    if (ext->Bit1) {
        return IoCallDriver(ext->Below, Irp);
    }
    return CornerFinish(Irp, STATUS_SUCCESS);
}

NTSTATUS BitFieldWrong(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORNER_EXTENSION ext = DeviceObject->DeviceExtension;
    if (ext->Bit1 && !CornerArm(DeviceObject, Irp)) {
        return CornerFinish(Irp, STATUS_UNSUCCESSFUL);
    }
    if (ext->Bit2 == 5) {
        return IoCallDriver(ext->Below, Irp);
    }
    return CornerFinish(Irp, STATUS_SUCCESS); // expect: CompletionRoutineRegistered
}

typedef struct _CORNER_CONTEXT {
    ULONG Armed;
    ULONG Sent;
    PVOID Next;
    UCHAR Data[32];
} CORNER_CONTEXT;

NTSTATUS ZeroStruct(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORNER_EXTENSION ext = DeviceObject->DeviceExtension;
    CORNER_CONTEXT c;
    RtlZeroMemory(&c, sizeof(c));
    if (ext->Mode) {
        c.Armed = CornerArm(DeviceObject, Irp);
    }
    if (c.Sent) {
        return CornerFinish(Irp, STATUS_SUCCESS);
    }
    if (c.Armed) {
        return IoCallDriver(ext->Below, Irp);
    }
    return CornerFinish(Irp, STATUS_SUCCESS);
}

NTSTATUS CopyStruct(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORNER_EXTENSION ext = DeviceObject->DeviceExtension;
    CORNER_CONTEXT a;
    CORNER_CONTEXT b;
    a.Armed = CornerArm(DeviceObject, Irp);
    a.Sent = 0;
    a.Next = NULL;
    b.Armed = 7;
    b = a;
    if (b.Armed == 7) {
        return CornerFinish(Irp, STATUS_SUCCESS);
    }
    RtlCopyMemory(&a, &b, sizeof(CORNER_CONTEXT));
    if (a.Armed) {
        return IoCallDriver(ext->Below, Irp);
    }
    return CornerFinish(Irp, STATUS_SUCCESS);
}

NTSTATUS PartOverwrite(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORNER_EXTENSION ext = DeviceObject->DeviceExtension;
    LARGE_INTEGER t;
    t.QuadPart = 0x500000007LL;
    t.LowPart = 0;
    if (!CornerArm(DeviceObject, Irp)) {
        return CornerFinish(Irp, STATUS_UNSUCCESSFUL);
    }
    if (t.HighPart == 5) {
        return IoCallDriver(ext->Below, Irp);
    }
    return CornerFinish(Irp, STATUS_SUCCESS);
}

NTSTATUS ArrayIndex(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORNER_EXTENSION ext = DeviceObject->DeviceExtension;
    ULONG i = ext->Mode & 3;
    if (ext->Slots[i] == 1 && !CornerArm(DeviceObject, Irp)) {
        return CornerFinish(Irp, STATUS_UNSUCCESSFUL);
    }
    if (ext->Slots[i] == 1) {
        return IoCallDriver(ext->Below, Irp);
    }
    return CornerFinish(Irp, STATUS_SUCCESS);
}

NTSTATUS ArrayIndexWrong(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORNER_EXTENSION ext = DeviceObject->DeviceExtension;
    ULONG i = ext->Mode & 3;
    if (ext->Slots[i] == 1 && !CornerArm(DeviceObject, Irp)) {
        return CornerFinish(Irp, STATUS_UNSUCCESSFUL);
    }
    ext->Slots[0] = 2;
    if (ext->Slots[i] == 1) {
        return IoCallDriver(ext->Below, Irp);
    }
    return CornerFinish(Irp, STATUS_SUCCESS); // expect: CompletionRoutineRegistered
}

NTSTATUS ArrayLength(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORNER_EXTENSION ext = DeviceObject->DeviceExtension;
    if (!CornerArm(DeviceObject, Irp)) {
        return CornerFinish(Irp, STATUS_UNSUCCESSFUL);
    }
    if (_countof(ext->Slots) == 4) {
        return IoCallDriver(ext->Below, Irp);
    }
    return CornerFinish(Irp, STATUS_SUCCESS);
}

NTSTATUS ArrayLengthWrong(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORNER_EXTENSION ext = DeviceObject->DeviceExtension;
    if (!CornerArm(DeviceObject, Irp)) {
        return CornerFinish(Irp, STATUS_UNSUCCESSFUL);
    }
    if (_countof(ext->Slots) > 4) {
        return IoCallDriver(ext->Below, Irp);
    }
    return CornerFinish(Irp, STATUS_SUCCESS); // expect: CompletionRoutineRegistered
}

static BOOLEAN Ready;

NTSTATUS GlobalFlag(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORNER_EXTENSION ext = DeviceObject->DeviceExtension;
    if (Ready && !CornerArm(DeviceObject, Irp)) {
        return CornerFinish(Irp, STATUS_UNSUCCESSFUL);
    }
    ext->Mode = 3;
    if (Ready) {
        return IoCallDriver(ext->Below, Irp);
    }
    return CornerFinish(Irp, STATUS_SUCCESS);
}

NTSTATUS GlobalChanged(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORNER_EXTENSION ext = DeviceObject->DeviceExtension;
    if (!Ready) {
        return CornerFinish(Irp, STATUS_UNSUCCESSFUL);
    }
    if (!CornerArm(DeviceObject, Irp)) {
        return CornerFinish(Irp, STATUS_UNSUCCESSFUL);
    }
    Ready = FALSE;
    if (Ready) {
        return IoCallDriver(ext->Below, Irp);
    }
    return CornerFinish(Irp, STATUS_SUCCESS); // expect: CompletionRoutineRegistered
}

NTSTATUS StaticFlag(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    static LONG first = 1;
    PCORNER_EXTENSION ext = DeviceObject->DeviceExtension;
    if (first && !CornerArm(DeviceObject, Irp)) {
        return CornerFinish(Irp, STATUS_UNSUCCESSFUL);
    }
    if (first) {
        first = 0;
        return IoCallDriver(ext->Below, Irp);
    }
    return CornerFinish(Irp, STATUS_SUCCESS);
}

NTSTATUS StackMinor(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORNER_EXTENSION ext = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION s = IoGetCurrentIrpStackLocation(Irp);
    switch (s->Parameters.DeviceIoControl.IoControlCode) {
    case 0x222004:
        if (!CornerArm(DeviceObject, Irp)) {
            return CornerFinish(Irp, STATUS_UNSUCCESSFUL);
        }
        break;
    case 0x222008:
        break;
    default:
        return CornerFinish(Irp, STATUS_INVALID_DEVICE_REQUEST);
    }
    s = IoGetCurrentIrpStackLocation(Irp);
    if (s->Parameters.DeviceIoControl.IoControlCode == 0x222008) {
        return CornerFinish(Irp, STATUS_SUCCESS);
    }
    return IoCallDriver(ext->Below, Irp);
}

NTSTATUS Shadow(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORNER_EXTENSION ext = DeviceObject->DeviceExtension;
    BOOLEAN armed = FALSE;
    if (ext->Mode) {
        BOOLEAN armed = CornerArm(DeviceObject, Irp);
        if (!armed) {
            return CornerFinish(Irp, STATUS_UNSUCCESSFUL);
        }
    }
    if (armed) {
        return IoCallDriver(ext->Below, Irp);
    }
    return CornerFinish(Irp, STATUS_SUCCESS); // expect: CompletionRoutineRegistered
}

NTSTATUS VolatileTwice(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORNER_EXTENSION ext = DeviceObject->DeviceExtension;
    volatile ULONG *m = &ext->Mode;
    if (*m == 1 && !CornerArm(DeviceObject, Irp)) {
        return CornerFinish(Irp, STATUS_UNSUCCESSFUL);
    }
    if (*m == 1) {
        return IoCallDriver(ext->Below, Irp);
    }
    return CornerFinish(Irp, STATUS_SUCCESS); // known-missed: CompletionRoutineRegistered - a volatile field is read once
}

NTSTATUS InterlockedSeen(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORNER_EXTENSION ext = DeviceObject->DeviceExtension;
    LONG old = InterlockedExchange((PLONG)&ext->Mode, 1);
    if (old == 0) {
        if (!CornerArm(DeviceObject, Irp)) {
            return CornerFinish(Irp, STATUS_UNSUCCESSFUL);
        }
    }
    if (old != 0) {
        return CornerFinish(Irp, STATUS_DEVICE_BUSY);
    }
    return IoCallDriver(ext->Below, Irp);
}

NTSTATUS AtomicOnce(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORNER_EXTENSION ext = DeviceObject->DeviceExtension;
    PIRP mine;
    ext->Current = Irp;
    if (!CornerArm(DeviceObject, Irp)) {
        return CornerFinish(Irp, STATUS_UNSUCCESSFUL);
    }
    mine = InterlockedExchangePointer((PVOID *)&ext->Current, NULL);
    if (mine) {
        return IoCallDriver(ext->Below, mine);
    }
    return CornerFinish(Irp, STATUS_SUCCESS);
}

NTSTATUS CastPointer(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORNER_EXTENSION ext = DeviceObject->DeviceExtension;
    ULONG_PTR raw = (ULONG_PTR)Irp;
    PVOID v = (PVOID)raw;
    if (!CornerArm(DeviceObject, (PIRP)v)) {
        return CornerFinish(Irp, STATUS_UNSUCCESSFUL);
    }
    return IoCallDriver(ext->Below, (PIRP)raw);
}

NTSTATUS NestedTernary(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORNER_EXTENSION ext = DeviceObject->DeviceExtension;
    int k = ext->Mode > 10 ? 2 : ext->Mode > 5 ? 1 : 0;
    if (k == 1 && !CornerArm(DeviceObject, Irp)) {
        return CornerFinish(Irp, STATUS_UNSUCCESSFUL);
    }
    return ext->Mode > 5 && ext->Mode <= 10 ? IoCallDriver(ext->Below, Irp) : CornerFinish(Irp, STATUS_SUCCESS);
}

NTSTATUS DoubleNeg(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORNER_EXTENSION ext = DeviceObject->DeviceExtension;
    ULONG on = !!(ext->Mode & 0x10);
    if (on && !CornerArm(DeviceObject, Irp)) {
        return CornerFinish(Irp, STATUS_UNSUCCESSFUL);
    }
    if ((ext->Mode & 0x10) == 0) {
        return CornerFinish(Irp, STATUS_SUCCESS);
    }
    return IoCallDriver(ext->Below, Irp);
}

NTSTATUS ShiftFlags(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORNER_EXTENSION ext = DeviceObject->DeviceExtension;
    ULONG m = ext->Mode;
    if (((m >> 4) & 1) && !CornerArm(DeviceObject, Irp)) {
        return CornerFinish(Irp, STATUS_UNSUCCESSFUL);
    }
    if (m & (1 << 4)) {
        return IoCallDriver(ext->Below, Irp);
    }
    return CornerFinish(Irp, STATUS_SUCCESS);
}

NTSTATUS Enum2(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORNER_EXTENSION ext = DeviceObject->DeviceExtension;
    ULONG m = ext->Mode;
    if ((m & 6) == 6 && !CornerArm(DeviceObject, Irp)) {
        return CornerFinish(Irp, STATUS_UNSUCCESSFUL);
    }
    if ((m & 2) && (m & 4)) {
        return IoCallDriver(ext->Below, Irp);
    }
    return CornerFinish(Irp, STATUS_SUCCESS);
}

NTSTATUS LockedRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCORNER_EXTENSION ext = DeviceObject->DeviceExtension;
    KIRQL q;
    KSPIN_LOCK l;
    BOOLEAN r;
    KeInitializeSpinLock(&l);
    KeAcquireSpinLock(&l, &q);
    r = ext->Removed;
    KeReleaseSpinLock(&l, q);
    if (!r && !CornerArm(DeviceObject, Irp)) {
        return CornerFinish(Irp, STATUS_UNSUCCESSFUL);
    }
    if (r) {
        return CornerFinish(Irp, STATUS_DELETE_PENDING);
    }
    return IoCallDriver(ext->Below, Irp);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_READ] = UnionSplit;
    return STATUS_SUCCESS;
}
