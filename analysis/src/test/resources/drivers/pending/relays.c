/* Requests whose end is told by somebody else than their completion routine, or in another way than by an event. */
#include <wdm.h>

typedef struct _RELAY {
    PDEVICE_OBJECT Below;
    KEVENT Back;
    KDPC Dpc;
    KSEMAPHORE Finished;
    KMUTEX Guard;
} RELAY, *PRELAY;

typedef struct _TICKET {
    KEVENT Called;
    LONG Holders;
    ULONG Round;
    PRELAY Relay;
    PIRP Irp;
} TICKET, *PTICKET;

KDEFERRED_ROUTINE RingsBack;
IO_COMPLETION_ROUTINE LeavesItToDpc, GivesTicketBack, CountsUp, GoesRoundAgain, CallsOnlyTheQuick;
DRIVER_DISPATCH WaitsForDpc, WaitsForDpcAndCount, DoesNotWaitForDpc, WaitsForLastHolder, ForgetsTheHolders;
DRIVER_DISPATCH WaitsForCount, ReturnsAfterCount, WaitsForGuardOnly, MakesUpAfterGuard, WaitsForLastRound;
DRIVER_DISPATCH WaitsForTheQuick;

VOID SetUpRelay(PRELAY Relay)
{
    KeInitializeDpc(&Relay->Dpc, RingsBack, Relay);
    KeInitializeSemaphore(&Relay->Finished, 0, 1);
    KeInitializeMutex(&Relay->Guard, 0);
}

static NTSTATUS Relayed(PRELAY Relay, PIRP Irp, PIO_COMPLETION_ROUTINE Routine, PVOID Context)
{
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Routine, Context, TRUE, TRUE, TRUE);
    return IoCallDriver(Relay->Below, Irp);
}

VOID RingsBack(PKDPC Dpc, PVOID Context, PVOID First, PVOID Second)
{
    PRELAY relay = Context;
    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(First);
    UNREFERENCED_PARAMETER(Second);
    KeSetEvent(&relay->Back, IO_NO_INCREMENT, FALSE);
}

NTSTATUS LeavesItToDpc(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PRELAY relay = Context;
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeInsertQueueDpc(&relay->Dpc, NULL, NULL);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS WaitsForDpc(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PRELAY relay = DeviceObject->DeviceExtension;
    NTSTATUS status;
    KeInitializeEvent(&relay->Back, NotificationEvent, FALSE);
    status = Relayed(relay, Irp, LeavesItToDpc, relay);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&relay->Back, Executive, KernelMode, FALSE, NULL);
        status = Irp->IoStatus.Status;
    }
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: CompleteRequestStatusCheck
    return status; // keeps: PendedCompletedRequest
}

NTSTATUS WaitsForDpcAndCount(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PRELAY relay = DeviceObject->DeviceExtension;
    PVOID objects[2];
    NTSTATUS status;
    objects[0] = &relay->Back;
    objects[1] = &relay->Finished;
    KeInitializeEvent(&relay->Back, NotificationEvent, FALSE);
    status = Relayed(relay, Irp, LeavesItToDpc, relay);
    if (status == STATUS_PENDING) {
        KeWaitForMultipleObjects(2, objects, WaitAll, Executive, KernelMode, FALSE, NULL, NULL);
        status = Irp->IoStatus.Status;
    }
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: CompleteRequestStatusCheck, PendedCompletedRequest2
    return status; // keeps: PendedCompletedRequest
}

NTSTATUS DoesNotWaitForDpc(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PRELAY relay = DeviceObject->DeviceExtension;
    NTSTATUS status = Relayed(relay, Irp, LeavesItToDpc, relay);
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: CompleteRequestStatusCheck, PendedCompletedRequest2
    return status; // expect: PendedCompletedRequest
}

static VOID LetGo(PTICKET Ticket)
{
    if (InterlockedDecrement(&Ticket->Holders) == 0) {
        KeSetEvent(&Ticket->Called, IO_NO_INCREMENT, FALSE);
    }
}

