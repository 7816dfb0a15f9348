/* A driver without Plug and Play: it can be unloaded while its routines are still to run. */
#include <wdm.h>

typedef struct _EXTENSION {
    PDEVICE_OBJECT Below;
    PFILE_OBJECT File;
    ULONG Mode;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
DRIVER_DISPATCH WatchPlain;
DRIVER_DISPATCH WatchInHelper;
DRIVER_DISPATCH WatchSafely;
DRIVER_DISPATCH AskPlain;
DRIVER_DISPATCH WatchEx;
DRIVER_DISPATCH WatchNever;
DRIVER_DISPATCH WatchOldStyle;
DRIVER_DISPATCH PassOn;
IO_COMPLETION_ROUTINE Watched;
IO_COMPLETION_ROUTINE Dispose;

NTSTATUS Watched(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    return STATUS_CONTINUE_COMPLETION;
}

NTSTATUS Dispose(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

NTSTATUS WatchPlain(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Watched, NULL, TRUE, TRUE, TRUE); // expect: IoSetCompletionRoutineNonPnpDriver
    return IoCallDriver(extension->Below, Irp);
}

static VOID Watch(PIRP Irp, PIO_COMPLETION_ROUTINE Routine)
{
    IoSetCompletionRoutine(Irp, Routine, NULL, TRUE, TRUE, TRUE); // expect: IoSetCompletionRoutineNonPnpDriver
}

NTSTATUS WatchInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    Watch(Irp, Watched);
    return IoCallDriver(extension->Below, Irp);
}

/* Whoever may be unloaded asks for the safe call. */
static NTSTATUS WatchFor(PDEVICE_OBJECT Device, PIRP Irp, BOOLEAN Safe)
{
    if (Safe) {
        return IoSetCompletionRoutineEx(Device, Irp, Watched, NULL, TRUE, TRUE, TRUE);
    }
    IoSetCompletionRoutine(Irp, Watched, NULL, TRUE, TRUE, TRUE); // expect: IoSetCompletionRoutineNonPnpDriver across functions
    return STATUS_SUCCESS;
}

NTSTATUS WatchSafely(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = WatchFor(DeviceObject, Irp, FALSE); // otherwise: status = WatchFor(DeviceObject, Irp, TRUE);
    if (!NT_SUCCESS(status)) {
        return Finish(Irp, status);
    }
    return IoCallDriver(extension->Below, Irp);
}

NTSTATUS AskPlain(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = IoAllocateIrp(extension->Below->StackSize, FALSE);
    if (own != NULL) {
        IoGetNextIrpStackLocation(own)->MajorFunction = IRP_MJ_FLUSH_BUFFERS;
        IoSetCompletionRoutine(own, Dispose, NULL, TRUE, TRUE, TRUE); // expect: IoSetCompletionRoutineNonPnpDriver
        IoCallDriver(extension->Below, own);
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS WatchEx(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(DeviceObject, Irp, Watched, NULL, TRUE, TRUE, TRUE); // keeps: IoSetCompletionRoutineNonPnpDriver
    if (!NT_SUCCESS(status)) {
        return Finish(Irp, status);
    }
    return IoCallDriver(extension->Below, Irp);
}

/* "Watched" asks the mode for two values at once. */
NTSTATUS WatchNever(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN watched = extension->Mode == 1;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    if (watched && extension->Mode != 1) { // correlated
        IoSetCompletionRoutine(Irp, Watched, NULL, TRUE, TRUE, TRUE); // keeps: IoSetCompletionRoutineNonPnpDriver infeasible
    }
    return IoCallDriver(extension->Below, Irp);
}

/* Parameters are declared behind their list, in another order and several at once. */
static VOID WatchOld(Request, Spare, Routine)
    PIO_COMPLETION_ROUTINE Routine;
    IRP *Request, *Spare;
{
    UNREFERENCED_PARAMETER(Spare);
    IoSetCompletionRoutine(Request, Routine, NULL, TRUE, TRUE, TRUE); // expect: IoSetCompletionRoutineNonPnpDriver
}

static NTSTATUS WatchOldSafely(Device, Request)
    PDEVICE_OBJECT Device;
    PIRP Request;
{
    return IoSetCompletionRoutineEx(Device, Request, Watched, NULL, TRUE, TRUE, TRUE); // keeps: IoSetCompletionRoutineNonPnpDriver
}

NTSTATUS WatchOldStyle(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    if (extension->Mode != 0) {
        NTSTATUS status = WatchOldSafely(DeviceObject, Irp);
        if (!NT_SUCCESS(status)) {
            return Finish(Irp, status);
        }
    } else {
        WatchOld(Irp, NULL, Watched);
    }
    return IoCallDriver(extension->Below, Irp);
}

NTSTATUS PassOn(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    IoSkipCurrentIrpStackLocation(Irp);
    return IoCallDriver(extension->Below, Irp); // keeps: IoSetCompletionRoutineNonPnpDriver
}

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    PEXTENSION extension = DriverObject->DeviceObject->DeviceExtension;
    ObDereferenceObject(extension->File);
    IoDeleteDevice(DriverObject->DeviceObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING target;
    PDEVICE_OBJECT device;
    PEXTENSION extension;
    NTSTATUS status;
    UNREFERENCED_PARAMETER(RegistryPath);
    status = IoCreateDevice(DriverObject, sizeof(EXTENSION), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    extension = device->DeviceExtension;
    RtlInitUnicodeString(&target, L"\\Device\\Probe0");
    status = IoGetDeviceObjectPointer(&target, FILE_READ_DATA, &extension->File, &extension->Below);
    if (!NT_SUCCESS(status)) {
        IoDeleteDevice(device);
        return status;
    }
    DriverObject->DriverUnload = Unload;
    DriverObject->MajorFunction[IRP_MJ_READ] = WatchPlain;
    DriverObject->MajorFunction[IRP_MJ_WRITE] = WatchInHelper;
    DriverObject->MajorFunction[IRP_MJ_FLUSH_BUFFERS] = AskPlain;
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = WatchEx;
    DriverObject->MajorFunction[IRP_MJ_CREATE] = WatchNever;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = PassOn;
    DriverObject->MajorFunction[IRP_MJ_CLEANUP] = WatchSafely;
    DriverObject->MajorFunction[IRP_MJ_QUERY_INFORMATION] = WatchOldStyle;
    return STATUS_SUCCESS;
}
