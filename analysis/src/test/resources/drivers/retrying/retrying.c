/* A dispatch routine that begins again when it was told that it cannot wait, as file systems do. */
#include <ntifs.h>

typedef struct _EXTENSION {
    PDEVICE_OBJECT Below;
    ERESOURCE Resource;
    PIO_STACK_LOCATION Location;
    ULONG Mode;
} EXTENSION, *PEXTENSION;

typedef struct _REQUEST {
    PIRP Irp;
    PDEVICE_OBJECT Device;
    UCHAR Major;
    UCHAR Minor;
    BOOLEAN Wait;
    BOOLEAN Paging;
    BOOLEAN Top;
    BOOLEAN Open;
    ULONG Count;
    NTSTATUS Status;
    ULONG Flags;
} REQUEST, *PREQUEST;

DRIVER_INITIALIZE DriverEntry;
DRIVER_DISPATCH Asks;
DRIVER_DISPATCH Forwards;
DRIVER_DISPATCH TellsToWait;
DRIVER_DISPATCH ByMember;
DRIVER_DISPATCH Everything;
DRIVER_DISPATCH ByFlag;
DRIVER_DISPATCH ByTicket;
DRIVER_DISPATCH ByClosedTicket;
DRIVER_DISPATCH ByResource;
DRIVER_DISPATCH ByLocation;
DRIVER_DISPATCH ByOneBit;
DRIVER_DISPATCH Asynchronous;
DRIVER_DISPATCH ByStatus;
IO_COMPLETION_ROUTINE Marks;
DRIVER_DISPATCH ByClearedBit;
DRIVER_DISPATCH ByOutPointer;
DRIVER_DISPATCH ByPrintedStatus;
DRIVER_DISPATCH ByChangedStatus;

static VOID Complete(PREQUEST Request, PIRP Irp, NTSTATUS Status)
{
    if (ARGUMENT_PRESENT(Request)) {
        ExFreePool(Request);
    }
    if (ARGUMENT_PRESENT(Irp)) {
        Irp->IoStatus.Status = Status;
        IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: DoubleCompletion
    }
}

/* No kernel function answers STATUS_CANT_WAIT. */
NTSTATUS Asks(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(DeviceObject);
    do {
        LARGE_INTEGER some;

        some.QuadPart = 0;
        status = IoCheckEaBufferValidity(Irp->AssociatedIrp.SystemBuffer, 16, &some.LowPart);
        Complete(NULL, Irp, status);
    } while (status == STATUS_CANT_WAIT);
    return status;
}

/* Nor does a lower driver. */
NTSTATUS Forwards(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status;

    do {
        IoSkipCurrentIrpStackLocation(Irp);
        status = IoCallDriver(extension->Below, Irp);
    } while (status == STATUS_CANT_WAIT);
    return status;
}

static NTSTATUS Work(PEXTENSION Extension, PIRP Irp)
{
    if (!ExAcquireResourceSharedLite(&Extension->Resource, FALSE)) {
        Complete(NULL, Irp, STATUS_CANT_WAIT);
        return STATUS_CANT_WAIT;
    }
    ExReleaseResourceLite(&Extension->Resource);
    Complete(NULL, Irp, STATUS_SUCCESS);
    return STATUS_SUCCESS;
}

NTSTATUS TellsToWait(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status;

    do {
        status = Work(DeviceObject->DeviceExtension, Irp);
    } while (status == STATUS_CANT_WAIT);
    return status;
}

/* Not followed for what it does to the IRP, but for what it keeps of it. */
static PREQUEST Describe(PIRP Irp, BOOLEAN Wait)
{
    PIO_STACK_LOCATION location = IoGetCurrentIrpStackLocation(Irp);
    PREQUEST request = ExAllocatePoolWithTag(NonPagedPool, sizeof(REQUEST), 'qeRF');

    if (request == NULL) {
        return NULL;
    }
    request->Irp = Irp;
    request->Device = location->DeviceObject;
    request->Major = location->MajorFunction;
    request->Minor = location->MinorFunction;
    request->Wait = Wait;
    request->Paging = FALSE;
    request->Top = FALSE;
    request->Open = FALSE;
    if (location->FileObject != NULL) {
        request->Open = TRUE;
        if (location->FileObject->FsContext == NULL) {
            request->Open = FALSE;
        }
    }
    if (Irp->Flags & IRP_PAGING_IO) {
        request->Paging = TRUE;
    }
    if (Irp->Flags & IRP_NOCACHE) {
        request->Wait = TRUE;
    }
    if (request->Paging && !request->Wait) {
        request->Count = 1;
    }
    return request;
}

