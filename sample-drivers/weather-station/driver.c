/*
 * driver.c - loading, AddDevice, create and close.
 */
#include "weather.h"

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#pragma alloc_text(PAGE, WxAddDevice)
#pragma alloc_text(PAGE, WxUnload)
#endif

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);

    DriverObject->MajorFunction[IRP_MJ_CREATE] = WxDispatchCreate;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = WxDispatchClose;
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = WxDispatchControl;
    DriverObject->MajorFunction[IRP_MJ_PNP] = WxDispatchPnp;
    DriverObject->MajorFunction[IRP_MJ_POWER] = WxDispatchPower;
    DriverObject->MajorFunction[IRP_MJ_SYSTEM_CONTROL] = WxDispatchForward;
    DriverObject->DriverExtension->AddDevice = WxAddDevice;
    DriverObject->DriverUnload = WxUnload;
    return STATUS_SUCCESS;
}

VOID WxUnload(_In_ PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    PAGED_CODE();
}

NTSTATUS WxAddDevice(_In_ PDRIVER_OBJECT DriverObject, _In_ PDEVICE_OBJECT PhysicalDeviceObject)
{
    PDEVICE_OBJECT device;
    PWX_EXTENSION ext;
    NTSTATUS status;

    PAGED_CODE();

    status = IoCreateDevice(DriverObject, sizeof(WX_EXTENSION), NULL, FILE_DEVICE_UNKNOWN,
                            FILE_DEVICE_SECURE_OPEN, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    ext = (PWX_EXTENSION)device->DeviceExtension;
    RtlZeroMemory(ext, sizeof(*ext));
    ext->Self = device;
    IoInitializeRemoveLock(&ext->RemoveLock, WX_TAG, 0, 0);

    ext->LowerDevice = IoAttachDeviceToDeviceStack(device, PhysicalDeviceObject);
    if (ext->LowerDevice == NULL) {
        IoDeleteDevice(device);
        return STATUS_NO_SUCH_DEVICE;
    }

    device->Flags |= DO_BUFFERED_IO | DO_POWER_PAGABLE;
    device->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}

/* Every request that took the remove lock ends here, unless it goes down the stack. */
NTSTATUS WxFinish(_In_ PWX_EXTENSION Ext, _In_ PIRP Irp, _In_ NTSTATUS Status, _In_ ULONG_PTR Information)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = Information;
    IoReleaseRemoveLock(&Ext->RemoveLock, Irp);
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

NTSTATUS WxDispatchCreate(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PWX_EXTENSION ext = (PWX_EXTENSION)DeviceObject->DeviceExtension;
    NTSTATUS status;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        Irp->IoStatus.Status = status;
        Irp->IoStatus.Information = 0;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
        return status;
    }

    if (!ext->Started) {
        return WxFinish(ext, Irp, STATUS_DEVICE_NOT_READY, 0);
    }
    InterlockedIncrement(&ext->Opened);
    return WxFinish(ext, Irp, STATUS_SUCCESS, 0);
}

NTSTATUS WxDispatchClose(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PWX_EXTENSION ext = (PWX_EXTENSION)DeviceObject->DeviceExtension;

    InterlockedDecrement(&ext->Opened);
    Irp->IoStatus.Status = STATUS_SUCCESS;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

/* WMI is not ours; it goes to the next driver as it came. */
NTSTATUS WxDispatchForward(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PWX_EXTENSION ext = (PWX_EXTENSION)DeviceObject->DeviceExtension;

    IoSkipCurrentIrpStackLocation(Irp);
    return IoCallDriver(ext->LowerDevice, Irp);
}
