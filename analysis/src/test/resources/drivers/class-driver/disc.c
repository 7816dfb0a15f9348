/* A class library, which is not among the sources, sets the routines of the driver object. */
#include <wdm.h>

typedef struct _DISC {
    PDEVICE_OBJECT Below;
} DISC, *PDISC;

NTSTATUS DiscLibraryInitialize(PDRIVER_OBJECT DriverObject, PVOID Routines);

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
    PDISC disc = DeviceObject->DeviceExtension;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Done, NULL, TRUE, TRUE, TRUE); // keeps: IoSetCompletionRoutineNonPnpDriver
    return IoCallDriver(disc->Below, Irp);
}

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_READ] = Read;
    DriverObject->DriverUnload = Unload;
    return DiscLibraryInitialize(DriverObject, NULL);
}
