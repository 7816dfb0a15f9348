/*
 * queue.c - the requests that wait while the tap is paused. A cancel-safe queue with a limit: its
 * insert routine may refuse.
 */
#include "wiretap.h"

NTSTATUS NTAPI TapQueueInsert(_In_ PIO_CSQ Csq, _In_ PIRP Irp, _In_opt_ PVOID InsertContext)
{
    PTAP_EXTENSION ext = CONTAINING_RECORD(Csq, TAP_EXTENSION, Waiting);

    UNREFERENCED_PARAMETER(InsertContext);

    if (ext->WaitingCount >= TAP_MAX_WAITING) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    ext->WaitingCount++;
    InsertTailList(&ext->WaitingList, &Irp->Tail.Overlay.ListEntry);
    return STATUS_SUCCESS;
}

VOID NTAPI TapQueueRemove(_In_ PIO_CSQ Csq, _In_ PIRP Irp)
{
    PTAP_EXTENSION ext = CONTAINING_RECORD(Csq, TAP_EXTENSION, Waiting);

    ext->WaitingCount--;
    RemoveEntryList(&Irp->Tail.Overlay.ListEntry);
}

PIRP NTAPI TapQueuePeek(_In_ PIO_CSQ Csq, _In_opt_ PIRP Irp, _In_opt_ PVOID PeekContext)
{
    PTAP_EXTENSION ext = CONTAINING_RECORD(Csq, TAP_EXTENSION, Waiting);
    PLIST_ENTRY entry = Irp == NULL ? ext->WaitingList.Flink : Irp->Tail.Overlay.ListEntry.Flink;

    UNREFERENCED_PARAMETER(PeekContext);

    if (entry == &ext->WaitingList) {
        return NULL;
    }
    return CONTAINING_RECORD(entry, IRP, Tail.Overlay.ListEntry);
}

VOID NTAPI TapQueueLock(_In_ PIO_CSQ Csq, _Out_ PKIRQL Irql)
{
    PTAP_EXTENSION ext = CONTAINING_RECORD(Csq, TAP_EXTENSION, Waiting);

    KeAcquireSpinLock(&ext->WaitingLock, Irql);
}

VOID NTAPI TapQueueUnlock(_In_ PIO_CSQ Csq, _In_ KIRQL Irql)
{
    PTAP_EXTENSION ext = CONTAINING_RECORD(Csq, TAP_EXTENSION, Waiting);

    KeReleaseSpinLock(&ext->WaitingLock, Irql);
}

/*
 * A request cancelled in the queue is completed with its routine in place. Nothing can be done about
 * it here: that price is paid by whoever registers before queueing.
 */
VOID NTAPI TapQueueCancelled(_In_ PIO_CSQ Csq, _In_ PIRP Irp)
{
    UNREFERENCED_PARAMETER(Csq);

    TapComplete(Irp, STATUS_CANCELLED);
}

NTSTATUS TapInitializeQueue(_In_ PTAP_EXTENSION Ext)
{
    KeInitializeSpinLock(&Ext->WaitingLock);
    InitializeListHead(&Ext->WaitingList);
    return IoCsqInitializeEx(&Ext->Waiting, TapQueueInsert, TapQueueRemove, TapQueuePeek, TapQueueLock,
                             TapQueueUnlock, TapQueueCancelled);
}

/* The pause is over: everything that has waited goes on its way, with the routine it came with. */
VOID TapReleaseQueue(_In_ PTAP_EXTENSION Ext)
{
    PIRP irp;

    for (;;) {
        irp = IoCsqRemoveNextIrp(&Ext->Waiting, NULL);
        if (irp == NULL) {
            break;
        }
        IoCallDriver(Ext->LowerDevice, irp);
    }
}