/* A structure of the driver's own has its code in the place where the location has it. */
NTSTATUS ByMember(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PREQUEST request = Describe(Irp, TRUE);
    NTSTATUS status;

    if (request == NULL) {
        Complete(NULL, Irp, STATUS_INSUFFICIENT_RESOURCES);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    if (request->Major == IRP_MJ_DEVICE_CONTROL) {
        Complete(request, Irp, STATUS_SUCCESS);
    }
    if (request->Major != IRP_MJ_DEVICE_CONTROL) {
        ExFreePool(request);
        IoSkipCurrentIrpStackLocation(Irp);
        status = IoCallDriver(extension->Below, Irp);
        return status;
    }
    return STATUS_SUCCESS;
}

NTSTATUS Everything(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;

    IoSkipCurrentIrpStackLocation(Irp);
    return IoCallDriver(extension->Below, Irp);
}

typedef struct _TABLE {
    PVOID First;
    PVOID Second;
    ULONG Used[4];
} TABLE, *PTABLE;

static TABLE Table;

/* Writes, in another structure, where a request has its members. */
static VOID Forget(PTABLE Which, ULONG Count)
{
    ULONG i;

    for (i = 0; i < Count; i++) {
        Which->Used[i & 3] = 0;
    }
}

NTSTATUS ByFlag(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PREQUEST request = ExAllocatePoolWithTag(NonPagedPool, sizeof(REQUEST), 'qeRF');

    if (request == NULL) {
        Complete(NULL, Irp, STATUS_INSUFFICIENT_RESOURCES);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    request->Count = 1;
    Forget(&Table, (ULONG)(ULONG_PTR)DeviceObject->DeviceExtension);
    if (request->Count == 1) {
        Complete(NULL, Irp, STATUS_SUCCESS);
    }
    ExFreePool(request);
    return STATUS_SUCCESS;
}

typedef struct {
    PIRP Irp;
    PVOID Second;
    ULONG Open;
} TICKET, *PTICKET;

/* A structure without a tag is another one, too. */
NTSTATUS ByTicket(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PTICKET ticket = ExAllocatePoolWithTag(NonPagedPool, sizeof(TICKET), 'kciT');

    if (ticket == NULL) {
        Complete(NULL, Irp, STATUS_INSUFFICIENT_RESOURCES);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    ticket->Open = 1;
    Forget(&Table, (ULONG)(ULONG_PTR)DeviceObject->DeviceExtension);
    if (ticket->Open == 1) {
        Complete(NULL, Irp, STATUS_SUCCESS);
    }
    ExFreePool(ticket);
    return STATUS_SUCCESS;
}

/* Writes in a table of its own only. */
static ULONG Sum(ULONG Count)
{
    ULONG parts[8];
    ULONG i;

    for (i = 0; i < Count; i++) {
        parts[i & 7] = i;
        parts[4] = 0;
    }
    return parts[4];
}

/* With Wait set, the resource is always acquired. */
NTSTATUS ByResource(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PTICKET ticket = ExAllocatePoolWithTag(NonPagedPool, sizeof(TICKET), 'kciR');

    if (ticket == NULL) {
        Complete(NULL, Irp, STATUS_INSUFFICIENT_RESOURCES);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    ticket->Open = 1;
    if (!ExAcquireResourceExclusiveLite(&extension->Resource, TRUE)) {
        ExFreePool(ticket);
        return STATUS_PENDING;
    }
    extension->Mode = Sum(extension->Mode);
    ExReleaseResourceLite(&extension->Resource);
    if (ticket->Open == 1) {
        Complete(NULL, Irp, STATUS_SUCCESS);
    }
    ExFreePool(ticket);
    return STATUS_SUCCESS;
}

static VOID Close(PTICKET Ticket, ULONG Count)
{
    ULONG i;

    for (i = 0; i < Count; i++) {
        Ticket->Open = i;
    }
}

NTSTATUS ByClosedTicket(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PTICKET ticket = ExAllocatePoolWithTag(NonPagedPool, sizeof(TICKET), 'kciC');

    if (ticket == NULL) {
        Complete(NULL, Irp, STATUS_INSUFFICIENT_RESOURCES);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    ticket->Open = 1;
    Close(ticket, extension->Mode);
    if (ticket->Open == 1) {
        Complete(NULL, Irp, STATUS_SUCCESS);
    }
    ExFreePool(ticket);
    return STATUS_SUCCESS; // expect: IrpProcessingComplete
}

static VOID Rewrite(PIO_STACK_LOCATION Location, ULONG Count)
{
    ULONG i;

    for (i = 0; i < Count; i++) {
        Location->Flags = (UCHAR)i;
    }
}

/* A location that is known by an unknown pointer only is written as any other. */
NTSTATUS ByLocation(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION location = extension->Location;

    location->Flags = 1;
    Rewrite(location, extension->Mode);
    if (location->Flags == 1) {
        Complete(NULL, Irp, STATUS_SUCCESS);
    }
    return STATUS_SUCCESS; // expect: IrpProcessingComplete
}

/* Sets a flag of its own and leaves the others. */
static VOID Note(PREQUEST Request, ULONG Count)
{
    ULONG i;

    for (i = 0; i < Count; i++) {
        Request->Flags |= 4;
    }
}

NTSTATUS ByOneBit(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PREQUEST request = ExAllocatePoolWithTag(NonPagedPool, sizeof(REQUEST), 'qeRO');

    if (request == NULL) {
        Complete(NULL, Irp, STATUS_INSUFFICIENT_RESOURCES);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    request->Flags = IoIsOperationSynchronous(Irp) ? 1 : 2;
    Note(request, extension->Mode);
    if (request->Flags & 1) {
        Complete(NULL, Irp, STATUS_SUCCESS);
    }
    if (request->Flags & 2) {
        Complete(NULL, Irp, STATUS_SUCCESS);
    }
    ExFreePool(request);
    return STATUS_SUCCESS;
}

static VOID Clear(PREQUEST Request, ULONG Count)
{
    ULONG i;

    for (i = 0; i < Count; i++) {
        Request->Flags &= ~2;
    }
}

/* The flag may be gone. */
NTSTATUS ByClearedBit(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PREQUEST request = ExAllocatePoolWithTag(NonPagedPool, sizeof(REQUEST), 'qeRC');

    if (request == NULL) {
        Complete(NULL, Irp, STATUS_INSUFFICIENT_RESOURCES);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    request->Flags = 3;
    Clear(request, extension->Mode);
    if (request->Flags & 2) {
        Complete(NULL, Irp, STATUS_SUCCESS);
    }
    ExFreePool(request);
    return STATUS_SUCCESS; // expect: IrpProcessingComplete
}

static VOID Find(PREQUEST *Request, ULONG Count)
{
    ULONG i;

    for (i = 0; i < Count; i++) {
        *Request = &((PREQUEST)&Table)[i];
    }
}

/* What is known of a member stays known where somebody else has set the pointer. */
NTSTATUS ByOutPointer(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PREQUEST request = NULL;

    Find(&request, extension->Mode);
    if (request->Open) {
        Complete(NULL, Irp, STATUS_SUCCESS);
    }
    KeQueryPerformanceCounter(NULL);
    if (!request->Open) {
        Complete(NULL, Irp, STATUS_SUCCESS);
    }
    return STATUS_SUCCESS;
}

static VOID Decide(PREQUEST Request, ULONG Count)
{
    ULONG i;

    for (i = 0; i < Count; i++) {
        Request->Status = (NTSTATUS)Table.Used[i & 3];
    }
}

/* What was written may be a failure, too. */
NTSTATUS ByStatus(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PREQUEST request = ExAllocatePoolWithTag(NonPagedPool, sizeof(REQUEST), 'qeRS');

    if (request == NULL) {
        Complete(NULL, Irp, STATUS_INSUFFICIENT_RESOURCES);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    request->Status = STATUS_SUCCESS;
    Decide(request, extension->Mode);
    if (NT_SUCCESS(request->Status)) {
        Complete(NULL, Irp, STATUS_SUCCESS);
    }
    ExFreePool(request);
    return STATUS_SUCCESS; // expect: IrpProcessingComplete
}

/* As file systems do: marked in the routine, however the lower driver answered. */
NTSTATUS Marks(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    IoMarkIrpPending(Irp);
    return STATUS_SUCCESS;
}

NTSTATUS Asynchronous(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;

    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Marks, NULL, TRUE, TRUE, TRUE); // expect: IoSetCompletionRoutineNonPnpDriver
    IoCallDriver(extension->Below, Irp);
    return STATUS_PENDING;
}

static CHAR Printed[64];

static PCHAR Digits(PCHAR To, ULONG Value)
{
    while (Value != 0) {
        *To++ = (CHAR)('0' + Value % 10);
        Value /= 10;
    }
    return To;
}

static VOID Print(PCHAR Head, NTSTATUS *Status)
{
    PCHAR to = Printed;

    while (*Head != 0) {
        *to++ = *Head++;
    }
    if (Status != NULL) {
        to = Digits(to, (ULONG)*Status);
    }
    *to = 0;
}

static VOID Soften(PCHAR Head, NTSTATUS *Status)
{
    PCHAR to = Printed;
    NTSTATUS *same = Status;

    while (*Head != 0) {
        *to++ = *Head++;
    }
    *same = (NTSTATUS)Table.Used[0];
}

/* Printing a status by its address leaves it as it is. */
NTSTATUS ByPrintedStatus(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = extension->Mode == 1 ? STATUS_SUCCESS : STATUS_INVALID_PARAMETER;

    Print("status ", &status);
    if (status != STATUS_PENDING) {
        Complete(NULL, Irp, status);
    }
    return status;
}

NTSTATUS ByChangedStatus(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = extension->Mode == 1 ? STATUS_SUCCESS : STATUS_CANCELLED;

    Soften("status ", &status);
    if (status != STATUS_PENDING) {
        Complete(NULL, Irp, status);
    }
    return status; // expect: MarkIrpPending2
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    Table.Used[1] = (ULONG)STATUS_PENDING;
    DriverObject->MajorFunction[IRP_MJ_SET_EA] = Asks;
    DriverObject->MajorFunction[IRP_MJ_READ] = Forwards;
    DriverObject->MajorFunction[IRP_MJ_CREATE] = TellsToWait;
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = ByMember;
    DriverObject->MajorFunction[IRP_MJ_FILE_SYSTEM_CONTROL] = ByMember;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = Everything;
    DriverObject->MajorFunction[IRP_MJ_WRITE] = ByFlag;
    DriverObject->MajorFunction[IRP_MJ_QUERY_EA] = ByLocation;
    DriverObject->MajorFunction[IRP_MJ_SET_INFORMATION] = ByOneBit;
    DriverObject->MajorFunction[IRP_MJ_QUERY_INFORMATION] = ByClearedBit;
    DriverObject->MajorFunction[IRP_MJ_CLEANUP] = ByOutPointer;
    DriverObject->MajorFunction[IRP_MJ_LOCK_CONTROL] = Asynchronous;
    DriverObject->MajorFunction[IRP_MJ_SET_VOLUME_INFORMATION] = ByStatus;
    DriverObject->MajorFunction[IRP_MJ_QUERY_VOLUME_INFORMATION] = ByTicket;
    DriverObject->MajorFunction[IRP_MJ_DIRECTORY_CONTROL] = ByClosedTicket;
    DriverObject->MajorFunction[IRP_MJ_QUERY_SECURITY] = ByResource;
    DriverObject->MajorFunction[IRP_MJ_SET_SECURITY] = ByPrintedStatus;
    DriverObject->MajorFunction[IRP_MJ_QUERY_QUOTA] = ByChangedStatus;
    return STATUS_SUCCESS;
}
