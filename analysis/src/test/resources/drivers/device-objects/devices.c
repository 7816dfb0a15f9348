/* Which device object is given to IoSetCompletionRoutineEx. */
#include "devices.h"

DRIVER_INITIALIZE DriverEntry;
DRIVER_ADD_DEVICE AddDevice;
DRIVER_UNLOAD Unload;
DRIVER_DISPATCH GivesBelow;
DRIVER_DISPATCH GivesBelowToHelper;
DRIVER_DISPATCH GivesBelowInOneMode;
DRIVER_DISPATCH GivesPhysical;
DRIVER_DISPATCH GivesParameter;
DRIVER_DISPATCH GivesSelf;
DRIVER_DISPATCH GivesControl;
DRIVER_DISPATCH GivesBelowNever;
DRIVER_DISPATCH GivesTopToHelper;
DRIVER_DISPATCH GivesUnder;
DRIVER_DISPATCH GivesEither;
DRIVER_DISPATCH SendsToItsControl;
DRIVER_DISPATCH GivesWhatHelperSays;

NTSTATUS GivesBelow(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(extension->Below, Irp, Passed, NULL, TRUE, TRUE, TRUE); // expect: IoSetCompletionRoutineExCheckDeviceObject
    return SendArmed(extension->Below, Irp, status);
}

NTSTATUS GivesBelowToHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PDEVICE_OBJECT target = extension->Below; // otherwise: PDEVICE_OBJECT target = DeviceObject;
    return SendArmed(target, Irp, Arm(target, Irp));
}

NTSTATUS GivesBelowInOneMode(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PDEVICE_OBJECT device = DeviceObject;
    NTSTATUS status;
    if (extension->Mode == 2) {
        device = extension->Below;
    }
    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(device, Irp, Passed, NULL, TRUE, TRUE, TRUE); // expect: IoSetCompletionRoutineExCheckDeviceObject
    return SendArmed(extension->Below, Irp, status);
}

NTSTATUS GivesPhysical(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(extension->Physical, Irp, Passed, NULL, TRUE, TRUE, TRUE); // expect: IoSetCompletionRoutineExCheckDeviceObject
    return SendArmed(extension->Below, Irp, status);
}

NTSTATUS GivesParameter(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    return SendArmed(extension->Below, Irp, Arm(DeviceObject, Irp)); // keeps: IoSetCompletionRoutineExCheckDeviceObject
}

NTSTATUS GivesSelf(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    return SendArmed(extension->Below, Irp, Arm(extension->Self, Irp)); // keeps: IoSetCompletionRoutineExCheckDeviceObject
}

/* Another device object, but of this driver too. */
NTSTATUS GivesControl(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    return SendArmed(extension->Below, Irp, Arm(extension->Control, Irp)); // keeps: IoSetCompletionRoutineExCheckDeviceObject
}

static PDEVICE_OBJECT Top(PEXTENSION Extension)
{
    return Extension->Top; // otherwise: return Extension->Self;
}

NTSTATUS GivesTopToHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    return SendArmed(extension->Below, Irp, Arm(Top(extension), Irp));
}

NTSTATUS GivesUnder(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PDEVICE_OBJECT under = extension->Under;
    NTSTATUS status;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(under, Irp, Passed, NULL, TRUE, TRUE, TRUE); // expect: IoSetCompletionRoutineExCheckDeviceObject
    return SendArmed(extension->Below, Irp, status);
}

/* It may be one of the driver's own. */
NTSTATUS GivesEither(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(extension->Either, Irp, Passed, NULL, TRUE, TRUE, TRUE); // keeps: IoSetCompletionRoutineExCheckDeviceObject
    return SendArmed(extension->Below, Irp, status);
}

/* Even what is sent to it is registered for a device object of this driver. */
NTSTATUS SendsToItsControl(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(extension->Control, Irp, Passed, NULL, TRUE, TRUE, TRUE); // keeps: IoSetCompletionRoutineExCheckDeviceObject
    return SendArmed(extension->Control, Irp, status);
}

static PDEVICE_OBJECT Owner(PEXTENSION Extension)
{
    if (Extension->Mode == 4) {
        return Extension->Control;
    }
    return Extension->Self; // otherwise: return Extension->Below;
}

NTSTATUS GivesWhatHelperSays(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(Owner(extension), Irp, Passed, NULL, TRUE, TRUE, TRUE); // keeps: IoSetCompletionRoutineExCheckDeviceObject across functions
    return SendArmed(extension->Below, Irp, status);
}

/* Where it would be the one below, nothing is registered. */
NTSTATUS GivesBelowNever(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN hook = extension->Mode == 3;
    PDEVICE_OBJECT device = hook ? DeviceObject : extension->Below;
    NTSTATUS status;
    if (!hook) { // correlated
        IoSkipCurrentIrpStackLocation(Irp);
        return IoCallDriver(device, Irp);
    }
    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(device, Irp, Passed, NULL, TRUE, TRUE, TRUE); // keeps: IoSetCompletionRoutineExCheckDeviceObject infeasible
    return SendArmed(extension->Below, Irp, status);
}

NTSTATUS AddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT PhysicalDeviceObject)
{
    PDEVICE_OBJECT device;
    PEXTENSION extension;
    NTSTATUS status = IoCreateDevice(DriverObject, sizeof(EXTENSION), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    extension = device->DeviceExtension;
    extension->Self = device;
    extension->Physical = PhysicalDeviceObject;
    extension->Under = NULL;
    extension->Top = IoGetAttachedDeviceReference(PhysicalDeviceObject);
    extension->Either = extension->Mode == 5 ? device : PhysicalDeviceObject;
    status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &extension->Control);
    if (!NT_SUCCESS(status)) {
        IoDeleteDevice(device);
        return status;
    }
    status = IoAttachDeviceToDeviceStackSafe(device, PhysicalDeviceObject, &extension->Under);
    if (!NT_SUCCESS(status)) {
        IoDeleteDevice(extension->Control);
        IoDeleteDevice(device);
        return status;
    }
    extension->Below = IoAttachDeviceToDeviceStack(device, PhysicalDeviceObject);
    if (extension->Below == NULL) {
        IoDeleteDevice(extension->Control);
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
    DriverObject->DriverExtension->AddDevice = AddDevice;
    DriverObject->DriverUnload = Unload;
    DriverObject->MajorFunction[IRP_MJ_READ] = GivesParameter;
    return STATUS_SUCCESS;
}
