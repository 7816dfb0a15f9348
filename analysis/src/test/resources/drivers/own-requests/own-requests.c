/* Helpers that send requests of their own: which of them matter to a rule about the incoming IRP. */
#include <wdm.h>

typedef struct _EXTENSION {
    PDEVICE_OBJECT Below;
    ULONG Blocks[16];
    PIRP Spare;
} EXTENSION, *PEXTENSION;

typedef struct _READ_CONTEXT {
    KEVENT Event;
    PIRP Original;
} READ_CONTEXT, *PREAD_CONTEXT;

DRIVER_INITIALIZE DriverEntry;
DRIVER_DISPATCH ReadsFirst;
DRIVER_DISPATCH ReadsFirstTwice;
DRIVER_DISPATCH RoutineCompletes;
DRIVER_DISPATCH RoutineIsGivenIt;
DRIVER_DISPATCH SentUnderAnotherName;
DRIVER_DISPATCH FlushesBare;
DRIVER_DISPATCH MarksAndFlushes;
DRIVER_DISPATCH SendsSpareFirst;
IO_COMPLETION_ROUTINE WakesUp;
IO_COMPLETION_ROUTINE CompletesOriginal;
IO_COMPLETION_ROUTINE CompletesContext;
IO_COMPLETION_ROUTINE KeepsSpare;

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

