/* WMI requests: what the library leaves to the driver. */
#include "requests.h"

DRIVER_INITIALIZE DriverEntry;
DRIVER_ADD_DEVICE AddDevice;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_SYSTEM_CONTROL) DRIVER_DISPATCH LeavesEither;
_Dispatch_type_(IRP_MJ_SYSTEM_CONTROL) DRIVER_DISPATCH ReturnsStatusOnly;
_Dispatch_type_(IRP_MJ_SYSTEM_CONTROL) DRIVER_DISPATCH CompletesAll;
_Dispatch_type_(IRP_MJ_SYSTEM_CONTROL) DRIVER_DISPATCH HelperDecides;
_Dispatch_type_(IRP_MJ_SYSTEM_CONTROL) DRIVER_DISPATCH HandlesAll;
_Dispatch_type_(IRP_MJ_SYSTEM_CONTROL) DRIVER_DISPATCH HandlesAllByIf;
_Dispatch_type_(IRP_MJ_SYSTEM_CONTROL) DRIVER_DISPATCH HandlesAllByFlag;
_Dispatch_type_(IRP_MJ_SYSTEM_CONTROL) DRIVER_DISPATCH HelperForgets;
_Dispatch_type_(IRP_MJ_SYSTEM_CONTROL) DRIVER_DISPATCH HelperKnows;
_Dispatch_type_(IRP_MJ_SYSTEM_CONTROL) DRIVER_DISPATCH HandlesAllByTable;
_Dispatch_type_(IRP_MJ_SYSTEM_CONTROL) DRIVER_DISPATCH TableForgets;

NTSTATUS LeavesEither(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    SYSCTL_IRP_DISPOSITION disposition;
    NTSTATUS status = WmiSystemControl(&extension->Wmi, DeviceObject, Irp, &disposition);
    if (disposition == IrpNotWmi) {
        return Skip(extension, Irp);
    }
    return NT_SUCCESS(status) ? STATUS_INVALID_DEVICE_STATE : status; // expect: WmiComplete, WmiForward
}

/* Forgets that the library may leave completing to it. */
NTSTATUS ReturnsStatusOnly(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    SYSCTL_IRP_DISPOSITION disposition = IrpProcessed;
    NTSTATUS status = WmiSystemControl(&extension->Wmi, DeviceObject, Irp, &disposition);
    switch (disposition) {
    case IrpForward:
    case IrpNotWmi:
        return Skip(extension, Irp); // keeps: WmiForward
    case IrpNotCompleted:
        Irp->IoStatus.Status = status;
        break;
    default:
        break;
    }
    return NT_SUCCESS(status) ? STATUS_INVALID_PARAMETER : status; // expect: WmiComplete
}

NTSTATUS CompletesAll(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    SYSCTL_IRP_DISPOSITION disposition;
    NTSTATUS status = WmiSystemControl(&extension->Wmi, DeviceObject, Irp, &disposition);
    if (disposition == IrpProcessed) {
        return status; // keeps: WmiComplete
    }
    return Finish(Irp, STATUS_NOT_SUPPORTED); // expect: WmiForward
}

/* What to do stands in a helper; it takes a request that is to be forwarded for one that is done. */
static BOOLEAN MustBeSent(SYSCTL_IRP_DISPOSITION Disposition)
{
    return Disposition == IrpNotWmi; // otherwise: return Disposition == IrpNotWmi || Disposition == IrpForward;
}

NTSTATUS HelperDecides(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    SYSCTL_IRP_DISPOSITION disposition;
    NTSTATUS status = WmiSystemControl(&extension->Wmi, DeviceObject, Irp, &disposition);
    if (MustBeSent(disposition)) {
        return Skip(extension, Irp);
    }
    if (disposition == IrpNotCompleted) {
        IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: WmiComplete
        return status;
    }
    return disposition == IrpForward ? STATUS_NOT_SUPPORTED : status; // expect: WmiForward across functions
}

/* Takes what is left to the driver for something done. */
static BOOLEAN IsFinished(SYSCTL_IRP_DISPOSITION Disposition)
{
    return Disposition != IrpForward && Disposition != IrpNotWmi; // otherwise: return Disposition == IrpProcessed;
}

NTSTATUS HelperForgets(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    SYSCTL_IRP_DISPOSITION disposition;
    NTSTATUS status = WmiSystemControl(&extension->Wmi, DeviceObject, Irp, &disposition);
    if (IsFinished(disposition)) {
        return NT_SUCCESS(status) ? STATUS_INVALID_PARAMETER : status; // expect: WmiComplete across functions
    }
    return disposition == IrpNotCompleted ? Finish(Irp, status) : Skip(extension, Irp);
}

