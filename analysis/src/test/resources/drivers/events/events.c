/* Completion routines that have to wake whoever waits for the incoming IRP, and their flags. */
#include "events.h"

DRIVER_DISPATCH WaitsForSilent;
DRIVER_DISPATCH WaitsForWrongSide;
DRIVER_DISPATCH WaitsForCounting;
DRIVER_DISPATCH WaitsForLast;
DRIVER_DISPATCH WaitsForHelperSilent;
DRIVER_DISPATCH WaitsForSignal;
DRIVER_DISPATCH WaitsForHelperSignal;
DRIVER_DISPATCH WaitsForAlways;
DRIVER_DISPATCH NobodyWaits;
DRIVER_DISPATCH NoErrorFlag;
DRIVER_DISPATCH NoSuccessFlag;
DRIVER_DISPATCH NoErrorFlagFromHelper;
DRIVER_DISPATCH NoErrorFlagNobodyWaits;
DRIVER_DISPATCH NoCancelFlag;
DRIVER_DISPATCH FlagsThenAllFlags;
DRIVER_DISPATCH FlagsByMode;
DRIVER_DISPATCH FlagsFromHelper;
DRIVER_DISPATCH WaitsForRouser;
DRIVER_DISPATCH WaitsForFlag;

IO_COMPLETION_ROUTINE Silent;
IO_COMPLETION_ROUTINE WrongSide;
IO_COMPLETION_ROUTINE Counting;
IO_COMPLETION_ROUTINE LastOne;
IO_COMPLETION_ROUTINE HelperSilent;
IO_COMPLETION_ROUTINE Signal;
IO_COMPLETION_ROUTINE HelperSignal;
IO_COMPLETION_ROUTINE HelperRouses;
IO_COMPLETION_ROUTINE SignalByFlag;
IO_COMPLETION_ROUTINE Always;
IO_COMPLETION_ROUTINE Propagate;

NTSTATUS Silent(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    UNREFERENCED_PARAMETER(Context);
    return STATUS_MORE_PROCESSING_REQUIRED; // expect: SignalEventInCompletion
}

NTSTATUS WrongSide(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (!Irp->PendingReturned) {
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_MORE_PROCESSING_REQUIRED; // expect: SignalEventInCompletion
}

/* Numbers that nobody asks for hand nothing over. */
NTSTATUS Counting(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    InterlockedExchange(&extension->Seen, 1);
    InterlockedDecrement(&extension->Users);
    if (NT_SUCCESS(Irp->IoStatus.Status)) {
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_MORE_PROCESSING_REQUIRED; // expect: SignalEventInCompletion
}

/* Whoever leaves last may be the one that signals. */
NTSTATUS LastOne(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    UNREFERENCED_PARAMETER(Irp);
    if (InterlockedDecrement(&extension->Users) == 0) {
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_MORE_PROCESSING_REQUIRED; // keeps: SignalEventInCompletion
}

static VOID Wake(PKEVENT Event, NTSTATUS Status)
{
    if (NT_SUCCESS(Status)) { // otherwise: {
        KeSetEvent(Event, IO_NO_INCREMENT, FALSE);
    }
}

NTSTATUS HelperSilent(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (Irp->PendingReturned) {
        Wake(Context, Irp->IoStatus.Status);
    }
    return STATUS_MORE_PROCESSING_REQUIRED; // expect: SignalEventInCompletion across functions
}

NTSTATUS Signal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (Irp->PendingReturned) {
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_MORE_PROCESSING_REQUIRED; // keeps: SignalEventInCompletion
}

NTSTATUS HelperSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    Wake(Context, STATUS_SUCCESS);
    return STATUS_MORE_PROCESSING_REQUIRED; // keeps: SignalEventInCompletion
}

static VOID Rouse(PKEVENT Event)
{
    if (KeReadStateEvent(Event) == 0) {
        KeClearEvent(Event);
    }
    KeSetEvent(Event, IO_NO_INCREMENT, FALSE); // otherwise: ;
}

NTSTATUS HelperRouses(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (Irp->PendingReturned) {
        Rouse(Context);
    }
    return STATUS_MORE_PROCESSING_REQUIRED; // keeps: SignalEventInCompletion across functions
}

/* The flag says twice what the request says. */
NTSTATUS SignalByFlag(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    BOOLEAN waited = Irp->PendingReturned;
    UNREFERENCED_PARAMETER(DeviceObject);
    if (!waited) {
        Irp->IoStatus.Information = 0;
    }
    if (waited) { // correlated
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_MORE_PROCESSING_REQUIRED; // keeps: SignalEventInCompletion infeasible
}

NTSTATUS Always(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED; // keeps: SignalEventInCompletion
}

NTSTATUS Propagate(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    return STATUS_CONTINUE_COMPLETION;
}

static NTSTATUS SendAndWait(PEXTENSION Extension, PIRP Irp, PKEVENT Done)
{
    NTSTATUS status = IoCallDriver(Extension->Below, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
        status = Irp->IoStatus.Status;
    }
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}

static NTSTATUS Forward(PEXTENSION Extension, PIRP Irp, PIO_COMPLETION_ROUTINE Routine)
{
    KEVENT done;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Routine, &done, TRUE, TRUE, TRUE); // keeps: IoSetCompletionRoutineNonPnpDriver across functions
    return SendAndWait(Extension, Irp, &done);
}

NTSTATUS WaitsForSilent(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    return Forward(DeviceObject->DeviceExtension, Irp, Silent);
}

NTSTATUS WaitsForWrongSide(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    return Forward(DeviceObject->DeviceExtension, Irp, WrongSide);
}

NTSTATUS WaitsForCounting(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    return Forward(DeviceObject->DeviceExtension, Irp, Counting);
}

NTSTATUS WaitsForLast(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    return Forward(DeviceObject->DeviceExtension, Irp, LastOne);
}

NTSTATUS WaitsForHelperSilent(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    return Forward(DeviceObject->DeviceExtension, Irp, HelperSilent);
}

NTSTATUS WaitsForSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    return Forward(DeviceObject->DeviceExtension, Irp, Signal);
}

NTSTATUS WaitsForHelperSignal(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    return Forward(DeviceObject->DeviceExtension, Irp, HelperSignal);
}

NTSTATUS WaitsForRouser(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    return Forward(DeviceObject->DeviceExtension, Irp, HelperRouses);
}

NTSTATUS WaitsForFlag(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    return Forward(DeviceObject->DeviceExtension, Irp, SignalByFlag);
}

NTSTATUS WaitsForAlways(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    return Forward(DeviceObject->DeviceExtension, Irp, Always); // keeps: SignalEventInCompletion2, SignalEventInCompletion3
}

/* An event is made ready, but the routine lets completion continue and nobody waits. */
NTSTATUS NobodyWaits(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KeInitializeEvent(&extension->Done, NotificationEvent, FALSE);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Propagate, extension, TRUE, TRUE, TRUE);
    return IoCallDriver(extension->Below, Irp);
}

