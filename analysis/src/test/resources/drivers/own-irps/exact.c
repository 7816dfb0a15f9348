/* The routine's context is the event itself. */
#include "own.h"

DRIVER_INITIALIZE DriverEntry;
DRIVER_DISPATCH SignalsAlways, SignalsPended, SignalsOther, SignalsInHelper, SignalsNever, FreesOnly;
DRIVER_DISPATCH SignalsGood, SendsAgain, QueuesWork, MarksOnly, StartsSignalled, ReadyInExtension;
DRIVER_DISPATCH ArmsTooEarly, NobodyWaits, NoEvent, ChoosesRoutine, ChoosesSame, WaitsIfPending, ExForm;
DRIVER_DISPATCH FlagsMissing, CallerFrees, NullUnchecked;

NTSTATUS OwnFinish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

PIRP OwnBuild(POWN_EXTENSION Ext)
{
    PIRP own = IoAllocateIrp(Ext->Below->StackSize, FALSE);
    if (own != NULL) {
        PIO_STACK_LOCATION next = IoGetNextIrpStackLocation(own);
        next->MajorFunction = IRP_MJ_FLUSH_BUFFERS;
        own->IoStatus.Status = STATUS_NOT_SUPPORTED;
    }
    return own;
}

VOID OwnWake(PKEVENT Event)
{
    KeSetEvent(Event, IO_NO_INCREMENT, FALSE);
}

/* Sends and waits: what every function of this file does with its own event. */
static NTSTATUS OwnRun(POWN_EXTENSION Ext, PIRP Own, PKEVENT Done)
{
    NTSTATUS status = IoCallDriver(Ext->Below, Own);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(Done, Executive, KernelMode, FALSE, NULL);
    }
    return STATUS_SUCCESS;
}

