/* Members of enumeration types that hold what the driver stores in them, and a device that IRPs were sent to. */
#include <wdm.h>

typedef enum _KIND {
    KindBus,
    KindDrive,
    KindGhost
} KIND;

typedef enum _MODE {
    ModeIdle,
    ModeFast,
    ModeOdd
} MODE;

typedef struct _COMMON {
    KIND Kind;
    MODE Mode;
    PDEVICE_OBJECT Below;
} COMMON, *PCOMMON;

/* Begins with the members of COMMON, by their type's name alone. */
typedef struct _DRIVE {
    COMMON;
    ULONG Letter;
} DRIVE, *PDRIVE;

DRIVER_DISPATCH EitherKind;
DRIVER_DISPATCH NeverAGhost;
DRIVER_DISPATCH NeverAGhostByCopy;
DRIVER_DISPATCH AnyMode;
DRIVER_DISPATCH SentOnce;
DRIVER_DISPATCH SentPerhaps;

VOID MakeBus(PDEVICE_OBJECT Device)
{
    PCOMMON common = Device->DeviceExtension;
    common->Kind = KindBus;
    common->Mode = ModeIdle;
}

VOID MakeDrive(PDEVICE_OBJECT Device, ULONG Mode)
{
    PDRIVE drive = Device->DeviceExtension;
    drive->Kind = KindDrive;
    drive->Mode = (MODE)Mode;
    drive->Letter = 'R';
}

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

NTSTATUS EitherKind(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCOMMON common = DeviceObject->DeviceExtension;
    NTSTATUS status = STATUS_SUCCESS;
    if (common->Kind == KindDrive) {
        return Finish(Irp, STATUS_NOT_SUPPORTED);
    }
    if (common->Kind == KindBus) {
        IoSkipCurrentIrpStackLocation(Irp);
        status = IoCallDriver(common->Below, Irp);
    }
    return status; // keeps: IrpProcessingComplete
}

NTSTATUS NeverAGhost(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCOMMON common = DeviceObject->DeviceExtension;
    switch (common->Kind) {
    case KindGhost:
        return STATUS_SUCCESS; // keeps: IrpProcessingComplete
    default:
        return Finish(Irp, STATUS_SUCCESS);
    }
}

NTSTATUS NeverAGhostByCopy(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    KIND kind = ((PCOMMON)DeviceObject->DeviceExtension)->Kind;
    if (kind != KindGhost) {
        Finish(Irp, STATUS_SUCCESS);
    }
    return STATUS_SUCCESS; // keeps: IrpProcessingComplete
}

/* The mode comes from elsewhere: it may be odd. */
NTSTATUS AnyMode(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCOMMON common = DeviceObject->DeviceExtension;
    if (common->Mode == ModeOdd) {
        return STATUS_SUCCESS; // expect: IrpProcessingComplete
    }
    return Finish(Irp, STATUS_SUCCESS);
}

/* What was sent to a device once can be sent there again. */
NTSTATUS SentOnce(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCOMMON common = DeviceObject->DeviceExtension;
    PIRP own = IoAllocateIrp(2, FALSE);
    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    IoSetCompletionRoutine(own, NULL, NULL, FALSE, FALSE, FALSE);
    IoCallDriver(common->Below, own);
    if (common->Below != NULL) { // correlated
        IoSkipCurrentIrpStackLocation(Irp);
        return IoCallDriver(common->Below, Irp);
    }
    return STATUS_SUCCESS; // keeps: IrpProcessingComplete infeasible
}

NTSTATUS SentPerhaps(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCOMMON common = DeviceObject->DeviceExtension;
    if (common->Below != NULL) {
        IoSkipCurrentIrpStackLocation(Irp);
        return IoCallDriver(common->Below, Irp);
    }
    return STATUS_SUCCESS; // expect: IrpProcessingComplete
}
