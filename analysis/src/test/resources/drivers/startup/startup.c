/* A filter driver: Plug and Play, power and WMI requests. */
#include <wdm.h>
#include <wmilib.h>

typedef struct _EXTENSION {
    PDEVICE_OBJECT Below;
    PDEVICE_OBJECT Self;
    PDEVICE_OBJECT Physical;
    KEVENT Started;
    KSPIN_LOCK Lock;
    WMILIB_CONTEXT Wmi;
    ULONG Mode;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
DRIVER_ADD_DEVICE StartupAddDevice;
DRIVER_UNLOAD StartupUnload;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH StartupPnp;
_Dispatch_type_(IRP_MJ_POWER) DRIVER_DISPATCH StartupPower;
_Dispatch_type_(IRP_MJ_SYSTEM_CONTROL) DRIVER_DISPATCH StartupWmi;
_Dispatch_type_(IRP_MJ_DEVICE_CONTROL) DRIVER_DISPATCH StartupControl;
_Dispatch_type_(IRP_MJ_FLUSH_BUFFERS) DRIVER_DISPATCH StartupFlush;
IO_COMPLETION_ROUTINE Wake;
IO_COMPLETION_ROUTINE Pass;

NTSTATUS Wake(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS Pass(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    return STATUS_CONTINUE_COMPLETION;
}

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static NTSTATUS Skip(PEXTENSION Extension, PIRP Irp)
{
    IoSkipCurrentIrpStackLocation(Irp);
    return IoCallDriver(Extension->Below, Irp);
}

/* Shared by START_DEVICE and others: only there may nobody wait. */
static NTSTATUS SendAndWait(PEXTENSION Extension, PIRP Irp)
{
    KEVENT done;
    NTSTATUS status;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Wake, &done, TRUE, TRUE, TRUE);
    status = IoCallDriver(Extension->Below, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL); // expect: StartDeviceWait
        status = Irp->IoStatus.Status;
    }
    return status;
}

static NTSTATUS SendExAndWait(PEXTENSION Extension, PIRP Irp)
{
    NTSTATUS status;
    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(Extension->Self, Irp, Wake, &Extension->Started, TRUE, TRUE, TRUE);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = IoCallDriver(Extension->Below, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&Extension->Started, Executive, KernelMode, FALSE, NULL);
        status = Irp->IoStatus.Status;
    }
    return status;
}

NTSTATUS StartupPnp(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status;

    switch (stack->MinorFunction) {
    case IRP_MN_START_DEVICE:
        status = SendAndWait(extension, Irp);
        return Finish(Irp, status); // expect: MarkStartDevice
    case IRP_MN_QUERY_CAPABILITIES:
        status = SendAndWait(extension, Irp);
        return Finish(Irp, status);
    case IRP_MN_CANCEL_STOP_DEVICE:
        status = SendExAndWait(extension, Irp);
        return Finish(Irp, status);
    case IRP_MN_QUERY_DEVICE_RELATIONS:
        if (stack->Parameters.QueryDeviceRelations.Type == RemovalRelations) {
            IoCopyCurrentIrpStackLocationToNext(Irp);
            IoSetCompletionRoutine(Irp, Pass, NULL, TRUE, TRUE, TRUE);
            return IoCallDriver(extension->Below, Irp); // keeps: MarkQueryRelations
        }
        IoCopyCurrentIrpStackLocationToNext(Irp);
        IoSetCompletionRoutine(Irp, Pass, NULL, TRUE, TRUE, TRUE);
        return IoCallDriver(extension->Below, Irp);
    case IRP_MN_QUERY_STOP_DEVICE:
    case IRP_MN_QUERY_REMOVE_DEVICE:
        if (extension->Mode == 1) {
            return Finish(Irp, STATUS_SUCCESS);
        }
        return Skip(extension, Irp);
    case IRP_MN_QUERY_PNP_DEVICE_STATE:
        Irp->IoStatus.Information |= PNP_DEVICE_NOT_DISABLEABLE;
        return Finish(Irp, STATUS_SUCCESS); // expect: PnpIrpCompletion
    case IRP_MN_DEVICE_USAGE_NOTIFICATION:
        if (extension->Mode == 2) {
            return Finish(Irp, STATUS_NOT_SUPPORTED);
        }
        return Skip(extension, Irp);
    default:
        return Skip(extension, Irp);
    }
}

