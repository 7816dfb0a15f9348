/*
 * driver.c - loading, AddDevice, PnP, power, and the requests that nobody writes down.
 */
#include "ledger.h"

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#pragma alloc_text(PAGE, LedgerAddDevice)
#pragma alloc_text(PAGE, LedgerUnload)
#endif

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
    ULONG major;

    UNREFERENCED_PARAMETER(RegistryPath);

    for (major = 0; major <= IRP_MJ_MAXIMUM_FUNCTION; major++) {
        DriverObject->MajorFunction[major] = LedgerDispatchOther;
    }
    DriverObject->MajorFunction[IRP_MJ_READ] = LedgerDispatchRead;
    DriverObject->MajorFunction[IRP_MJ_WRITE] = LedgerDispatchWrite;
    DriverObject->MajorFunction[IRP_MJ_FLUSH_BUFFERS] = LedgerDispatchFlush;
    DriverObject->MajorFunction[IRP_MJ_SHUTDOWN] = LedgerDispatchShutdown;
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = LedgerDispatchControl;
    DriverObject->MajorFunction[IRP_MJ_PNP] = LedgerDispatchPnp;
    DriverObject->MajorFunction[IRP_MJ_POWER] = LedgerDispatchPower;
    DriverObject->DriverExtension->AddDevice = LedgerAddDevice;
    DriverObject->DriverUnload = LedgerUnload;
    return STATUS_SUCCESS;
}

VOID LedgerUnload(_In_ PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    PAGED_CODE();
}

NTSTATUS LedgerAddDevice(_In_ PDRIVER_OBJECT DriverObject, _In_ PDEVICE_OBJECT PhysicalDeviceObject)
{
    PDEVICE_OBJECT device;
    PLEDGER_EXTENSION ext;
    NTSTATUS status;

    PAGED_CODE();

    status = IoCreateDevice(DriverObject, sizeof(LEDGER_EXTENSION), NULL, FILE_DEVICE_DISK,
                            FILE_DEVICE_SECURE_OPEN, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    ext = (PLEDGER_EXTENSION)device->DeviceExtension;
    RtlZeroMemory(ext, sizeof(*ext));
    ext->Self = device;
    IoInitializeRemoveLock(&ext->RemoveLock, LEDGER_TAG, 0, 0);
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
NTSTATUS LedgerRefuse(_In_ PIRP Irp, _In_ NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

NTSTATUS LedgerFinish(_In_ PLEDGER_EXTENSION Ext, _In_ PIRP Irp, _In_ NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoReleaseRemoveLock(&Ext->RemoveLock, Irp);
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

NTSTATUS LedgerDispatchOther(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PLEDGER_EXTENSION ext = (PLEDGER_EXTENSION)DeviceObject->DeviceExtension;
    NTSTATUS status;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        return LedgerRefuse(Irp, status);
    }
    IoSkipCurrentIrpStackLocation(Irp);
    status = IoCallDriver(ext->LowerDevice, Irp);
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    return status;
}

/* The journal is opened when the disk has started, and let go when it leaves. */
static NTSTATUS LedgerStart(PLEDGER_EXTENSION Ext, PIRP Irp)
{
    UNICODE_STRING name;
    NTSTATUS status = STATUS_UNSUCCESSFUL;

    if (IoForwardIrpSynchronously(Ext->LowerDevice, Irp)) {
        status = Irp->IoStatus.Status;
    }
    if (NT_SUCCESS(status) && Ext->Journal == NULL) {
        RtlInitUnicodeString(&name, L"\\Device\\LedgerJournal");
        status = IoGetDeviceObjectPointer(&name, FILE_READ_DATA | FILE_WRITE_DATA, &Ext->JournalFile,
                                          &Ext->Journal);
    }
    return LedgerFinish(Ext, Irp, status);
}

NTSTATUS LedgerDispatchPnp(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PLEDGER_EXTENSION ext = (PLEDGER_EXTENSION)DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    PDEVICE_OBJECT lower = ext->LowerDevice;
    NTSTATUS status;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        return LedgerRefuse(Irp, status);
    }

    switch (stack->MinorFunction) {
    case IRP_MN_START_DEVICE:
        return LedgerStart(ext, Irp);

    case IRP_MN_REMOVE_DEVICE:
        IoReleaseRemoveLockAndWait(&ext->RemoveLock, Irp);
        Irp->IoStatus.Status = STATUS_SUCCESS;
        IoSkipCurrentIrpStackLocation(Irp);
        status = IoCallDriver(lower, Irp);
        if (ext->JournalFile != NULL) {
            ObDereferenceObject(ext->JournalFile);
        }
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

NTSTATUS LedgerDispatchPower(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PLEDGER_EXTENSION ext = (PLEDGER_EXTENSION)DeviceObject->DeviceExtension;
    NTSTATUS status;

    PoStartNextPowerIrp(Irp);
    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        return LedgerRefuse(Irp, status);
    }
    IoSkipCurrentIrpStackLocation(Irp);
    status = PoCallDriver(ext->LowerDevice, Irp);
    IoReleaseRemoveLock(&ext->RemoveLock, Irp);
    return status;
}
