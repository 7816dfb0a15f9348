/* START_DEVICE: finished in the dispatch routine, or later as it should be. */
#include "start.h"

DRIVER_INITIALIZE DriverEntry;
DRIVER_ADD_DEVICE AddDevice;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH StartWaitsHere;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH StartWaitsInHelper;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH StartWaitsInLoop;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH StartMarksInRoutine;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH StartWaitsElsewhere;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH StartWaitsElsewhereInHelper;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH StartWaitsElsewhereByAlias;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH StartExWaitsHere;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH StartExWaitsInHelper;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH StartExWaitsWithLimit;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH StartExWaitsElsewhere;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH StartExWaitsElsewhereInHelper;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH StartExWaitsElsewhereByMode;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH StartLater;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH StartExLater;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH StartForwardsWhole;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH StartIsNotHooked;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH StopsAreWaitedFor;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH StartHoldsMutex;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH StartPolls;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH StartPendedInHelper;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH OthersAreWaitedFor;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH OthersAreWaitedForEx;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH StartIsNotHookedElsewhere;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH StartIsNotHookedEx;
IO_WORKITEM_ROUTINE StartWorker;

static BOOLEAN IsStart(PIRP Irp)
{
    return IoGetCurrentIrpStackLocation(Irp)->MinorFunction == IRP_MN_START_DEVICE;
}

/* ---- IoSetCompletionRoutine, the event is a local one */

NTSTATUS StartWaitsHere(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KEVENT done;
    NTSTATUS status;
    if (!IsStart(Irp)) {
        return Skip(extension, Irp);
    }
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Wake, &done, TRUE, TRUE, TRUE);
    status = IoCallDriver(extension->Below, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL); // expect: StartDeviceWait
        status = Irp->IoStatus.Status;
    }
    return Finish(Irp, status); // expect: MarkStartDevice
}

NTSTATUS StartWaitsInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KEVENT done;
    NTSTATUS status;
    if (!IsStart(Irp)) {
        return Skip(extension, Irp);
    }
    KeInitializeEvent(&done, SynchronizationEvent, FALSE);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Wake, &done, TRUE, TRUE, TRUE);
    status = SendAndWait(extension, Irp, &done);
    return Finish(Irp, status); // expect: MarkStartDevice
}

/* A limit for each round does not help: all rounds together have none. */
NTSTATUS StartWaitsInLoop(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    LARGE_INTEGER second;
    KEVENT done;
    NTSTATUS status;
    if (!IsStart(Irp)) {
        return Skip(extension, Irp);
    }
    second.QuadPart = -10000000LL;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Wake, &done, TRUE, TRUE, TRUE);
    status = IoCallDriver(extension->Below, Irp);
    if (status == STATUS_PENDING) {
        do {
            status = KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, &second); // expect: StartDeviceWait
        } while (status == STATUS_TIMEOUT);
        status = Irp->IoStatus.Status;
    }
    return Finish(Irp, status); // expect: MarkStartDevice
}

/* What the routine marks is the mark of the driver below, handed on. */
NTSTATUS StartMarksInRoutine(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    if (!IsStart(Irp)) {
        return Skip(extension, Irp);
    }
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Pass, NULL, TRUE, TRUE, TRUE);
    return IoCallDriver(extension->Below, Irp); // expect: MarkStartDevice
}

/* ---- IoSetCompletionRoutine, the event was initialised in AddDevice */

NTSTATUS StartWaitsElsewhere(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    if (!IsStart(Irp)) {
        return Skip(extension, Irp);
    }
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Wake, &extension->Started, TRUE, TRUE, TRUE);
    status = IoCallDriver(extension->Below, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&extension->Started, Executive, KernelMode, FALSE, NULL); // expect: StartDeviceWait3
        status = Irp->IoStatus.Status;
    }
    return Finish(Irp, status); // expect: MarkStartDevice
}

NTSTATUS StartWaitsElsewhereInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    if (!IsStart(Irp)) {
        return Skip(extension, Irp);
    }
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Wake, &extension->Started, TRUE, TRUE, TRUE);
    return Finish(Irp, SendAndWait(extension, Irp, &extension->Started)); // expect: MarkStartDevice
}

