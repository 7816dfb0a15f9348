/* System power up and down, with and without a device power request of one's own. */
#include "power.h"

DRIVER_INITIALIZE DriverEntry;
DRIVER_ADD_DEVICE AddDevice;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_POWER) DRIVER_DISPATCH HooksBothWays;
_Dispatch_type_(IRP_MJ_POWER) DRIVER_DISPATCH HooksUpInHelper;
_Dispatch_type_(IRP_MJ_POWER) DRIVER_DISPATCH HooksDownInHelper;
_Dispatch_type_(IRP_MJ_POWER) DRIVER_DISPATCH HooksUpByTable;
_Dispatch_type_(IRP_MJ_POWER) DRIVER_DISPATCH HooksDownBySwitch;
_Dispatch_type_(IRP_MJ_POWER) DRIVER_DISPATCH PendsBothWays;
_Dispatch_type_(IRP_MJ_POWER) DRIVER_DISPATCH PassesOn;
_Dispatch_type_(IRP_MJ_POWER) DRIVER_DISPATCH HooksQueriesAndDevice;
_Dispatch_type_(IRP_MJ_POWER) DRIVER_DISPATCH HooksByDirection;
_Dispatch_type_(IRP_MJ_POWER) DRIVER_DISPATCH AsksAndFinishes;
_Dispatch_type_(IRP_MJ_POWER) DRIVER_DISPATCH AsksInHelperAndFinishes;
_Dispatch_type_(IRP_MJ_POWER) DRIVER_DISPATCH AsksAndForgets;
_Dispatch_type_(IRP_MJ_POWER) DRIVER_DISPATCH AsksAndPends;
_Dispatch_type_(IRP_MJ_POWER) DRIVER_DISPATCH AsksAndPasses;
_Dispatch_type_(IRP_MJ_POWER) DRIVER_DISPATCH AsksAndChecks;

static BOOLEAN IsSystemSet(PIO_STACK_LOCATION Stack)
{
    return Stack->MinorFunction == IRP_MN_SET_POWER && Stack->Parameters.Power.Type == SystemPowerState;
}

/* ---- hooked and not pended */

NTSTATUS HooksBothWays(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    if (IsSystemSet(stack)) {
        IoCopyCurrentIrpStackLocationToNext(Irp);
        IoSetCompletionRoutine(Irp, PassUp, NULL, TRUE, TRUE, TRUE);
        return PoCallDriver(extension->Below, Irp); // expect: MarkPower, MarkPowerDown
    }
    return SendPlain(extension, Irp);
}

NTSTATUS HooksUpInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    if (!IsSystemSet(stack) || stack->Parameters.Power.State.SystemState != PowerSystemWorking) {
        return SendPlain(extension, Irp); // keeps: MarkPowerDown
    }
    return SendHooked(extension, Irp, SystemUp); // expect: MarkPower across functions, CompleteRequest
}

NTSTATUS HooksDownInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    if (!IsSystemSet(stack) || stack->Parameters.Power.State.SystemState == PowerSystemWorking) {
        return SendPlain(extension, Irp); // keeps: MarkPower
    }
    return SendHooked(extension, Irp, PassUp); // expect: MarkPowerDown across functions
}

typedef NTSTATUS POWER_HANDLER(PEXTENSION Extension, PIRP Irp, PIO_COMPLETION_ROUTINE Routine);
static POWER_HANDLER *const Handlers[] = {SendPended, SendHooked};

/* The table's second entry is the one for a system that works. */
NTSTATUS HooksUpByTable(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    ULONG which;
    if (!IsSystemSet(stack)) {
        return SendPlain(extension, Irp);
    }
    which = stack->Parameters.Power.State.SystemState == PowerSystemWorking ? 1 : 0;
    return Handlers[which](extension, Irp, PassUp); // expect: MarkPower
}

NTSTATUS HooksDownBySwitch(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    if (!IsSystemSet(stack)) {
        return SendPlain(extension, Irp);
    }
    switch (stack->Parameters.Power.State.SystemState) {
    case PowerSystemWorking:
        return SendPended(extension, Irp, SystemUp);
    case PowerSystemShutdown:
        IoCopyCurrentIrpStackLocationToNext(Irp);
        IoSetCompletionRoutine(Irp, PassUp, NULL, TRUE, TRUE, TRUE);
        return PoCallDriver(extension->Below, Irp); // expect: MarkPowerDown
    default:
        return SendPended(extension, Irp, PassUp);
    }
}

/* ---- as it should be */

NTSTATUS PendsBothWays(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    if (!IsSystemSet(stack)) {
        return SendPlain(extension, Irp);
    }
    return SendPended(extension, Irp, PassUp); // keeps: MarkPower across functions, MarkPowerDown across functions
}

