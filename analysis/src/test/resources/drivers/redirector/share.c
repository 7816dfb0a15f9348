/* A network file system, which names itself by the type of its device. */
#include <wdm.h>

typedef struct _SHARE {
    PDEVICE_OBJECT Below;
} SHARE, *PSHARE;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD Unload;
DRIVER_DISPATCH Read;
IO_COMPLETION_ROUTINE Done;

NTSTATUS Done(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    return STATUS_CONTINUE_COMPLETION;
}

NTSTATUS Read(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSHARE share = DeviceObject->DeviceExtension;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Done, NULL, TRUE, TRUE, TRUE); // keeps: IoSetCompletionRoutineNonPnpDriver
    return IoCallDriver(share->Below, Irp);
}

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    PDEVICE_OBJECT device;
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_READ] = Read;
    DriverObject->DriverUnload = Unload;
    return IoCreateDevice(DriverObject, sizeof(SHARE), NULL, FILE_DEVICE_NETWORK_FILE_SYSTEM, 0, FALSE, &device);
}
