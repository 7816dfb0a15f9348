/* A bus driver whose child programs open by a symbolic link: a child all the same, listed for the bus. */
#include <wdm.h>

typedef struct _PORT {
    PDEVICE_OBJECT Below;
    PDEVICE_OBJECT Child;
} PORT, *PPORT;

DRIVER_INITIALIZE DriverEntry;
DRIVER_ADD_DEVICE AddDevice;
DRIVER_UNLOAD Unload;
DRIVER_DISPATCH Pnp;

static NTSTATUS MakeChild(PDEVICE_OBJECT Device)
{
    PPORT port = Device->DeviceExtension;
    UNICODE_STRING name;
    UNICODE_STRING link;
    NTSTATUS status;
    RtlInitUnicodeString(&name, L"\\Device\\Twig0");
    RtlInitUnicodeString(&link, L"\\DosDevices\\TWIG1");
    status = IoCreateDevice(
        Device->DriverObject, sizeof(PORT), &name, FILE_DEVICE_CONTROLLER, 0, FALSE, &port->Child);
    if (NT_SUCCESS(status)) {
        ((PPORT)port->Child->DeviceExtension)->Below = NULL;
        status = IoCreateSymbolicLink(&link, &name);
    }
    return status;
}

static NTSTATUS ListChild(PPORT Port, PIRP Irp)
{
    PDEVICE_RELATIONS list = ExAllocatePoolWithTag(PagedPool, sizeof(DEVICE_RELATIONS), 'giwT');
    if (list == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    ObReferenceObject(Port->Child);
    list->Count = 1;
    list->Objects[0] = Port->Child;
    Irp->IoStatus.Information = (ULONG_PTR)list;
    Irp->IoStatus.Status = STATUS_SUCCESS;
    return STATUS_SUCCESS;
}

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

NTSTATUS Pnp(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PPORT port = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status;
    if (port->Below == NULL) {
        return Finish(Irp, Irp->IoStatus.Status); // keeps: PnpIrpCompletion
    }
    if (stack->MinorFunction == IRP_MN_QUERY_DEVICE_RELATIONS
        && stack->Parameters.QueryDeviceRelations.Type == BusRelations) {
        status = MakeChild(DeviceObject);
        if (NT_SUCCESS(status)) {
            status = ListChild(port, Irp);
        }
        if (!NT_SUCCESS(status)) {
            return Finish(Irp, status);
        }
    }
    IoSkipCurrentIrpStackLocation(Irp);
    return IoCallDriver(port->Below, Irp);
}

NTSTATUS AddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT PhysicalDeviceObject)
{
    PDEVICE_OBJECT device;
    NTSTATUS status = IoCreateDevice(
        DriverObject, sizeof(PORT), NULL, FILE_DEVICE_BUS_EXTENDER, 0, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    ((PPORT)device->DeviceExtension)->Below = IoAttachDeviceToDeviceStack(device, PhysicalDeviceObject);
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
    DriverObject->MajorFunction[IRP_MJ_PNP] = Pnp;
    DriverObject->DriverExtension->AddDevice = AddDevice;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