NTSTATUS StartWaitsElsewhereByAlias(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PKEVENT event = &extension->Started;
    NTSTATUS status;
    if (!IsStart(Irp)) {
        return Skip(extension, Irp);
    }
    KeClearEvent(event);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Wake, event, TRUE, TRUE, TRUE);
    status = IoCallDriver(extension->Below, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(event, Executive, KernelMode, FALSE, NULL); // expect: StartDeviceWait3
    }
    return Finish(Irp, Irp->IoStatus.Status); // expect: MarkStartDevice
}

/* ---- IoSetCompletionRoutineEx, the event is a local one */

NTSTATUS StartExWaitsHere(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KEVENT done;
    NTSTATUS status;
    if (!IsStart(Irp)) {
        return Skip(extension, Irp);
    }
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    status = Arm(extension, Irp, Wake, &done);
    if (!NT_SUCCESS(status)) {
        return Finish(Irp, status);
    }
    status = IoCallDriver(extension->Below, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL); // expect: StartDeviceWait2
        status = Irp->IoStatus.Status;
    }
    return Finish(Irp, status); // expect: MarkStartDevice across functions
}

NTSTATUS StartExWaitsInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KEVENT done;
    NTSTATUS status;
    if (!IsStart(Irp)) {
        return Skip(extension, Irp);
    }
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    status = Arm(extension, Irp, Wake, &done);
    if (NT_SUCCESS(status)) {
        status = SendAndWait(extension, Irp, &done);
    }
    return Finish(Irp, status); // expect: MarkStartDevice
}

NTSTATUS StartExWaitsWithLimit(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    LARGE_INTEGER limit;
    KEVENT done;
    NTSTATUS status;
    if (!IsStart(Irp)) {
        return Skip(extension, Irp);
    }
    limit.QuadPart = -50000000LL;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    status = Arm(extension, Irp, Wake, &done);
    if (!NT_SUCCESS(status)) {
        return Finish(Irp, status);
    }
    status = IoCallDriver(extension->Below, Irp);
    if (status == STATUS_PENDING) {
        status = KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, &limit); // expect: StartDeviceWait2
        if (status == STATUS_TIMEOUT) {
            IoCancelIrp(Irp);
            KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL); // expect: StartDeviceWait2
        }
        status = Irp->IoStatus.Status;
    }
    return Finish(Irp, status); // expect: MarkStartDevice
}

/* ---- IoSetCompletionRoutineEx, the event was initialised in AddDevice */

NTSTATUS StartExWaitsElsewhere(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    if (!IsStart(Irp)) {
        return Skip(extension, Irp);
    }
    status = Arm(extension, Irp, Wake, &extension->Started);
    if (!NT_SUCCESS(status)) {
        return Finish(Irp, status);
    }
    status = IoCallDriver(extension->Below, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&extension->Started, Executive, KernelMode, FALSE, NULL); // expect: StartDeviceWait4
        status = Irp->IoStatus.Status;
    }
    return Finish(Irp, status); // expect: MarkStartDevice
}

NTSTATUS StartExWaitsElsewhereInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    if (!IsStart(Irp)) {
        return Skip(extension, Irp);
    }
    status = Arm(extension, Irp, Wake, &extension->Started);
    if (!NT_SUCCESS(status)) {
        return Finish(Irp, status);
    }
    status = SendAndWait(extension, Irp, &extension->Started);
    return Finish(Irp, status); // expect: MarkStartDevice
}

NTSTATUS StartExWaitsElsewhereByMode(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    if (!IsStart(Irp) || extension->Mode == 0) {
        return Skip(extension, Irp);
    }
    status = Arm(extension, Irp, Wake, &extension->Started);
    if (!NT_SUCCESS(status)) {
        return Finish(Irp, status);
    }
    IoCallDriver(extension->Below, Irp);
    KeWaitForSingleObject(&extension->Started, Executive, KernelMode, FALSE, NULL); // expect: StartDeviceWait4
    return Finish(Irp, Irp->IoStatus.Status); // expect: MarkStartDevice
}

/* ---- as it should be */

VOID StartWorker(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP irp = extension->Waiting;
    UNREFERENCED_PARAMETER(Context);
    extension->Waiting = NULL;
    Finish(irp, irp->IoStatus.Status);
}

NTSTATUS Resume(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PEXTENSION extension = Context;
    UNREFERENCED_PARAMETER(DeviceObject);
    extension->Waiting = Irp;
    IoQueueWorkItem(extension->Item, StartWorker, DelayedWorkQueue, NULL);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS StartLater(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    if (!IsStart(Irp)) {
        return Skip(extension, Irp);
    }
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Resume, extension, TRUE, TRUE, TRUE);
    IoMarkIrpPending(Irp);
    IoCallDriver(extension->Below, Irp);
    return STATUS_PENDING; // keeps: MarkStartDevice, StartDeviceWait, StartDeviceWait3
}

