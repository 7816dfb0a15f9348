/*
 * driver.c - loading, AddDevice, create, close, WMI.
 */
#include "lighthouse.h"

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#pragma alloc_text(PAGE, LhAddDevice)
#pragma alloc_text(PAGE, LhUnload)
#endif

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);

    DriverObject->MajorFunction[IRP_MJ_CREATE] = LhDispatchCreateClose;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = LhDispatchCreateClose;
    DriverObject->MajorFunction[IRP_MJ_CLEANUP] = LhDispatchCleanup;
    DriverObject->MajorFunction[IRP_MJ_READ] = LhDispatchRead;
    DriverObject->MajorFunction[IRP_MJ_WRITE] = LhDispatchWrite;
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = LhDispatchControl;
    DriverObject->MajorFunction[IRP_MJ_PNP] = LhDispatchPnp;
    DriverObject->MajorFunction[IRP_MJ_POWER] = LhDispatchPower;
    DriverObject->MajorFunction[IRP_MJ_SYSTEM_CONTROL] = LhDispatchSystemControl;
    DriverObject->DriverExtension->AddDevice = LhAddDevice;
    DriverObject->DriverUnload = LhUnload;
    return STATUS_SUCCESS;
}

VOID LhUnload(_In_ PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    PAGED_CODE();
}

NTSTATUS LhAddDevice(_In_ PDRIVER_OBJECT DriverObject, _In_ PDEVICE_OBJECT PhysicalDeviceObject)
{
    PDEVICE_OBJECT device;
    PLH_EXTENSION ext;
    NTSTATUS status;

    PAGED_CODE();

    status = IoCreateDevice(DriverObject, sizeof(LH_EXTENSION), NULL, FILE_DEVICE_UNKNOWN,
                            FILE_DEVICE_SECURE_OPEN, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    ext = (PLH_EXTENSION)device->DeviceExtension;
    RtlZeroMemory(ext, sizeof(*ext));
    ext->Self = device;
    ext->PhysicalDevice = PhysicalDeviceObject;
    ext->State = LhStopped;
    ext->Power = PowerDeviceD0;
    IoInitializeRemoveLock(&ext->RemoveLock, LH_TAG, 0, 0);

    status = LhInitializeReaders(ext);
    if (!NT_SUCCESS(status)) {
        IoDeleteDevice(device);
        return status;
    }
    ext->StartItem = IoAllocateWorkItem(device);
    if (ext->StartItem == NULL) {
        IoDeleteDevice(device);
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    ext->LowerDevice = IoAttachDeviceToDeviceStack(device, PhysicalDeviceObject);
    if (ext->LowerDevice == NULL) {
        IoFreeWorkItem(ext->StartItem);
        IoDeleteDevice(device);
        return STATUS_NO_SUCH_DEVICE;
    }

    device->Flags |= DO_BUFFERED_IO | DO_POWER_PAGABLE;
    device->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}

NTSTATUS LhComplete(_In_ PIRP Irp, _In_ NTSTATUS Status, _In_ ULONG_PTR Information)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = Information;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

/* For a request that holds the remove lock. */
NTSTATUS LhFinish(_In_ PLH_EXTENSION Ext, _In_ PIRP Irp, _In_ NTSTATUS Status, _In_ ULONG_PTR Information)
{
    IoReleaseRemoveLock(&Ext->RemoveLock, Irp);
    return LhComplete(Irp, Status, Information);
}

NTSTATUS LhDispatchCreateClose(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);

    return LhComplete(Irp, STATUS_SUCCESS, 0);
}

NTSTATUS LhDispatchSystemControl(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PLH_EXTENSION ext = (PLH_EXTENSION)DeviceObject->DeviceExtension;
    NTSTATUS status;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        return LhComplete(Irp, status, 0);
    }
    IoSkipCurrentIrpStackLocation(Irp);
    status = IoCallDriver(ext->LowerDevice, Irp);
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    return status;
}
