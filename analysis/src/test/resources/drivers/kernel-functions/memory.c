/* Memory that is filled, and memory that is zero from the start. */
#include "functions.h"

DRIVER_DISPATCH ClearedByBytes;
DRIVER_DISPATCH FilledWithZero;
DRIVER_DISPATCH FilledWithOnes;
DRIVER_DISPATCH ZeroFromThePool;
DRIVER_DISPATCH NotZeroFromThePool;
DRIVER_DISPATCH TextAppended;
DRIVER_DISPATCH TextPrinted;
DRIVER_DISPATCH NamedByItsAddress;

typedef struct _JOB {
    ULONG Size;
    BOOLEAN Finished;
} JOB, *PJOB;

NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

NTSTATUS ClearedByBytes(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    JOB job;
    UNREFERENCED_PARAMETER(DeviceObject);
    memset(&job, 0, sizeof(job));
    if (!job.Finished) {
        return Finish(Irp, STATUS_SUCCESS);
    }
    return STATUS_SUCCESS; // keeps: IrpProcessingComplete
}

NTSTATUS FilledWithZero(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    JOB job;
    UNREFERENCED_PARAMETER(DeviceObject);
    RtlFillMemory(&job, sizeof(job), 0);
    if (job.Finished) {
        return Finish(Irp, STATUS_SUCCESS);
    }
    return STATUS_SUCCESS; // expect: IrpProcessingComplete
}

NTSTATUS FilledWithOnes(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    JOB job = {0};
    UNREFERENCED_PARAMETER(DeviceObject);
    RtlFillMemory(&job, sizeof(job), 0xFF);
    if (!job.Finished) {
        return Finish(Irp, STATUS_SUCCESS);
    }
    return STATUS_SUCCESS; // expect: IrpProcessingComplete
}

NTSTATUS ZeroFromThePool(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PJOB job = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(JOB), 'boJ');
    BOOLEAN finished;
    UNREFERENCED_PARAMETER(DeviceObject);
    if (job == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    finished = job->Finished;
    ExFreePool(job);
    if (!finished) {
        return Finish(Irp, STATUS_SUCCESS);
    }
    return STATUS_SUCCESS; // keeps: IrpProcessingComplete
}

NTSTATUS NotZeroFromThePool(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PJOB job = ExAllocatePool2(POOL_FLAG_NON_PAGED | POOL_FLAG_UNINITIALIZED, sizeof(JOB), 'boJ');
    BOOLEAN finished;
    UNREFERENCED_PARAMETER(DeviceObject);
    if (job == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    finished = job->Finished;
    ExFreePool(job);
    if (!finished) {
        return Finish(Irp, STATUS_SUCCESS);
    }
    return STATUS_SUCCESS; // expect: IrpProcessingComplete
}

NTSTATUS TextAppended(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    WCHAR buffer[32];
    UNICODE_STRING name = {0, sizeof(buffer), buffer};
    UNREFERENCED_PARAMETER(DeviceObject);
    if (!NT_SUCCESS(RtlAppendUnicodeToString(&name, L"\\Device\\Job")) || name.Length < 20) {
        return Finish(Irp, STATUS_SUCCESS);
    }
    return STATUS_SUCCESS; // expect: IrpProcessingComplete
}

NTSTATUS TextPrinted(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    JOB job = {0};
    UNREFERENCED_PARAMETER(DeviceObject);
    DbgPrint("job %p", &job);
    if (!job.Finished) {
        return Finish(Irp, STATUS_SUCCESS);
    }
    return STATUS_SUCCESS; // keeps: IrpProcessingComplete
}

NTSTATUS NamedByItsAddress(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    WCHAR name[32];
    UNREFERENCED_PARAMETER(DeviceObject);
    swprintf(name, L"request %p", Irp);
    return STATUS_SUCCESS; // expect: IrpProcessingComplete
}
