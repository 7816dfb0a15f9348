/* What paths differ in where they meet again in functions that several routines call. */
#include <wdm.h>

typedef struct _PORT {
    PDEVICE_OBJECT Below;
    ULONG Flags;
    UCHAR Closed[28];
    LIST_ENTRY Waiting;
    KSPIN_LOCK Front;
    KSPIN_LOCK Back;
} PORT, *PPORT;

#define REFUSES(n, status)                                                                         \
    if (port->Closed[n]) {                                                                         \
        return (status);                                                                           \
    }
#define REFUSES_FOUR(n, status)                                                                    \
    REFUSES(n, status)                                                                             \
    REFUSES((n) + 1, (status) + 1)                                                                 \
    REFUSES((n) + 2, (status) + 2)                                                                 \
    REFUSES((n) + 3, (status) + 3)
#define REFUSES_MANY                                                                               \
    REFUSES_FOUR(0, STATUS_UNSUCCESSFUL)                                                           \
    REFUSES_FOUR(4, STATUS_DEVICE_BUSY)                                                            \
    REFUSES_FOUR(8, STATUS_NOT_SUPPORTED)                                                          \
    REFUSES_FOUR(12, STATUS_INVALID_PARAMETER)                                                     \
    REFUSES_FOUR(16, STATUS_DEVICE_NOT_READY)                                                      \
    REFUSES_FOUR(20, STATUS_NO_SUCH_DEVICE)                                                        \
    REFUSES_FOUR(24, STATUS_CANCELLED)

DRIVER_INITIALIZE DriverEntry;
DRIVER_ADD_DEVICE AddDevice;
DRIVER_UNLOAD Unload;
DRIVER_DISPATCH Read;
DRIVER_DISPATCH Write;
DRIVER_DISPATCH Flush;
DRIVER_DISPATCH Create;
DRIVER_DISPATCH Close;
DRIVER_DISPATCH Cleanup;
DRIVER_DISPATCH Control;
DRIVER_DISPATCH QueryInformation;
DRIVER_DISPATCH QueryVolume;
DRIVER_DISPATCH SetVolume;
DRIVER_DISPATCH Power;
DRIVER_DISPATCH PassesOn;
IO_COMPLETION_ROUTINE Rises;
IO_COMPLETION_ROUTINE Falls;
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

/* Long, and the IRP is put into a list at its end. */
static NTSTATUS Enqueue(PPORT port, PIRP Irp)
{
    REFUSES_MANY
    InsertTailList(&port->Waiting, &Irp->Tail.Overlay.ListEntry);
    return STATUS_PENDING;
}

NTSTATUS Create(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status = Enqueue(DeviceObject->DeviceExtension, Irp);
    if (status != STATUS_PENDING) {
        Finish(Irp, status);
    }
    return status; // expect: MarkIrpPending2
}

NTSTATUS Close(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PPORT port = DeviceObject->DeviceExtension;
    NTSTATUS status;
    if (port->Flags == 0) {
        return Finish(Irp, STATUS_SUCCESS);
    }
    IoMarkIrpPending(Irp);
    status = Enqueue(port, Irp);
    if (status != STATUS_PENDING) {
        Finish(Irp, status);
    }
    return STATUS_PENDING; // keeps: MarkIrpPending2
}

/* Long, and does nothing but say what it makes of a request. */
static NTSTATUS Verdict(PPORT port, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Irp);
    REFUSES_MANY
    return STATUS_SUCCESS;
}

NTSTATUS Cleanup(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status = Verdict(DeviceObject->DeviceExtension, Irp);
    if (!NT_SUCCESS(status)) {
        Finish(Irp, status);
    }
    return status; // expect: IrpProcessingComplete
}

NTSTATUS Control(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status = Verdict(DeviceObject->DeviceExtension, Irp);
    return Finish(Irp, status); // keeps: IrpProcessingComplete
}