NTSTATUS NoErrorFlag(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KEVENT done;
    NTSTATUS status;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Always, &done, TRUE, FALSE, TRUE); // expect: SignalEventInCompletion2
    status = IoCallDriver(extension->Below, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        status = Irp->IoStatus.Status;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
    } else if (NT_SUCCESS(status) || status == STATUS_CANCELLED) {
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
    }
    return status;
}

NTSTATUS NoSuccessFlag(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KEVENT done;
    NTSTATUS status;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Always, &done, FALSE, TRUE, TRUE); // expect: SignalEventInCompletion2
    status = IoCallDriver(extension->Below, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        status = Irp->IoStatus.Status;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
        return status;
    }
    if (!NT_SUCCESS(status)) {
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
    }
    return status;
}

static VOID Register(PIRP Irp, PKEVENT Done, BOOLEAN OnError)
{
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Always, Done, TRUE, OnError, TRUE); // expect: SignalEventInCompletion2 across functions
}

NTSTATUS NoErrorFlagFromHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KEVENT done;
    NTSTATUS status;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    Register(Irp, &done, FALSE);
    status = IoCallDriver(extension->Below, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        status = Irp->IoStatus.Status;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
        return status;
    }
    if (NT_SUCCESS(status) || status == STATUS_CANCELLED) {
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
    }
    return status;
}

NTSTATUS NoErrorFlagNobodyWaits(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Propagate, NULL, TRUE, FALSE, FALSE); // keeps: SignalEventInCompletion2, SignalEventInCompletion3
    return IoCallDriver(extension->Below, Irp);
}

NTSTATUS NoCancelFlag(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KEVENT done;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Signal, &done, TRUE, TRUE, FALSE); // expect: SignalEventInCompletion3
    return SendAndWait(extension, Irp, &done);
}

NTSTATUS FlagsThenAllFlags(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KEVENT done;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Signal, &done, TRUE, FALSE, FALSE);
    IoSetCompletionRoutine(Irp, Signal, &done, TRUE, TRUE, TRUE); // keeps: SignalEventInCompletion2, SignalEventInCompletion3
    return SendAndWait(extension, Irp, &done);
}

/* The flag and the wait follow the same mode. */
NTSTATUS FlagsByMode(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN waits = FALSE;
    KEVENT done;
    if (extension->Mode == 3) {
        waits = TRUE;
    }
    if (!waits) { // correlated
        IoSkipCurrentIrpStackLocation(Irp);
        return IoCallDriver(extension->Below, Irp);
    }
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Signal, &done, waits, TRUE, waits); // keeps: SignalEventInCompletion2 infeasible, SignalEventInCompletion3 infeasible
    return SendAndWait(extension, Irp, &done);
}

static VOID ChooseFlags(PBOOLEAN Failed, PBOOLEAN Cancelled)
{
    *Failed = TRUE; // otherwise: *Failed = FALSE;
    *Cancelled = TRUE; // otherwise: *Cancelled = FALSE;
}

NTSTATUS FlagsFromHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN failed;
    BOOLEAN cancelled;
    KEVENT done;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    ChooseFlags(&failed, &cancelled);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Signal, &done, TRUE, failed, cancelled); // keeps: SignalEventInCompletion2 across functions, SignalEventInCompletion3 across functions
    return SendAndWait(extension, Irp, &done);
}