NTSTATUS StartPendedInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    if (!IsStart(Irp)) {
        return Skip(extension, Irp);
    }
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Resume, extension, TRUE, TRUE, TRUE);
    return SendPended(extension, Irp); // keeps: MarkStartDevice across functions
}

NTSTATUS StartExLater(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;
    if (!IsStart(Irp)) {
        return Skip(extension, Irp);
    }
    status = Arm(extension, Irp, Resume, extension);
    if (!NT_SUCCESS(status)) {
        return Finish(Irp, status);
    }
    IoMarkIrpPending(Irp);
    IoCallDriver(extension->Below, Irp);
    return STATUS_PENDING; // keeps: MarkStartDevice, StartDeviceWait2, StartDeviceWait4
}

/* Registers nothing of its own, and the system waits. */
NTSTATUS StartForwardsWhole(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = STATUS_UNSUCCESSFUL;
    if (!IsStart(Irp)) {
        return Skip(extension, Irp);
    }
    if (IoForwardIrpSynchronously(extension->Below, Irp)) {
        status = Irp->IoStatus.Status;
    }
    return Finish(Irp, status); // keeps: MarkStartDevice, StartDeviceWait, StartDeviceWait2
}

/* What is hooked is never a start: the path that waits for one is in the text only. */
NTSTATUS StartIsNotHooked(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    BOOLEAN hooked = stack->MinorFunction != IRP_MN_START_DEVICE && extension->Mode == 1;
    KEVENT done;
    NTSTATUS status;
    if (hooked) { // correlated
        KeInitializeEvent(&done, NotificationEvent, FALSE);
        IoCopyCurrentIrpStackLocationToNext(Irp);
        IoSetCompletionRoutine(Irp, Wake, &done, TRUE, TRUE, TRUE);
    } else {
        IoSkipCurrentIrpStackLocation(Irp);
    }
    status = IoCallDriver(extension->Below, Irp);
    if (!hooked) { // correlated
        return status; // keeps: MarkStartDevice infeasible
    }
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL); // keeps: StartDeviceWait infeasible
        status = Irp->IoStatus.Status;
    }
    return Finish(Irp, status); // keeps: MarkQueryRelations
}

/* Likewise, with an event that others initialised. */
NTSTATUS StartIsNotHookedElsewhere(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN hooked = !IsStart(Irp) && extension->Mode == 5;
    NTSTATUS status;
    if (!hooked && IsStart(Irp)) { // correlated
        return Skip(extension, Irp);
    }
    IoMarkIrpPending(Irp);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Wake, &extension->Started, TRUE, TRUE, TRUE);
    status = IoCallDriver(extension->Below, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&extension->Started, Executive, KernelMode, FALSE, NULL); // keeps: StartDeviceWait3 infeasible
    }
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_PENDING;
}

/* A start is never armed, and only what was armed is waited for. */
NTSTATUS StartIsNotHookedEx(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN armed = FALSE;
    KEVENT done;
    NTSTATUS status;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    if (!IsStart(Irp)) { // correlated
        status = Arm(extension, Irp, Wake, extension->Mode == 6 ? &done : &extension->Started);
        if (!NT_SUCCESS(status)) {
            return Finish(Irp, status);
        }
        IoMarkIrpPending(Irp);
        armed = TRUE;
    }
    if (!armed) {
        return Skip(extension, Irp);
    }
    status = IoCallDriver(extension->Below, Irp);
    if (status == STATUS_PENDING && extension->Mode == 6) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL); // keeps: StartDeviceWait2 infeasible
    } else if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&extension->Started, Executive, KernelMode, FALSE, NULL); // keeps: StartDeviceWait4 infeasible
    }
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_PENDING;
}

