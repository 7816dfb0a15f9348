/*
 * wire.c - sends and waits. A send that nobody has tested for is seen on its line here; which
 * dispatch routine is to blame is told by the trace.
 */
#include "ledger.h"

/* A request from above, to the disk. */
NTSTATUS LedgerSend(_In_ PLEDGER_EXTENSION Ext, _In_ PIRP Irp)
{
    return IoCallDriver(Ext->LowerDevice, Irp); // expect: IoSetCompletionRoutineExCheck
}

/* A request of our own, to the journal. */
NTSTATUS LedgerSendNote(_In_ PLEDGER_EXTENSION Ext, _In_ PIRP Irp)
{
    return IoCallDriver(Ext->Journal, Irp);
}

/* Sends to the journal and waits, four seconds at most. The IRP is the caller's again afterwards. */
NTSTATUS LedgerSendAndWait(_In_ PLEDGER_EXTENSION Ext, _In_ PIRP Irp, _In_ PKEVENT Event)
{
    LARGE_INTEGER limit;
    NTSTATUS status;

    status = LedgerSendNote(Ext, Irp);
    if (status == STATUS_PENDING) {
        limit.QuadPart = -40000000LL;
        if (KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, &limit) == STATUS_TIMEOUT) {
            IoCancelIrp(Irp);
            KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
        }
        status = Irp->IoStatus.Status;
    }
    return status;
}