static BOOLEAN NothingLeft(SYSCTL_IRP_DISPOSITION Disposition)
{
    return Disposition == IrpProcessed; // otherwise: return Disposition != IrpNotWmi;
}

NTSTATUS HelperKnows(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    SYSCTL_IRP_DISPOSITION disposition;
    NTSTATUS status = WmiSystemControl(&extension->Wmi, DeviceObject, Irp, &disposition);
    if (NothingLeft(disposition)) {
        return status; // keeps: WmiComplete across functions, WmiForward across functions
    }
    return disposition == IrpNotCompleted ? Finish(Irp, status) : Skip(extension, Irp);
}

NTSTATUS HandlesAll(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    SYSCTL_IRP_DISPOSITION disposition;
    NTSTATUS status = WmiSystemControl(&extension->Wmi, DeviceObject, Irp, &disposition);
    switch (disposition) {
    case IrpProcessed:
        return status;
    case IrpNotCompleted:
        IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: WmiComplete
        return status;
    case IrpForward:
    case IrpNotWmi:
    default:
        return Skip(extension, Irp); // keeps: WmiForward
    }
}

NTSTATUS HandlesAllByIf(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    SYSCTL_IRP_DISPOSITION disposition;
    NTSTATUS status = WmiSystemControl(&extension->Wmi, DeviceObject, Irp, &disposition);
    if (disposition == IrpNotCompleted) {
        return Finish(Irp, status);
    }
    if (disposition != IrpProcessed && IoForwardIrpSynchronously(extension->Below, Irp)) {
        status = Irp->IoStatus.Status;
        IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: WmiForward
    } else if (disposition != IrpProcessed) {
        status = Finish(Irp, STATUS_UNSUCCESSFUL);
    }
    return status; // keeps: WmiComplete
}

/* Both flags are taken from the same answer. */
NTSTATUS HandlesAllByFlag(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    SYSCTL_IRP_DISPOSITION disposition;
    NTSTATUS status = WmiSystemControl(&extension->Wmi, DeviceObject, Irp, &disposition);
    BOOLEAN ours = disposition == IrpNotCompleted;
    BOOLEAN done = ours || disposition == IrpProcessed;
    if (!done) { // correlated
        return Skip(extension, Irp);
    }
    if (ours) { // correlated
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
    }
    return status; // keeps: WmiComplete infeasible, WmiForward infeasible
}

/* What is left to do stands in a table, in the order of the dispositions. */
NTSTATUS HandlesAllByTable(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    static const CHAR left[] = {'-', 'c', 's', 's'};
    PEXTENSION extension = DeviceObject->DeviceExtension;
    SYSCTL_IRP_DISPOSITION disposition;
    NTSTATUS status = WmiSystemControl(&extension->Wmi, DeviceObject, Irp, &disposition);
    if (left[disposition] == 's') {
        return Skip(extension, Irp); // keeps: WmiForward
    }
    if (left[disposition] == 'c') {
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
    }
    return status; // keeps: WmiComplete, WmiForward
}

NTSTATUS TableForgets(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    static const CHAR left[] = {'-', '-', 's', 's'};
    PEXTENSION extension = DeviceObject->DeviceExtension;
    SYSCTL_IRP_DISPOSITION disposition;
    NTSTATUS status = WmiSystemControl(&extension->Wmi, DeviceObject, Irp, &disposition);
    if (left[disposition] == 's') {
        return Skip(extension, Irp); // keeps: WmiForward
    }
    return status; // expect: WmiComplete
}

NTSTATUS AddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT PhysicalDeviceObject)
{
    PDEVICE_OBJECT device;
    PEXTENSION extension;
    NTSTATUS status = IoCreateDevice(DriverObject, sizeof(EXTENSION), NULL, FILE_DEVICE_DISK, 0, FALSE,
                                     &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    extension = device->DeviceExtension;
    extension->Self = device;
    extension->Below = IoAttachDeviceToDeviceStack(device, PhysicalDeviceObject);
    if (extension->Below == NULL) {
        IoDeleteDevice(device);
        return STATUS_NO_SUCH_DEVICE;
    }
    device->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}

VOID Unload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverExtension->AddDevice = AddDevice;
    DriverObject->DriverUnload = Unload;
    DriverObject->MajorFunction[IRP_MJ_SYSTEM_CONTROL] = HandlesAll;
    return STATUS_SUCCESS;
}
