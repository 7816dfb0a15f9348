/* What a first search does not look at: helpers with loops, answers to sends that are not tested. */
#include <wdm.h>

typedef struct _EXTENSION {
    PDEVICE_OBJECT Below;
    ULONG Flags;
    ULONG Mode;
    BOOLEAN Old;
    BOOLEAN Odd;
    BOOLEAN Slow;
    BOOLEAN Lazy;
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
DRIVER_ADD_DEVICE AddDevice;
IO_COMPLETION_ROUTINE GoesOn, Keeps, Signals, Tells, SignalsUnlessCancelled, SignalsAll, LeavesToLibrary;
DRIVER_DISPATCH TakesBackNothing, TakesBackAfterBranch, Prepared, Checked, ByLoopedHelper, Classified;
DRIVER_DISPATCH ReturnsPendingAfterWait, ReturnsFinal, ReturnsOtherAnswer, LeaksOnAnswer, FreesOnAnswer;
DRIVER_DISPATCH WaitsWithCancel, WaitsBySeverity, WaitsWithLibrary, QueuesWithLibrary, ByTable, ByTurnedBits;
DRIVER_DISPATCH ByMissingEntry, ByUntypedTable, ByMissingMacro, ByPastedMacro, CompletesByPointer;
DRIVER_DISPATCH ReadsMode, ResetsMode, ByOwnTable, BySharedTable, ByNamedEntry, OnlyTraced;

/* Of a library that is not among the sources. */
extern VOID SignalWorker(PKEVENT Event);
extern VOID SendIrpToWorker(PIRP Irp);
extern VOID PostIrp(PIRP Irp);

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static NTSTATUS Pass(PEXTENSION Extension, PIRP Irp)
{
    IoSkipCurrentIrpStackLocation(Irp);
    return IoCallDriver(Extension->Below, Irp);
}

NTSTATUS GoesOn(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    UNREFERENCED_PARAMETER(Context);
    return STATUS_SUCCESS;
}

NTSTATUS Keeps(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    UNREFERENCED_PARAMETER(Context);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS Signals(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* Signals, and lets the request go on its way up. */
NTSTATUS Tells(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(Context, IO_NO_INCREMENT, FALSE);
    return STATUS_CONTINUE_COMPLETION;
}

/* ---- a branch between the registration and the send */

NTSTATUS TakesBackNothing(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;

    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, GoesOn, NULL, TRUE, TRUE, TRUE);
    if (extension->Flags & 1) {
        DbgPrint("sending\n");
    }
    status = IoCallDriver(extension->Below, Irp);
    if (NT_SUCCESS(status) && status != STATUS_PENDING) {
        IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: CompleteRequest
    }
    return status;
}

NTSTATUS TakesBackAfterBranch(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;

    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Keeps, NULL, TRUE, TRUE, TRUE);
    if (extension->Flags & 1) {
        DbgPrint("sending\n");
    }
    status = IoCallDriver(extension->Below, Irp);
    if (status == STATUS_PENDING) {
        return status;
    }
    return Finish(Irp, status); // keeps: CompleteRequest
}

/* ---- helpers */

static BOOLEAN Prepare(PEXTENSION Extension)
{
    ULONG i;

    for (i = 0; i < 4; i++) {
        Extension->Mode += i;
    }
    return TRUE;
}

NTSTATUS Prepared(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    if (!Prepare(DeviceObject->DeviceExtension)) {
        return STATUS_SUCCESS; // keeps: IrpProcessingComplete
    }
    return Finish(Irp, STATUS_SUCCESS);
}

static NTSTATUS Soothe(PEXTENSION Extension, NTSTATUS Status)
{
    ULONG i;

    for (i = 0; i < 4; i++) {
        Extension->Mode += i;
    }
    return NT_SUCCESS(Status) ? Status : STATUS_SUCCESS;
}

NTSTATUS ByLoopedHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KEVENT done;
    NTSTATUS status;

    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Signals, &done, TRUE, TRUE, TRUE);
    status = IoCallDriver(extension->Below, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        status = Irp->IoStatus.Status;
    }
    status = Soothe(extension, status);
    Irp->IoStatus.Status = status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: CompleteRequestStatusCheck
    return status;
}

