/* Bit-fields, and the words in which they lie. */
#include "functions.h"

DRIVER_DISPATCH ClearedWithTheRest;
DRIVER_DISPATCH ClearedByInitializer;
DRIVER_DISPATCH ClearedAsAWord;
DRIVER_DISPATCH SetAsAWord;
DRIVER_DISPATCH NeighbourKept;
DRIVER_DISPATCH WordOfTheBits;
DRIVER_DISPATCH WordNoLongerKnown;
DRIVER_DISPATCH CopiedBits;
DRIVER_DISPATCH SetOnOneWay;
DRIVER_DISPATCH SetByHelper;
DRIVER_DISPATCH ZeroInThePool;
DRIVER_DISPATCH WholeOfTwoHalves;
DRIVER_DISPATCH HalfThatStayed;
DRIVER_DISPATCH WholeOfBytes;
DRIVER_DISPATCH WordOfAClearedRecord;
DRIVER_DISPATCH BitUnderAByte;

typedef struct _TASK {
    NTSTATUS Status;
    ULONG Armed : 1;
    ULONG Kind : 3;
    ULONG Late : 1;
} TASK, *PTASK;

typedef struct _RECORD {
    UCHAR Level;
    union {
        ULONG All;
        UCHAR Bytes[4];
        struct {
            ULONG First : 1;
            ULONG Rest : 12;
        } Bit;
    } Marks;
} RECORD, *PRECORD;

typedef union _FLAGS {
    ULONG All;
    struct {
        ULONG First : 1;
        ULONG Middle : 2;
        ULONG Last : 1;
    } Bit;
} FLAGS, *PFLAGS;

