/* IRPs that are made now and used later, and requests that a helper of the system keeps. */
#include <ntifs.h>

typedef struct _EXTENSION {
    PDEVICE_OBJECT Below;
    PIRP Spare;
    OPLOCK Oplock;
    FILE_LOCK Locks;
    ULONG Mode;
} EXTENSION, *PEXTENSION;

typedef struct _JOB {
    PIRP Irp;
    ULONG Step;
} JOB, *PJOB;

typedef struct _PACKET {
    WORK_QUEUE_ITEM Item;
    PIRP Irp;
    PKEVENT Done;
} PACKET, *PPACKET;

static PIRP Reserve;

DRIVER_INITIALIZE DriverEntry;
DRIVER_DISPATCH KeepsInExtension;
DRIVER_DISPATCH KeepsInVariable;
DRIVER_DISPATCH KeepsInNewDevice;
DRIVER_DISPATCH LosesJob;
DRIVER_DISPATCH LosesLocal;
DRIVER_DISPATCH OplockTakesIt;
DRIVER_DISPATCH LockTakesIt;
DRIVER_DISPATCH NobodyTakesIt;
DRIVER_DISPATCH WaitsForWorker;
DRIVER_DISPATCH WaitsForNobody;

IO_COMPLETION_ROUTINE LeavesToWorker;
IO_COMPLETION_ROUTINE LeavesToNobody;
IO_COMPLETION_ROUTINE CountsDown;
DRIVER_DISPATCH WaitsForAll;
IO_COMPLETION_ROUTINE AsksForPower;
DRIVER_DISPATCH SetsPower;
DRIVER_DISPATCH ForgetsPower;
DRIVER_DISPATCH LeavesToThread;
DRIVER_DISPATCH LeavesToCache;
DRIVER_DISPATCH LeavesToStack;

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