static ULONG Classify(PEXTENSION Extension, UCHAR Minor)
{
    if (Minor != IRP_MN_START_DEVICE) {
        return 0;
    }
    if (Extension->Old) {
        return 1;
    }
    if (Extension->Odd) {
        return 2;
    }
    if (Extension->Slow) {
        return 3;
    }
    return 4;
}

/* Whatever the kind, a start is passed on at once. */
NTSTATUS Classified(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    UCHAR minor = IoGetCurrentIrpStackLocation(Irp)->MinorFunction;

    if (Classify(extension, minor) != 0) {
        return Pass(extension, Irp);
    }
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, GoesOn, NULL, TRUE, TRUE, TRUE);
    return IoCallDriver(extension->Below, Irp); // keeps: MarkStartDevice
}

/* ---- answers */

NTSTATUS ReturnsPendingAfterWait(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KEVENT done;
    NTSTATUS status;

    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Tells, &done, TRUE, TRUE, TRUE);
    status = IoCallDriver(extension->Below, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
    }
    return status; // expect: LowerDriverReturn
}

NTSTATUS ReturnsFinal(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KEVENT done;
    NTSTATUS status;

    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Signals, &done, TRUE, TRUE, TRUE);
    if (IoCallDriver(extension->Below, Irp) == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
    }
    status = Irp->IoStatus.Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return status; // keeps: LowerDriverReturn, PendedCompletedRequest
}

