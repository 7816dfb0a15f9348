/* A request whose context says by flags what is to be done with it, among helpers that use flags, too. */
#include <ntifs.h>

#define CONTEXT_WAIT 0x2
#define CONTEXT_TOP 0x4
#define CONTEXT_POSTED 0x8
#define CONTEXT_DIRTY 0x10

typedef struct _CONTEXT_BLOCK {
    USHORT Kind;
    USHORT Size;
    ULONG Flags;
    PIRP Irp;
    struct _CONTEXT_BLOCK *Top;
} CONTEXT_BLOCK, *PCONTEXT_BLOCK;

typedef struct _EXTENSION {
    PDEVICE_OBJECT Below;
    OPLOCK Oplock;
    ULONG Mode;
    ULONG Words[8];
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
DRIVER_DISPATCH HelperHasItsOwn;
DRIVER_DISPATCH HelperRestores;
DRIVER_DISPATCH HelperRestoresByMark;
DRIVER_DISPATCH HelperClears;
DRIVER_DISPATCH HelperClearsThroughTop;
DRIVER_DISPATCH HelperRestoresAnother;
DRIVER_DISPATCH OthersDiffer;
DRIVER_DISPATCH WaitDiffers;
DRIVER_DISPATCH NobodySaysWhose;
DRIVER_DISPATCH ShortWaysAreImpossible;

static VOID Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
}

/* Completes the request unless its context says to wait: then it is left to the caller. */
static VOID Conclude(PCONTEXT_BLOCK Context)
{
    if (!FlagOn(Context->Flags, CONTEXT_WAIT)) {
        Finish(Context->Irp, STATUS_UNSUCCESSFUL);
    }
    ExFreePool(Context);
}

static PCONTEXT_BLOCK Begin(PIRP Irp, ULONG Flags)
{
    PCONTEXT_BLOCK context = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(CONTEXT_BLOCK), 'txeC');

    if (context != NULL) {
        RtlZeroMemory(context, sizeof(*context));
        context->Irp = Irp;
        context->Flags = Flags;
    }
    return context;
}

static NTSTATUS Refuse(PIRP Irp)
{
    Irp->IoStatus.Status = STATUS_INSUFFICIENT_RESOURCES;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_INSUFFICIENT_RESOURCES;
}

static VOID Sweep(PEXTENSION Extension, PCONTEXT_BLOCK Given)
{
    CONTEXT_BLOCK own;
    PCONTEXT_BLOCK at = &own;
    ULONG i;

    own.Flags = 0;
    own.Kind = Given->Kind;
    for (i = 0; i < 8; i++) {
        at->Flags |= Extension->Words[i];
        at->Flags &= ~CONTEXT_WAIT;
        at->Size += 1;
    }
    Extension->Mode = at->Size;
}

