/*
 * driver.c - loading by table, AddDevice, power.
 */
#include "panel.h"

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#pragma alloc_text(PAGE, PanelAddDevice)
#pragma alloc_text(PAGE, PanelUnload)
#endif

/* Which routine serves which major function. */
static const struct {
    UCHAR Major;
    PDRIVER_DISPATCH Routine;
} PanelMajors[] = {
    { IRP_MJ_CREATE, PanelDispatchOpenClose },
    { IRP_MJ_CLOSE, PanelDispatchOpenClose },
    { IRP_MJ_DEVICE_CONTROL, PanelDispatchControl },
    { IRP_MJ_PNP, PanelDispatchPnp },
    { IRP_MJ_POWER, PanelDispatchPower },
};

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
    ULONG i;

    UNREFERENCED_PARAMETER(RegistryPath);

    for (i = 0; i < RTL_NUMBER_OF(PanelMajors); i++) {
        DriverObject->MajorFunction[PanelMajors[i].Major] = PanelMajors[i].Routine;
    }
    DriverObject->DriverExtension->AddDevice = PanelAddDevice;
    DriverObject->DriverUnload = PanelUnload;
    return STATUS_SUCCESS;
}

VOID PanelUnload(_In_ PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    PAGED_CODE();
}

NTSTATUS PanelAddDevice(_In_ PDRIVER_OBJECT DriverObject, _In_ PDEVICE_OBJECT PhysicalDeviceObject)
{
    PDEVICE_OBJECT device;
    PPANEL_EXTENSION ext;
    NTSTATUS status;

    PAGED_CODE();

    status = IoCreateDevice(DriverObject, sizeof(PANEL_EXTENSION), NULL, FILE_DEVICE_SCREEN,
                            FILE_DEVICE_SECURE_OPEN, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    ext = (PPANEL_EXTENSION)device->DeviceExtension;
    RtlZeroMemory(ext, sizeof(*ext));
    ext->Self = device;
    KeInitializeSpinLock(&ext->ScrollLock);
    InitializeListHead(&ext->Scrolls);
    IoInitializeRemoveLock(&ext->RemoveLock, PANEL_TAG, 0, 0);
    ext->LowerDevice = IoAttachDeviceToDeviceStack(device, PhysicalDeviceObject);
    if (ext->LowerDevice == NULL) {
        IoDeleteDevice(device);
        return STATUS_NO_SUCH_DEVICE;
    }
    device->Flags |= DO_BUFFERED_IO | DO_POWER_PAGABLE;
    device->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}

NTSTATUS PanelFinish(_In_ PPANEL_EXTENSION Ext, _In_ PIRP Irp, _In_ NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoReleaseRemoveLock(&Ext->RemoveLock, Irp);
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

/* A request that was sent on has come back; so does the remove lock. */
NTSTATUS PanelForwarded(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PPANEL_EXTENSION ext = (PPANEL_EXTENSION)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    return STATUS_CONTINUE_COMPLETION;
}

NTSTATUS PanelDispatchOpenClose(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);

    Irp->IoStatus.Status = STATUS_SUCCESS;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

NTSTATUS PanelDispatchPower(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PPANEL_EXTENSION ext = (PPANEL_EXTENSION)DeviceObject->DeviceExtension;
    NTSTATUS status;

    PoStartNextPowerIrp(Irp);
    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        Irp->IoStatus.Status = status;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
        return status;
    }
    IoSkipCurrentIrpStackLocation(Irp);
    status = PoCallDriver(ext->LowerDevice, Irp);
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    return status;
}