NTSTATUS ClearedWithTheRest(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    TASK task;
    UNREFERENCED_PARAMETER(DeviceObject);
    RtlZeroMemory(&task, sizeof(task));
    if (task.Armed || task.Kind != 0) {
        return STATUS_SUCCESS; // keeps: IrpProcessingComplete
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS ClearedByInitializer(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    TASK task = {0};
    UNREFERENCED_PARAMETER(DeviceObject);
    task.Kind = 5;
    if (task.Kind == 5 && !task.Armed && !task.Late) {
        return STATUS_SUCCESS; // expect: IrpProcessingComplete
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS ClearedAsAWord(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    FLAGS flags;
    UNREFERENCED_PARAMETER(DeviceObject);
    flags.Bit.First = 1;
    flags.All = 0;
    if (flags.Bit.First) {
        return STATUS_SUCCESS; // keeps: IrpProcessingComplete
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS SetAsAWord(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    FLAGS flags;
    UNREFERENCED_PARAMETER(DeviceObject);
    flags.Bit.Middle = 1;
    flags.All = 0xC;
    if (flags.Bit.Middle == 2 && flags.Bit.Last && !flags.Bit.First) {
        return Finish(Irp, STATUS_SUCCESS);
    }
    return STATUS_SUCCESS; // keeps: IrpProcessingComplete
}

NTSTATUS NeighbourKept(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    FLAGS flags;
    flags.All = 8;
    flags.Bit.First = DeviceObject->StackSize > 2;
    if (!flags.Bit.Last) {
        return STATUS_SUCCESS; // keeps: IrpProcessingComplete
    }
    if (flags.Bit.First && DeviceObject->StackSize < 2) {
        return STATUS_SUCCESS; // keeps: IrpProcessingComplete
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS WordOfTheBits(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    FLAGS flags;
    UNREFERENCED_PARAMETER(DeviceObject);
    flags.All = 0;
    flags.Bit.Middle = 3;
    if (flags.All == 6) {
        return STATUS_SUCCESS; // expect: IrpProcessingComplete
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS WordNoLongerKnown(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFLAGS flags = DeviceObject->DeviceExtension;
    if (flags->All != 0) {
        return Finish(Irp, STATUS_DEVICE_BUSY);
    }
    flags->Bit.First = 1;
    if (flags->All == 0) {
        return Finish(Irp, STATUS_SUCCESS);
    }
    return STATUS_SUCCESS; // expect: IrpProcessingComplete
}

NTSTATUS CopiedBits(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    TASK task = {0};
    TASK other = {0};
    UNREFERENCED_PARAMETER(DeviceObject);
    task.Armed = 1;
    other = task;
    if (!other.Armed || other.Late) {
        return STATUS_SUCCESS; // keeps: IrpProcessingComplete
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS SetOnOneWay(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    TASK task;
    RtlZeroMemory(&task, sizeof(task));
    if (DeviceObject->StackSize > 2) {
        task.Armed = 1;
        Finish(Irp, STATUS_SUCCESS);
    }
    if (!task.Armed) {
        Finish(Irp, STATUS_SUCCESS);
    }
    return STATUS_SUCCESS; // keeps: DoubleCompletion, IrpProcessingComplete
}

static VOID Arm(PTASK Task, ULONG Times)
{
    ULONG i;
    for (i = 0; i < Times; i++) {
        Task->Armed = 1;
    }
}

/* One bit is not known any more, the others are. */
NTSTATUS SetByHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PTASK task = DeviceObject->DeviceExtension;
    task->Armed = 0;
    task->Late = 1;
    Arm(task, Irp->StackCount);
    if (!task->Late) {
        return STATUS_SUCCESS;
    }
    if (task->Armed) {
        return STATUS_SUCCESS; // expect: IrpProcessingComplete
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS ZeroInThePool(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PTASK task = ExAllocatePoolZero(NonPagedPool, sizeof(TASK), 'ksaT');
    UNREFERENCED_PARAMETER(DeviceObject);
    if (task == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    task->Kind = 1;
    if (task->Armed) {
        return STATUS_SUCCESS; // keeps: IrpProcessingComplete
    }
    ExFreePool(task);
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS WholeOfTwoHalves(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    LARGE_INTEGER due;
    due.QuadPart = 0;
    if (DeviceObject->StackSize > 2) {
        due.u.HighPart = 1;
        Finish(Irp, STATUS_SUCCESS);
    }
    if (due.QuadPart == 0) {
        Finish(Irp, STATUS_SUCCESS);
    }
    return STATUS_SUCCESS; // keeps: DoubleCompletion, IrpProcessingComplete
}

NTSTATUS HalfThatStayed(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    LARGE_INTEGER due;
    UNREFERENCED_PARAMETER(DeviceObject);
    due.QuadPart = 0;
    due.LowPart = 1;
    if (due.HighPart == 0 && due.QuadPart == 1) {
        return STATUS_SUCCESS; // expect: IrpProcessingComplete
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS WholeOfBytes(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    RECORD record = {0};
    record.Marks.Bytes[2] = DeviceObject->StackSize > 2;
    if (record.Marks.All & 0x10000) {
        Finish(Irp, STATUS_SUCCESS);
    }
    if (DeviceObject->StackSize <= 2) {
        Finish(Irp, STATUS_SUCCESS);
    }
    return STATUS_SUCCESS; // keeps: DoubleCompletion, IrpProcessingComplete
}

/* The level is written by itself: the cleared bytes around it are cut. */
NTSTATUS WordOfAClearedRecord(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    RECORD record;
    RtlZeroMemory(&record, sizeof(record));
    record.Level = (UCHAR)DeviceObject->StackSize;
    if (DeviceObject->StackSize > 2) {
        record.Marks.Bit.First = 1;
        Finish(Irp, STATUS_SUCCESS);
    }
    if (record.Marks.All == 0) {
        Finish(Irp, STATUS_SUCCESS);
    }
    return STATUS_SUCCESS; // keeps: DoubleCompletion, IrpProcessingComplete
}

NTSTATUS BitUnderAByte(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    RECORD record;
    UNREFERENCED_PARAMETER(DeviceObject);
    record.Marks.Bit.First = 1;
    record.Marks.Bit.Rest = 0;
    record.Marks.Bytes[1] = 1;
    if (record.Marks.Bit.Rest != 0 && record.Marks.Bit.First) {
        return STATUS_SUCCESS; // expect: IrpProcessingComplete
    }
    return Finish(Irp, STATUS_SUCCESS);
}