/* The answer for another request is returned for this one. */
NTSTATUS ReturnsOtherAnswer(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    IO_STATUS_BLOCK block;
    KEVENT done;
    PIRP query;

    KeInitializeEvent(&done, NotificationEvent, FALSE);
    query = IoBuildDeviceIoControlRequest(1, extension->Below, NULL, 0, NULL, 0, FALSE, &done, &block);
    if (query == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    return IoCallDriver(extension->Below, query); // expect: IrpProcessingComplete, MarkIrpPending2, IoBuildDeviceControlWait
}

NTSTATUS LeaksOnAnswer(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIRP made = IoAllocateIrp(DeviceObject->StackSize, FALSE);

    if (made == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    return Pass(DeviceObject->DeviceExtension, Irp); // expect: IoAllocateFree
}

NTSTATUS FreesOnAnswer(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIRP made = IoAllocateIrp(DeviceObject->StackSize, FALSE);
    NTSTATUS status;

    if (made == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    status = Pass(DeviceObject->DeviceExtension, Irp);
    if (NT_SUCCESS(status)) {
        IoFreeIrp(made);
    } else if (NT_ERROR(status)) {
        IoFreeIrp(made);
    }
    return status; // keeps: IoAllocateFree
}

/* ---- routines and what they are told */

NTSTATUS SignalsUnlessCancelled(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (Irp->Cancel) {
        return STATUS_MORE_PROCESSING_REQUIRED; // expect: SignalEventInCompletion
    }
    KeSetEvent(Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS SignalsAll(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    NTSTATUS status = Irp->IoStatus.Status;

    UNREFERENCED_PARAMETER(DeviceObject);
    if (status == STATUS_CANCELLED && !Irp->Cancel) {
        return STATUS_MORE_PROCESSING_REQUIRED; // keeps: SignalEventInCompletion
    }
    if (NT_SUCCESS(status)) {
        KeSetEvent(Context, IO_NO_INCREMENT, FALSE);
    } else if (NT_ERROR(status)) {
        KeSetEvent(Context, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_MORE_PROCESSING_REQUIRED; // keeps: SignalEventInCompletion
}

NTSTATUS LeavesToLibrary(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    SignalWorker(Context);
    return STATUS_MORE_PROCESSING_REQUIRED; // keeps: SignalEventInCompletion
}

static NTSTATUS Ask(PEXTENSION Extension, PIRP Irp, PIO_COMPLETION_ROUTINE Routine)
{
    KEVENT done;
    NTSTATUS status;

    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Routine, &done, TRUE, TRUE, TRUE);
    status = IoCallDriver(Extension->Below, Irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
        status = Irp->IoStatus.Status;
    }
    return Finish(Irp, status);
}

NTSTATUS WaitsWithCancel(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    return Ask(DeviceObject->DeviceExtension, Irp, SignalsUnlessCancelled);
}

NTSTATUS WaitsBySeverity(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    return Ask(DeviceObject->DeviceExtension, Irp, SignalsAll);
}

NTSTATUS WaitsWithLibrary(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    return Ask(DeviceObject->DeviceExtension, Irp, LeavesToLibrary);
}

/* Their names begin like those of the kernel's; they are not. */
NTSTATUS QueuesWithLibrary(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP made = IoAllocateIrp(DeviceObject->StackSize, FALSE);

    if (made != NULL && extension->Lazy) {
        PostIrp(made);
    } else if (made != NULL) {
        SendIrpToWorker(made);
    }
    return Finish(Irp, STATUS_SUCCESS); // keeps: IoAllocateFree
}

/* ---- values */

typedef NTSTATUS (*HANDLER)(PEXTENSION Extension, PIRP Irp);

static NTSTATUS MarksOnly(PEXTENSION Extension, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Extension);
    IoMarkIrpPending(Irp);
    return STATUS_SUCCESS;
}

static const HANDLER Handlers[2] = {Pass, MarksOnly};
static const HANDLER Matrix[2][2] = {{Pass, Pass}, {Pass, MarksOnly}};

NTSTATUS ByTable(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN old = extension->Old;

    if (extension->Odd) {
        return Matrix[0][extension->Slow != 0](extension, Irp); // keeps: MarkIrpPending
    }
    if (old) {
        return Finish(Irp, STATUS_DEVICE_BUSY);
    }
    return Handlers[old](extension, Irp); // keeps: MarkIrpPending
}

static const HANDLER *const Usual = Handlers;

NTSTATUS BySharedTable(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    return Usual[0](DeviceObject->DeviceExtension, Irp); // keeps: MarkIrpPending
}

static const struct {
    PCSTR Name;
    HANDLER Run;
} Named[] = {{"pass", Pass}, {NULL, NULL}};

NTSTATUS ByNamedEntry(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    if (Named[0].Name == NULL) {
        return STATUS_SUCCESS;
    }
    if (Named[1].Name == NULL) {
        return STATUS_SUCCESS; // expect: IrpProcessingComplete
    }
    return Named[0].Run(DeviceObject->DeviceExtension, Irp);
}

/* Helpers with the type of a dispatch routine; whoever calls them completes. */
NTSTATUS ReadsMode(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    Irp->IoStatus.Information = extension->Mode;
    return STATUS_SUCCESS; // keeps: IrpProcessingComplete
}

NTSTATUS ResetsMode(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    UNREFERENCED_PARAMETER(Irp);
    extension->Mode = 0;
    return STATUS_SUCCESS; // keeps: IrpProcessingComplete
}

NTSTATUS ByOwnTable(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    static const PDRIVER_DISPATCH steps[] = {ReadsMode, ResetsMode};
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = steps[extension->Odd ? 1 : 0](DeviceObject, Irp);
    if (extension->Lazy) {
        return status; // expect: IrpProcessingComplete
    }
    return Finish(Irp, status);
}

/* A macro of a missing header that takes its arguments in parentheses of their own. */
NTSTATUS OnlyTraced(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    WRITE_TRACE((3, "asked for %p on %p\n", Irp, DeviceObject));
    return STATUS_SUCCESS; // expect: IrpProcessingComplete
}

static HANDLER Choose(PEXTENSION Extension, ULONG Index)
{
    return Index < Extension->Mode ? Handlers[Index] : NULL;
}

/* A call through a null pointer goes nowhere. */
NTSTATUS ByMissingEntry(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;

    extension->Mode = 0;
    return Choose(extension, 1)(extension, Irp); // keeps: MarkIrpPending
}

static VOID Count(PEXTENSION Extension)
{
    Extension->Mode++;
}

static PVOID Routines[2];

/* What takes more arguments than the call gives is not called by it. */
NTSTATUS ByUntypedTable(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;

    Routines[0] = Count;
    Routines[1] = MarksOnly;
    ((VOID (*)(PEXTENSION))Routines[extension->Flags & 1])(extension);
    return Finish(Irp, STATUS_SUCCESS); // keeps: MarkIrpPending
}

/* The header with the macro is missing: whatever it is, it has nothing to say of the request. */
NTSTATUS ByMissingMacro(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = ASK_STORE(SetMode, extension->Mode);

    if (status == STATUS_PENDING) {
        return status; // keeps: MarkIrpPending2
    }
    return Finish(Irp, status);
}

#define IS_SET(value) ((value) != 0)
#define LEAVE_WHEN_ODD() do { if (IS_SET(odd)) return Finish(Irp, STATUS_SUCCESS); } while (0)
#define LEAVE(W) LEAVE_##W()

/* The name of the macro is put together. */
NTSTATUS ByPastedMacro(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    BOOLEAN odd = ((PEXTENSION)DeviceObject->DeviceExtension)->Odd;

    LEAVE(WHEN_ODD);
    return STATUS_SUCCESS; // expect: IrpProcessingComplete
}

NTSTATUS ByTurnedBits(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    ULONG low = extension->Flags & 3;

    if (((low ^ 5) & 4) == 0) {
        return STATUS_PENDING; // keeps: MarkIrpPending2
    }
    return Finish(Irp, STATUS_SUCCESS);
}

/* A pointer that is the request on one way and nothing on the other. */
NTSTATUS CompletesByPointer(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP later = NULL;

    if (extension->Old) {
        later = Irp;
    }
    if (extension->Odd) {
        Finish(Irp, STATUS_DELETE_PENDING);
    }
    if (later != NULL) {
        IoCompleteRequest(later, IO_NO_INCREMENT); // expect: DoubleCompletion
    }
    return STATUS_UNSUCCESSFUL;
}

NTSTATUS AddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT PhysicalDeviceObject)
{
    PDEVICE_OBJECT device;
    PEXTENSION extension;
    NTSTATUS status;

    status = IoCreateDevice(DriverObject, sizeof(EXTENSION), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    extension = device->DeviceExtension;
    extension->Below = IoAttachDeviceToDeviceStack(device, PhysicalDeviceObject);
    device->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->DriverExtension->AddDevice = AddDevice;
    DriverObject->MajorFunction[IRP_MJ_CREATE] = TakesBackNothing;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = TakesBackAfterBranch;
    DriverObject->MajorFunction[IRP_MJ_CLEANUP] = Prepared;
    DriverObject->MajorFunction[IRP_MJ_READ] = ByLoopedHelper;
    DriverObject->MajorFunction[IRP_MJ_PNP] = Classified;
    DriverObject->MajorFunction[IRP_MJ_WRITE] = ReturnsPendingAfterWait;
    DriverObject->MajorFunction[IRP_MJ_FLUSH_BUFFERS] = ReturnsFinal;
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = ReturnsOtherAnswer;
    DriverObject->MajorFunction[IRP_MJ_QUERY_INFORMATION] = LeaksOnAnswer;
    DriverObject->MajorFunction[IRP_MJ_SET_INFORMATION] = FreesOnAnswer;
    DriverObject->MajorFunction[IRP_MJ_QUERY_EA] = WaitsWithCancel;
    DriverObject->MajorFunction[IRP_MJ_SET_EA] = WaitsBySeverity;
    DriverObject->MajorFunction[IRP_MJ_LOCK_CONTROL] = WaitsWithLibrary;
    DriverObject->MajorFunction[IRP_MJ_SET_SECURITY] = QueuesWithLibrary;
    DriverObject->MajorFunction[IRP_MJ_QUERY_SECURITY] = ByTable;
    DriverObject->MajorFunction[IRP_MJ_SET_QUOTA] = ByTurnedBits;
    DriverObject->MajorFunction[IRP_MJ_INTERNAL_DEVICE_CONTROL] = ByUntypedTable;
    DriverObject->MajorFunction[IRP_MJ_SYSTEM_CONTROL] = ByMissingMacro;
    DriverObject->MajorFunction[IRP_MJ_DIRECTORY_CONTROL] = ByPastedMacro;
    DriverObject->MajorFunction[IRP_MJ_SHUTDOWN] = CompletesByPointer;
    DriverObject->MajorFunction[IRP_MJ_QUERY_QUOTA] = ByMissingEntry;
    DriverObject->MajorFunction[IRP_MJ_CREATE_MAILSLOT] = ByOwnTable;
    DriverObject->MajorFunction[IRP_MJ_CREATE_NAMED_PIPE] = BySharedTable;
    DriverObject->MajorFunction[IRP_MJ_FILE_SYSTEM_CONTROL] = ByNamedEntry;
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CHANGE] = OnlyTraced;
    return STATUS_SUCCESS;
}