NTSTATUS GivesTicketBack(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    LetGo(Context);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS WithTicket(PDEVICE_OBJECT DeviceObject, PIRP Irp, PTICKET Ticket)
{
    PRELAY relay = DeviceObject->DeviceExtension;
    NTSTATUS status;
    KeInitializeEvent(&Ticket->Called, NotificationEvent, FALSE);
    Ticket->Holders = 2;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(DeviceObject, Irp, GivesTicketBack, Ticket, TRUE, TRUE, TRUE);
    return NT_SUCCESS(status) ? IoCallDriver(relay->Below, Irp) : status;
}

/* The last one of the two that hold the ticket signals. */
NTSTATUS WaitsForLastHolder(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    TICKET ticket;
    NTSTATUS status = WithTicket(DeviceObject, Irp, &ticket);
    if (status == STATUS_PENDING) {
        LetGo(&ticket);
        KeWaitForSingleObject(&ticket.Called, Executive, KernelMode, FALSE, NULL);
        status = Irp->IoStatus.Status;
    }
    Irp->IoStatus.Status = status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: PendedCompletedRequestEx, CompleteRequestStatusCheck
    return status;
}

NTSTATUS ForgetsTheHolders(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    TICKET ticket;
    NTSTATUS status = WithTicket(DeviceObject, Irp, &ticket);
    LetGo(&ticket);
    Irp->IoStatus.Status = NT_SUCCESS(status) ? STATUS_DEVICE_BUSY : status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: PendedCompletedRequestEx, PendedCompletedRequest2
    return Irp->IoStatus.Status;
}

NTSTATUS CountsUp(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PRELAY relay = Context;
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeReleaseSemaphore(&relay->Finished, IO_NO_INCREMENT, 1, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS WaitsForCount(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PRELAY relay = DeviceObject->DeviceExtension;
    NTSTATUS status = Relayed(relay, Irp, CountsUp, relay);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&relay->Finished, Executive, KernelMode, FALSE, NULL);
        status = Irp->IoStatus.Status;
    }
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: CompleteRequestStatusCheck
    return status; // keeps: PendedCompletedRequest
}

static NTSTATUS CountsAndGoesOn(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    CountsUp(DeviceObject, Irp, Context);
    return STATUS_CONTINUE_COMPLETION;
}

NTSTATUS ReturnsAfterCount(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PRELAY relay = DeviceObject->DeviceExtension;
    NTSTATUS status = Relayed(relay, Irp, CountsAndGoesOn, relay);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&relay->Finished, Executive, KernelMode, FALSE, NULL);
        status = Irp->IoStatus.Status;
    }
    return status; // keeps: LowerDriverReturn
}

/* The mutex has nothing to do with the request: it is still on its way. */
NTSTATUS WaitsForGuardOnly(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PRELAY relay = DeviceObject->DeviceExtension;
    NTSTATUS status;
    IoSkipCurrentIrpStackLocation(Irp);
    status = IoCallDriver(relay->Below, Irp);
    KeWaitForSingleObject(&relay->Guard, Executive, KernelMode, FALSE, NULL);
    KeReleaseMutex(&relay->Guard, FALSE);
    return status; // keeps: LowerDriverReturn
}

NTSTATUS MakesUpAfterGuard(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PRELAY relay = DeviceObject->DeviceExtension;
    NTSTATUS status;
    IoSkipCurrentIrpStackLocation(Irp);
    status = IoCallDriver(relay->Below, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&relay->Guard, Executive, KernelMode, FALSE, NULL);
        KeReleaseMutex(&relay->Guard, FALSE);
        status = STATUS_SUCCESS;
    }
    return status; // expect: LowerDriverReturn
}

static VOID StartRound(PTICKET Ticket)
{
    Relayed(Ticket->Relay, Ticket->Irp, GoesRoundAgain, Ticket);
}

NTSTATUS GoesRoundAgain(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PTICKET ticket = Context;
    UNREFERENCED_PARAMETER(DeviceObject);
    if (NT_SUCCESS(Irp->IoStatus.Status) && ticket->Round == 0) {
        ticket->Round = 1;
        StartRound(ticket);
    } else {
        KeSetEvent(&ticket->Called, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* The routine sends the request once more, and signals when that has come back. */
NTSTATUS WaitsForLastRound(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    TICKET ticket;
    NTSTATUS status;
    ticket.Round = 0;
    ticket.Relay = DeviceObject->DeviceExtension;
    ticket.Irp = Irp;
    KeInitializeEvent(&ticket.Called, NotificationEvent, FALSE);
    StartRound(&ticket);
    KeWaitForSingleObject(&ticket.Called, Executive, KernelMode, FALSE, NULL);
    status = Irp->IoStatus.Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: CompleteRequestStatusCheck
    return status; // keeps: PendedCompletedRequest
}

NTSTATUS CallsOnlyTheQuick(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PTICKET ticket = Context;
    UNREFERENCED_PARAMETER(DeviceObject);
    if (!Irp->PendingReturned) {
        KeSetEvent(&ticket->Called, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_MORE_PROCESSING_REQUIRED; // expect: SignalEventInCompletion
}

/* The wait never ends; that the request is completed behind it is no mistake of its own. */
NTSTATUS WaitsForTheQuick(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PTICKET ticket = ExAllocatePoolWithTag(NonPagedPool, sizeof(TICKET), 'tkcT');
    NTSTATUS status = STATUS_INSUFFICIENT_RESOURCES;
    if (ticket != NULL) {
        KeInitializeEvent(&ticket->Called, NotificationEvent, FALSE);
        status = Relayed(DeviceObject->DeviceExtension, Irp, CallsOnlyTheQuick, ticket);
        if (status == STATUS_PENDING) {
            KeWaitForSingleObject(&ticket->Called, Executive, KernelMode, FALSE, NULL);
            status = Irp->IoStatus.Status;
        }
        ExFreePoolWithTag(ticket, 'tkcT');
    }
    Irp->IoStatus.Status = status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: CompleteRequestStatusCheck
    return status; // keeps: PendedCompletedRequest
}
