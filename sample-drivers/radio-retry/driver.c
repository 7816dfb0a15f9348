/*
 * driver.c - loading, AddDevice, PnP, power.
 */
#include "radio.h"

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#pragma alloc_text(PAGE, RadioAddDevice)
#pragma alloc_text(PAGE, RadioUnload)
#endif

IO_COMPLETION_ROUTINE RadioPowerCounted;

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
    ULONG major;

    UNREFERENCED_PARAMETER(RegistryPath);

    for (major = 0; major <= IRP_MJ_MAXIMUM_FUNCTION; major++) {
        DriverObject->MajorFunction[major] = RadioDispatchOther;
    }
    DriverObject->MajorFunction[IRP_MJ_READ] = RadioDispatchRead;
    DriverObject->MajorFunction[IRP_MJ_WRITE] = RadioDispatchWrite;
    DriverObject->MajorFunction[IRP_MJ_FLUSH_BUFFERS] = RadioDispatchFlush;
    DriverObject->MajorFunction[IRP_MJ_SHUTDOWN] = RadioDispatchShutdown;
    DriverObject->MajorFunction[IRP_MJ_INTERNAL_DEVICE_CONTROL] = RadioDispatchInternal;
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = RadioDispatchControl;
    DriverObject->MajorFunction[IRP_MJ_PNP] = RadioDispatchPnp;
    DriverObject->MajorFunction[IRP_MJ_POWER] = RadioDispatchPower;
    DriverObject->DriverExtension->AddDevice = RadioAddDevice;
    DriverObject->DriverUnload = RadioUnload;
    return STATUS_SUCCESS;
}

VOID RadioUnload(_In_ PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    PAGED_CODE();
}

NTSTATUS RadioAddDevice(_In_ PDRIVER_OBJECT DriverObject, _In_ PDEVICE_OBJECT PhysicalDeviceObject)
{
    PDEVICE_OBJECT device;
    PRADIO_EXTENSION ext;
    NTSTATUS status;

    PAGED_CODE();

    status = IoCreateDevice(DriverObject, sizeof(RADIO_EXTENSION), NULL, FILE_DEVICE_UNKNOWN,
                            FILE_DEVICE_SECURE_OPEN, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    ext = (PRADIO_EXTENSION)device->DeviceExtension;
    RtlZeroMemory(ext, sizeof(*ext));
    ext->Self = device;
    IoInitializeRemoveLock(&ext->RemoveLock, RADIO_TAG, 0, 0);
    ext->LowerDevice = IoAttachDeviceToDeviceStack(device, PhysicalDeviceObject);
    if (ext->LowerDevice == NULL) {
        IoDeleteDevice(device);
        return STATUS_NO_SUCH_DEVICE;
    }
    device->Flags |= ext->LowerDevice->Flags & (DO_DIRECT_IO | DO_BUFFERED_IO | DO_POWER_PAGABLE);
    device->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}

/* For a request that never got the remove lock. */
NTSTATUS RadioRefuse(_In_ PIRP Irp, _In_ NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

NTSTATUS RadioFinish(_In_ PRADIO_EXTENSION Ext, _In_ PIRP Irp, _In_ NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoReleaseRemoveLock(&Ext->RemoveLock, Irp);
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

NTSTATUS RadioDispatchOther(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PRADIO_EXTENSION ext = (PRADIO_EXTENSION)DeviceObject->DeviceExtension;
    NTSTATUS status;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        return RadioRefuse(Irp, status);
    }
    IoSkipCurrentIrpStackLocation(Irp);
    status = IoCallDriver(ext->LowerDevice, Irp);
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    return status;
}

NTSTATUS RadioDispatchPnp(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PRADIO_EXTENSION ext = (PRADIO_EXTENSION)DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    PDEVICE_OBJECT lower = ext->LowerDevice;
    NTSTATUS status;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        return RadioRefuse(Irp, status);
    }

    switch (stack->MinorFunction) {
    case IRP_MN_START_DEVICE:
        status = STATUS_UNSUCCESSFUL;
        if (IoForwardIrpSynchronously(lower, Irp)) {
            status = Irp->IoStatus.Status;
        }
        ext->Stopped = !NT_SUCCESS(status);
        return RadioFinish(ext, Irp, status);

    case IRP_MN_REMOVE_DEVICE:
        ext->Stopped = TRUE;
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

/* Counts how often the receiver was switched on. The dispatch routine gives the remove lock back. */
NTSTATUS RadioPowerCounted(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);

    if (NT_SUCCESS(Irp->IoStatus.Status)) {
        InterlockedIncrement((PLONG)Context);
    }
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    PoStartNextPowerIrp(Irp);
    return STATUS_CONTINUE_COMPLETION;
}

/*
 * Two device states, two registrations, two sends by PoCallDriver. Switching on is counted without a
 * look at the status; switching off has the look.
 */
NTSTATUS RadioDispatchPower(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PRADIO_EXTENSION ext = (PRADIO_EXTENSION)DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        PoStartNextPowerIrp(Irp);
        return RadioRefuse(Irp, status);
    }

    if (stack->MinorFunction != IRP_MN_SET_POWER || stack->Parameters.Power.Type != DevicePowerState) {
        PoStartNextPowerIrp(Irp);
        IoSkipCurrentIrpStackLocation(Irp);
        status = PoCallDriver(ext->LowerDevice, Irp);
        IoReleaseRemoveLock(&ext->RemoveLock, Irp);
        return status;
    }

    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(DeviceObject, Irp, RadioPowerCounted, &ext->PowerUps, TRUE, TRUE, TRUE);
    if (stack->Parameters.Power.State.DeviceState == PowerDeviceD0) {
        status = PoCallDriver(ext->LowerDevice, Irp); // expect: IoSetCompletionRoutineExCheck
    } else if (NT_SUCCESS(status)) {
        status = PoCallDriver(ext->LowerDevice, Irp);
    } else {
        PoStartNextPowerIrp(Irp);
        return RadioFinish(ext, Irp, status);
    }
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    return status;
}
