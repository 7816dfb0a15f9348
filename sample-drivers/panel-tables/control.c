/*
 * control.c - control codes by table: what a code needs, and who handles it.
 */
#include "panel.h"

IO_COMPLETION_ROUTINE PanelTextDone;
IO_COMPLETION_ROUTINE PanelScrollDone;

/* Counts; the dispatch side gives the remove lock back. */
NTSTATUS PanelTextDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PPANEL_EXTENSION ext = (PPANEL_EXTENSION)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    InterlockedIncrement(&ext->Texts);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    return STATUS_CONTINUE_COMPLETION;
}

/* The panel has scrolled; the next request in line goes down. All of them were marked pending. */
NTSTATUS PanelScrollDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PPANEL_EXTENSION ext = (PPANEL_EXTENSION)Context;
    PIRP next = NULL;
    KIRQL irql;

    UNREFERENCED_PARAMETER(DeviceObject);

    KeAcquireSpinLock(&ext->ScrollLock, &irql);
    if (IsListEmpty(&ext->Scrolls)) {
        ext->Scrolling = FALSE;
    } else {
        next = CONTAINING_RECORD(RemoveHeadList(&ext->Scrolls), IRP, Tail.Overlay.ListEntry);
    }
    KeReleaseSpinLock(&ext->ScrollLock, irql);

    if (next != NULL) {
        IoCallDriver(ext->LowerDevice, next);
    }
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    return STATUS_CONTINUE_COMPLETION;
}

/* Correct: registered, tested, sent. */
static NTSTATUS PanelText(PPANEL_EXTENSION Ext, PIRP Irp)
{
    NTSTATUS status;

    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(Ext->Self, Irp, PanelTextDone, Ext, TRUE, TRUE, TRUE);
    if (!NT_SUCCESS(status)) {
        return PanelFinish(Ext, Irp, status);
    }
    status = IoCallDriver(Ext->LowerDevice, Irp);
    IoReleaseRemoveLock(&Ext->RemoveLock, Irp);
    return status;
}

/*
 * Two variables, two tests, both of the first. The second test can't fail: the same value has been
 * tested above. So the registration is never tested, and the way out between registration and send
 * is never taken: one violation here, not two.
 */
static NTSTATUS PanelBrightness(PPANEL_EXTENSION Ext, PIRP Irp)
{
    LONG level = *(PLONG)Irp->AssociatedIrp.SystemBuffer;
    NTSTATUS status = STATUS_SUCCESS;
    NTSTATUS armed;

    if (level < 0 || level > 100) {
        status = STATUS_INVALID_PARAMETER;
    }
    if (!NT_SUCCESS(status)) {
        return PanelFinish(Ext, Irp, status);
    }

    IoCopyCurrentIrpStackLocationToNext(Irp);
    armed = IoSetCompletionRoutineEx(Ext->Self, Irp, PanelTextDone, Ext, TRUE, TRUE, TRUE);
    if (!NT_SUCCESS(status)) {
        return PanelFinish(Ext, Irp, armed);
    }
    status = IoCallDriver(Ext->LowerDevice, Irp); // expect: IoSetCompletionRoutineExCheck
    IoReleaseRemoveLock(&Ext->RemoveLock, Irp);
    return status;
}

/* Correct: a panel that scrolls already takes the request into its line. It will be sent from there. */
static NTSTATUS PanelScroll(PPANEL_EXTENSION Ext, PIRP Irp)
{
    BOOLEAN busy;
    NTSTATUS status;
    KIRQL irql;

    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(Ext->Self, Irp, PanelScrollDone, Ext, TRUE, TRUE, TRUE);
    if (!NT_SUCCESS(status)) {
        return PanelFinish(Ext, Irp, status);
    }

    IoMarkIrpPending(Irp);
    KeAcquireSpinLock(&Ext->ScrollLock, &irql);
    busy = Ext->Scrolling;
    if (busy) {
        InsertTailList(&Ext->Scrolls, &Irp->Tail.Overlay.ListEntry);
    } else {
        Ext->Scrolling = TRUE;
    }
    KeReleaseSpinLock(&Ext->ScrollLock, irql);

    if (!busy) {
        IoCallDriver(Ext->LowerDevice, Irp);
    }
    return STATUS_PENDING;
}

/* Refuses where PanelScroll queues: the request keeps a routine that nothing will ever run. */
static NTSTATUS PanelMarquee(PPANEL_EXTENSION Ext, PIRP Irp)
{
    BOOLEAN busy;
    NTSTATUS status;
    KIRQL irql;

    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(Ext->Self, Irp, PanelScrollDone, Ext, TRUE, TRUE, TRUE);
    if (!NT_SUCCESS(status)) {
        return PanelFinish(Ext, Irp, status);
    }

    KeAcquireSpinLock(&Ext->ScrollLock, &irql);
    busy = Ext->Scrolling;
    Ext->Scrolling = TRUE;
    KeReleaseSpinLock(&Ext->ScrollLock, irql);
    if (busy) {
        return PanelFinish(Ext, Irp, STATUS_DEVICE_BUSY);
    }

    IoMarkIrpPending(Irp);
    IoCallDriver(Ext->LowerDevice, Irp);
    return STATUS_PENDING;
}

static NTSTATUS PanelReset(PPANEL_EXTENSION Ext, PIRP Irp)
{
    return PanelFinish(Ext, Irp, PanelRun(Ext, PanelCommandReset));
}

static NTSTATUS PanelDim(PPANEL_EXTENSION Ext, PIRP Irp)
{
    return PanelFinish(Ext, Irp, PanelRun(Ext, PanelCommandDim));
}

static NTSTATUS PanelBeep(PPANEL_EXTENSION Ext, PIRP Irp)
{
    return PanelFinish(Ext, Irp, PanelRun(Ext, PanelCommandBeep));
}

static const struct {
    ULONG Code;
    ULONG MinimumInput;
    PPANEL_HANDLER Handler;
} PanelCodes[] = {
    { IOCTL_PANEL_TEXT, 1, PanelText },
    { IOCTL_PANEL_BRIGHTNESS, sizeof(LONG), PanelBrightness },
    { IOCTL_PANEL_SCROLL, 1, PanelScroll },
    { IOCTL_PANEL_MARQUEE, 1, PanelMarquee },
    { IOCTL_PANEL_RESET, 0, PanelReset },
    { IOCTL_PANEL_DIM, 0, PanelDim },
    { IOCTL_PANEL_BEEP, 0, PanelBeep },
};

NTSTATUS PanelDispatchControl(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PPANEL_EXTENSION ext = (PPANEL_EXTENSION)DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    ULONG code = stack->Parameters.DeviceIoControl.IoControlCode;
    NTSTATUS status;
    ULONG i;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        Irp->IoStatus.Status = status;
        Irp->IoStatus.Information = 0;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
        return status;
    }

    for (i = 0; i < RTL_NUMBER_OF(PanelCodes); i++) {
        if (PanelCodes[i].Code != code) {
            continue;
        }
        if (stack->Parameters.DeviceIoControl.InputBufferLength < PanelCodes[i].MinimumInput) {
            return PanelFinish(ext, Irp, STATUS_BUFFER_TOO_SMALL);
        }
        return PanelCodes[i].Handler(ext, Irp); // expect: CompletionRoutineRegistered
    }
    return PanelFinish(ext, Irp, STATUS_INVALID_DEVICE_REQUEST);
}