NTSTATUS PassesOn(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    if (IsSystemSet(stack)) {
        extension->Known = stack->Parameters.Power.State.SystemState == PowerSystemWorking ? PowerDeviceD0 : PowerDeviceD3;
    }
    return SendPlain(extension, Irp); // keeps: MarkPower, MarkPowerDown, MarkDevicePower
}

/* Queries, and requests about the device, may be hooked. */
NTSTATUS HooksQueriesAndDevice(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    if (stack->MinorFunction == IRP_MN_QUERY_POWER
        || (stack->MinorFunction == IRP_MN_SET_POWER && stack->Parameters.Power.Type == DevicePowerState)) {
        return SendHooked(extension, Irp, PassUp); // keeps: MarkPower, MarkPowerDown
    }
    return SendPlain(extension, Irp);
}

/* "Hook" and "pend" follow the same request, though they are asked for apart. */
NTSTATUS HooksByDirection(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    BOOLEAN system = IsSystemSet(stack);
    BOOLEAN hook = system || extension->Mode == 1;
    NTSTATUS status;
    if (system) { // correlated
        IoMarkIrpPending(Irp);
    }
    if (!hook) {
        return SendPlain(extension, Irp);
    }
    status = SendHooked(extension, Irp, PassUp);
    return system ? STATUS_PENDING : status; // keeps: MarkPower infeasible, MarkPowerDown infeasible, MarkIrpPending infeasible
}

/* ---- asking for device power while the system comes up */

NTSTATUS AsksAndFinishes(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    POWER_STATE state;
    NTSTATUS status;
    if (!IsSystemSet(stack)) {
        return SendPlain(extension, Irp);
    }
    state.DeviceState = PowerDeviceD0;
    status = PoRequestPowerIrp(extension->Self, IRP_MN_SET_POWER, state, NULL, NULL, NULL);
    if (status == STATUS_PENDING) {
        status = STATUS_SUCCESS;
    }
    Irp->IoStatus.Status = status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status; // expect: MarkDevicePower
}

NTSTATUS AsksInHelperAndFinishes(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    if (!IsSystemSet(stack)) {
        return SendPlain(extension, Irp);
    }
    AskForDevicePower(extension, Irp, PowerDeviceD0);
    Irp->IoStatus.Status = STATUS_SUCCESS;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS; // expect: MarkDevicePower across functions
}

/* Returns what the request for device power gave, as if that were about this IRP. */
NTSTATUS AsksAndForgets(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status;
    if (!IsSystemSet(stack) || stack->Parameters.Power.State.SystemState != PowerSystemWorking) {
        return SendPlain(extension, Irp);
    }
    status = AskForDevicePower(extension, Irp, PowerDeviceD0);
    if (status != STATUS_PENDING) {
        Irp->IoStatus.Status = status;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
    }
    return status; // expect: MarkDevicePower, MarkIrpPending2
}

NTSTATUS AsksAndPends(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    if (!IsSystemSet(stack)) {
        return SendPlain(extension, Irp);
    }
    IoMarkIrpPending(Irp);
    if (AskForDevicePower(extension, Irp, PowerDeviceD0) != STATUS_PENDING) {
        Irp->IoStatus.Status = STATUS_INSUFFICIENT_RESOURCES;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
    }
    return STATUS_PENDING; // keeps: MarkDevicePower
}

NTSTATUS AsksAndPasses(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    if (IsSystemSet(stack)) {
        AskForDevicePower(extension, Irp, PowerDeviceD0);
    }
    return SendPlain(extension, Irp); // keeps: MarkDevicePower across functions
}

/* Finished here only where the request for device power failed. */
NTSTATUS AsksAndChecks(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status;
    BOOLEAN asked;
    if (!IsSystemSet(stack)) {
        return SendPlain(extension, Irp);
    }
    status = AskForDevicePower(extension, Irp, PowerDeviceD0);
    asked = NT_SUCCESS(status);
    if (asked) { // correlated
        return SendPlain(extension, Irp);
    }
    Irp->IoStatus.Status = status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status; // keeps: MarkDevicePower infeasible
}

NTSTATUS AddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT PhysicalDeviceObject)
{
    PDEVICE_OBJECT device;
    PEXTENSION extension;
    NTSTATUS status = IoCreateDevice(DriverObject, sizeof(EXTENSION), NULL, FILE_DEVICE_UNKNOWN, 0,
                                     FALSE, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    extension = device->DeviceExtension;
    extension->Self = device;
    extension->Physical = PhysicalDeviceObject;
    extension->Below = IoAttachDeviceToDeviceStack(device, PhysicalDeviceObject);
    if (extension->Below == NULL) {
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
    DriverObject->MajorFunction[IRP_MJ_POWER] = PendsBothWays;
    return STATUS_SUCCESS;
}
