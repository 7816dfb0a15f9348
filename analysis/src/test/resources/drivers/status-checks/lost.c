/* Statuses that are stored, copied, cast and lost. */
#include "driver.h"

DRIVER_DISPATCH LostOverwritten;
DRIVER_DISPATCH LostReplaced;
DRIVER_DISPATCH KeptInExtension;
DRIVER_DISPATCH KeptInCopy;
DRIVER_DISPATCH TestedTooLate;
DRIVER_DISPATCH TestedForOther;
DRIVER_DISPATCH UnsignedCast;
DRIVER_DISPATCH UnsignedAlways;
DRIVER_DISPATCH UnsignedTop;
DRIVER_DISPATCH KeptAsBoolean;
DRIVER_DISPATCH OnlyAsserted;
DRIVER_DISPATCH OnlyVerified;
DRIVER_DISPATCH OnlyPrinted;
DRIVER_DISPATCH TestedForPending;
DRIVER_DISPATCH TestedAndMore;
DRIVER_DISPATCH TestedInCondition;
DRIVER_DISPATCH WrongSide;
DRIVER_DISPATCH SignBit;
DRIVER_DISPATCH OtherElement;
DRIVER_DISPATCH SwitchOnTruth;

typedef struct _LOST_RESULT {
    NTSTATUS First;
    NTSTATUS Second;
} LOST_RESULT;

NTSTATUS LostOverwritten(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCHECKS_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = ChecksArm(DeviceObject, Irp, ext);
    status = STATUS_SUCCESS;
    if (!NT_SUCCESS(status)) {
        return ChecksFinish(Irp, status);
    }
    return IoCallDriver(ext->Below, Irp); // expect: IoSetCompletionRoutineExCheck
}

NTSTATUS LostReplaced(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCHECKS_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ChecksArmInto(DeviceObject, Irp, &status);
    status = ext->Last;
    if (!NT_SUCCESS(status)) {
        ext->Mode = 0;
    }
    return IoCallDriver(ext->Below, Irp); // expect: IoSetCompletionRoutineExCheck
}

NTSTATUS KeptInExtension(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCHECKS_EXTENSION ext = DeviceObject->DeviceExtension;
    LOST_RESULT result;
    result.Second = STATUS_UNSUCCESSFUL;
    result.First = ChecksArm(DeviceObject, Irp, ext);
    ext->Last = result.First;
    if (!NT_SUCCESS(ext->Last)) {
        return ChecksFinish(Irp, ext->Last);
    }
    return IoCallDriver(ext->Below, Irp);
}

NTSTATUS KeptInCopy(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCHECKS_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = ChecksArm(DeviceObject, Irp, ext);
    const NTSTATUS kept = status;
    status = STATUS_SUCCESS;
    if (!NT_SUCCESS(kept)) {
        return ChecksFinish(Irp, kept);
    }
    return IoCallDriver(ext->Below, Irp);
}

NTSTATUS TestedTooLate(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCHECKS_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS armed = ChecksArm(DeviceObject, Irp, ext);
    NTSTATUS status = IoCallDriver(ext->Below, Irp); // expect: IoSetCompletionRoutineExCheck
    if (!NT_SUCCESS(armed)) {
        ext->Removed = TRUE;
    }
    return status;
}

