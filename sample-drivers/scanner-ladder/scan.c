/*
 * scan.c - pages and previews: requests from above that go down with a buffer of ours.
 */
#include "scanner.h"

IO_COMPLETION_ROUTINE scanner_page_done;
IO_COMPLETION_ROUTINE scanner_preview_done;

/* Travels with a request as the context of its routine. */
typedef struct scanner_job {
    scanner_extension *ext;
    PVOID buffer;
    LONG *counter;
} scanner_job;

static void scanner_free_job(scanner_job *job)
{
    ExFreePoolWithTag(job->buffer, SCAN_TAG);
    ExFreePoolWithTag(job, SCAN_TAG);
}

NTSTATUS scanner_page_done(_In_ PDEVICE_OBJECT device, _In_ PIRP irp, _In_opt_ PVOID context)
{
    scanner_job *job = context;
    scanner_extension *ext = job->ext;

    UNREFERENCED_PARAMETER(device);

    InterlockedIncrement(job->counter);
    scanner_free_job(job);
    if (irp->PendingReturned)
        IoMarkIrpPending(irp);
    IoReleaseRemoveLock(&ext->remove_lock, irp);
    return STATUS_CONTINUE_COMPLETION;
}

/* For previews, whose dispatch routine keeps the remove lock to itself. */
NTSTATUS scanner_preview_done(_In_ PDEVICE_OBJECT device, _In_ PIRP irp, _In_opt_ PVOID context)
{
    UNREFERENCED_PARAMETER(device);

    InterlockedIncrement((PLONG)context);
    if (irp->PendingReturned)
        IoMarkIrpPending(irp);
    return STATUS_CONTINUE_COMPLETION;
}

/*
 * The ladder as it should be: the registration is the last rung before the send, and nothing can
 * fall off between the two.
 */
NTSTATUS scanner_read(_In_ PDEVICE_OBJECT device, _Inout_ PIRP irp)
{
    scanner_extension *ext = device->DeviceExtension;
    scanner_job *job;
    NTSTATUS status;

    status = IoAcquireRemoveLock(&ext->remove_lock, irp);
    if (!NT_SUCCESS(status))
        goto refuse;

    if (ext->lid_open) {
        status = STATUS_DEVICE_NOT_READY;
        goto complete;
    }

    status = STATUS_INSUFFICIENT_RESOURCES;
    job = ExAllocatePoolWithTag(NonPagedPool, sizeof(*job), SCAN_TAG);
    if (!job)
        goto complete;
    job->ext = ext;
    job->counter = &ext->pages;
    job->buffer = ExAllocatePoolWithTag(NonPagedPool, SCAN_PAGE_BYTES, SCAN_TAG);
    if (!job->buffer)
        goto free_job;

    IoCopyCurrentIrpStackLocationToNext(irp);
    status = IoSetCompletionRoutineEx(device, irp, scanner_page_done, job, TRUE, TRUE, TRUE);
    if (!NT_SUCCESS(status))
        goto free_buffer;

    return IoCallDriver(ext->lower, irp);

free_buffer:
    ExFreePoolWithTag(job->buffer, SCAN_TAG);
free_job:
    ExFreePoolWithTag(job, SCAN_TAG);
complete:
    IoReleaseRemoveLock(&ext->remove_lock, irp);
refuse:
    irp->IoStatus.Status = status;
    irp->IoStatus.Information = 0;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return status;
}

/*
 * A rung has been added above the send: the lid. Everything it owns is given back, except what the
 * registration has taken.
 */
