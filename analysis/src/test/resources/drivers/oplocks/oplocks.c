/* Of a create request the oplock package only gives an answer; a control request is its own from then on. */
#include <ntifs.h>

typedef struct _FILE_BLOCK {
    OPLOCK Oplock;
    ULONG Opened;
} FILE_BLOCK, *PFILE_BLOCK;

DRIVER_INITIALIZE DriverEntry;
DRIVER_DISPATCH Create;
DRIVER_DISPATCH FileSystemControl;

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: DoubleCompletion
    return Status;
}

static NTSTATUS Open(PFILE_BLOCK File, PIRP Irp, BOOLEAN RequiresOplock)
{
    NTSTATUS status = STATUS_SUCCESS;
    if (RequiresOplock) {
        status = FsRtlOplockFsctrl(&File->Oplock, Irp, File->Opened + 1);
    }
    if (status == STATUS_SUCCESS) {
        File->Opened++;
    }
    return status;
}

NTSTATUS Create(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    PFILE_BLOCK file = stack->FileObject->FsContext;
    ULONG options = stack->Parameters.Create.Options;
    NTSTATUS status;
    UNREFERENCED_PARAMETER(DeviceObject);
    if (options & FILE_DIRECTORY_FILE) {
        /* Takes it for completed. */
        return FsRtlOplockFsctrl(&file->Oplock, Irp, 1); // expect: IrpProcessingComplete
    }
    status = Open(file, Irp, (options & FILE_OPEN_REQUIRING_OPLOCK) != 0);
    Irp->IoStatus.Status = status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: DoubleCompletion
    return status; // keeps: MarkIrpPending2
}

NTSTATUS FileSystemControl(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    PFILE_BLOCK file = stack->FileObject->FsContext;
    NTSTATUS status;
    UNREFERENCED_PARAMETER(DeviceObject);
    if (stack->Parameters.FileSystemControl.FsControlCode == FSCTL_OPBATCH_ACK_CLOSE_PENDING) {
        return FsRtlOplockFsctrl(&file->Oplock, Irp, 0); // keeps: IrpProcessingComplete, MarkIrpPending2
    }
    status = FsRtlOplockFsctrl(&file->Oplock, Irp, file->Opened);
    if (status == STATUS_PENDING) {
        return status; // keeps: DoubleCompletion, MarkIrpPending2
    }
    return Finish(Irp, status);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_CREATE] = Create;
    DriverObject->MajorFunction[IRP_MJ_FILE_SYSTEM_CONTROL] = FileSystemControl;
    return STATUS_SUCCESS;
}
