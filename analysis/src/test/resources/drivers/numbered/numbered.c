/* Members of device extensions that are only given constants: what a switch without a default does. */
#include <wdm.h>

#define ROLE_CONTROL 1
#define ROLE_PORT 2
#define ROLE_SPARE 3

#define STAGE_READY 1
#define STAGE_BUSY 2

/* Without a tag, as many drivers have it. */
typedef struct {
    ULONG Role;
    ULONG Stage;
    ULONG Level;
    BOOLEAN Counted;
} EXTENSION, *PEXTENSION;

/* What the caller sends has a member of the same name. */
typedef struct _ORDER {
    ULONG Role;
} ORDER, *PORDER;

DRIVER_INITIALIZE DriverEntry;
DRIVER_DISPATCH EachRole;
DRIVER_DISPATCH ElseNothing;
DRIVER_DISPATCH NeverSpare;
DRIVER_DISPATCH RoleOfCopy;
DRIVER_DISPATCH OrderedRole;
DRIVER_DISPATCH NotYetReady;
DRIVER_DISPATCH AnyLevel;
DRIVER_DISPATCH Counted;

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static VOID PreparePort(PEXTENSION Extension, ULONG Level)
{
    Extension->Role = ROLE_PORT;
    Extension->Level = Level;
}

NTSTATUS MakePort(PDRIVER_OBJECT Driver, ULONG Level)
{
    PDEVICE_OBJECT device;
    NTSTATUS status = IoCreateDevice(Driver, sizeof(EXTENSION), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (NT_SUCCESS(status)) {
        PreparePort(device->DeviceExtension, Level);
    }
    return status;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    PDEVICE_OBJECT device;
    PEXTENSION extension;
    NTSTATUS status = IoCreateDevice(Driver, sizeof(EXTENSION), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    UNREFERENCED_PARAMETER(Path);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    extension = (PEXTENSION)device->DeviceExtension;
    extension->Role = ROLE_CONTROL;
    extension->Level = 0;
    return MakePort(Driver, 7);
}

VOID Begin(PEXTENSION Extension)
{
    Extension->Stage = STAGE_READY;
    Extension->Counted = TRUE;
}

VOID Work(PEXTENSION Extension)
{
    Extension->Stage = STAGE_BUSY;
    InterlockedIncrement((LONG *)&Extension->Counted);
}

NTSTATUS EachRole(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = (PEXTENSION)DeviceObject->DeviceExtension;
    NTSTATUS status = STATUS_SUCCESS;
    switch (extension->Role) {
    case ROLE_CONTROL:
        status = Finish(Irp, STATUS_SUCCESS);
        break;
    case ROLE_PORT:
        status = Finish(Irp, STATUS_NOT_SUPPORTED);
        break;
    }
    return status; // keeps: IrpProcessingComplete
}

NTSTATUS ElseNothing(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = STATUS_SUCCESS;
    if (extension->Role == ROLE_CONTROL) {
        status = Finish(Irp, STATUS_SUCCESS);
    } else if (extension->Role == ROLE_PORT) {
        status = Finish(Irp, STATUS_NOT_SUPPORTED);
    }
    return status; // keeps: IrpProcessingComplete
}

NTSTATUS NeverSpare(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    if (((PEXTENSION)DeviceObject->DeviceExtension)->Role == ROLE_SPARE) {
        return STATUS_SUCCESS; // keeps: IrpProcessingComplete
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS RoleOfCopy(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG role = extension->Role;
    if (role == ROLE_PORT || role == ROLE_CONTROL) {
        Finish(Irp, STATUS_SUCCESS);
    }
    return STATUS_SUCCESS; // keeps: IrpProcessingComplete
}

/* The caller may write what it likes. */
NTSTATUS OrderedRole(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PORDER order = Irp->AssociatedIrp.SystemBuffer;
    UNREFERENCED_PARAMETER(DeviceObject);
    if (order->Role == ROLE_SPARE) {
        return STATUS_SUCCESS; // expect: IrpProcessingComplete
    }
    return Finish(Irp, STATUS_SUCCESS);
}

/* Nobody who makes a device gives it a stage: it may be 0 still. */
NTSTATUS NotYetReady(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    switch (extension->Stage) {
    case STAGE_READY:
    case STAGE_BUSY:
        Finish(Irp, STATUS_SUCCESS);
        break;
    }
    return STATUS_SUCCESS; // expect: IrpProcessingComplete
}

/* The level comes from elsewhere. */
NTSTATUS AnyLevel(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    if (extension->Level == 3) {
        return STATUS_SUCCESS; // expect: IrpProcessingComplete
    }
    return Finish(Irp, STATUS_SUCCESS);
}

/* Its address is given away. */
NTSTATUS Counted(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    if (extension->Counted == 2) {
        return STATUS_SUCCESS; // expect: IrpProcessingComplete
    }
    return Finish(Irp, STATUS_SUCCESS);
}
