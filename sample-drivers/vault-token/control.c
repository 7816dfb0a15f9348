/*
 * control.c - what applications ask of the token.
 */
#include "vault.h"

IO_COMPLETION_ROUTINE VaultSigned;
IO_COMPLETION_ROUTINE VaultNoted;

/* The token has the digest; the captured copy is no longer needed. */
NTSTATUS VaultSigned(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PVAULT_CAPTURE capture = (PVAULT_CAPTURE)Context;
    PVAULT_EXTENSION ext = capture->Extension;

    UNREFERENCED_PARAMETER(DeviceObject);

    RtlZeroMemory(capture->Digest, VAULT_MAX_DIGEST);
    ExFreePoolWithTag(capture, VAULT_TAG);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    return STATUS_CONTINUE_COMPLETION;
}

/*
 * For the storage commands, whose dispatch routine gives the remove lock back itself: the Ex
 * registration keeps the device object until this has run.
 */
NTSTATUS VaultNoted(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PVAULT_EXTENSION ext = (PVAULT_EXTENSION)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    if (!NT_SUCCESS(Irp->IoStatus.Status)) {
        ext->SealBroken = TRUE;
    }
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    return STATUS_CONTINUE_COMPLETION;
}

static PVAULT_CAPTURE VaultNewCapture(PVAULT_EXTENSION Ext, ULONG Length)
{
    PVAULT_CAPTURE capture;

    capture = (PVAULT_CAPTURE)ExAllocatePoolWithTag(NonPagedPool, sizeof(VAULT_CAPTURE), VAULT_TAG);
    if (capture != NULL) {
        capture->Extension = Ext;
        capture->Length = Length;
    }
    return capture;
}

/* The next driver gets our copy in the place of the caller's buffer. */
static VOID VaultPrepare(PIRP Irp, PVAULT_CAPTURE Capture)
{
    PIO_STACK_LOCATION next;

    IoCopyCurrentIrpStackLocationToNext(Irp);
    next = IoGetNextIrpStackLocation(Irp);
    next->Parameters.DeviceIoControl.Type3InputBuffer = Capture->Digest;
    next->Parameters.DeviceIoControl.InputBufferLength = Capture->Length;
}

/*
 * The digest is captured with the routine in place already. A bad pointer raises, the handler
 * completes the request, and the routine that was registered for it never runs.
 */
static NTSTATUS VaultSign(PVAULT_EXTENSION Ext, PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    ULONG length = stack->Parameters.DeviceIoControl.InputBufferLength;
    PVAULT_CAPTURE capture;
    NTSTATUS status;

    if (length == 0 || length > VAULT_MAX_DIGEST) {
        return VaultComplete(Ext, Irp, STATUS_INVALID_PARAMETER);
    }
    capture = VaultNewCapture(Ext, length);
    if (capture == NULL) {
        return VaultComplete(Ext, Irp, STATUS_INSUFFICIENT_RESOURCES);
    }

    VaultPrepare(Irp, capture);
    status = IoSetCompletionRoutineEx(Ext->Self, Irp, VaultSigned, capture, TRUE, TRUE, TRUE);
    if (!NT_SUCCESS(status)) {
        ExFreePoolWithTag(capture, VAULT_TAG);
        return VaultComplete(Ext, Irp, status);
    }

    __try {
        ProbeForRead(stack->Parameters.DeviceIoControl.Type3InputBuffer, length, 1);
        RtlCopyMemory(capture->Digest, stack->Parameters.DeviceIoControl.Type3InputBuffer, length);
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        status = GetExceptionCode();
        ExFreePoolWithTag(capture, VAULT_TAG);
        return VaultComplete(Ext, Irp, status);
    }
    return IoCallDriver(Ext->LowerDevice, Irp);
}

/* The corrected twin: what can raise is done before there is anything to lose. */
static NTSTATUS VaultVerify(PVAULT_EXTENSION Ext, PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    ULONG length = stack->Parameters.DeviceIoControl.InputBufferLength;
    PVAULT_CAPTURE capture;
    NTSTATUS status;

    if (length == 0 || length > VAULT_MAX_DIGEST) {
        return VaultComplete(Ext, Irp, STATUS_INVALID_PARAMETER);
    }
    capture = VaultNewCapture(Ext, length);
    if (capture == NULL) {
        return VaultComplete(Ext, Irp, STATUS_INSUFFICIENT_RESOURCES);
    }

    __try {
        ProbeForRead(stack->Parameters.DeviceIoControl.Type3InputBuffer, length, 1);
        RtlCopyMemory(capture->Digest, stack->Parameters.DeviceIoControl.Type3InputBuffer, length);
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        status = GetExceptionCode();
        ExFreePoolWithTag(capture, VAULT_TAG);
        return VaultComplete(Ext, Irp, status);
    }

    VaultPrepare(Irp, capture);
    status = IoSetCompletionRoutineEx(Ext->Self, Irp, VaultSigned, capture, TRUE, TRUE, TRUE);
    if (!NT_SUCCESS(status)) {
        ExFreePoolWithTag(capture, VAULT_TAG);
        return VaultComplete(Ext, Irp, status);
    }
    return IoCallDriver(Ext->LowerDevice, Irp);
}

/*
 * Tests the status, but __leave leaves the block and not the routine: the failed request goes down
 * like the others. The test is there, so the missing test is not what is wrong.
 */
