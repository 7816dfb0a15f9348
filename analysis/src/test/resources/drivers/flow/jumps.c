#include "flow.h"

DRIVER_DISPATCH Ladder, LadderLeft, FallThrough, BreakOut, Leave, LeaveLeft, CopyGuarded, CopyBefore;
DRIVER_DISPATCH JumpBack, Commas, ShortCircuit, SwitchInside, DefaultFirst, FinallySends;

static BOOLEAN FlowReserve(PFLOW_EXTENSION Ext)
{
    if (Ext->Tries == 0) {
        return FALSE;
    }
    Ext->Tries--;
    return TRUE;
}

NTSTATUS Ladder(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFLOW_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status;
    if (!FlowReserve(ext)) {
        status = STATUS_INSUFFICIENT_RESOURCES;
        goto Fail;
    }
    status = FlowArm(DeviceObject, Irp);
    if (!NT_SUCCESS(status)) {
        goto Undo;
    }
    return IoCallDriver(ext->Below, Irp);
Undo:
    ext->Tries++;
Fail:
    return FlowFinish(Irp, status);
}

NTSTATUS LadderLeft(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFLOW_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = FlowArm(DeviceObject, Irp);
    if (!NT_SUCCESS(status)) {
        goto Fail;
    }
    if (!FlowReserve(ext)) {
        status = STATUS_INSUFFICIENT_RESOURCES;
        goto Fail;
    }
    return IoCallDriver(ext->Below, Irp);
Fail:
    FlowFinish(Irp, status);
    return status; // expect: CompletionRoutineRegistered
}

NTSTATUS FallThrough(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFLOW_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status;
    switch (ext->Mode) {
    case 1:
        status = FlowArm(DeviceObject, Irp);
        if (!NT_SUCCESS(status)) {
            return FlowFinish(Irp, status);
        }
        /* fall through */
    case 2:
        return IoCallDriver(ext->Below, Irp);
    default:
        return FlowFinish(Irp, STATUS_NOT_SUPPORTED);
    }
}

NTSTATUS BreakOut(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFLOW_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status;
    switch (ext->Mode) {
    case 1:
        status = FlowArm(DeviceObject, Irp);
        if (NT_SUCCESS(status)) {
            break;
        }
        return FlowFinish(Irp, status);
    case 2:
        return IoCallDriver(ext->Below, Irp);
    }
    return FlowFinish(Irp, STATUS_NOT_SUPPORTED); // expect: CompletionRoutineRegistered
}

NTSTATUS Leave(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFLOW_EXTENSION ext = DeviceObject->DeviceExtension;
    BOOLEAN sent = FALSE;
    NTSTATUS status;
    __try {
        status = FlowArm(DeviceObject, Irp);
        if (!NT_SUCCESS(status)) {
            __leave;
        }
        sent = TRUE;
        status = IoCallDriver(ext->Below, Irp);
    } __finally {
        if (!sent) {
            FlowFinish(Irp, status);
        }
    }
    return status;
}

NTSTATUS LeaveLeft(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFLOW_EXTENSION ext = DeviceObject->DeviceExtension;
    BOOLEAN sent = FALSE;
    NTSTATUS status;
    __try {
        status = FlowArm(DeviceObject, Irp);
        if (!NT_SUCCESS(status)) {
            __leave;
        }
        if (ext->Removed) {
            status = STATUS_DELETE_PENDING;
            __leave;
        }
        sent = TRUE;
        status = IoCallDriver(ext->Below, Irp);
    } __finally {
        if (!sent) {
            FlowFinish(Irp, status);
        }
    }
    return status; // expect: CompletionRoutineRegistered
}

/* Copying from a user's buffer may raise while the routine is armed. */
NTSTATUS CopyGuarded(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFLOW_EXTENSION ext = DeviceObject->DeviceExtension;
    UCHAR head[16];
    NTSTATUS status = FlowArm(DeviceObject, Irp);
    if (!NT_SUCCESS(status)) {
        return FlowFinish(Irp, status);
    }
    __try {
        ProbeForRead(ext->UserBuffer, sizeof(head), 1);
        RtlCopyMemory(head, ext->UserBuffer, sizeof(head));
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        return FlowFinish(Irp, GetExceptionCode()); // expect: CompletionRoutineRegistered
    }
    ext->Mode = head[0];
    return IoCallDriver(ext->Below, Irp);
}

NTSTATUS CopyBefore(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFLOW_EXTENSION ext = DeviceObject->DeviceExtension;
    UCHAR head[16];
    NTSTATUS status;
    __try {
        ProbeForRead(ext->UserBuffer, sizeof(head), 1);
        RtlCopyMemory(head, ext->UserBuffer, sizeof(head));
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        return FlowFinish(Irp, GetExceptionCode());
    }
    status = FlowArm(DeviceObject, Irp);
    if (!NT_SUCCESS(status)) {
        return FlowFinish(Irp, status);
    }
    ext->Mode = head[0];
    return IoCallDriver(ext->Below, Irp);
}

NTSTATUS JumpBack(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFLOW_EXTENSION ext = DeviceObject->DeviceExtension;
    ULONG tries = 0;
    NTSTATUS status;
Again:
    status = FlowArm(DeviceObject, Irp);
    if (!NT_SUCCESS(status)) {
        if (tries++ < 3) {
            goto Again;
        }
        return FlowFinish(Irp, status);
    }
    return IoCallDriver(ext->Below, Irp);
}

NTSTATUS Commas(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFLOW_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status;
    return (status = FlowArm(DeviceObject, Irp), NT_SUCCESS(status))
        ? (ext->Mode++, IoCallDriver(ext->Below, Irp))
        : FlowFinish(Irp, status);
}

NTSTATUS ShortCircuit(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFLOW_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = STATUS_UNSUCCESSFUL;
    if (NT_SUCCESS(status = FlowArm(DeviceObject, Irp)) && FlowReserve(ext)
        && NT_SUCCESS(status = IoCallDriver(ext->Below, Irp))) {
        return status;
    }
    return status; // expect: CompletionRoutineRegistered
}

NTSTATUS SwitchInside(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFLOW_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = STATUS_UNSUCCESSFUL;
    ULONG step = 0;
    while (TRUE) {
        switch (step) {
        case 0:
            status = FlowArm(DeviceObject, Irp);
            step = NT_SUCCESS(status) ? 1 : 2;
            continue;
        case 1:
            return IoCallDriver(ext->Below, Irp);
        case 2:
            return FlowFinish(Irp, status);
        default:
            break;
        }
        break;
    }
    return status;
}

NTSTATUS DefaultFirst(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFLOW_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = FlowArm(DeviceObject, Irp);
    switch (status) {
    default:
        return FlowFinish(Irp, status);
    case STATUS_SUCCESS:
        break;
    }
    return IoCallDriver(ext->Below, Irp);
}

NTSTATUS FinallySends(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFLOW_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = FlowArm(DeviceObject, Irp);
    if (!NT_SUCCESS(status)) {
        return FlowFinish(Irp, status);
    }
    __try {
        if (ext->Removed) {
            __leave;
        }
        ext->Mode = 1;
    } __finally {
        status = IoCallDriver(ext->Below, Irp);
    }
    return status;
}
