/* Queues that turn out to be empty or refuse an IRP, and statuses that may be a success. */
#include <wdm.h>

typedef struct _STORE {
    PDEVICE_OBJECT Below;
    IO_CSQ Csq;
    KDEVICE_QUEUE Waiting;
    UNICODE_STRING Name;
    UNICODE_STRING Link;
} STORE, *PSTORE;

DRIVER_INITIALIZE DriverEntry;
DRIVER_ADD_DEVICE AddDevice;
DRIVER_UNLOAD Unload;
DRIVER_DISPATCH InsertsOrSaysPending;
DRIVER_DISPATCH InsertsOrFails;
DRIVER_DISPATCH EmptiesAndForgets;
DRIVER_DISPATCH EmptiesAndFinishes;
DRIVER_DISPATCH TakesNext;
DRIVER_DISPATCH ForwardsAndForgets;
DRIVER_DISPATCH ForwardsAndFinishes;
DRIVER_DISPATCH LinksAndForgets;
DRIVER_DISPATCH LinksAndFails;
DRIVER_DISPATCH PassesOn;

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

/* ---- inserting */

NTSTATUS InsertsOrSaysPending(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSTORE store = DeviceObject->DeviceExtension;
    (VOID)IoCsqInsertIrpEx(&store->Csq, Irp, NULL, NULL);
    return STATUS_PENDING; // expect: MarkIrpPending2
}

NTSTATUS InsertsOrFails(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSTORE store = DeviceObject->DeviceExtension;
    NTSTATUS status = IoCsqInsertIrpEx(&store->Csq, Irp, NULL, NULL);
    if (!NT_SUCCESS(status)) {
        return Finish(Irp, status);
    }
    return STATUS_PENDING; // keeps: MarkIrpPending2
}

/* ---- taking out */

NTSTATUS EmptiesAndForgets(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSTORE store = DeviceObject->DeviceExtension;
    PIRP next;
    UNREFERENCED_PARAMETER(Irp);
    while ((next = IoCsqRemoveNextIrp(&store->Csq, NULL)) != NULL) {
        Finish(next, STATUS_CANCELLED);
    }
    return STATUS_SUCCESS; // expect: IrpProcessingComplete
}

NTSTATUS EmptiesAndFinishes(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSTORE store = DeviceObject->DeviceExtension;
    PIRP next;
    while ((next = IoCsqRemoveNextIrp(&store->Csq, NULL)) != NULL) {
        Finish(next, STATUS_CANCELLED);
    }
    return Finish(Irp, STATUS_SUCCESS); // keeps: IrpProcessingComplete, DoubleCompletion
}

NTSTATUS TakesNext(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSTORE store = DeviceObject->DeviceExtension;
    PKDEVICE_QUEUE_ENTRY entry = KeRemoveDeviceQueue(&store->Waiting);
    if (entry == NULL) {
        return Finish(Irp, STATUS_NO_MORE_ENTRIES);
    }
    Finish(CONTAINING_RECORD(entry, IRP, Tail.Overlay.DeviceQueueEntry), STATUS_SUCCESS);
    return STATUS_SUCCESS; // keeps: IrpProcessingComplete
}

/* ---- statuses that may be a success */

NTSTATUS ForwardsAndForgets(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSTORE store = DeviceObject->DeviceExtension;
    if (!IoForwardIrpSynchronously(store->Below, Irp)) {
        return Finish(Irp, STATUS_UNSUCCESSFUL);
    }
    return Irp->IoStatus.Status; // expect: IrpProcessingComplete
}

NTSTATUS ForwardsAndFinishes(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSTORE store = DeviceObject->DeviceExtension;
    if (!IoForwardIrpSynchronously(store->Below, Irp)) {
        return Finish(Irp, STATUS_UNSUCCESSFUL);
    }
    return Finish(Irp, Irp->IoStatus.Status); // keeps: IrpProcessingComplete
}

NTSTATUS LinksAndForgets(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSTORE store = DeviceObject->DeviceExtension;
    NTSTATUS status = IoCreateSymbolicLink(&store->Link, &store->Name);
    if (!NT_SUCCESS(status)) {
        return Finish(Irp, status);
    }
    return status; // known-missed: IrpProcessingComplete - a status that is not known may be a success
}

NTSTATUS LinksAndFails(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSTORE store = DeviceObject->DeviceExtension;
    NTSTATUS status = IoCreateSymbolicLink(&store->Link, &store->Name);
    if (NT_SUCCESS(status)) {
        return Finish(Irp, status);
    }
    return status; // keeps: IrpProcessingComplete
}

NTSTATUS PassesOn(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSTORE store = DeviceObject->DeviceExtension;
    IoSkipCurrentIrpStackLocation(Irp);
    return IoCallDriver(store->Below, Irp);
}

/* ---- */

NTSTATUS AddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT PhysicalDeviceObject)
{
    PDEVICE_OBJECT device;
    PSTORE store;
    NTSTATUS status = IoCreateDevice(DriverObject, sizeof(STORE), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    store = device->DeviceExtension;
    store->Below = IoAttachDeviceToDeviceStack(device, PhysicalDeviceObject);
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
    DriverObject->MajorFunction[IRP_MJ_READ] = InsertsOrSaysPending;
    DriverObject->MajorFunction[IRP_MJ_WRITE] = InsertsOrFails;
    DriverObject->MajorFunction[IRP_MJ_CLEANUP] = EmptiesAndForgets;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = EmptiesAndFinishes;
    DriverObject->MajorFunction[IRP_MJ_FLUSH_BUFFERS] = TakesNext;
    DriverObject->MajorFunction[IRP_MJ_QUERY_INFORMATION] = ForwardsAndForgets;
    DriverObject->MajorFunction[IRP_MJ_SET_INFORMATION] = ForwardsAndFinishes;
    DriverObject->MajorFunction[IRP_MJ_CREATE] = LinksAndForgets;
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = LinksAndFails;
    DriverObject->MajorFunction[IRP_MJ_PNP] = PassesOn;
    DriverObject->MajorFunction[IRP_MJ_POWER] = PassesOn;
    DriverObject->MajorFunction[IRP_MJ_SYSTEM_CONTROL] = PassesOn;
    DriverObject->DriverExtension->AddDevice = AddDevice;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
