/*
 * driver.c - loading, AddDevice, PnP, power.
 */
#include "scanner.h"

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#pragma alloc_text(PAGE, scanner_add_device)
#pragma alloc_text(PAGE, scanner_unload)
#endif

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT driver, _In_ PUNICODE_STRING registry_path)
{
    UNREFERENCED_PARAMETER(registry_path);

    driver->MajorFunction[IRP_MJ_CREATE] = scanner_create_close;
    driver->MajorFunction[IRP_MJ_CLOSE] = scanner_create_close;
    driver->MajorFunction[IRP_MJ_READ] = scanner_read;
    driver->MajorFunction[IRP_MJ_WRITE] = scanner_write;
    driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = scanner_control;
    driver->MajorFunction[IRP_MJ_PNP] = scanner_pnp;
    driver->MajorFunction[IRP_MJ_POWER] = scanner_power;
    driver->DriverExtension->AddDevice = scanner_add_device;
    driver->DriverUnload = scanner_unload;
    return STATUS_SUCCESS;
}

VOID scanner_unload(_In_ PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    PAGED_CODE();
}

NTSTATUS scanner_add_device(_In_ PDRIVER_OBJECT driver, _In_ PDEVICE_OBJECT physical)
{
    PDEVICE_OBJECT device;
    scanner_extension *ext;
    NTSTATUS status;

    PAGED_CODE();

    status = IoCreateDevice(driver, sizeof(scanner_extension), NULL, FILE_DEVICE_SCANNER,
                            FILE_DEVICE_SECURE_OPEN, FALSE, &device);
    if (!NT_SUCCESS(status))
        goto out;

    ext = device->DeviceExtension;
    RtlZeroMemory(ext, sizeof(*ext));
    ext->self = device;
    IoInitializeRemoveLock(&ext->remove_lock, SCAN_TAG, 0, 0);

    ext->lower = IoAttachDeviceToDeviceStack(device, physical);
    if (!ext->lower) {
        status = STATUS_NO_SUCH_DEVICE;
        goto delete_device;
    }
    device->Flags |= DO_DIRECT_IO | DO_POWER_PAGABLE;
    device->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;

delete_device:
    IoDeleteDevice(device);
out:
    return status;
}

void scanner_complete(scanner_extension *ext, PIRP irp, NTSTATUS status)
{
    irp->IoStatus.Status = status;
    irp->IoStatus.Information = 0;
    IoReleaseRemoveLock(&ext->remove_lock, irp);
    IoCompleteRequest(irp, IO_NO_INCREMENT);
}

NTSTATUS scanner_create_close(_In_ PDEVICE_OBJECT device, _Inout_ PIRP irp)
{
    UNREFERENCED_PARAMETER(device);

    irp->IoStatus.Status = STATUS_SUCCESS;
    irp->IoStatus.Information = 0;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

NTSTATUS scanner_pnp(_In_ PDEVICE_OBJECT device, _Inout_ PIRP irp)
{
    scanner_extension *ext = device->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(irp);
    NTSTATUS status;

    status = IoAcquireRemoveLock(&ext->remove_lock, irp);
    if (!NT_SUCCESS(status))
        goto refuse;

    if (stack->MinorFunction == IRP_MN_START_DEVICE)
        goto start;
    if (stack->MinorFunction == IRP_MN_REMOVE_DEVICE)
        goto remove;

    IoSkipCurrentIrpStackLocation(irp);
    status = IoCallDriver(ext->lower, irp);
    IoReleaseRemoveLock(&ext->remove_lock, irp);
    return status;

start:
    status = STATUS_UNSUCCESSFUL;
    if (IoForwardIrpSynchronously(ext->lower, irp))
        status = irp->IoStatus.Status;
    if (NT_SUCCESS(status))
        ext->started = TRUE;
    IoReleaseRemoveLock(&ext->remove_lock, irp);
    goto refuse;

remove:
    ext->started = FALSE;
    IoReleaseRemoveLockAndWait(&ext->remove_lock, irp);
    irp->IoStatus.Status = STATUS_SUCCESS;
    IoSkipCurrentIrpStackLocation(irp);
    status = IoCallDriver(ext->lower, irp);
    IoDetachDevice(ext->lower);
    IoDeleteDevice(device);
    return status;

refuse:
    irp->IoStatus.Status = status;
    IoCompleteRequest(irp, IO_NO_INCREMENT);
    return status;
}

NTSTATUS scanner_power(_In_ PDEVICE_OBJECT device, _Inout_ PIRP irp)
{
    scanner_extension *ext = device->DeviceExtension;
    NTSTATUS status;

    PoStartNextPowerIrp(irp);
    status = IoAcquireRemoveLock(&ext->remove_lock, irp);
    if (!NT_SUCCESS(status)) {
        irp->IoStatus.Status = status;
        IoCompleteRequest(irp, IO_NO_INCREMENT);
        return status;
    }
    ext->lamp_warm = FALSE;
    IoSkipCurrentIrpStackLocation(irp);
    status = PoCallDriver(ext->lower, irp);
    IoReleaseRemoveLock(&ext->remove_lock, irp);
    return status;
}