/* Other requests may be waited for, by a helper that starts share. */
NTSTATUS StopsAreWaitedFor(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status;
    switch (stack->MinorFunction) {
    case IRP_MN_CANCEL_STOP_DEVICE:
    case IRP_MN_CANCEL_REMOVE_DEVICE:
        status = Arm(extension, Irp, Wake, &extension->Started);
        if (!NT_SUCCESS(status)) {
            return Finish(Irp, status);
        }
        status = SendAndWait(extension, Irp, &extension->Started); // keeps: StartDeviceWait4, StartDeviceWait2
        return Finish(Irp, status);
    case IRP_MN_QUERY_CAPABILITIES:
        IoCopyCurrentIrpStackLocationToNext(Irp);
        IoSetCompletionRoutine(Irp, Wake, &extension->Started, TRUE, TRUE, TRUE);
        status = SendAndWait(extension, Irp, &extension->Started); // keeps: StartDeviceWait3
        return Finish(Irp, status);
    default:
        return Skip(extension, Irp);
    }
}

/* What may be waited for stands here, for all who wait. */
static BOOLEAN MayWait(PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    return stack->MinorFunction == IRP_MN_QUERY_CAPABILITIES; // otherwise: return stack->MinorFunction <= IRP_MN_QUERY_CAPABILITIES;
}

NTSTATUS OthersAreWaitedFor(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KEVENT done;
    NTSTATUS status;
    if (!MayWait(Irp)) {
        return Skip(extension, Irp);
    }
    IoCopyCurrentIrpStackLocationToNext(Irp);
    if (extension->Mode == 7) {
        IoSetCompletionRoutine(Irp, Wake, &extension->Started, TRUE, TRUE, TRUE);
        status = IoCallDriver(extension->Below, Irp);
        KeWaitForSingleObject(&extension->Started, Executive, KernelMode, FALSE, NULL); // keeps: StartDeviceWait3 across functions
    } else {
        KeInitializeEvent(&done, NotificationEvent, FALSE);
        IoSetCompletionRoutine(Irp, Wake, &done, TRUE, TRUE, TRUE);
        status = IoCallDriver(extension->Below, Irp);
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL); // keeps: StartDeviceWait across functions
    }
    if (status == STATUS_PENDING) {
        status = Irp->IoStatus.Status;
    }
    return Finish(Irp, status);
}

NTSTATUS OthersAreWaitedForEx(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PKEVENT event = &extension->Started;
    KEVENT done;
    NTSTATUS status;
    if (!MayWait(Irp)) {
        return Skip(extension, Irp);
    }
    if (extension->Mode != 7) {
        event = &done;
        KeInitializeEvent(event, NotificationEvent, FALSE);
    }
    status = Arm(extension, Irp, Wake, event);
    if (!NT_SUCCESS(status)) {
        return Finish(Irp, status);
    }
    status = IoCallDriver(extension->Below, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(event, Executive, KernelMode, FALSE, NULL); // keeps: StartDeviceWait2 across functions, StartDeviceWait4 across functions
        status = Irp->IoStatus.Status;
    }
    return Finish(Irp, status);
}

/* What is waited for is no event. */
NTSTATUS StartHoldsMutex(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    if (!IsStart(Irp)) {
        return Skip(extension, Irp);
    }
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Resume, extension, TRUE, TRUE, TRUE);
    KeWaitForSingleObject(&extension->Guard, Executive, KernelMode, FALSE, NULL); // keeps: StartDeviceWait3
    extension->Mode = 2;
    KeReleaseMutex(&extension->Guard, FALSE);
    IoMarkIrpPending(Irp);
    IoCallDriver(extension->Below, Irp);
    return STATUS_PENDING;
}

/* A look at the event with no time to spare blocks nobody. */
NTSTATUS StartPolls(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    LARGE_INTEGER now;
    NTSTATUS status;
    if (!IsStart(Irp)) {
        return Skip(extension, Irp);
    }
    now.QuadPart = 0;
    status = Arm(extension, Irp, Resume, extension);
    if (!NT_SUCCESS(status)) {
        return Finish(Irp, status);
    }
    status = KeWaitForSingleObject(&extension->Started, Executive, KernelMode, FALSE, &now); // keeps: StartDeviceWait4
    extension->Mode = status == STATUS_TIMEOUT ? 3 : 4;
    IoMarkIrpPending(Irp);
    IoCallDriver(extension->Below, Irp);
    return STATUS_PENDING;
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
    KeInitializeEvent(&extension->Started, SynchronizationEvent, FALSE);
    KeInitializeMutex(&extension->Guard, 0);
    extension->Item = IoAllocateWorkItem(device);
    extension->Below = IoAttachDeviceToDeviceStack(device, PhysicalDeviceObject);
    if (extension->Below == NULL || extension->Item == NULL) {
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
    DriverObject->MajorFunction[IRP_MJ_PNP] = StartLater;
    return STATUS_SUCCESS;
}
