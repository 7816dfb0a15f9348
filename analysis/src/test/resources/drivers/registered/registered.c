/* Dispatch routines that are registered only where a variable says so. */
#include <wdm.h>

BOOLEAN Virtual;
static ULONG Version;
BOOLEAN Traced;
BOOLEAN Late;

DRIVER_INITIALIZE DriverEntry;
DRIVER_DISPATCH Real;
DRIVER_DISPATCH Made;
DRIVER_DISPATCH Newer;
DRIVER_DISPATCH Everywhere;
DRIVER_DISPATCH Changing;
DRIVER_DISPATCH ChangedBehind;

static NTSTATUS Finish(PIRP Irp)
{
    Irp->IoStatus.Status = STATUS_SUCCESS;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

VOID SwitchTrace(VOID)
{
    Traced = !Traced;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    if (Path == NULL) {
        Virtual = TRUE;
    }
    Version = IoIsWdmVersionAvailable(6, 0) ? 6 : 5;
    Driver->MajorFunction[IRP_MJ_CREATE] = Everywhere;
    if (Virtual)
        Driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Made;
    else
        Driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Real;
    if (Version == 6) {
        Driver->MajorFunction[IRP_MJ_READ] = Newer;
    }
    if (!Traced) {
        Driver->MajorFunction[IRP_MJ_WRITE] = Changing;
    }
    if (!Late) {
        Driver->MajorFunction[IRP_MJ_FLUSH_BUFFERS] = ChangedBehind;
        Late = TRUE;
    }
    return STATUS_SUCCESS;
}

/* The other routine takes the requests of the virtual one. */
NTSTATUS Real(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (!Virtual) {
        Finish(Irp);
    }
    return STATUS_SUCCESS; // keeps: IrpProcessingComplete
}

NTSTATUS Made(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (Virtual) {
        return Finish(Irp);
    }
    return STATUS_SUCCESS; // keeps: IrpProcessingComplete
}

NTSTATUS Newer(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (Version < 6) {
        return STATUS_SUCCESS; // keeps: IrpProcessingComplete
    }
    return Finish(Irp);
}

NTSTATUS Everywhere(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (Virtual) {
        return STATUS_SUCCESS; // expect: IrpProcessingComplete
    }
    return Finish(Irp);
}

/* Somebody else writes the variable later. */
NTSTATUS Changing(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (Traced) {
        return STATUS_SUCCESS; // expect: IrpProcessingComplete
    }
    return Finish(Irp);
}

NTSTATUS ChangedBehind(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (Late) {
        return STATUS_SUCCESS; // expect: IrpProcessingComplete
    }
    return Finish(Irp);
}
