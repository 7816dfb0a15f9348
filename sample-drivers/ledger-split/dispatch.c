/*
 * dispatch.c - decides what happens to a request; the calls themselves are elsewhere.
 */
#include "ledger.h"

/* Is this status bad news? */
static BOOLEAN LedgerFailed(NTSTATUS Status)
{
    return Status < 0;
}

/* Correct. Registered in arm.c, tested by the value of a helper, sent in wire.c. */
NTSTATUS LedgerDispatchRead(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PLEDGER_EXTENSION ext = (PLEDGER_EXTENSION)DeviceObject->DeviceExtension;
    NTSTATUS status;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        return LedgerRefuse(Irp, status);
    }

    if (!LedgerTryArm(ext, Irp, &status)) {
        return LedgerFinish(ext, Irp, status);
    }
    status = LedgerSend(ext, Irp);
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    return status;
}

/*
 * Two IRPs, two registrations through the same line of arm.c, and one test: that of the note. The
 * write itself goes to the disk whether its registration has worked or not.
 */
NTSTATUS LedgerDispatchWrite(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PLEDGER_EXTENSION ext = (PLEDGER_EXTENSION)DeviceObject->DeviceExtension;
    PLEDGER_NOTE note;
    NTSTATUS status;
    PIRP irp;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        return LedgerRefuse(Irp, status);
    }

    IoCopyCurrentIrpStackLocationToNext(Irp);
    ext->LastArm = LedgerArm(ext, Irp, LedgerCounted, ext);

    irp = LedgerMakeNote(ext, Irp, &note);
    if (irp != NULL) {
        status = LedgerArm(ext, irp, LedgerNoteDone, note);
        if (NT_SUCCESS(status)) {
            LedgerSendNote(ext, irp);
        } else {
            LedgerDropNote(irp, note);
        }
    }

    status = LedgerSend(ext, Irp);
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    return status;
}

/*
 * The corrected twin. "ready" carries the answer past the note to the only question that is asked.
 */
NTSTATUS LedgerDispatchFlush(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PLEDGER_EXTENSION ext = (PLEDGER_EXTENSION)DeviceObject->DeviceExtension;
    PLEDGER_NOTE note;
    NTSTATUS status;
    NTSTATUS noted;
    BOOLEAN ready;
    PIRP irp;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        return LedgerRefuse(Irp, status);
    }

    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = LedgerArm(ext, Irp, LedgerCounted, ext);
    ready = !LedgerFailed(status);

    irp = LedgerMakeNote(ext, Irp, &note);
    if (irp != NULL) {
        noted = LedgerArm(ext, irp, LedgerNoteDone, note);
        if (LedgerFailed(noted)) {
            LedgerDropNote(irp, note);
        } else {
            LedgerSendNote(ext, irp);
        }
    }

    if (!ready) {
        return LedgerFinish(ext, Irp, status);
    }
    status = LedgerSend(ext, Irp);
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    return status;
}

/*
 * Registers, and then asks the journal, which may say no: the request ends here with its routine in
 * place. Between the two lie two files and a wait.
 */
NTSTATUS LedgerDispatchShutdown(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PLEDGER_EXTENSION ext = (PLEDGER_EXTENSION)DeviceObject->DeviceExtension;
    LEDGER_STEP step;
    NTSTATUS status;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        return LedgerRefuse(Irp, status);
    }

    step.Extension = ext;
    step.Irp = Irp;
    LedgerArmStep(&step);
    if (LedgerFailed(step.Armed)) {
        return LedgerFinish(ext, Irp, step.Armed);
    }

    status = LedgerJournalSync(ext);
    if (LedgerFailed(status)) {
        return LedgerFinish(ext, Irp, status); // expect: CompletionRoutineRegistered
    }
    status = LedgerSend(ext, step.Irp);
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    return status;
}

/* The corrected twin: the journal is asked first. */
static NTSTATUS LedgerTrim(PLEDGER_EXTENSION Ext, PIRP Irp)
{
    LEDGER_STEP step;
    NTSTATUS status;

    status = LedgerJournalSync(Ext);
    if (LedgerFailed(status)) {
        return LedgerFinish(Ext, Irp, status);
    }

    step.Extension = Ext;
    step.Irp = Irp;
    LedgerArmStep(&step);
    if (LedgerFailed(step.Armed)) {
        return LedgerFinish(Ext, Irp, step.Armed);
    }
    status = LedgerSend(Ext, step.Irp);
    IoReleaseRemoveLock(&Ext->RemoveLock, Irp);
    return status;
}

NTSTATUS LedgerDispatchControl(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PLEDGER_EXTENSION ext = (PLEDGER_EXTENSION)DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    ULONG code = stack->Parameters.DeviceIoControl.IoControlCode;
    BOOLEAN ours = FALSE;
    NTSTATUS status;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        return LedgerRefuse(Irp, status);
    }

    if (code == IOCTL_LEDGER_TRIM) {
        return LedgerTrim(ext, Irp);
    }

    /* Either the code is ours and ends here, or it gets a routine and goes on; never both. */
    if (code == IOCTL_LEDGER_SYNC) {
        status = LedgerJournalSync(ext);
        ours = TRUE;
    } else if (code == IOCTL_LEDGER_SEAL) {
        status = LedgerJournalSeal(ext);
        ours = TRUE;
    } else if (!LedgerTryArm(ext, Irp, &status)) {
        ours = TRUE;
    }

    if (ours) {
        return LedgerFinish(ext, Irp, status);
    }
    status = LedgerSend(ext, Irp);
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    return status;
}
