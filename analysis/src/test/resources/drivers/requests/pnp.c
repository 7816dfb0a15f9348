/* Plug and Play requests: answered here or passed on. */
#include "requests.h"

_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH AnswersCapabilities;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH AnswersUsage;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH AnswersAfterFailure;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH FailsUsage;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH WaitsThenAnswers;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH AnswersWhatIsExempt;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH AnswersNever;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH RelationsWaited;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH RelationsHooked;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH RelationsPended;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH RelationsOfOtherTypes;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH RelationsButOfBus;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH RelationsNotHooked;

NTSTATUS AnswersCapabilities(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    if (stack->MinorFunction == IRP_MN_QUERY_CAPABILITIES) {
        stack->Parameters.DeviceCapabilities.Capabilities->Removable = TRUE;
        return Finish(Irp, STATUS_SUCCESS); // expect: PnpIrpCompletion
    }
    return Skip(extension, Irp);
}

/* The helper says what it did; nobody sends. */
static NTSTATUS CountUsage(PEXTENSION Extension, PIRP Irp, BOOLEAN InPath)
{
    Extension->Mode += InPath ? 1 : -1;
    Irp->IoStatus.Status = STATUS_SUCCESS;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Irp != NULL ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}

NTSTATUS AnswersUsage(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    if (stack->MinorFunction == IRP_MN_DEVICE_USAGE_NOTIFICATION) {
        return CountUsage(extension, Irp, stack->Parameters.UsageNotification.InPath); // expect: PnpIrpCompletion across functions
    }
    return Skip(extension, Irp);
}

/* Sends in one mode only. */
NTSTATUS AnswersAfterFailure(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status = STATUS_SUCCESS;
    if (stack->MinorFunction != IRP_MN_QUERY_PNP_DEVICE_STATE) {
        return Skip(extension, Irp);
    }
    if (extension->Mode != 2) {
        status = SendAndWait(extension, Irp);
    }
    return Finish(Irp, status); // expect: PnpIrpCompletion
}

NTSTATUS FailsUsage(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    if (stack->MinorFunction == IRP_MN_DEVICE_USAGE_NOTIFICATION && extension->Mode == 3) {
        return Finish(Irp, STATUS_INVALID_DEVICE_REQUEST); // keeps: PnpIrpCompletion
    }
    return Skip(extension, Irp);
}

/* Passed on first, answered afterwards. */
NTSTATUS WaitsThenAnswers(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status;
    if (stack->MinorFunction != IRP_MN_QUERY_CAPABILITIES) {
        return Skip(extension, Irp);
    }
    status = SendAndWait(extension, Irp);
    if (NT_SUCCESS(status)) {
        stack->Parameters.DeviceCapabilities.Capabilities->SurpriseRemovalOK = TRUE;
    }
    return Finish(Irp, status); // keeps: PnpIrpCompletion across functions
}

NTSTATUS AnswersWhatIsExempt(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    switch (stack->MinorFunction) {
    case IRP_MN_QUERY_STOP_DEVICE:
    case IRP_MN_QUERY_REMOVE_DEVICE:
    case IRP_MN_QUERY_INTERFACE:
        return Finish(Irp, STATUS_SUCCESS); // keeps: PnpIrpCompletion
    default:
        return Skip(extension, Irp);
    }
}

/* "Answered" is only said of requests that have been sent. */
NTSTATUS AnswersNever(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    BOOLEAN answered = FALSE;
    NTSTATUS status = STATUS_SUCCESS;
    if (stack->MinorFunction == IRP_MN_QUERY_ID) {
        status = SendAndWait(extension, Irp);
        answered = TRUE;
    }
    if (answered) { // correlated
        return Finish(Irp, status); // keeps: PnpIrpCompletion infeasible
    }
    return Skip(extension, Irp);
}

/* ---- queries for removal relations */

static BOOLEAN AsksForRemoval(PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    return stack->MinorFunction == IRP_MN_QUERY_DEVICE_RELATIONS
        && stack->Parameters.QueryDeviceRelations.Type == RemovalRelations; // otherwise: && stack->Parameters.QueryDeviceRelations.Type == BusRelations;
}

NTSTATUS RelationsWaited(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    if (!AsksForRemoval(Irp)) {
        return Skip(extension, Irp);
    }
    status = SendAndWait(extension, Irp);
    if (NT_SUCCESS(status)) {
        Irp->IoStatus.Information = (ULONG_PTR)extension->Relations;
    }
    return Finish(Irp, status); // expect: MarkQueryRelations across functions
}

NTSTATUS RelationsHooked(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    if (AsksForRemoval(Irp) && extension->Mode < 4) {
        return SendHooked(extension, Irp); // expect: MarkQueryRelations
    }
    return Skip(extension, Irp);
}

NTSTATUS RelationsPended(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    if (!AsksForRemoval(Irp)) {
        return Skip(extension, Irp);
    }
    IoMarkIrpPending(Irp);
    SendHooked(extension, Irp);
    return STATUS_PENDING; // keeps: MarkQueryRelations
}

NTSTATUS RelationsButOfBus(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    if (stack->MinorFunction != IRP_MN_QUERY_DEVICE_RELATIONS
        || stack->Parameters.QueryDeviceRelations.Type == BusRelations) {
        return Skip(extension, Irp);
    }
    return SendHooked(extension, Irp); // expect: MarkQueryRelations
}

NTSTATUS RelationsOfOtherTypes(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    if (stack->MinorFunction == IRP_MN_QUERY_DEVICE_RELATIONS) {
        switch (stack->Parameters.QueryDeviceRelations.Type) { // correlated
        case BusRelations:
        case EjectionRelations:
            return SendHooked(extension, Irp); // keeps: MarkQueryRelations infeasible
        default:
            break;
        }
    }
    return Skip(extension, Irp);
}

/* The hook is for one type, and the test for it stands elsewhere. */
NTSTATUS RelationsNotHooked(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    BOOLEAN hook = FALSE;
    if (stack->MinorFunction == IRP_MN_QUERY_DEVICE_RELATIONS) {
        hook = !AsksForRemoval(Irp);
    }
    if (hook) {
        return SendHooked(extension, Irp); // keeps: MarkQueryRelations across functions
    }
    return Skip(extension, Irp);
}
