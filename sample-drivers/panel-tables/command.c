/*
 * command.c - commands of the driver's own. A table says which routine ends a command and whether
 * somebody waits for it; the two columns belong together.
 */
#include "panel.h"

IO_COMPLETION_ROUTINE PanelResetDone;
IO_COMPLETION_ROUTINE PanelDimDone;
IO_COMPLETION_ROUTINE PanelBeepDone;

typedef struct _PANEL_CALL {
    PPANEL_EXTENSION Extension;
    UCHAR Opcode;
    NTSTATUS Status;
    KEVENT Done;
} PANEL_CALL, *PPANEL_CALL;

static VOID PanelFreeCall(PPANEL_CALL Call, PIRP Irp)
{
    IoFreeIrp(Irp);
    IoReleaseRemoveLock(&Call->Extension->RemoveLock, Call);
    ExFreePoolWithTag(Call, PANEL_TAG);
}

/* Correct: keeps the status and wakes the waiter. */
NTSTATUS PanelResetDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PPANEL_CALL call = (PPANEL_CALL)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    call->Status = Irp->IoStatus.Status;
    KeSetEvent(&call->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* Keeps the status and wakes nobody, though its line in the table says that somebody waits. */
NTSTATUS PanelDimDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PPANEL_CALL call = (PPANEL_CALL)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    call->Status = Irp->IoStatus.Status;
    return STATUS_MORE_PROCESSING_REQUIRED; // expect: IoAllocateIrpSignalEventInCompletion
}

/* Wakes nobody either, and rightly: its line says that nobody waits. */
NTSTATUS PanelBeepDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);

    PanelFreeCall((PPANEL_CALL)Context, Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static const struct {
    UCHAR Opcode;
    BOOLEAN Waits;
    PIO_COMPLETION_ROUTINE Routine;
} PanelCommands[PanelCommandCount] = {
    [PanelCommandReset] = { 0x01, TRUE, PanelResetDone },
    [PanelCommandDim] = { 0x14, TRUE, PanelDimDone },
    [PanelCommandBeep] = { 0x15, FALSE, PanelBeepDone },
};

NTSTATUS PanelRun(_In_ PPANEL_EXTENSION Ext, _In_ PANEL_COMMAND Command)
{
    BOOLEAN waits = PanelCommands[Command].Waits;
    PIO_STACK_LOCATION next;
    LARGE_INTEGER limit;
    PPANEL_CALL call;
    NTSTATUS status;
    PIRP irp;

    call = (PPANEL_CALL)ExAllocatePoolWithTag(NonPagedPool, sizeof(PANEL_CALL), PANEL_TAG);
    if (call == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    status = IoAcquireRemoveLock(&Ext->RemoveLock, call);
    if (!NT_SUCCESS(status)) {
        ExFreePoolWithTag(call, PANEL_TAG);
        return status;
    }
    irp = IoAllocateIrp(Ext->LowerDevice->StackSize, FALSE);
    if (irp == NULL) {
        IoReleaseRemoveLock(&Ext->RemoveLock, call);
        ExFreePoolWithTag(call, PANEL_TAG);
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    call->Extension = Ext;
    call->Opcode = PanelCommands[Command].Opcode;
    call->Status = STATUS_PENDING;
    next = IoGetNextIrpStackLocation(irp);
    next->MajorFunction = IRP_MJ_INTERNAL_DEVICE_CONTROL;
    next->Parameters.DeviceIoControl.IoControlCode = IOCTL_PANEL_BUS_COMMAND;
    next->Parameters.Others.Argument1 = &call->Opcode;

    if (waits) {
        KeInitializeEvent(&call->Done, NotificationEvent, FALSE);
    }
    IoSetCompletionRoutine(irp, PanelCommands[Command].Routine, call, TRUE, TRUE, TRUE);
    IoCallDriver(Ext->LowerDevice, irp);
    if (!waits) {
        return STATUS_SUCCESS;
    }

    limit.QuadPart = -30000000LL;
    if (KeWaitForSingleObject(&call->Done, Executive, KernelMode, FALSE, &limit) == STATUS_TIMEOUT) {
        IoCancelIrp(irp);
        KeWaitForSingleObject(&call->Done, Executive, KernelMode, FALSE, NULL);
    }
    status = call->Status;
    PanelFreeCall(call, irp);
    return status;
}