/* Says by two ways of its own whether the request is still the caller's. */
static NTSTATUS Attempt(PPORT Port, PIRP *Request, BOOLEAN *Gone)
{
    PIRP irp = *Request;
    *Gone = FALSE;
    if (Port->Flags & 1) {
        *Gone = TRUE;
        *Request = NULL;
        return Finish(irp, STATUS_SUCCESS);
    }
    if (Port->Flags & 2) {
        return Finish(irp, STATUS_SUCCESS);
    }
    return STATUS_INVALID_PARAMETER;
}

NTSTATUS QueryInformation(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    BOOLEAN gone;
    NTSTATUS status = Attempt(DeviceObject->DeviceExtension, &Irp, &gone);
    if (!gone) {
        Irp->IoStatus.Status = status;
        IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: DoubleCompletion
    }
    return status;
}

static PKSPIN_LOCK Side(PPORT Port)
{
    return Port->Flags != 0 ? &Port->Front : &Port->Back;
}

NTSTATUS QueryVolume(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PPORT port = DeviceObject->DeviceExtension;
    PKSPIN_LOCK side = Side(port);
    KIRQL irql;
    KeAcquireSpinLock(side, &irql);
    port->Flags = 1;
    KeReleaseSpinLock(Side(port), irql); // expect: SpinLock
    return Finish(Irp, STATUS_SUCCESS); // expect: SpinLock
}

NTSTATUS SetVolume(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PPORT port = DeviceObject->DeviceExtension;
    PKSPIN_LOCK side = Side(port);
    KIRQL irql;
    KeAcquireSpinLock(side, &irql);
    port->Flags = 1;
    KeReleaseSpinLock(side, irql); // keeps: SpinLock
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS Rises(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    return STATUS_SUCCESS;
}

NTSTATUS Falls(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    return Rises(DeviceObject, Irp, Context);
}

static PIO_COMPLETION_ROUTINE const routines[] = {NULL, Rises, Falls};

static ULONG Direction(PIO_STACK_LOCATION Location)
{
    if (Location->MinorFunction != IRP_MN_SET_POWER
        || Location->Parameters.Power.Type != SystemPowerState) {
        return 0;
    }
    return Location->Parameters.Power.State.SystemState == PowerSystemWorking ? 1 : 2;
}

/* The routine is one of two, which a table has for what was found out before. */
NTSTATUS Power(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PPORT port = DeviceObject->DeviceExtension;
    ULONG direction = Direction(IoGetCurrentIrpStackLocation(Irp));
    PoStartNextPowerIrp(Irp);
    switch (direction) {
    case 1:
    case 2:
        IoCopyCurrentIrpStackLocationToNext(Irp);
        IoSetCompletionRoutine(Irp, routines[direction], port, TRUE, TRUE, TRUE);
        return PoCallDriver(port->Below, Irp); // expect: MarkPower, MarkPowerDown
    default:
        IoSkipCurrentIrpStackLocation(Irp);
        return PoCallDriver(port->Below, Irp);
    }
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
    InitializeListHead(&port->Waiting);
    KeInitializeSpinLock(&port->Front);
    KeInitializeSpinLock(&port->Back);
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
    DriverObject->MajorFunction[IRP_MJ_CREATE] = Create;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = Close;
    DriverObject->MajorFunction[IRP_MJ_CLEANUP] = Cleanup;
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
    DriverObject->MajorFunction[IRP_MJ_QUERY_INFORMATION] = QueryInformation;
    DriverObject->MajorFunction[IRP_MJ_QUERY_VOLUME_INFORMATION] = QueryVolume;
    DriverObject->MajorFunction[IRP_MJ_SET_VOLUME_INFORMATION] = SetVolume;
    DriverObject->MajorFunction[IRP_MJ_PNP] = PassesOn;
    DriverObject->MajorFunction[IRP_MJ_POWER] = Power;
    DriverObject->DriverExtension->AddDevice = AddDevice;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
