/*
 * command.c - commands of the driver's own. KeSetEvent is called RETIRE here, and return is called
 * KEEP_IRP.
 */
#include "modem.h"

IO_COMPLETION_ROUTINE ModemDialDone;
IO_COMPLETION_ROUTINE ModemHangUpDone;
IO_COMPLETION_ROUTINE ModemSignalDone;

#define MODEM_ROUTINE(name) \
    NTSTATUS Modem##name##Done(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)

/* Sends a command with the given routine and waits for its event, at most ten seconds. */
static NTSTATUS ModemRun(PMODEM_EXTENSION Ext, ULONG Command, PIO_COMPLETION_ROUTINE Routine)
{
    PIO_STACK_LOCATION next;
    LARGE_INTEGER limit;
    MODEM_CALL call;
    PIRP irp;

    irp = IoAllocateIrp(Ext->LowerDevice->StackSize, FALSE);
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    call.Command = Command;
    call.Result.Status = STATUS_PENDING;
    call.Result.Information = 0;
    next = IoGetNextIrpStackLocation(irp);
    next->MajorFunction = IRP_MJ_INTERNAL_DEVICE_CONTROL;
    next->Parameters.DeviceIoControl.IoControlCode = Command;
    next->Parameters.Others.Argument1 = &call;

    KeInitializeEvent(&call.Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, Routine, &call, TRUE, TRUE, TRUE);
    IoCallDriver(Ext->LowerDevice, irp);

    limit.QuadPart = -100000000LL;
    if (KeWaitForSingleObject(&call.Done, Executive, KernelMode, FALSE, &limit) == STATUS_TIMEOUT) {
        IoCancelIrp(irp);
        KeWaitForSingleObject(&call.Done, Executive, KernelMode, FALSE, NULL);
    }
    IoFreeIrp(irp);
    return call.Result.Status;
}

/* Correct: RETIRE with TRUE signals. */
MODEM_ROUTINE(Dial)
{
    UNREFERENCED_PARAMETER(DeviceObject);

    RETIRE((PMODEM_CALL)Context, Irp, TRUE);
    KEEP_IRP();
}

/* Hanging up "cannot fail, so nobody waits for it" - said the author; ModemRun does wait. */
MODEM_ROUTINE(HangUp)
{
    UNREFERENCED_PARAMETER(DeviceObject);

    RETIRE((PMODEM_CALL)Context, Irp, FALSE);
    KEEP_IRP(); // expect: IoAllocateIrpSignalEventInCompletion
}

/* Correct: stores by itself and signals in both branches. */
MODEM_ROUTINE(Signal)
{
    PMODEM_CALL call = (PMODEM_CALL)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    call->Result.Information = 0;
    if (NT_SUCCESS(Irp->IoStatus.Status)) {
        RETIRE(call, Irp, TRUE);
        KEEP_IRP();
    }
    call->Result.Status = Irp->IoStatus.Status;
    WAKE(call);
    KEEP_IRP();
}

NTSTATUS ModemDial(_In_ PMODEM_EXTENSION Ext)
{
    NTSTATUS status = ModemRun(Ext, IOCTL_MODEM_DIAL, ModemDialDone);

    Ext->Carrier = NT_SUCCESS(status);
    return status;
}

NTSTATUS ModemHangUp(_In_ PMODEM_EXTENSION Ext)
{
    Ext->Carrier = FALSE;
    return ModemRun(Ext, IOCTL_MODEM_HANG_UP, ModemHangUpDone);
}

NTSTATUS ModemQuerySignal(_In_ PMODEM_EXTENSION Ext)
{
    return ModemRun(Ext, IOCTL_MODEM_SIGNAL, ModemSignalDone);
}
