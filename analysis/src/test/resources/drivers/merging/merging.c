/* What paths differ in where they meet again in functions that several routines call. */
#include <wdm.h>

typedef struct _PORT {
    PDEVICE_OBJECT Below;
    BOOLEAN Fast;
} PORT, *PPORT;

DRIVER_INITIALIZE DriverEntry;
DRIVER_ADD_DEVICE AddDevice;
DRIVER_UNLOAD Unload;
DRIVER_DISPATCH Read;
DRIVER_DISPATCH Write;
DRIVER_DISPATCH Flush;
DRIVER_DISPATCH PassesOn;
IO_COMPLETION_ROUTINE Frees;

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

NTSTATUS Frees(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* Leaves an IRP in the variable of whoever calls it. */
static NTSTATUS Provide(PPORT Port, int Kind, PIRP *Made)
{
    switch (Kind) {
    case 1:
        *Made = IoAllocateIrp(Port->Below->StackSize, FALSE);
        break;
    case 2:
        *Made = IoAllocateIrp((CCHAR)(Port->Below->StackSize + 1), FALSE);
        break;
    default:
        *Made = NULL;
        break;
    }
    return *Made != NULL ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

NTSTATUS Read(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PPORT port = DeviceObject->DeviceExtension;
    PIRP ahead;
    if (NT_SUCCESS(Provide(port, 1, &ahead))) {
        IoCallDriver(port->Below, ahead); // expect: IoAllocateForward
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS Write(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PPORT port = DeviceObject->DeviceExtension;
    PIRP behind;
    if (NT_SUCCESS(Provide(port, 1, &behind))) {
        IoCallDriver(port->Below, behind); // expect: IoAllocateForward
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS Flush(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PPORT port = DeviceObject->DeviceExtension;
    PIRP own;
    if (NT_SUCCESS(Provide(port, 1, &own))) {
        IoSetCompletionRoutine(own, Frees, NULL, TRUE, TRUE, TRUE);
        IoCallDriver(port->Below, own); // keeps: IoAllocateForward
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS PassesOn(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PPORT port = DeviceObject->DeviceExtension;
    IoSkipCurrentIrpStackLocation(Irp);
    return IoCallDriver(port->Below, Irp);
}

NTSTATUS AddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT PhysicalDeviceObject)
{
    PDEVICE_OBJECT device;
    PPORT port;
    NTSTATUS status =
        IoCreateDevice(DriverObject, sizeof(PORT), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    port = device->DeviceExtension;
    port->Below = IoAttachDeviceToDeviceStack(device, PhysicalDeviceObject);
    if (port->Below == NULL) {
        IoDeleteDevice(device);
        return STATUS_NO_SUCH_DEVICE;
    }
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
    DriverObject->MajorFunction[IRP_MJ_READ] = Read;
    DriverObject->MajorFunction[IRP_MJ_WRITE] = Write;
    DriverObject->MajorFunction[IRP_MJ_FLUSH_BUFFERS] = Flush;
    DriverObject->MajorFunction[IRP_MJ_PNP] = PassesOn;
    DriverObject->MajorFunction[IRP_MJ_POWER] = PassesOn;
    DriverObject->DriverExtension->AddDevice = AddDevice;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
