/*
 * token.c - commands of the driver's own: an IRP, an event, a limit.
 */
#include "vault.h"

IO_COMPLETION_ROUTINE VaultPinDone;
IO_COMPLETION_ROUTINE VaultStatusDone;

static PIRP VaultCommandIrp(PVAULT_EXTENSION Ext, PVAULT_COMMAND Command)
{
    PIO_STACK_LOCATION next;
    PIRP irp;

    irp = IoAllocateIrp(Ext->LowerDevice->StackSize, FALSE);
    if (irp != NULL) {
        irp->IoStatus.Status = STATUS_NOT_SUPPORTED;
        next = IoGetNextIrpStackLocation(irp);
        next->MajorFunction = IRP_MJ_INTERNAL_DEVICE_CONTROL;
        next->Parameters.DeviceIoControl.IoControlCode = IOCTL_VAULT_BUS_COMMAND;
        next->Parameters.Others.Argument1 = Command;
    }
    return irp;
}

/* Sends the command, waits two seconds for it, and takes it back after that. */
static NTSTATUS VaultRunCommand(PVAULT_EXTENSION Ext, PVAULT_COMMAND Command, PIRP Irp)
{
    LARGE_INTEGER limit;
    NTSTATUS status;

    status = IoCallDriver(Ext->LowerDevice, Irp);
    if (status == STATUS_PENDING) {
        limit.QuadPart = -20000000LL;
        if (KeWaitForSingleObject(&Command->Done, Executive, KernelMode, FALSE, &limit) == STATUS_TIMEOUT) {
            IoCancelIrp(Irp);
            KeWaitForSingleObject(&Command->Done, Executive, KernelMode, FALSE, NULL);
        }
        status = Command->Status;
    }
    return status;
}

/* __leave jumps to __finally, and the signal stands before it. A wrong PIN wakes nobody. */
NTSTATUS VaultPinDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PVAULT_COMMAND command = (PVAULT_COMMAND)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    __try {
        if (!NT_SUCCESS(Irp->IoStatus.Status)) {
            command->Length = 0;
            __leave;
        }
        command->Length = (ULONG)Irp->IoStatus.Information;
        KeSetEvent(&command->Done, IO_NO_INCREMENT, FALSE);
    } __finally {
        command->Status = Irp->IoStatus.Status;
    }
    return STATUS_MORE_PROCESSING_REQUIRED; // expect: IoAllocateIrpSignalEventInCompletion
}

/* The corrected twin: status and signal both stand where every way comes by. */
NTSTATUS VaultStatusDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PVAULT_COMMAND command = (PVAULT_COMMAND)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    __try {
        if (!NT_SUCCESS(Irp->IoStatus.Status)) {
            command->Length = 0;
            __leave;
        }
        command->Length = (ULONG)Irp->IoStatus.Information;
    } __finally {
        command->Status = Irp->IoStatus.Status;
        KeSetEvent(&command->Done, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS VaultCheckPin(_In_ PVAULT_EXTENSION Ext, _In_reads_bytes_(VAULT_PIN_LENGTH) PUCHAR Pin)
{
    VAULT_COMMAND command;
    NTSTATUS status;
    PIRP irp;

    command.Code = VAULT_COMMAND_PIN;
    command.Length = VAULT_PIN_LENGTH;
    command.Status = STATUS_UNSUCCESSFUL;
    RtlCopyMemory(command.Data, Pin, VAULT_PIN_LENGTH);

    irp = VaultCommandIrp(Ext, &command);
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    __try {
        KeInitializeEvent(&command.Done, NotificationEvent, FALSE);
        IoSetCompletionRoutine(irp, VaultPinDone, &command, TRUE, TRUE, TRUE);
        status = VaultRunCommand(Ext, &command, irp);
    } __finally {
        IoFreeIrp(irp);
        RtlZeroMemory(command.Data, VAULT_PIN_LENGTH);
    }
    return status;
}

NTSTATUS VaultTokenStatus(_In_ PVAULT_EXTENSION Ext, _Out_ PULONG Length)
{
    VAULT_COMMAND command;
    NTSTATUS status;
    PIRP irp;

    *Length = 0;
    command.Code = VAULT_COMMAND_STATUS;
    command.Length = 0;
    command.Status = STATUS_UNSUCCESSFUL;

    irp = VaultCommandIrp(Ext, &command);
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    __try {
        KeInitializeEvent(&command.Done, NotificationEvent, FALSE);
        IoSetCompletionRoutine(irp, VaultStatusDone, &command, TRUE, TRUE, TRUE);
        status = VaultRunCommand(Ext, &command, irp);
    } __finally {
        IoFreeIrp(irp);
    }
    if (NT_SUCCESS(status)) {
        *Length = command.Length;
    }
    return status;
}
