/* A bus driver whose children have names: made when the bus is started, attached to nothing. */
#include <wdm.h>

typedef struct _COMMON {
    PDEVICE_OBJECT Self;
    BOOLEAN IsChild;
} COMMON, *PCOMMON;

typedef struct _PARENT {
    COMMON Common;
    PDEVICE_OBJECT Below;
    PDEVICE_OBJECT Physical;
    PDRIVER_OBJECT Driver;
    PDEVICE_OBJECT Child;
} PARENT, *PPARENT;

DRIVER_INITIALIZE DriverEntry;
DRIVER_ADD_DEVICE AddDevice;
DRIVER_UNLOAD Unload;
DRIVER_DISPATCH Pnp;

static NTSTATUS MakeChild(PPARENT Parent)
{
    UNICODE_STRING name;
    PDEVICE_OBJECT child;
    NTSTATUS status;
    RtlInitUnicodeString(&name, L"\\Device\\Branch0");
    status = IoCreateDevice(
        Parent->Driver, sizeof(COMMON), &name, FILE_DEVICE_BUS_EXTENDER, 0, FALSE, &child);
    if (NT_SUCCESS(status)) {
        PCOMMON common = child->DeviceExtension;
        common->Self = child;
        common->IsChild = TRUE;
        Parent->Child = child;
    }
    return status;
}

static NTSTATUS ParentPnp(PPARENT Parent, PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    if (stack->MinorFunction == IRP_MN_QUERY_DEVICE_RELATIONS && Parent->Child == NULL) {
        NTSTATUS status = MakeChild(Parent);
        if (!NT_SUCCESS(status)) {
            Irp->IoStatus.Status = status;
            IoCompleteRequest(Irp, IO_NO_INCREMENT);
            return status;
        }
    }
    IoSkipCurrentIrpStackLocation(Irp);
    return IoCallDriver(Parent->Below, Irp);
}

/* Nobody is below a child: what is sent to it ends here. */
static NTSTATUS ChildPnp(PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status = Irp->IoStatus.Status;
    if (stack->MinorFunction == IRP_MN_START_DEVICE) {
        status = STATUS_SUCCESS;
    }
    Irp->IoStatus.Status = status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status;
}

NTSTATUS Pnp(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCOMMON common = DeviceObject->DeviceExtension;
    if (common->IsChild) {
        return ChildPnp(Irp); // keeps: PnpIrpCompletion
    }
    return ParentPnp((PPARENT)common, Irp);
}

NTSTATUS AddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT PhysicalDeviceObject)
{
    PDEVICE_OBJECT device;
    PPARENT parent;
    NTSTATUS status = IoCreateDevice(
        DriverObject, sizeof(PARENT), NULL, FILE_DEVICE_BUS_EXTENDER, 0, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    parent = device->DeviceExtension;
    parent->Common.Self = device;
    parent->Common.IsChild = FALSE;
    parent->Driver = DriverObject;
    parent->Physical = PhysicalDeviceObject;
    parent->Below = IoAttachDeviceToDeviceStack(device, PhysicalDeviceObject);
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
