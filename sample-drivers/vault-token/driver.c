/*
 * driver.c - loading, AddDevice, PnP and power.
 */
#include "vault.h"

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#pragma alloc_text(PAGE, VaultAddDevice)
#pragma alloc_text(PAGE, VaultUnload)
#endif

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);

    DriverObject->MajorFunction[IRP_MJ_CREATE] = VaultDispatchOpenClose;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = VaultDispatchOpenClose;
    DriverObject->MajorFunction[IRP_MJ_READ] = VaultDispatchRead;
    DriverObject->MajorFunction[IRP_MJ_WRITE] = VaultDispatchWrite;
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = VaultDispatchControl;
    DriverObject->MajorFunction[IRP_MJ_PNP] = VaultDispatchPnp;
    DriverObject->MajorFunction[IRP_MJ_POWER] = VaultDispatchPower;
    DriverObject->DriverExtension->AddDevice = VaultAddDevice;
    DriverObject->DriverUnload = VaultUnload;
    return STATUS_SUCCESS;
}

VOID VaultUnload(_In_ PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    PAGED_CODE();
}

/* One __try, one cleanup: whatever was made is unmade unless everything went well. */
NTSTATUS VaultAddDevice(_In_ PDRIVER_OBJECT DriverObject, _In_ PDEVICE_OBJECT PhysicalDeviceObject)
{
    PDEVICE_OBJECT device = NULL;
    PVAULT_EXTENSION ext;
    NTSTATUS status;

    PAGED_CODE();

    __try {
        status = IoCreateDevice(DriverObject, sizeof(VAULT_EXTENSION), NULL, FILE_DEVICE_SMARTCARD,
                                FILE_DEVICE_SECURE_OPEN, FALSE, &device);
        if (!NT_SUCCESS(status)) {
            __leave;
        }

        ext = (PVAULT_EXTENSION)device->DeviceExtension;
        RtlZeroMemory(ext, sizeof(*ext));
        ext->Self = device;
        ExInitializeFastMutex(&ext->StateMutex);
        IoInitializeRemoveLock(&ext->RemoveLock, VAULT_TAG, 0, 0);

        ext->LowerDevice = IoAttachDeviceToDeviceStack(device, PhysicalDeviceObject);
        if (ext->LowerDevice == NULL) {
            status = STATUS_NO_SUCH_DEVICE;
            __leave;
        }
        device->Flags |= DO_DIRECT_IO | DO_POWER_PAGABLE;
        device->Flags &= ~DO_DEVICE_INITIALIZING;
    } __finally {
        if (!NT_SUCCESS(status) && device != NULL) {
            IoDeleteDevice(device);
        }
    }
    return status;
}

NTSTATUS VaultComplete(_In_ PVAULT_EXTENSION Ext, _In_ PIRP Irp, _In_ NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoReleaseRemoveLock(&Ext->RemoveLock, Irp);
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

/* A forwarded request has come back; the remove lock goes with it. */
NTSTATUS VaultForwarded(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PVAULT_EXTENSION ext = (PVAULT_EXTENSION)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    return STATUS_CONTINUE_COMPLETION;
}

NTSTATUS VaultDispatchOpenClose(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);

    Irp->IoStatus.Status = STATUS_SUCCESS;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

NTSTATUS VaultDispatchPnp(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PVAULT_EXTENSION ext = (PVAULT_EXTENSION)DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    PDEVICE_OBJECT lower = ext->LowerDevice;
    NTSTATUS status;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        Irp->IoStatus.Status = status;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
        return status;
    }

    switch (stack->MinorFunction) {
    case IRP_MN_START_DEVICE:
        status = STATUS_UNSUCCESSFUL;
        if (IoForwardIrpSynchronously(lower, Irp)) {
            status = Irp->IoStatus.Status;
        }
        if (NT_SUCCESS(status)) {
            ext->Started = TRUE;
        }
        Irp->IoStatus.Status = status;
        IoReleaseRemoveLock(&ext->RemoveLock, Irp);
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
        return status;

    case IRP_MN_REMOVE_DEVICE:
        ext->Started = FALSE;
        IoReleaseRemoveLockAndWait(&ext->RemoveLock, Irp);
        Irp->IoStatus.Status = STATUS_SUCCESS;
        IoSkipCurrentIrpStackLocation(Irp);
        status = IoCallDriver(lower, Irp);
        IoDetachDevice(lower);
        IoDeleteDevice(DeviceObject);
        return status;

    default:
        IoSkipCurrentIrpStackLocation(Irp);
        status = IoCallDriver(lower, Irp);
        IoReleaseRemoveLock(&ext->RemoveLock, Irp);
        return status;
    }
}

NTSTATUS VaultDispatchPower(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PVAULT_EXTENSION ext = (PVAULT_EXTENSION)DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        PoStartNextPowerIrp(Irp);
        Irp->IoStatus.Status = status;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
        return status;
    }

    if (stack->MinorFunction == IRP_MN_SET_POWER && stack->Parameters.Power.Type == DevicePowerState) {
        ext->Unlocked = FALSE;
    }
    PoStartNextPowerIrp(Irp);
    IoSkipCurrentIrpStackLocation(Irp);
    status = PoCallDriver(ext->LowerDevice, Irp);
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    return status;
}