NTSTATUS WakesUp(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PRKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* Everything here is its own: the IRP, the event, the routine's context. */
static NTSTATUS ReadBlocks(PEXTENSION Extension, PIRP Irp)
{
    KEVENT event;
    IO_STATUS_BLOCK answer;
    LARGE_INTEGER offset;
    PIRP own;
    NTSTATUS status = STATUS_SUCCESS;
    ULONG i;

    UNREFERENCED_PARAMETER(Irp);
    for (i = 0; i < 16; i++) {
        offset.QuadPart = i * 512;
        KeInitializeEvent(&event, NotificationEvent, FALSE);
        own = IoBuildAsynchronousFsdRequest(IRP_MJ_READ, Extension->Below, &Extension->Blocks[i],
                                            sizeof(ULONG), &offset, &answer);
        if (own == NULL) {
            return STATUS_INSUFFICIENT_RESOURCES;
        }
        IoSetCompletionRoutine(own, WakesUp, &event, TRUE, TRUE, TRUE);
        status = IoCallDriver(Extension->Below, own);
        if (status == STATUS_PENDING) {
            KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
            status = own->IoStatus.Status;
        }
        IoFreeIrp(own);
        if (!NT_SUCCESS(status)) {
            break;
        }
    }
    return status;
}

NTSTATUS ReadsFirst(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    return Finish(Irp, ReadBlocks(DeviceObject->DeviceExtension, Irp));
}

NTSTATUS ReadsFirstTwice(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status = ReadBlocks(DeviceObject->DeviceExtension, Irp);

    Finish(Irp, status);
    if (!NT_SUCCESS(status)) {
        IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: DoubleCompletion
    }
    return status;
}

NTSTATUS CompletesOriginal(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PREAD_CONTEXT context = Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    context->Original->IoStatus.Status = STATUS_SUCCESS;
    IoCompleteRequest(context->Original, IO_NO_INCREMENT);
    KeSetEvent(&context->Event, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* The context is a variable of the function, but leads to the incoming IRP. */
static VOID ReadFor(PEXTENSION Extension, PIRP Irp)
{
    READ_CONTEXT context;
    PIRP own;
    ULONG i;

    for (i = 0; i < 16; i++) {
        Extension->Blocks[i] = 0;
    }
    KeInitializeEvent(&context.Event, NotificationEvent, FALSE);
    context.Original = Irp;
    own = IoAllocateIrp(Extension->Below->StackSize, FALSE);
    if (own == NULL) {
        return;
    }
    IoSetCompletionRoutine(own, CompletesOriginal, &context, TRUE, TRUE, TRUE);
    IoCallDriver(Extension->Below, own);
    KeWaitForSingleObject(&context.Event, Executive, KernelMode, FALSE, NULL);
    IoFreeIrp(own);
}

NTSTATUS RoutineCompletes(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    ReadFor(DeviceObject->DeviceExtension, Irp);
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: DoubleCompletion
    return STATUS_SUCCESS;
}

NTSTATUS CompletesContext(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PIRP original = Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    original->IoStatus.Status = STATUS_SUCCESS;
    IoCompleteRequest(original, IO_NO_INCREMENT);
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* The routine of its own IRP is given the incoming one. */
static VOID ReadInstead(PEXTENSION Extension, PIRP Irp)
{
    PIRP own;
    ULONG i;

    for (i = 0; i < 16; i++) {
        Extension->Blocks[i] = 0;
    }
    own = IoAllocateIrp(Extension->Below->StackSize, FALSE);
    if (own == NULL) {
        return;
    }
    IoSetCompletionRoutine(own, CompletesContext, Irp, TRUE, TRUE, TRUE);
    IoCallDriver(Extension->Below, own);
}

NTSTATUS RoutineIsGivenIt(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    ReadInstead(DeviceObject->DeviceExtension, Irp);
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: DoubleCompletion
    return STATUS_SUCCESS;
}

static VOID Choose(PIRP *Which, PIRP Irp)
{
    *Which = Irp;
}

/* What it sends is another IRP than the one that it made. */
static VOID SendChosen(PEXTENSION Extension, PIRP Irp)
{
    PIRP own;
    ULONG i;

    for (i = 0; i < 16; i++) {
        Extension->Blocks[i] = 0;
    }
    own = IoAllocateIrp(Extension->Below->StackSize, FALSE);
    if (own == NULL) {
        return;
    }
    IoFreeIrp(own);
    Choose(&own, Irp);
    IoSkipCurrentIrpStackLocation(own);
    IoCallDriver(Extension->Below, own);
}

NTSTATUS SentUnderAnotherName(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    SendChosen(DeviceObject->DeviceExtension, Irp);
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: PendedCompletedRequest2
    return STATUS_SUCCESS;
}

/* Nothing becomes of the incoming one by that. */
NTSTATUS FlushesBare(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = IoBuildAsynchronousFsdRequest(IRP_MJ_FLUSH_BUFFERS, extension->Below, NULL, 0, NULL, NULL);

    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    IoCallDriver(extension->Below, own);
    return STATUS_PENDING; // expect: MarkIrpPending2
}

NTSTATUS MarksAndFlushes(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = IoBuildAsynchronousFsdRequest(IRP_MJ_FLUSH_BUFFERS, extension->Below, NULL, 0, NULL, NULL);

    if (own == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    IoMarkIrpPending(Irp);
    IoCallDriver(extension->Below, own);
    return STATUS_PENDING;
}

NTSTATUS KeepsSpare(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    UNREFERENCED_PARAMETER(Context);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* What the extension holds may be any IRP, but not where this one was made here. */
NTSTATUS SendsSpareFirst(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;

    if (extension->Spare == NULL) {
        extension->Spare = IoAllocateIrp(extension->Below->StackSize, FALSE);
    }
    if (extension->Spare == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    IoSetCompletionRoutine(extension->Spare, KeepsSpare, NULL, TRUE, TRUE, TRUE);
    IoCallDriver(extension->Below, extension->Spare);
    IoSkipCurrentIrpStackLocation(Irp);
    IoCallDriver(extension->Below, Irp);
    return STATUS_SUCCESS; // known-missed: LowerDriverReturn - the own IRP is merged with another where the ways meet
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_READ] = ReadsFirst;
    DriverObject->MajorFunction[IRP_MJ_WRITE] = ReadsFirstTwice;
    DriverObject->MajorFunction[IRP_MJ_CREATE] = RoutineCompletes;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = RoutineIsGivenIt;
    DriverObject->MajorFunction[IRP_MJ_CLEANUP] = SentUnderAnotherName;
    DriverObject->MajorFunction[IRP_MJ_FLUSH_BUFFERS] = FlushesBare;
    DriverObject->MajorFunction[IRP_MJ_SHUTDOWN] = MarksAndFlushes;
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = SendsSpareFirst;
    return STATUS_SUCCESS;
}