NTSTATUS TestedForOther(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCHECKS_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS mine, other;
    PIRP extra = IoAllocateIrp(ext->Below->StackSize, FALSE);
    if (extra == NULL) {
        return ChecksFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    IoGetNextIrpStackLocation(extra)->MajorFunction = IRP_MJ_FLUSH_BUFFERS;
    other = IoSetCompletionRoutineEx(DeviceObject, extra, ChecksDone, NULL, TRUE, TRUE, TRUE);
    mine = ChecksArm(DeviceObject, Irp, ext);
    if (!NT_SUCCESS(other)) {
        IoFreeIrp(extra);
    } else {
        IoCallDriver(ext->Below, extra);
    }
    UNREFERENCED_PARAMETER(mine);
    return IoCallDriver(ext->Below, Irp); // expect: IoSetCompletionRoutineExCheck
}

NTSTATUS UnsignedCast(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCHECKS_EXTENSION ext = DeviceObject->DeviceExtension;
    ULONG status = (ULONG)ChecksArm(DeviceObject, Irp, ext);
    if ((LONG)status < 0) {
        return ChecksFinish(Irp, (NTSTATUS)status);
    }
    return IoCallDriver(ext->Below, Irp);
}

/* An unsigned number is never below zero: this tests nothing. */
NTSTATUS UnsignedAlways(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCHECKS_EXTENSION ext = DeviceObject->DeviceExtension;
    ULONG status = (ULONG)ChecksArm(DeviceObject, Irp, ext);
    if (status >= 0) {
        return IoCallDriver(ext->Below, Irp); // expect: IoSetCompletionRoutineExCheck
    }
    return ChecksFinish(Irp, (NTSTATUS)status);
}

NTSTATUS UnsignedTop(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCHECKS_EXTENSION ext = DeviceObject->DeviceExtension;
    ULONG status = (ULONG)ChecksArm(DeviceObject, Irp, ext);
    if (status >= 0x80000000UL) {
        return ChecksFinish(Irp, (NTSTATUS)status);
    }
    return IoCallDriver(ext->Below, Irp);
}

NTSTATUS KeptAsBoolean(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCHECKS_EXTENSION ext = DeviceObject->DeviceExtension;
    BOOLEAN worked = (BOOLEAN)NT_SUCCESS(ChecksArm(DeviceObject, Irp, ext));
    ext->Mode++;
    if (!worked) {
        return ChecksFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    return IoCallDriver(ext->Below, Irp);
}

NTSTATUS OnlyAsserted(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCHECKS_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = ChecksArm(DeviceObject, Irp, ext);
    ASSERT(NT_SUCCESS(status));
    return IoCallDriver(ext->Below, Irp); // expect: IoSetCompletionRoutineExCheck
}

NTSTATUS OnlyVerified(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCHECKS_EXTENSION ext = DeviceObject->DeviceExtension;
    NT_VERIFY(NT_SUCCESS(ChecksArm(DeviceObject, Irp, ext)));
    return IoCallDriver(ext->Below, Irp); // expect: IoSetCompletionRoutineExCheck
}

NTSTATUS OnlyPrinted(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCHECKS_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = ChecksArm(DeviceObject, Irp, ext);
    DbgPrint("checks: armed with %08x\n", status);
    return IoCallDriver(ext->Below, Irp); // expect: IoSetCompletionRoutineExCheck
}

/* The call never says that it is pending, so this tells success and failure not apart. */
NTSTATUS TestedForPending(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCHECKS_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = ChecksArm(DeviceObject, Irp, ext);
    if (status == STATUS_PENDING) {
        return ChecksFinish(Irp, STATUS_UNSUCCESSFUL);
    }
    return IoCallDriver(ext->Below, Irp); // expect: IoSetCompletionRoutineExCheck
}

NTSTATUS TestedAndMore(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCHECKS_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = ChecksArm(DeviceObject, Irp, ext);
    if (NT_SUCCESS(status) && !ext->Removed) {
        return IoCallDriver(ext->Below, Irp);
    }
    return ChecksFinish(Irp, STATUS_DELETE_PENDING); // expect: CompletionRoutineRegistered
}

NTSTATUS TestedInCondition(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCHECKS_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status;
    if (!ext->Removed && NT_SUCCESS(status = ChecksArm(DeviceObject, Irp, ext))) {
        return IoCallDriver(ext->Below, Irp);
    }
    return ChecksFinish(Irp, STATUS_DELETE_PENDING);
}

NTSTATUS WrongSide(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCHECKS_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = ChecksArm(DeviceObject, Irp, ext);
    if (!NT_SUCCESS(status)) {
        return IoCallDriver(ext->Below, Irp); // later: IoSetCompletionExCompleteIrp
    }
    return ChecksFinish(Irp, STATUS_CANCELLED); // expect: CompletionRoutineRegistered
}

NTSTATUS SignBit(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCHECKS_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = ChecksArm(DeviceObject, Irp, ext);
    if (status & 0x80000000) {
        return ChecksFinish(Irp, status);
    }
    return IoCallDriver(ext->Below, Irp);
}

NTSTATUS OtherElement(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCHECKS_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status[2];
    status[0] = ChecksArm(DeviceObject, Irp, ext);
    status[1] = ext->Last;
    if (!NT_SUCCESS(status[1])) {
        ext->Mode = 7;
    }
    return IoCallDriver(ext->Below, Irp); // expect: IoSetCompletionRoutineExCheck
}

NTSTATUS SwitchOnTruth(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCHECKS_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = ChecksArm(DeviceObject, Irp, ext);
    switch (NT_SUCCESS(status)) {
    case FALSE:
        return ChecksFinish(Irp, status);
    }
    return IoCallDriver(ext->Below, Irp);
}
