/*
 * driver.c - loading, attaching to the disk stack, and the requests the gauge does not look at.
 */
#include "gauge.h"

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#pragma alloc_text(PAGE, GaugeAddDevice)
#pragma alloc_text(PAGE, GaugeUnload)
#endif

LONG GaugeShutdowns;

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
    ULONG major;

    UNREFERENCED_PARAMETER(RegistryPath);

    for (major = 0; major <= IRP_MJ_MAXIMUM_FUNCTION; major++) {
        DriverObject->MajorFunction[major] = GaugeDispatchPassThrough;
    }
    DriverObject->MajorFunction[IRP_MJ_READ] = GaugeDispatchRead;
    DriverObject->MajorFunction[IRP_MJ_WRITE] = GaugeDispatchWrite;
    DriverObject->MajorFunction[IRP_MJ_FLUSH_BUFFERS] = GaugeDispatchFlush;
    DriverObject->MajorFunction[IRP_MJ_SHUTDOWN] = GaugeDispatchShutdown;
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = GaugeDispatchControl;
    DriverObject->MajorFunction[IRP_MJ_PNP] = GaugeDispatchPnp;
    DriverObject->MajorFunction[IRP_MJ_POWER] = GaugeDispatchPower;
    DriverObject->DriverExtension->AddDevice = GaugeAddDevice;
    DriverObject->DriverUnload = GaugeUnload;
    return STATUS_SUCCESS;
}

VOID GaugeUnload(_In_ PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    PAGED_CODE();
    KdPrint(("gauge: unloaded after %ld shutdown requests\n", GaugeShutdowns));
}

NTSTATUS GaugeAddDevice(_In_ PDRIVER_OBJECT DriverObject, _In_ PDEVICE_OBJECT PhysicalDeviceObject)
{
    PDEVICE_OBJECT filter;
    PGAUGE_EXTENSION ext;
    NTSTATUS status;

    PAGED_CODE();

    status = IoCreateDevice(DriverObject, sizeof(GAUGE_EXTENSION), NULL, FILE_DEVICE_DISK,
                            FILE_DEVICE_SECURE_OPEN, FALSE, &filter);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    ext = (PGAUGE_EXTENSION)filter->DeviceExtension;
    RtlZeroMemory(ext, sizeof(*ext));
    ext->Self = filter;
    ext->PhysicalDevice = PhysicalDeviceObject;
    ext->State = GaugeAttached;
    ext->Measuring = TRUE;
    KeInitializeSpinLock(&ext->CounterLock);
    IoInitializeRemoveLock(&ext->RemoveLock, GAUGE_TAG, 0, 0);

    ext->LowerDevice = IoAttachDeviceToDeviceStack(filter, PhysicalDeviceObject);
    if (ext->LowerDevice == NULL) {
        IoDeleteDevice(filter);
        return STATUS_NO_SUCH_DEVICE;
    }

    filter->Flags |= ext->LowerDevice->Flags & (DO_DIRECT_IO | DO_BUFFERED_IO | DO_POWER_PAGABLE);
    filter->DeviceType = ext->LowerDevice->DeviceType;
    filter->Characteristics = ext->LowerDevice->Characteristics;
    filter->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}

/* Finishes a request here and hands its status back, so that callers can "return GaugeComplete(...)". */
NTSTATUS GaugeComplete(_In_ PIRP Irp, _In_ NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

/* Everything without a routine of its own goes down untouched. */
NTSTATUS GaugeDispatchPassThrough(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PGAUGE_EXTENSION ext = (PGAUGE_EXTENSION)DeviceObject->DeviceExtension;
    NTSTATUS status;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        return GaugeComplete(Irp, status);
    }

    IoSkipCurrentIrpStackLocation(Irp);
    status = IoCallDriver(ext->LowerDevice, Irp);
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    return status;
}
