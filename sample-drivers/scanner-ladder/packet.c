/*
 * packet.c - packets of the driver's own, each with a ladder of its own.
 */
#include "scanner.h"

IO_COMPLETION_ROUTINE scanner_lamp_done;
IO_COMPLETION_ROUTINE scanner_park_done;
IO_COMPLETION_ROUTINE scanner_pass_done;
IO_COMPLETION_ROUTINE scanner_focus_done;

static void scanner_fill(PIRP irp, scanner_packet *packet)
{
    PIO_STACK_LOCATION next = IoGetNextIrpStackLocation(irp);

    next->MajorFunction = IRP_MJ_INTERNAL_DEVICE_CONTROL;
    next->Parameters.DeviceIoControl.IoControlCode = IOCTL_SCAN_BUS_PACKET;
    next->Parameters.Others.Argument1 = packet;
}

static void scanner_wait(PIRP irp, PKEVENT done)
{
    LARGE_INTEGER limit;

    limit.QuadPart = -150000000LL;
    if (KeWaitForSingleObject(done, Executive, KernelMode, FALSE, &limit) != STATUS_TIMEOUT)
        return;
    IoCancelIrp(irp);
    KeWaitForSingleObject(done, Executive, KernelMode, FALSE, NULL);
}

/* One exit, reached by three ways, and the signal in front of it on all of them. */
NTSTATUS scanner_lamp_done(_In_ PDEVICE_OBJECT device, _In_ PIRP irp, _In_opt_ PVOID context)
{
    UNREFERENCED_PARAMETER(device);

    if (!irp->PendingReturned)
        goto keep;
    if (irp->IoStatus.Status == STATUS_CANCELLED)
        goto signal;
    KdPrint(("scanner: lamp answers %08lx\n", irp->IoStatus.Status));
signal:
    KeSetEvent(context, IO_NO_INCREMENT, FALSE);
keep:
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* The same with the labels exchanged for a cancelled request: it goes past the signal. */
NTSTATUS scanner_park_done(_In_ PDEVICE_OBJECT device, _In_ PIRP irp, _In_opt_ PVOID context)
{
    UNREFERENCED_PARAMETER(device);

    if (!irp->PendingReturned)
        goto keep;
    if (irp->IoStatus.Status == STATUS_CANCELLED)
        goto keep;
    KdPrint(("scanner: carriage answers %08lx\n", irp->IoStatus.Status));
    KeSetEvent(context, IO_NO_INCREMENT, FALSE);
keep:
    return STATUS_MORE_PROCESSING_REQUIRED; // expect: IoAllocateIrpSignalEventInCompletion
}

NTSTATUS scanner_warm_up(scanner_extension *ext)
{
    scanner_packet packet = { PACKET_LAMP, 0, NULL };
    KEVENT done;
    NTSTATUS status;
    PIRP irp;

    if (ext->lamp_warm)
        return STATUS_SUCCESS;

    status = STATUS_INSUFFICIENT_RESOURCES;
    irp = IoAllocateIrp(ext->lower->StackSize, FALSE);
    if (!irp)
        goto out;
    scanner_fill(irp, &packet);

    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, scanner_lamp_done, &done, TRUE, TRUE, TRUE);
    status = IoCallDriver(ext->lower, irp);
    if (status != STATUS_PENDING)
        goto free_irp;
    scanner_wait(irp, &done);
    status = irp->IoStatus.Status;

free_irp:
    IoFreeIrp(irp);
out:
    ext->lamp_warm = NT_SUCCESS(status);
    return status;
}

NTSTATUS scanner_park(scanner_extension *ext)
{
    scanner_packet packet = { PACKET_CARRIAGE, 0, NULL };
    KEVENT done;
    NTSTATUS status;
    PIRP irp;

    status = STATUS_INSUFFICIENT_RESOURCES;
    irp = IoAllocateIrp(ext->lower->StackSize, FALSE);
    if (!irp)
        goto out;
    scanner_fill(irp, &packet);

    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, scanner_park_done, &done, TRUE, TRUE, TRUE);
    status = IoCallDriver(ext->lower, irp);
    if (status != STATUS_PENDING)
        goto free_irp;
    scanner_wait(irp, &done);
    status = irp->IoStatus.Status;

free_irp:
    IoFreeIrp(irp);
out:
    return status;
}

/* A pass of the calibration; the event is the context. */
NTSTATUS scanner_pass_done(_In_ PDEVICE_OBJECT device, _In_ PIRP irp, _In_opt_ PVOID context)
{
    UNREFERENCED_PARAMETER(device);

    if (irp->PendingReturned)
        KeSetEvent(context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/*
 * Three passes with one IRP, one packet and one event. IoReuseIrp wipes the registration, so each
 * pass registers anew; KeClearEvent readies the event. The rungs below undo what was allocated.
 */
NTSTATUS scanner_calibrate(scanner_extension *ext)
{
    scanner_packet packet = { PACKET_REFERENCE, SCAN_PAGE_BYTES, NULL };
    KEVENT done;
    NTSTATUS status;
    ULONG pass;
    PIRP irp;

    status = STATUS_INSUFFICIENT_RESOURCES;
    packet.data = ExAllocatePoolWithTag(NonPagedPool, SCAN_PAGE_BYTES, SCAN_TAG);
    if (!packet.data)
        goto out;
    irp = IoAllocateIrp(ext->lower->StackSize, FALSE);
    if (!irp)
        goto free_data;

    KeInitializeEvent(&done, NotificationEvent, FALSE);
    for (pass = 0; pass < SCAN_PASSES; pass++) {
        if (pass > 0) {
            IoReuseIrp(irp, STATUS_NOT_SUPPORTED);
            KeClearEvent(&done);
        }
        scanner_fill(irp, &packet);
        IoSetCompletionRoutine(irp, scanner_pass_done, &done, TRUE, TRUE, TRUE);
        status = IoCallDriver(ext->lower, irp);
        if (status == STATUS_PENDING) {
            scanner_wait(irp, &done);
            status = irp->IoStatus.Status;
        }
        if (!NT_SUCCESS(status))
            goto free_irp;
    }

free_irp:
    IoFreeIrp(irp);
free_data:
    ExFreePoolWithTag(packet.data, SCAN_TAG);
out:
    return status;
}

/* Another correct one: signals by a helper, at the end of a chain of gotos. */
static LONG scanner_wake(PKEVENT done)
{
    return KeSetEvent(done, IO_NO_INCREMENT, FALSE);
}

NTSTATUS scanner_focus_done(_In_ PDEVICE_OBJECT device, _In_ PIRP irp, _In_opt_ PVOID context)
{
    UNREFERENCED_PARAMETER(device);

    if (NT_SUCCESS(irp->IoStatus.Status))
        goto wake;
    if (irp->Cancel)
        goto wake;
    KdPrint(("scanner: no focus, %08lx\n", irp->IoStatus.Status));
wake:
    scanner_wake(context);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS scanner_focus(scanner_extension *ext)
{
    scanner_packet packet = { PACKET_FOCUS, 0, NULL };
    KEVENT done;
    NTSTATUS status;
    PIRP irp;

    irp = IoAllocateIrp(ext->lower->StackSize, FALSE);
    if (!irp)
        return STATUS_INSUFFICIENT_RESOURCES;
    scanner_fill(irp, &packet);

    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, scanner_focus_done, &done, TRUE, TRUE, TRUE);
    IoCallDriver(ext->lower, irp);
    scanner_wait(irp, &done);
    status = irp->IoStatus.Status;
    IoFreeIrp(irp);
    return status;
}
