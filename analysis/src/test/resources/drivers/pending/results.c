/* Statuses that come out of helpers: which of them can be STATUS_PENDING, and which cannot. */
#include <wdm.h>

typedef struct _SLOT {
    ULONG Key;
    ULONG Length;
    BOOLEAN Late;
} SLOT, *PSLOT;

typedef struct _EXTENSION {
    SLOT Slots[8];
    HANDLE File;
    ULONG Late;
} EXTENSION, *PEXTENSION;

DRIVER_DISPATCH AnswersByBlock;
DRIVER_DISPATCH AnswersByStatus;
DRIVER_DISPATCH AnswersByKernel;
DRIVER_DISPATCH AnswersLate;
DRIVER_DISPATCH AnswersLateByBlock;

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status, ULONG_PTR Information)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = Information;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static ULONG Late(PSLOT Slot)
{
    return Slot->Late ? STATUS_PENDING : 0;
}

/* Keeps a count of late slots, but never says that anything is pending. */
static IO_STATUS_BLOCK LookUp(PEXTENSION Extension, ULONG Key)
{
    IO_STATUS_BLOCK block;
    ULONG i;
    block.Status = STATUS_NOT_FOUND;
    block.Information = 0;
    for (i = 0; i < 8; i++) {
        Extension->Late += Late(&Extension->Slots[i]);
        if (Extension->Slots[i].Key == Key) {
            block.Status = Extension->Slots[i].Length == 0 ? STATUS_BUFFER_OVERFLOW : STATUS_SUCCESS;
            block.Information = Extension->Slots[i].Length;
        }
    }
    return block;
}

static IO_STATUS_BLOCK LookUpLate(PEXTENSION Extension, ULONG Key)
{
    IO_STATUS_BLOCK block;
    ULONG i;
    block.Status = STATUS_NOT_FOUND;
    block.Information = 0;
    for (i = 0; i < 8; i++) {
        if (Extension->Slots[i].Key == Key) {
            block.Status = Extension->Slots[i].Late ? STATUS_PENDING : STATUS_SUCCESS;
        }
    }
    return block;
}

static NTSTATUS Check(PEXTENSION Extension, ULONG Key)
{
    NTSTATUS status = STATUS_NOT_FOUND;
    ULONG i;
    for (i = 0; i < 8; i++) {
        Extension->Late += Late(&Extension->Slots[i]);
        if (Extension->Slots[i].Key == Key) {
            status = STATUS_SUCCESS;
        }
    }
    return status;
}

static NTSTATUS CheckLate(PEXTENSION Extension, ULONG Key)
{
    NTSTATUS status = STATUS_NOT_FOUND;
    ULONG i;
    for (i = 0; i < 8; i++) {
        if (Extension->Slots[i].Key == Key) {
            status = Extension->Slots[i].Late ? STATUS_PENDING : STATUS_SUCCESS;
        }
    }
    return status;
}

NTSTATUS AnswersByBlock(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    IO_STATUS_BLOCK block;
    block = LookUp(extension, 7);
    if (block.Status != STATUS_PENDING) {
        Finish(Irp, block.Status, block.Information);
    }
    return block.Status; // keeps: MarkIrpPending2
}

NTSTATUS AnswersByStatus(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = Check(extension, 7);
    if (status != STATUS_PENDING) {
        Finish(Irp, status, 0);
    }
    return status; // keeps: MarkIrpPending2
}

NTSTATUS AnswersByKernel(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PVOID object;
    NTSTATUS status =
        ObReferenceObjectByHandle(extension->File, FILE_READ_DATA, NULL, Irp->RequestorMode, &object, NULL);
    if (status != STATUS_PENDING) {
        Finish(Irp, status, 0);
    }
    return status; // keeps: MarkIrpPending2
}

NTSTATUS AnswersLate(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = CheckLate(extension, 7);
    if (status != STATUS_PENDING) {
        Finish(Irp, status, 0);
    }
    return status; // expect: MarkIrpPending2
}

NTSTATUS AnswersLateByBlock(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    IO_STATUS_BLOCK block;
    block = LookUpLate(extension, 7);
    if (block.Status != STATUS_PENDING) {
        Finish(Irp, block.Status, block.Information);
    }
    return block.Status; // expect: MarkIrpPending2
}
