/*
 * stream.c - reading and writing the token's storage. The routines have one way out, through
 * __finally, which completes whatever has not been sent.
 */
#include "vault.h"

/*
 * Correct. "owned" is TRUE until the line before the send, and everything that leaves earlier either
 * leaves before the registration or because the registration has failed.
 */
NTSTATUS VaultDispatchRead(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PVAULT_EXTENSION ext = (PVAULT_EXTENSION)DeviceObject->DeviceExtension;
    BOOLEAN owned = TRUE;
    NTSTATUS status;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        Irp->IoStatus.Status = status;
        Irp->IoStatus.Information = 0;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
        return status;
    }

    __try {
        if (!ext->Unlocked || ext->SealBroken) {
            status = STATUS_ACCESS_DENIED;
            __leave;
        }
        IoCopyCurrentIrpStackLocationToNext(Irp);
        status = IoSetCompletionRoutineEx(DeviceObject, Irp, VaultForwarded, ext, TRUE, TRUE, TRUE);
        if (!NT_SUCCESS(status)) {
            __leave;
        }
        owned = FALSE;
        status = IoCallDriver(ext->LowerDevice, Irp);
    } __finally {
        if (owned) {
            VaultComplete(ext, Irp, status);
        }
    }
    return status;
}

/*
 * The same with the look at the seal behind the registration: __leave is a goto, and this one passes
 * the send.
 */
NTSTATUS VaultDispatchWrite(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PVAULT_EXTENSION ext = (PVAULT_EXTENSION)DeviceObject->DeviceExtension;
    BOOLEAN owned = TRUE;
    NTSTATUS status;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        Irp->IoStatus.Status = status;
        Irp->IoStatus.Information = 0;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
        return status;
    }

    __try {
        if (!ext->Unlocked) {
            status = STATUS_ACCESS_DENIED;
            __leave;
        }
        IoCopyCurrentIrpStackLocationToNext(Irp);
        status = IoSetCompletionRoutineEx(DeviceObject, Irp, VaultForwarded, ext, TRUE, TRUE, TRUE);
        if (!NT_SUCCESS(status)) {
            __leave;
        }
        if (ext->SealBroken) {
            status = STATUS_MEDIA_WRITE_PROTECTED;
            __leave;
        }
        owned = FALSE;
        status = IoCallDriver(ext->LowerDevice, Irp);
    } __finally {
        if (owned) {
            VaultComplete(ext, Irp, status);
        }
    }
    return status; // expect: CompletionRoutineRegistered
}