NTSTATUS HelperHasItsOwn(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCONTEXT_BLOCK context = Begin(Irp, CONTEXT_WAIT);

    if (context == NULL) {
        return Refuse(Irp);
    }
    Sweep(DeviceObject->DeviceExtension, context);
    Conclude(context);
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

static VOID WorkWaiting(PEXTENSION Extension, PCONTEXT_BLOCK Context)
{
    BOOLEAN wait = BooleanFlagOn(Context->Flags, CONTEXT_WAIT);
    ULONG i;

    SetFlag(Context->Flags, CONTEXT_WAIT | CONTEXT_DIRTY);
    for (i = 0; i < 8; i++) {
        Extension->Words[i] += 1;
    }
    ClearFlag(Context->Flags, CONTEXT_DIRTY);
    if (!wait) {
        ClearFlag(Context->Flags, CONTEXT_WAIT);
    }
}

NTSTATUS HelperRestores(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCONTEXT_BLOCK context = Begin(Irp, CONTEXT_WAIT);

    if (context == NULL) {
        return Refuse(Irp);
    }
    WorkWaiting(DeviceObject->DeviceExtension, context);
    Conclude(context);
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

static VOID WorkMarked(PEXTENSION Extension, PCONTEXT_BLOCK Context)
{
    BOOLEAN clear = FALSE;
    ULONG i;

    if (!FlagOn(Context->Flags, CONTEXT_WAIT)) {
        clear = TRUE;
        SetFlag(Context->Flags, CONTEXT_WAIT);
    }
    for (i = 0; i < 8; i++) {
        Extension->Words[i] += 1;
    }
    if (clear) {
        ClearFlag(Context->Flags, CONTEXT_WAIT);
    }
}

NTSTATUS HelperRestoresByMark(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCONTEXT_BLOCK context = Begin(Irp, CONTEXT_WAIT | CONTEXT_TOP);

    if (context == NULL) {
        return Refuse(Irp);
    }
    WorkMarked(DeviceObject->DeviceExtension, context);
    Conclude(context);
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

static VOID WorkAndClear(PEXTENSION Extension, PCONTEXT_BLOCK Context)
{
    ULONG i;

    for (i = 0; i < 8; i++) {
        Extension->Words[i] += 1;
    }
    if (Extension->Mode == 7) {
        ClearFlag(Context->Flags, CONTEXT_WAIT);
    }
}

NTSTATUS HelperClears(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCONTEXT_BLOCK context = Begin(Irp, CONTEXT_WAIT);

    if (context == NULL) {
        return Refuse(Irp);
    }
    WorkAndClear(DeviceObject->DeviceExtension, context);
    Conclude(context);
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: DoubleCompletion
    return STATUS_SUCCESS;
}

static VOID ClearTop(PEXTENSION Extension, PCONTEXT_BLOCK Context)
{
    ULONG i;

    for (i = 0; i < 8; i++) {
        Extension->Words[i] += 1;
    }
    ClearFlag(Context->Top->Flags, CONTEXT_WAIT);
}

NTSTATUS HelperClearsThroughTop(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCONTEXT_BLOCK context = Begin(Irp, CONTEXT_WAIT);

    if (context == NULL) {
        return Refuse(Irp);
    }
    context->Top = context;
    ClearTop(DeviceObject->DeviceExtension, context);
    Conclude(context);
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: DoubleCompletion
    return STATUS_SUCCESS;
}

/* What it saves is another flag than the one it clears. */
static VOID WorkWrongly(PEXTENSION Extension, PCONTEXT_BLOCK Context)
{
    BOOLEAN top = BooleanFlagOn(Context->Flags, CONTEXT_TOP);
    ULONG i;

    for (i = 0; i < 8; i++) {
        Extension->Words[i] += 1;
    }
    if (!top) {
        ClearFlag(Context->Flags, CONTEXT_WAIT);
    }
}

NTSTATUS HelperRestoresAnother(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCONTEXT_BLOCK context = Begin(Irp, CONTEXT_WAIT);

    if (context == NULL) {
        return Refuse(Irp);
    }
    WorkWrongly(DeviceObject->DeviceExtension, context);
    Conclude(context);
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: DoubleCompletion
    return STATUS_SUCCESS;
}

NTSTATUS OthersDiffer(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PCONTEXT_BLOCK context = Begin(Irp, CONTEXT_WAIT);

    if (context == NULL) {
        return Refuse(Irp);
    }
    if (extension->Mode & 1) {
        SetFlag(context->Flags, CONTEXT_TOP);
    }
    if (extension->Mode & 2) {
        SetFlag(context->Flags, CONTEXT_POSTED);
    }
    if (extension->Mode & 4) {
        ClearFlag(context->Flags, CONTEXT_TOP);
    }
    Conclude(context);
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_SUCCESS;
}

NTSTATUS WaitDiffers(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PCONTEXT_BLOCK context = Begin(Irp, CONTEXT_TOP);

    if (context == NULL) {
        return Refuse(Irp);
    }
    if (extension->Mode & 1) {
        SetFlag(context->Flags, CONTEXT_WAIT | CONTEXT_POSTED);
    }
    Conclude(context);
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: DoubleCompletion
    return STATUS_SUCCESS;
}

static VOID GoOn(PVOID Context, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Context);
    Finish(Irp, STATUS_SUCCESS);
}

/* Where an oplock cannot be checked some say that the IRP is completed already and others complete it. */
NTSTATUS NobodySaysWhose(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    NTSTATUS status = FsRtlCheckOplock(&extension->Oplock, Irp, NULL, GoOn, NULL);

    if (status == STATUS_SUCCESS) {
        Finish(Irp, STATUS_SUCCESS);
    } else if (status != STATUS_PENDING) {
        Finish(Irp, status);
    }
    return status;
}

/* Without a file it is shorter, in many ways; none of them gets past the store. */
NTSTATUS ShortWaysAreImpossible(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PFILE_OBJECT file = IoGetCurrentIrpStackLocation(Irp)->FileObject;
    ULONG i;

    if (file != NULL) {
        for (i = 0; i < 8; i++) {
            extension->Words[i] += 1;
        }
    }
    if (extension->Words[0] == 1) {
        extension->Mode = 1;
    }
    if (extension->Words[1] == 1) {
        extension->Mode = 2;
    }
    if (extension->Words[2] == 1) {
        extension->Mode = 3;
    }
    if (extension->Words[3] == 1) {
        extension->Mode = 4;
    }
    file->Flags |= FO_FILE_MODIFIED;
    Finish(Irp, STATUS_SUCCESS);
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: DoubleCompletion
    return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_CREATE] = HelperHasItsOwn;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = HelperRestores;
    DriverObject->MajorFunction[IRP_MJ_READ] = HelperRestoresByMark;
    DriverObject->MajorFunction[IRP_MJ_WRITE] = HelperClears;
    DriverObject->MajorFunction[IRP_MJ_CLEANUP] = HelperClearsThroughTop;
    DriverObject->MajorFunction[IRP_MJ_QUERY_EA] = HelperRestoresAnother;
    DriverObject->MajorFunction[IRP_MJ_SET_EA] = OthersDiffer;
    DriverObject->MajorFunction[IRP_MJ_FLUSH_BUFFERS] = WaitDiffers;
    DriverObject->MajorFunction[IRP_MJ_LOCK_CONTROL] = ShortWaysAreImpossible;
    DriverObject->MajorFunction[IRP_MJ_SHUTDOWN] = NobodySaysWhose;
    return STATUS_SUCCESS;
}
