#include "driver.h"

DRIVER_INITIALIZE DriverEntry;

DRIVER_DISPATCH ChecksMacro;
DRIVER_DISPATCH ChecksError;
DRIVER_DISPATCH ChecksAtLeastZero;
DRIVER_DISPATCH ChecksBelowZero;
DRIVER_DISPATCH ChecksEqual;
DRIVER_DISPATCH ChecksExact;
DRIVER_DISPATCH ChecksSwitch;
DRIVER_DISPATCH ChecksTernary;
DRIVER_DISPATCH ChecksOwnMacro;
DRIVER_DISPATCH ChecksHelper;
DRIVER_DISPATCH ChecksPlainTruth;
DRIVER_DISPATCH ChecksWrapper;

NTSTATUS ChecksFinish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

BOOLEAN ChecksWorked(NTSTATUS Status)
{
    return NT_SUCCESS(Status) ? TRUE : FALSE;
}

NTSTATUS ChecksArm(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    IoCopyCurrentIrpStackLocationToNext(Irp);
    return IoSetCompletionRoutineEx(Device, Irp, ChecksDone, Context, TRUE, TRUE, TRUE);
}

VOID ChecksArmInto(PDEVICE_OBJECT Device, PIRP Irp, NTSTATUS *Status)
{
    IoCopyCurrentIrpStackLocationToNext(Irp);
    *Status = IoSetCompletionRoutineEx(Device, Irp, ChecksDone, NULL, TRUE, TRUE, TRUE);
}

NTSTATUS ChecksDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    return STATUS_CONTINUE_COMPLETION;
}

NTSTATUS ChecksMacro(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCHECKS_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = ChecksArm(DeviceObject, Irp, ext);
    if (!NT_SUCCESS(status)) {
        return ChecksFinish(Irp, status);
    }
    return IoCallDriver(ext->Below, Irp);
}

NTSTATUS ChecksError(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCHECKS_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = ChecksArm(DeviceObject, Irp, ext);
    if (NT_ERROR(status)) {
        return ChecksFinish(Irp, status);
    }
    return IoCallDriver(ext->Below, Irp);
}

NTSTATUS ChecksAtLeastZero(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCHECKS_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = ChecksArm(DeviceObject, Irp, ext);
    if (status >= 0) {
        status = IoCallDriver(ext->Below, Irp);
    } else {
        ChecksFinish(Irp, status);
    }
    return status;
}

NTSTATUS ChecksBelowZero(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCHECKS_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = ChecksArm(DeviceObject, Irp, ext);
    if (0 > status) {
        return ChecksFinish(Irp, status);
    }
    return IoCallDriver(ext->Below, Irp);
}

NTSTATUS ChecksEqual(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCHECKS_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = ChecksArm(DeviceObject, Irp, ext);
    if (status == STATUS_SUCCESS) {
        return IoCallDriver(ext->Below, Irp);
    }
    return ChecksFinish(Irp, status);
}

NTSTATUS ChecksExact(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCHECKS_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = ChecksArm(DeviceObject, Irp, ext);
    if (status == STATUS_INSUFFICIENT_RESOURCES) {
        return ChecksFinish(Irp, status);
    }
    return IoCallDriver(ext->Below, Irp);
}

NTSTATUS ChecksSwitch(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCHECKS_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = ChecksArm(DeviceObject, Irp, ext);
    switch (status) {
    case STATUS_SUCCESS:
        return IoCallDriver(ext->Below, Irp);
    default:
        return ChecksFinish(Irp, status);
    }
}

NTSTATUS ChecksTernary(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCHECKS_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = ChecksArm(DeviceObject, Irp, ext);
    return NT_SUCCESS(status) ? IoCallDriver(ext->Below, Irp) : ChecksFinish(Irp, status);
}

NTSTATUS ChecksOwnMacro(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCHECKS_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ChecksArmInto(DeviceObject, Irp, &status);
    RETURN_IF_BAD(Irp, status);
    return IoCallDriver(ext->Below, Irp);
}

NTSTATUS ChecksHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCHECKS_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = ChecksArm(DeviceObject, Irp, ext);
    if (!ChecksWorked(status)) {
        return ChecksFinish(Irp, status);
    }
    return IoCallDriver(ext->Below, Irp);
}

NTSTATUS ChecksPlainTruth(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCHECKS_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = ChecksArm(DeviceObject, Irp, ext);
    if (status) {
        return ChecksFinish(Irp, status);
    }
    return IoCallDriver(ext->Below, Irp);
}

NTSTATUS ChecksWrapper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCHECKS_EXTENSION ext = DeviceObject->DeviceExtension;
    ChecksArm(DeviceObject, Irp, ext);
    return IoCallDriver(ext->Below, Irp); // expect: IoSetCompletionRoutineExCheck
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_READ] = ChecksMacro;
    DriverObject->MajorFunction[IRP_MJ_WRITE] = ChecksError;
    DriverObject->MajorFunction[IRP_MJ_CREATE] = ChecksAtLeastZero;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = ChecksBelowZero;
    DriverObject->MajorFunction[IRP_MJ_CLEANUP] = ChecksEqual;
    DriverObject->MajorFunction[IRP_MJ_FLUSH_BUFFERS] = ChecksExact;
    DriverObject->MajorFunction[IRP_MJ_SHUTDOWN] = ChecksSwitch;
    DriverObject->MajorFunction[IRP_MJ_QUERY_EA] = ChecksTernary;
    DriverObject->MajorFunction[IRP_MJ_SET_EA] = ChecksOwnMacro;
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = ChecksHelper;
    DriverObject->MajorFunction[IRP_MJ_INTERNAL_DEVICE_CONTROL] = ChecksPlainTruth;
    DriverObject->MajorFunction[IRP_MJ_QUERY_INFORMATION] = ChecksWrapper;
    return STATUS_SUCCESS;
}