NTSTATUS scanner_write(_In_ PDEVICE_OBJECT device, _Inout_ PIRP irp)
{
    scanner_extension *ext = device->DeviceExtension;
    scanner_job *job;
    NTSTATUS status;

    status = IoAcquireRemoveLock(&ext->remove_lock, irp);
    if (!NT_SUCCESS(status))
        goto refuse;

    status = STATUS_INSUFFICIENT_RESOURCES;
    job = ExAllocatePoolWithTag(NonPagedPool, sizeof(*job), SCAN_TAG);
    if (!job)
        goto complete;
    job->ext = ext;
    job->counter = &ext->pages;
    job->buffer = ExAllocatePoolWithTag(NonPagedPool, SCAN_PAGE_BYTES, SCAN_TAG);
    if (!job->buffer)
        goto free_job;

    IoCopyCurrentIrpStackLocationToNext(irp);
    status = IoSetCompletionRoutineEx(device, irp, scanner_page_done, job, TRUE, TRUE, TRUE);
    if (!NT_SUCCESS(status))
        goto free_buffer;

    if (ext->lid_open) {
        status = STATUS_DEVICE_NOT_READY;
        goto free_buffer;
    }
    return IoCallDriver(ext->lower, irp);

free_buffer:
    ExFreePoolWithTag(job->buffer, SCAN_TAG);
free_job:
    ExFreePoolWithTag(job, SCAN_TAG);
complete:
    IoReleaseRemoveLock(&ext->remove_lock, irp);
refuse:
    irp->IoStatus.Status = status;
    irp->IoStatus.Information = 0;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return status; // expect: CompletionRoutineRegistered
}

/*
 * Tries the registration until it holds, at most four times. The loop is left early only after
 * success, and then "attempt" is less than SCAN_ATTEMPTS: the completion below is for requests on
 * which nothing is registered. A checker that forgets the counter sees a way from a registration
 * that holds to that completion.
 */
static NTSTATUS scanner_preview(scanner_extension *ext, PIRP irp)
{
    NTSTATUS status = STATUS_INSUFFICIENT_RESOURCES;
    ULONG attempt;

    IoCopyCurrentIrpStackLocationToNext(irp);
    for (attempt = 0; attempt < SCAN_ATTEMPTS; attempt++) {
        status = IoSetCompletionRoutineEx(ext->self, irp, scanner_preview_done, &ext->previews,
                                          TRUE, TRUE, TRUE);
        if (NT_SUCCESS(status))
            break;
    }
    if (attempt == SCAN_ATTEMPTS) {
        scanner_complete(ext, irp, status);
        return status;
    }
    status = IoCallDriver(ext->lower, irp);
    IoReleaseRemoveLock(&ext->remove_lock, irp);
    return status;
}

/* Its careless cousin: the loop goes on after success and stacks one registration on the other. */
static NTSTATUS scanner_page(scanner_extension *ext, PIRP irp)
{
    NTSTATUS status = STATUS_SUCCESS;
    ULONG pass;

    IoCopyCurrentIrpStackLocationToNext(irp);
    for (pass = 0; pass < SCAN_PASSES; pass++) {
        status = IoSetCompletionRoutineEx(ext->self, irp, // expect: CompletionRoutineRegistered
                                          scanner_preview_done, &ext->previews, TRUE, TRUE, TRUE);
        if (!NT_SUCCESS(status)) {
            KdPrint(("scanner: pass %lu is not counted\n", pass));
        }
    }
    status = IoCallDriver(ext->lower, irp); // expect: IoSetCompletionExCompleteIrp
    IoReleaseRemoveLock(&ext->remove_lock, irp);
    return status;
}

NTSTATUS scanner_control(_In_ PDEVICE_OBJECT device, _Inout_ PIRP irp)
{
    scanner_extension *ext = device->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(irp);
    NTSTATUS status;

    status = IoAcquireRemoveLock(&ext->remove_lock, irp);
    if (!NT_SUCCESS(status)) {
        irp->IoStatus.Status = status;
        irp->IoStatus.Information = 0;
        IoCompleteRequest(irp, IO_NO_INCREMENT);
        return status;
    }

    switch (stack->Parameters.DeviceIoControl.IoControlCode) {
    case IOCTL_SCAN_PREVIEW:
        return scanner_preview(ext, irp);
    case IOCTL_SCAN_PAGE:
        return scanner_page(ext, irp);
    case IOCTL_SCAN_CALIBRATE:
        status = scanner_calibrate(ext);
        break;
    case IOCTL_SCAN_WARM_UP:
        status = scanner_warm_up(ext);
        break;
    case IOCTL_SCAN_PARK:
        status = scanner_park(ext);
        break;
    case IOCTL_SCAN_FOCUS:
        status = scanner_focus(ext);
        break;
    default:
        status = STATUS_INVALID_DEVICE_REQUEST;
        break;
    }
    scanner_complete(ext, irp, status);
    return status;
}