NTSTATUS KeepsInExtension(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;

    extension->Spare = IoAllocateIrp(extension->Below->StackSize, FALSE);
    if (extension->Spare == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS KeepsInVariable(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIRP made = IoAllocateIrp(DeviceObject->StackSize, FALSE);

    if (made != NULL) {
        Reserve = made;
    }
    return Finish(Irp, STATUS_SUCCESS);
}

/* Nothing of the routine names the device any more when it returns. */
NTSTATUS KeepsInNewDevice(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE_OBJECT made = NULL;
    PEXTENSION extension;
    NTSTATUS status;

    status = IoCreateDevice(DeviceObject->DriverObject, sizeof(EXTENSION), NULL, FILE_DEVICE_DISK, 0,
                            FALSE, &made);
    if (!NT_SUCCESS(status)) {
        return Finish(Irp, status);
    }
    extension = made->DeviceExtension;
    extension->Spare = IoAllocateIrp(DeviceObject->StackSize, FALSE);
    if (extension->Spare == NULL) {
        IoDeleteDevice(made);
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    extension->Mode = 1;
    made->Flags &= ~DO_DEVICE_INITIALIZING;
    extension = NULL;
    made = NULL;
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS LosesJob(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PJOB job = ExAllocatePoolWithTag(NonPagedPool, sizeof(JOB), 'boJK');

    if (job == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    job->Irp = IoAllocateIrp(DeviceObject->StackSize, FALSE);
    if (job->Irp == NULL) {
        ExFreePool(job);
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    job->Step = 0;
    return Finish(Irp, STATUS_SUCCESS); // expect: IoAllocateFree
}

NTSTATUS LosesLocal(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIRP made = IoAllocateIrp(DeviceObject->StackSize, FALSE);
    PIRP same = made;

    if (same != NULL) {
        return Finish(Irp, STATUS_DEVICE_BUSY); // expect: IoAllocateFree
    }
    return Finish(Irp, STATUS_SUCCESS);
}

static VOID GoOn(PVOID Context, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Irp);
}

/* The oplock package marks an IRP pending before it keeps it. */
NTSTATUS OplockTakesIt(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = FsRtlCheckOplock(&extension->Oplock, Irp, NULL, GoOn, NULL);

    if (status != STATUS_SUCCESS) {
        return status;
    }
    return Finish(Irp, STATUS_SUCCESS);
}

/* So do byte-range locks, which complete it otherwise. */
NTSTATUS LockTakesIt(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;

    return FsRtlProcessFileLock(&extension->Locks, Irp, NULL);
}

NTSTATUS NobodyTakesIt(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;

    extension->Spare = Irp;
    return STATUS_PENDING; // expect: MarkIrpPending2
}

static VOID Finally(PVOID Context)
{
    PPACKET packet = Context;

    KeSetEvent(packet->Done, IO_NO_INCREMENT, FALSE);
    ExFreePool(packet);
}

/* The packet that a worker thread gets holds the IRP and the event. */
NTSTATUS LeavesToWorker(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PPACKET packet = ExAllocatePoolWithTag(NonPagedPool, sizeof(PACKET), 'kcaP');

    UNREFERENCED_PARAMETER(DeviceObject);
    if (packet == NULL) {
        KeSetEvent(Context, IO_NO_INCREMENT, FALSE);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }
    packet->Irp = Irp;
    packet->Done = Context;
    ExInitializeWorkItem(&packet->Item, Finally, packet);
    ExQueueWorkItem(&packet->Item, DelayedWorkQueue);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS LeavesToNobody(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PPACKET packet = ExAllocatePoolWithTag(NonPagedPool, sizeof(PACKET), 'kcaP');

    UNREFERENCED_PARAMETER(DeviceObject);
    if (packet == NULL) {
        KeSetEvent(Context, IO_NO_INCREMENT, FALSE);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }
    packet->Irp = Irp;
    packet->Done = Context;
    return STATUS_MORE_PROCESSING_REQUIRED; // expect: SignalEventInCompletion
}

static LONG Left;

/* Of several requests the last one signals; which it is cannot be seen here. */
NTSTATUS CountsDown(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    if (InterlockedDecrement(&Left) == 0) {
        KeSetEvent(Context, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS AskAndWait(PDEVICE_OBJECT DeviceObject, PIRP Irp, PIO_COMPLETION_ROUTINE Routine)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KEVENT done;
    NTSTATUS status;

    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Routine, &done, TRUE, TRUE, TRUE); // expect: IoSetCompletionRoutineNonPnpDriver
    status = IoCallDriver(extension->Below, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        status = Irp->IoStatus.Status;
    }
    return Finish(Irp, status);
}

NTSTATUS WaitsForWorker(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    return AskAndWait(DeviceObject, Irp, LeavesToWorker);
}

NTSTATUS WaitsForNobody(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    return AskAndWait(DeviceObject, Irp, LeavesToNobody);
}

NTSTATUS WaitsForAll(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    return AskAndWait(DeviceObject, Irp, CountsDown);
}

static VOID PowerIsUp(PDEVICE_OBJECT DeviceObject, UCHAR MinorFunction, POWER_STATE State, PVOID Context,
                      PIO_STATUS_BLOCK IoStatus)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(MinorFunction);
    UNREFERENCED_PARAMETER(State);
    Finish((PIRP)Context, IoStatus->Status);
}

/* The request for the system state waits until the one for the device state is done: it is pending. */
NTSTATUS AsksForPower(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PEXTENSION extension = Context;
    POWER_STATE state;

    UNREFERENCED_PARAMETER(DeviceObject);
    state.DeviceState = PowerDeviceD0;
    if (!NT_SUCCESS(PoRequestPowerIrp(extension->Below, IRP_MN_SET_POWER, state, PowerIsUp, Irp, NULL))) {
        return STATUS_CONTINUE_COMPLETION;
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS SetsPower(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;

    IoMarkIrpPending(Irp);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, AsksForPower, extension, TRUE, TRUE, TRUE); // expect: IoSetCompletionRoutineNonPnpDriver
    IoCallDriver(extension->Below, Irp);
    return STATUS_PENDING;
}

NTSTATUS ForgetsPower(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;

    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, AsksForPower, extension, TRUE, TRUE, TRUE); // expect: IoSetCompletionRoutineNonPnpDriver
    return IoCallDriver(extension->Below, Irp); // expect: CompleteRequest
}

static VOID Thread(PVOID Context)
{
    PPACKET packet = Context;

    Finish(packet->Irp, STATUS_SUCCESS);
    ExFreePool(packet);
}

/* A thread may have it done before this returns; a request that nobody marked is done. */
NTSTATUS LeavesToThread(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PPACKET packet = ExAllocatePoolWithTag(NonPagedPool, sizeof(PACKET), 'kcaP');
    HANDLE thread;
    NTSTATUS status;

    if (packet == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    packet->Irp = Irp;
    IoSkipCurrentIrpStackLocation(Irp);
    if (extension->Mode == 1) {
        IoCopyCurrentIrpStackLocationToNext(Irp);
    }
    IoMarkIrpPending(Irp);
    status = PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, Thread, packet);
    if (!NT_SUCCESS(status)) {
        ExFreePool(packet);
        Finish(Irp, status);
        return STATUS_PENDING;
    }
    ZwClose(thread);
    return STATUS_PENDING;
}

static VOID Later(PVOID First, PVOID Second)
{
    UNREFERENCED_PARAMETER(First);
    Finish((PIRP)Second, STATUS_SUCCESS);
}

NTSTATUS LeavesToCache(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFILE_OBJECT file = IoGetCurrentIrpStackLocation(Irp)->FileObject;

    IoCopyCurrentIrpStackLocationToNext(Irp);
    if (!CcCanIWrite(file, 4096, FALSE, FALSE)) {
        IoMarkIrpPending(Irp);
        CcDeferWrite(file, Later, DeviceObject, Irp, 4096, FALSE);
        return STATUS_PENDING;
    }
    return Finish(Irp, STATUS_SUCCESS);
}

static SLIST_HEADER Stack;

NTSTATUS LeavesToStack(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoMarkIrpPending(Irp);
    InterlockedPushEntrySList(&Stack, (PSLIST_ENTRY)&Irp->Tail.Overlay.ListEntry);
    return STATUS_PENDING;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_CREATE] = KeepsInExtension;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = KeepsInVariable;
    DriverObject->MajorFunction[IRP_MJ_CLEANUP] = KeepsInNewDevice;
    DriverObject->MajorFunction[IRP_MJ_READ] = LosesJob;
    DriverObject->MajorFunction[IRP_MJ_WRITE] = LosesLocal;
    DriverObject->MajorFunction[IRP_MJ_QUERY_INFORMATION] = OplockTakesIt;
    DriverObject->MajorFunction[IRP_MJ_LOCK_CONTROL] = LockTakesIt;
    DriverObject->MajorFunction[IRP_MJ_SET_INFORMATION] = NobodyTakesIt;
    DriverObject->MajorFunction[IRP_MJ_QUERY_EA] = WaitsForWorker;
    DriverObject->MajorFunction[IRP_MJ_SET_EA] = WaitsForNobody;
    DriverObject->MajorFunction[IRP_MJ_QUERY_SECURITY] = WaitsForAll;
    DriverObject->MajorFunction[IRP_MJ_POWER] = SetsPower;
    DriverObject->MajorFunction[IRP_MJ_SYSTEM_CONTROL] = ForgetsPower;
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = LeavesToThread;
    DriverObject->MajorFunction[IRP_MJ_SET_SECURITY] = LeavesToCache;
    DriverObject->MajorFunction[IRP_MJ_QUERY_QUOTA] = LeavesToStack;
    return STATUS_SUCCESS;
}
