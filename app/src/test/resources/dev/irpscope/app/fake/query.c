/* query.c - asks the lower device for its capabilities with an IRP of our own. */
#include <wdm.h>
#include "filter.h"

typedef struct _QUERY_CONTEXT {
    KEVENT   Event;
    NTSTATUS Status;
} QUERY_CONTEXT, *PQUERY_CONTEXT;

NTSTATUS
QueryCapsComplete(
    _In_     PDEVICE_OBJECT DeviceObject,
    _In_     PIRP           Irp,
    _In_opt_ PVOID          Context
    )
{
    PQUERY_CONTEXT query = Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    query->Status = Irp->IoStatus.Status;

    if (Irp->PendingReturned) {
        KeSetEvent(&query->Event, IO_NO_INCREMENT, FALSE);
    }

    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS
FilterQueryCaps(
    _In_ PFILTER_EXTENSION Ext
    )
{
    PIRP          irp;
    QUERY_CONTEXT query;
    NTSTATUS      status;

    irp = IoAllocateIrp(Ext->LowerDevice->StackSize, FALSE);
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    KeInitializeEvent(&query.Event, NotificationEvent, FALSE);
    FilterPrepareCaps(irp);
    IoSetCompletionRoutine(irp, QueryCapsComplete, &query, TRUE, TRUE, TRUE);

    status = IoCallDriver(Ext->LowerDevice, irp);
    KeWaitForSingleObject(&query.Event, Executive, KernelMode, FALSE, NULL);

    return query.Status;
}
