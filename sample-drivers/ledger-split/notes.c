/*
 * notes.c - the journal's requests: notes that nobody waits for, sync and seal that somebody does.
 */
#include "ledger.h"

IO_COMPLETION_ROUTINE LedgerSyncDone;
IO_COMPLETION_ROUTINE LedgerSealDone;

static PIRP LedgerJournalIrp(PLEDGER_EXTENSION Ext, ULONG Code, PVOID Argument)
{
    PIO_STACK_LOCATION next;
    PIRP irp;

    if (Ext->Journal == NULL) {
        return NULL;
    }
    irp = IoAllocateIrp(Ext->Journal->StackSize, FALSE);
    if (irp != NULL) {
        irp->IoStatus.Status = STATUS_NOT_SUPPORTED;
        next = IoGetNextIrpStackLocation(irp);
        next->MajorFunction = IRP_MJ_INTERNAL_DEVICE_CONTROL;
        next->Parameters.DeviceIoControl.IoControlCode = Code;
        next->Parameters.Others.Argument1 = Argument;
    }
    return irp;
}

/* A note about a request from above; holds the device until it is written. NULL if there is none. */
PIRP LedgerMakeNote(_In_ PLEDGER_EXTENSION Ext, _In_ PIRP Client, _Outptr_ PLEDGER_NOTE *Note)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Client);
    PLEDGER_NOTE note;
    PIRP irp;

    *Note = NULL;
    note = (PLEDGER_NOTE)ExAllocatePoolWithTag(NonPagedPool, sizeof(LEDGER_NOTE), LEDGER_TAG);
    if (note == NULL) {
        return NULL;
    }
    irp = LedgerJournalIrp(Ext, IOCTL_JOURNAL_APPEND, note);
    if (irp == NULL) {
        ExFreePoolWithTag(note, LEDGER_TAG);
        return NULL;
    }
    if (!NT_SUCCESS(IoAcquireRemoveLock(&Ext->RemoveLock, note))) {
        IoFreeIrp(irp);
        ExFreePoolWithTag(note, LEDGER_TAG);
        return NULL;
    }
    note->Extension = Ext;
    note->Offset.QuadPart = 0;
    note->Length = 0;
    if (stack->MajorFunction == IRP_MJ_WRITE) {
        note->Offset = stack->Parameters.Write.ByteOffset;
        note->Length = stack->Parameters.Write.Length;
    }
    *Note = note;
    return irp;
}

VOID LedgerDropNote(_In_ PIRP Irp, _In_ PLEDGER_NOTE Note)
{
    IoReleaseRemoveLock(&Note->Extension->RemoveLock, Note);
    IoFreeIrp(Irp);
    ExFreePoolWithTag(Note, LEDGER_TAG);
}

/* The note is written. There is no event, and nobody to wake. */
NTSTATUS LedgerNoteDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);

    LedgerDropNote(Irp, (PLEDGER_NOTE)Context);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* Correct: whoever was pended is waited for, and woken. */
NTSTATUS LedgerSyncDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);

    if (Irp->PendingReturned != FALSE) {
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* An empty answer is taken for "not yet". It is the only answer that will come. */
NTSTATUS LedgerSealDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);

    if (Irp->PendingReturned != FALSE && Irp->IoStatus.Information != 0) {
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_MORE_PROCESSING_REQUIRED; // expect: IoAllocateIrpSignalEventInCompletion
}

/* Both of these are registered in arm.c, sent and waited for in wire.c. */
NTSTATUS LedgerJournalSync(_In_ PLEDGER_EXTENSION Ext)
{
    KEVENT event;
    NTSTATUS status;
    PIRP irp;

    irp = LedgerJournalIrp(Ext, IOCTL_JOURNAL_SYNC, NULL);
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    LedgerArmWait(irp, &event, LedgerSyncDone);
    status = LedgerSendAndWait(Ext, irp, &event);
    IoFreeIrp(irp);
    return status;
}

NTSTATUS LedgerJournalSeal(_In_ PLEDGER_EXTENSION Ext)
{
    KEVENT event;
    NTSTATUS status;
    PIRP irp;

    irp = LedgerJournalIrp(Ext, IOCTL_JOURNAL_SEAL, NULL);
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    LedgerArmWait(irp, &event, LedgerSealDone);
    status = LedgerSendAndWait(Ext, irp, &event);
    IoFreeIrp(irp);
    return status;
}
