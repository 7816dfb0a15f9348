/*
 * arm.c - registrations. Nothing is sent and nothing is tested here, with one exception.
 */
#include "ledger.h"

/* Counts a finished request. The dispatch routine gives the remove lock back. */
NTSTATUS LedgerCounted(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PLEDGER_EXTENSION ext = (PLEDGER_EXTENSION)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    InterlockedIncrement(&ext->Finished);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    return STATUS_CONTINUE_COMPLETION;
}

/* For any IRP, ours or another's. Whoever calls this gets the status and has to look at it. */
NTSTATUS LedgerArm(_In_ PLEDGER_EXTENSION Ext, _In_ PIRP Irp, _In_ PIO_COMPLETION_ROUTINE Routine,
                   _In_opt_ PVOID Context)
{
    return IoSetCompletionRoutineEx(Ext->Self, Irp, Routine, Context, TRUE, TRUE, TRUE);
}

/* The status by address, the answer as a value: a caller that tests the value has tested the status. */
BOOLEAN LedgerTryArm(_In_ PLEDGER_EXTENSION Ext, _In_ PIRP Irp, _Out_ PNTSTATUS Status)
{
    IoCopyCurrentIrpStackLocationToNext(Irp);
    *Status = LedgerArm(Ext, Irp, LedgerCounted, Ext);
    return NT_SUCCESS(*Status);
}

/* The status in a field. */
VOID LedgerArmStep(_Inout_ PLEDGER_STEP Step)
{
    IoCopyCurrentIrpStackLocationToNext(Step->Irp);
    Step->Armed = IoSetCompletionRoutineEx(Step->Extension->Self, Step->Irp, LedgerCounted, Step->Extension,
                                           TRUE, TRUE, TRUE);
}

/* Makes the event ready and names it as the routine's context. */
VOID LedgerArmWait(_In_ PIRP Irp, _Out_ PKEVENT Event, _In_ PIO_COMPLETION_ROUTINE Routine)
{
    KeInitializeEvent(Event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Irp, Routine, Event, TRUE, TRUE, TRUE);
}