NTSTATUS StartupPower(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    if (stack->MinorFunction == IRP_MN_SET_POWER
        && stack->Parameters.Power.Type == SystemPowerState) {
        IoCopyCurrentIrpStackLocationToNext(Irp);
        IoSetCompletionRoutine(Irp, Pass, NULL, TRUE, TRUE, TRUE);
        if (stack->Parameters.Power.State.SystemState == PowerSystemWorking) {
            return PoCallDriver(extension->Below, Irp); // expect: MarkPower
        }
        if (extension->Mode == 3) {
            return PoCallDriver(extension->Below, Irp); // expect: MarkPowerDown
        }
        IoMarkIrpPending(Irp);
        PoCallDriver(extension->Below, Irp);
        return STATUS_PENDING;
    }
    if (stack->MinorFunction == IRP_MN_SET_POWER) {
        IoCopyCurrentIrpStackLocationToNext(Irp);
        IoSetCompletionRoutine(Irp, Pass, NULL, TRUE, TRUE, TRUE);
        return PoCallDriver(extension->Below, Irp);
    }
    IoSkipCurrentIrpStackLocation(Irp);
    return PoCallDriver(extension->Below, Irp);
}

NTSTATUS StartupWmi(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    SYSCTL_IRP_DISPOSITION disposition;
    NTSTATUS status = WmiSystemControl(&extension->Wmi, DeviceObject, Irp, &disposition);
    switch (disposition) {
    case IrpProcessed:
        return status;
    case IrpNotCompleted:
        if (extension->Mode == 4) {
            return STATUS_UNSUCCESSFUL; // expect: WmiComplete
        }
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
        return status;
    case IrpForward:
        if (extension->Mode == 5) {
            return Finish(Irp, STATUS_NOT_SUPPORTED); // expect: WmiForward
        }
        return Skip(extension, Irp);
    default:
        return Skip(extension, Irp);
    }
}

NTSTATUS StartupControl(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    KIRQL irql;
    KeAcquireSpinLock(&extension->Lock, &irql);
    IoSkipCurrentIrpStackLocation(Irp);
    status = IoCallDriver(extension->Below, Irp);
    KeReleaseSpinLock(&extension->Lock, irql);
    return status;
}

NTSTATUS StartupFlush(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    KIRQL irql;
    KeAcquireSpinLock(&extension->Lock, &irql);
    if (extension->Mode == 8) {
        IoSkipCurrentIrpStackLocation(Irp);
        status = IoCallDriver(extension->Below, Irp); // expect: ForwardedAtBadIrql
        KeReleaseSpinLock(&extension->Lock, irql);
        return status;
    }
    KeReleaseSpinLock(&extension->Lock, irql);
    return Skip(extension, Irp);
}

NTSTATUS StartupAddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT PhysicalDeviceObject)
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
    KeInitializeSpinLock(&extension->Lock);
    KeInitializeEvent(&extension->Started, NotificationEvent, FALSE);
    extension->Below = IoAttachDeviceToDeviceStack(device, PhysicalDeviceObject);
    if (extension->Below == NULL) {
        IoDeleteDevice(device);
        return STATUS_NO_SUCH_DEVICE;
    }
    device->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}

VOID StartupUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverExtension->AddDevice = StartupAddDevice;
    DriverObject->DriverUnload = StartupUnload;
    DriverObject->MajorFunction[IRP_MJ_PNP] = StartupPnp;
    DriverObject->MajorFunction[IRP_MJ_POWER] = StartupPower;
    DriverObject->MajorFunction[IRP_MJ_SYSTEM_CONTROL] = StartupWmi;
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = StartupControl;
    DriverObject->MajorFunction[IRP_MJ_FLUSH_BUFFERS] = StartupFlush;
    return STATUS_SUCCESS;
}