static NTSTATUS Always(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS SignalsAlways(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    KEVENT done;
    PIRP own = OwnBuild(ext);
    if (own == NULL) {
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, Always, &done, TRUE, TRUE, TRUE);
    return OwnFinish(Irp, OwnRun(ext, own, &done));
}

static NTSTATUS WhenPended(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (Irp->PendingReturned) {
        OwnWake((PKEVENT)Context);
    }
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS SignalsPended(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    KEVENT done;
    PIRP own = OwnBuild(ext);
    if (own == NULL) {
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(own, WhenPended, &done, TRUE, TRUE, TRUE);
    return OwnFinish(Irp, OwnRun(ext, own, &done));
}

static NTSTATUS WhenNotPended(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (!Irp->PendingReturned) {
        OwnWake((PKEVENT)Context);
    }
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED; // expect: IoAllocateIrpSignalEventInCompletion
}

NTSTATUS SignalsOther(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    KEVENT done;
    PIRP own = OwnBuild(ext);
    if (own == NULL) {
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, WhenNotPended, &done, TRUE, TRUE, TRUE);
    return OwnFinish(Irp, OwnRun(ext, own, &done));
}

static BOOLEAN WakeIf(PKEVENT Event, BOOLEAN Wanted)
{
    if (Wanted) {
        KeSetEvent(Event, IO_NO_INCREMENT, FALSE);
    }
    return Wanted;
}

static NTSTATUS InHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    WakeIf(Context, (BOOLEAN)(Irp->PendingReturned != FALSE));
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS SignalsInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    KEVENT done;
    NTSTATUS status;
    PIRP own = OwnBuild(ext);
    if (own == NULL) {
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, InHelper, &done, TRUE, TRUE, TRUE);
    status = OwnRun(ext, own, &done);
    IoFreeIrp(own);
    return OwnFinish(Irp, status);
}

static NTSTATUS Never(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    UNREFERENCED_PARAMETER(Context);
    return STATUS_MORE_PROCESSING_REQUIRED; // expect: IoAllocateIrpSignalEventInCompletion
}

NTSTATUS SignalsNever(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    KEVENT done;
    PIRP own = OwnBuild(ext);
    if (own == NULL) {
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, Never, &done, TRUE, TRUE, TRUE);
    return OwnFinish(Irp, OwnRun(ext, own, &done));
}

static NTSTATUS Frees(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED; // expect: IoAllocateIrpSignalEventInCompletion
}

NTSTATUS FreesOnly(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    KEVENT done;
    PIRP own = OwnBuild(ext);
    if (own == NULL) {
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, Frees, &done, TRUE, TRUE, TRUE);
    IoCallDriver(ext->Below, own);
    KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
    return OwnFinish(Irp, STATUS_SUCCESS);
}

static NTSTATUS OnSuccess(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (NT_SUCCESS(Irp->IoStatus.Status)) {
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_MORE_PROCESSING_REQUIRED; // expect: IoAllocateIrpSignalEventInCompletion
}

NTSTATUS SignalsGood(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    KEVENT done;
    PIRP own = OwnBuild(ext);
    if (own == NULL) {
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, OnSuccess, &done, TRUE, TRUE, TRUE);
    return OwnFinish(Irp, OwnRun(ext, own, &done));
}

/* Sent again from its own routine: the last round may signal, so nothing is said. */
static NTSTATUS Again(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    if (Irp->IoStatus.Status == STATUS_DEVICE_BUSY) {
        IoReuseIrp(Irp, STATUS_NOT_SUPPORTED);
        IoSetCompletionRoutine(Irp, Always, Context, TRUE, TRUE, TRUE);
        IoCallDriver(ext->Below, Irp);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS SendsAgain(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    KEVENT done;
    PIRP own = OwnBuild(ext);
    if (own == NULL) {
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, Again, &done, TRUE, TRUE, TRUE);
    return OwnFinish(Irp, OwnRun(ext, own, &done));
}

static VOID Worker(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    OwnWake(Context);
}

static NTSTATUS Queues(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    UNREFERENCED_PARAMETER(Irp);
    IoQueueWorkItem(ext->WorkItem, Worker, DelayedWorkQueue, Context);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS QueuesWork(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    KEVENT done;
    PIRP own = OwnBuild(ext);
    if (own == NULL) {
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, Queues, &done, TRUE, TRUE, TRUE);
    return OwnFinish(Irp, OwnRun(ext, own, &done));
}

/* A request of one's own is never marked: that wakes nobody. */
static NTSTATUS Marks(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    return STATUS_CONTINUE_COMPLETION; // expect: IoAllocateIrpSignalEventInCompletion
}

NTSTATUS MarksOnly(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    KEVENT done;
    PIRP own = OwnBuild(ext);
    if (own == NULL) {
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, Marks, &done, TRUE, TRUE, TRUE);
    return OwnFinish(Irp, OwnRun(ext, own, &done));
}

static NTSTATUS Quiet(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* The event is set from the start. */
NTSTATUS StartsSignalled(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    KEVENT done;
    PIRP own = OwnBuild(ext);
    if (own == NULL) {
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&done, NotificationEvent, TRUE);
    IoSetCompletionRoutine(own, Quiet, &done, TRUE, TRUE, TRUE);
    return OwnFinish(Irp, OwnRun(ext, own, &done));
}

/* Initialised somewhere else: what state it has here is not known. */
NTSTATUS ReadyInExtension(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    PIRP own = OwnBuild(ext);
    if (own == NULL) {
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    IoSetCompletionRoutine(own, Quiet, &ext->Ready, TRUE, TRUE, TRUE);
    return OwnFinish(Irp, OwnRun(ext, own, &ext->Ready));
}

/* The rule wants the event initialised before the registration. */
NTSTATUS ArmsTooEarly(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    KEVENT done;
    PIRP own = OwnBuild(ext);
    if (own == NULL) {
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    IoSetCompletionRoutine(own, Quiet, &done, TRUE, TRUE, TRUE);
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    return OwnFinish(Irp, OwnRun(ext, own, &done));
}

static NTSTATUS Silent(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED; // expect: IoAllocateIrpSignalEventInCompletion
}

/* The context is exactly the event: that is enough, whoever waits. */
NTSTATUS NobodyWaits(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    PIRP own = OwnBuild(ext);
    if (own == NULL) {
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&ext->Ready, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, Silent, &ext->Ready, TRUE, TRUE, TRUE);
    IoCallDriver(ext->Below, own);
    return OwnFinish(Irp, STATUS_SUCCESS);
}

/* Sent and forgotten. */
NTSTATUS NoEvent(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    PIRP own = OwnBuild(ext);
    if (own == NULL) {
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    IoSetCompletionRoutine(own, Quiet, NULL, TRUE, TRUE, TRUE);
    IoCallDriver(ext->Below, own);
    return OwnFinish(Irp, STATUS_SUCCESS);
}

static NTSTATUS Chosen(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    UNREFERENCED_PARAMETER(Context);
    return STATUS_MORE_PROCESSING_REQUIRED; // expect: IoAllocateIrpSignalEventInCompletion
}

NTSTATUS ChoosesRoutine(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    KEVENT done;
    PIRP own = OwnBuild(ext);
    if (own == NULL) {
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, ext->Mode ? Chosen : Always, &done, TRUE, TRUE, TRUE);
    return OwnFinish(Irp, OwnRun(ext, own, &done));
}

/* The quiet routine is chosen only where nobody waits and there is no event. */
NTSTATUS ChoosesSame(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    KEVENT done;
    BOOLEAN wait = ext->Mode == 2;
    PIO_COMPLETION_ROUTINE routine = wait ? Always : Quiet;
    PVOID context = wait ? &done : NULL;
    PIRP own = OwnBuild(ext);
    if (own == NULL) {
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, routine, context, TRUE, TRUE, TRUE);
    if (wait) {
        OwnRun(ext, own, &done);
    } else {
        IoCallDriver(ext->Below, own);
    }
    return OwnFinish(Irp, STATUS_SUCCESS);
}

static NTSTATUS Forgets(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    POWN_EXTENSION ext = DeviceObject ? DeviceObject->DeviceExtension : NULL;
    if (ext != NULL && ext->Removed) {
        return STATUS_MORE_PROCESSING_REQUIRED; // expect: IoAllocateIrpSignalEventInCompletion
    }
    IoFreeIrp(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS ExForm(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    KEVENT done;
    NTSTATUS status;
    PIRP own = OwnBuild(ext);
    if (own == NULL) {
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    status = IoSetCompletionRoutineEx(DeviceObject, own, Forgets, &done, TRUE, TRUE, TRUE);
    if (!NT_SUCCESS(status)) {
        IoFreeIrp(own);
        return OwnFinish(Irp, status);
    }
    return OwnFinish(Irp, OwnRun(ext, own, &done));
}

static NTSTATUS WaitedIf(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PBOOLEAN finished = Context;
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    *finished = TRUE;
    return STATUS_MORE_PROCESSING_REQUIRED; // expect: IoAllocateIrpSignalEventInCompletion
}

/* The event is not the context: only the wait shows that it belongs. */
NTSTATUS WaitsIfPending(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    KEVENT done;
    BOOLEAN finished = FALSE;
    PIRP own = OwnBuild(ext);
    if (own == NULL) {
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, WaitedIf, &finished, TRUE, TRUE, TRUE);
    if (IoCallDriver(ext->Below, own) == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
    }
    IoFreeIrp(own);
    return OwnFinish(Irp, finished ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL);
}

static NTSTATUS NoFlag(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED; // expect: IoAllocateIrpSignalEventInCompletion
}

NTSTATUS FlagsMissing(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    KEVENT done;
    PIRP own = OwnBuild(ext);
    if (own == NULL) {
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, NoFlag, &done, TRUE, FALSE, FALSE); // later: IoAllocateIrpSignalEventInCompletion2
    return OwnFinish(Irp, OwnRun(ext, own, &done));
}

/* NULL ends the path for this rule; what follows is right. */
NTSTATUS NullUnchecked(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    KEVENT done;
    PIRP own = IoAllocateIrp(ext->Below->StackSize, FALSE);
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    if (own) {
        IoSetCompletionRoutine(own, Always, &done, TRUE, TRUE, TRUE);
        IoCallDriver(ext->Below, own);
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
    }
    return OwnFinish(Irp, own ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES);
}

NTSTATUS CallerFrees(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    POWN_EXTENSION ext = DeviceObject->DeviceExtension;
    KEVENT done;
    NTSTATUS status;
    PIRP own = OwnBuild(ext);
    if (own == NULL) {
        return OwnFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(own, InHelper, &done, TRUE, TRUE, TRUE);
    status = IoCallDriver(ext->Below, own);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        status = own->IoStatus.Status;
    }
    IoFreeIrp(own);
    return OwnFinish(Irp, status);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_READ] = SignalsAlways;
    DriverObject->MajorFunction[IRP_MJ_WRITE] = SignalsNever;
    return STATUS_SUCCESS;
}
