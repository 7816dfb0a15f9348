/*
 * driver.c - loading, AddDevice, PnP, power, and the routines that the macros name.
 */
#include "modem.h"

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#pragma alloc_text(PAGE, ModemAddDevice)
#pragma alloc_text(PAGE, ModemUnload)
#endif

#define ROUTE(code, name) DriverObject->MajorFunction[IRP_MJ_##code] = ModemDispatch##name

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
    ULONG major;

    UNREFERENCED_PARAMETER(RegistryPath);

    for (major = 0; major <= IRP_MJ_MAXIMUM_FUNCTION; major++) {
        DriverObject->MajorFunction[major] = ModemDispatchOther;
    }
    ROUTE(READ, Read);
    ROUTE(WRITE, Write);
    ROUTE(FLUSH_BUFFERS, Flush);
    ROUTE(DEVICE_CONTROL, Control);
    ROUTE(PNP, Pnp);
    ROUTE(POWER, Power);
    DriverObject->DriverExtension->AddDevice = ModemAddDevice;
    DriverObject->DriverUnload = ModemUnload;
    return STATUS_SUCCESS;
}

VOID ModemUnload(_In_ PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    PAGED_CODE();
}

NTSTATUS ModemAddDevice(_In_ PDRIVER_OBJECT DriverObject, _In_ PDEVICE_OBJECT PhysicalDeviceObject)
{
    PDEVICE_OBJECT device;
    PMODEM_EXTENSION ext;
    NTSTATUS status;

    PAGED_CODE();

    status = IoCreateDevice(DriverObject, sizeof(MODEM_EXTENSION), NULL, FILE_DEVICE_SERIAL_PORT,
                            FILE_DEVICE_SECURE_OPEN, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    ext = (PMODEM_EXTENSION)device->DeviceExtension;
    RtlZeroMemory(ext, sizeof(*ext));
    ext->Self = device;
    IoInitializeRemoveLock(&ext->RemoveLock, MODEM_TAG, 0, 0);
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
NTSTATUS ModemRefuse(_In_ PIRP Irp, _In_ NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

NTSTATUS ModemFinish(_In_ PMODEM_EXTENSION Ext, _In_ PIRP Irp, _In_ NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoReleaseRemoveLock(&Ext->RemoveLock, Irp);
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

/* Gives the remove lock back when the port has finished. */
NTSTATUS ModemForwarded(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PMODEM_EXTENSION ext = (PMODEM_EXTENSION)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    return STATUS_CONTINUE_COMPLETION;
}

/* Counts only; for dispatch routines that give the remove lock back themselves. */
NTSTATUS ModemCounted(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PMODEM_EXTENSION ext = (PMODEM_EXTENSION)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    InterlockedIncrement(NT_SUCCESS(Irp->IoStatus.Status) ? &ext->Reads : &ext->Failures);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    return STATUS_CONTINUE_COMPLETION;
}

NTSTATUS ModemDispatchOther(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    DISPATCH_ENTER(DeviceObject, Irp);
    UNREFERENCED_PARAMETER(sent);

    FORWARD_PLAIN(Irp);
    return status;
}

NTSTATUS ModemDispatchPnp(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    DISPATCH_ENTER(DeviceObject, Irp);

    switch (stack->MinorFunction) {
    case IRP_MN_START_DEVICE:
        BAIL_IF(!IoForwardIrpSynchronously(ext->LowerDevice, Irp), STATUS_UNSUCCESSFUL);
        ext->Online = NT_SUCCESS(Irp->IoStatus.Status);
        BAIL(Irp->IoStatus.Status);

    case IRP_MN_REMOVE_DEVICE:
        ext->Online = FALSE;
        IoReleaseRemoveLockAndWait(&ext->RemoveLock, Irp);
        Irp->IoStatus.Status = STATUS_SUCCESS;
        IoSkipCurrentIrpStackLocation(Irp);
        TRY_SEND(Irp);
        IoDetachDevice(ext->LowerDevice);
        IoDeleteDevice(ext->Self);
        return status;

    default:
        FORWARD_PLAIN(Irp);
        break;
    }
    DISPATCH_LEAVE(Irp);
}

NTSTATUS ModemDispatchPower(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    DISPATCH_ENTER(DeviceObject, Irp);
    UNREFERENCED_PARAMETER(sent);

    PoStartNextPowerIrp(Irp);
    IoSkipCurrentIrpStackLocation(Irp);
    status = PoCallDriver(ext->LowerDevice, Irp);
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    return status;
}
