/*
 * line.c - what goes over the line. Look for IoCallDriver here: there is none.
 */
#include "modem.h"

/*
 * Correct. DISPATCH_LEAVE completes what was not sent; FORWARD_WITH arrives there unsent only if the
 * registration failed.
 */
NTSTATUS ModemDispatchRead(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    DISPATCH_ENTER(DeviceObject, Irp);

    BAIL_IF(!ext->Online, STATUS_DEVICE_NOT_CONNECTED);
    BAIL_IF(!ext->Carrier, STATUS_NO_MEDIA_IN_DEVICE);
    FORWARD_WITH(Irp, Forwarded);
    DISPATCH_LEAVE(Irp);
}

/* The carrier is looked at between the registration and the send: that BAIL leaves too late. */
NTSTATUS ModemDispatchWrite(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    DISPATCH_ENTER(DeviceObject, Irp);

    BAIL_IF(!ext->Online, STATUS_DEVICE_NOT_CONNECTED);
    status = ARM(Irp, Forwarded);
    BAIL_UNLESS_OK(status);
    BAIL_IF(!ext->Carrier, STATUS_NO_MEDIA_IN_DEVICE);
    TRY_SEND(Irp);
    DISPATCH_LEAVE(Irp); // expect: CompletionRoutineRegistered
}

/* Nothing is tested between ARM and IoCallDriver: all three stand in one comma expression. */
NTSTATUS ModemDispatchFlush(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    DISPATCH_ENTER(DeviceObject, Irp);

    BAIL_IF(!ext->Online, STATUS_DEVICE_NOT_CONNECTED);
    status = FORWARD_QUICKLY(Irp, Counted); // expect: IoSetCompletionRoutineExCheck
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    DISPATCH_LEAVE(Irp);
}

/* NT_VERIFY evaluates its argument in every build, but branches in none that is shipped. */
static NTSTATUS ModemPurge(PMODEM_EXTENSION ext, PIRP Irp)
{
    BOOLEAN sent;
    NTSTATUS status;

    MUST_ARM(Irp, Counted);
    TRY_SEND(Irp); // expect: IoSetCompletionRoutineExCheck
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    UNREFERENCED_PARAMETER(sent);
    return status;
}

/* Its corrected twin, with a conditional expression for the test. */
static NTSTATUS ModemBreak(PMODEM_EXTENSION ext, PIRP Irp)
{
    NTSTATUS status = ARM(Irp, Counted);

    status = NT_SUCCESS(status) ? IoCallDriver(ext->LowerDevice, Irp) : ModemRefuse(Irp, status);
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    return status;
}

/*
 * Speed and flow control share their text. Whether a routine is wanted is decided first, and every
 * later question is that same question: the refusal at the end is not for armed requests.
 */
static NTSTATUS ModemAdjust(PMODEM_EXTENSION ext, PIRP Irp, BOOLEAN Watch)
{
    BOOLEAN sent = FALSE;
    NTSTATUS status = STATUS_SUCCESS;

    if (Watch) {
        status = ARM(Irp, Forwarded);
        BAIL_UNLESS_OK(status);
    } else {
        IoSkipCurrentIrpStackLocation(Irp);
    }

    if (!Watch && ext->Carrier) {
        BAIL(STATUS_DEVICE_BUSY);
    }
    TRY_SEND(Irp);
    if (!Watch) {
        IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    }
    DISPATCH_LEAVE(Irp);
}

NTSTATUS ModemDispatchControl(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    DISPATCH_ENTER(DeviceObject, Irp);

    switch (stack->Parameters.DeviceIoControl.IoControlCode) {
    case IOCTL_MODEM_DIAL:
        BAIL(ModemDial(ext));
    case IOCTL_MODEM_HANG_UP:
        BAIL(ModemHangUp(ext));
    case IOCTL_MODEM_SIGNAL:
        BAIL(ModemQuerySignal(ext));
    case IOCTL_MODEM_PURGE:
        return ModemPurge(ext, Irp);
    case IOCTL_MODEM_BREAK:
        return ModemBreak(ext, Irp);
    case IOCTL_MODEM_FLOW:
        return ModemAdjust(ext, Irp, FALSE);
    case IOCTL_MODEM_SPEED:
        return ModemAdjust(ext, Irp, TRUE);
    default:
        FORWARD_PLAIN(Irp);
        break;
    }
    DISPATCH_LEAVE(Irp);
}