static NTSTATUS VaultErase(PVAULT_EXTENSION Ext, PIRP Irp)
{
    NTSTATUS status;

    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(Ext->Self, Irp, VaultNoted, Ext, TRUE, TRUE, TRUE);

    ExAcquireFastMutex(&Ext->StateMutex);
    __try {
        if (!NT_SUCCESS(status)) {
            __leave;
        }
        Ext->Erases++;
    } __finally {
        ExReleaseFastMutex(&Ext->StateMutex);
    }
    status = IoCallDriver(Ext->LowerDevice, Irp); // expect: IoSetCompletionExCompleteIrp
    IoReleaseRemoveLock(&Ext->RemoveLock, Irp);
    return status;
}

/*
 * Takes the registration for something that can be pending. It never is, so this test divides
 * nothing: success and failure go the same way.
 */
static NTSTATUS VaultFormat(PVAULT_EXTENSION Ext, PIRP Irp)
{
    NTSTATUS status;

    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(Ext->Self, Irp, VaultNoted, Ext, TRUE, TRUE, TRUE);
    if (status == STATUS_PENDING) {
        KdPrint(("vault: still registering\n"));
    }

    ExAcquireFastMutex(&Ext->StateMutex);
    __try {
        Ext->Erases = 0;
        Ext->Tries = 0;
    } __finally {
        ExReleaseFastMutex(&Ext->StateMutex);
    }
    status = IoCallDriver(Ext->LowerDevice, Irp); // expect: IoSetCompletionRoutineExCheck
    IoReleaseRemoveLock(&Ext->RemoveLock, Irp);
    return status;
}

/*
 * The corrected twin of the two above: the status is tested in __finally, which lies on every way to
 * the send.
 */
static NTSTATUS VaultWipe(PVAULT_EXTENSION Ext, PIRP Irp)
{
    NTSTATUS status = STATUS_INVALID_DEVICE_STATE;
    BOOLEAN ready = FALSE;

    ExAcquireFastMutex(&Ext->StateMutex);
    __try {
        if (!Ext->Unlocked) {
            __leave;
        }
        IoCopyCurrentIrpStackLocationToNext(Irp);
        status = IoSetCompletionRoutineEx(Ext->Self, Irp, VaultNoted, Ext, TRUE, TRUE, TRUE);
    } __finally {
        if (NT_SUCCESS(status)) {
            ready = TRUE;
        }
        ExReleaseFastMutex(&Ext->StateMutex);
    }
    if (!ready) {
        return VaultComplete(Ext, Irp, status);
    }
    status = IoCallDriver(Ext->LowerDevice, Irp);
    IoReleaseRemoveLock(&Ext->RemoveLock, Irp);
    return status;
}

/* Tries a PIN. Three wrong ones and the token stays shut. */
static NTSTATUS VaultUnlock(PVAULT_EXTENSION Ext, PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status;

    if (stack->Parameters.DeviceIoControl.InputBufferLength < VAULT_PIN_LENGTH) {
        return VaultComplete(Ext, Irp, STATUS_BUFFER_TOO_SMALL);
    }
    if (Ext->Tries >= 3) {
        return VaultComplete(Ext, Irp, STATUS_ACCESS_DENIED);
    }

    status = VaultCheckPin(Ext, (PUCHAR)Irp->AssociatedIrp.SystemBuffer);
    if (NT_SUCCESS(status)) {
        Ext->Unlocked = TRUE;
        Ext->Tries = 0;
    } else {
        Ext->Tries++;
    }
    return VaultComplete(Ext, Irp, status);
}

NTSTATUS VaultDispatchControl(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PVAULT_EXTENSION ext = (PVAULT_EXTENSION)DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status;
    ULONG length;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        Irp->IoStatus.Status = status;
        Irp->IoStatus.Information = 0;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
        return status;
    }

    switch (stack->Parameters.DeviceIoControl.IoControlCode) {
    case IOCTL_VAULT_SIGN:
        return VaultSign(ext, Irp); // expect: CompletionRoutineRegistered
    case IOCTL_VAULT_VERIFY:
        return VaultVerify(ext, Irp);
    case IOCTL_VAULT_ERASE:
        return VaultErase(ext, Irp);
    case IOCTL_VAULT_FORMAT:
        return VaultFormat(ext, Irp);
    case IOCTL_VAULT_WIPE:
        return VaultWipe(ext, Irp);
    case IOCTL_VAULT_UNLOCK:
        return VaultUnlock(ext, Irp);
    case IOCTL_VAULT_STATUS:
        if (stack->Parameters.DeviceIoControl.OutputBufferLength < sizeof(ULONG)) {
            return VaultComplete(ext, Irp, STATUS_BUFFER_TOO_SMALL);
        }
        status = VaultTokenStatus(ext, &length);
        if (!NT_SUCCESS(status)) {
            return VaultComplete(ext, Irp, status);
        }
        *(PULONG)Irp->AssociatedIrp.SystemBuffer = length;
        Irp->IoStatus.Status = STATUS_SUCCESS;
        Irp->IoStatus.Information = sizeof(ULONG);
        IoReleaseRemoveLock(&ext->RemoveLock, Irp);
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
        return STATUS_SUCCESS;
    default:
        return VaultComplete(ext, Irp, STATUS_INVALID_DEVICE_REQUEST);
    }
}
