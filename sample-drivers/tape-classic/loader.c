/*++

Module Name:

    loader.c

Abstract:

    The loader: rewinding and retensioning go through StartIo, moving cartridges is asked of the
    changer below with requests of our own.

--*/

#include "tape.h"

NTSTATUS
TapeWoundComplete(
    __in PDEVICE_OBJECT DeviceObject,
    __in PIRP Irp,
    __in_opt PVOID Context
    );

NTSTATUS
TapeMoveComplete(
    __in PDEVICE_OBJECT DeviceObject,
    __in PIRP Irp,
    __in_opt PVOID Context
    );

NTSTATUS
TapeEjectComplete(
    __in PDEVICE_OBJECT DeviceObject,
    __in PIRP Irp,
    __in_opt PVOID Context
    );

NTSTATUS
TapeInsertComplete(
    __in PDEVICE_OBJECT DeviceObject,
    __in PIRP Irp,
    __in_opt PVOID Context
    );


NTSTATUS
TapeWoundComplete(
    __in PDEVICE_OBJECT DeviceObject,
    __in PIRP Irp,
    __in_opt PVOID Context
    )
/*++

Routine Description:

    The tape stands still: StartIo may have the next request. This one was marked pending before it
    was handed to StartIo.

--*/
{
    PTAPE_EXTENSION extension = (PTAPE_EXTENSION)Context;
    KIRQL oldIrql;

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    KeRaiseIrql(DISPATCH_LEVEL, &oldIrql);
    IoStartNextPacket(extension->DeviceObject, FALSE);
    KeLowerIrql(oldIrql);
    TapeDereference(extension);
    return STATUS_SUCCESS;
}


VOID
TapeStartIo(
    __in PDEVICE_OBJECT DeviceObject,
    __in PIRP Irp
    )
/*++

Routine Description:

    Rewind has its routine from the dispatch routine. Retension gets it here, and the status that
    comes back is only asserted and stored: a retail build has no test at all.

--*/
{
    PTAPE_EXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION irpStack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status;

    if (irpStack->Parameters.DeviceIoControl.IoControlCode == IOCTL_TAPE_LOADER_RETENSION) {
        IoCopyCurrentIrpStackLocationToNext(Irp);
        status = IoSetCompletionRoutineEx(DeviceObject, Irp, TapeWoundComplete, extension, TRUE, TRUE, TRUE);
        ASSERT(NT_SUCCESS(status));
        extension->LastRegistration = status;
        IoCallDriver(extension->TargetDevice, Irp); // expect: IoSetCompletionRoutineExCheck
        return;
    }

    IoCallDriver(extension->TargetDevice, Irp);
}


static PIRP
TapeChangerIrp(
    __in PTAPE_EXTENSION Extension,
    __in ULONG Code,
    __inout_bcount(sizeof(ULONG)) PULONG Slot
    )
{
    PIO_STACK_LOCATION nextStack;
    PIRP irp;

    irp = IoAllocateIrp(Extension->TargetDevice->StackSize, FALSE);
    if (irp == NULL) {
        return NULL;
    }

    irp->AssociatedIrp.SystemBuffer = Slot;
    nextStack = IoGetNextIrpStackLocation(irp);
    nextStack->MajorFunction = IRP_MJ_INTERNAL_DEVICE_CONTROL;
    nextStack->Parameters.DeviceIoControl.IoControlCode = Code;
    nextStack->Parameters.DeviceIoControl.InputBufferLength = sizeof(ULONG);
    nextStack->Parameters.DeviceIoControl.OutputBufferLength = sizeof(ULONG);
    return irp;
}


NTSTATUS
TapeMoveComplete(
    __in PDEVICE_OBJECT DeviceObject,
    __in PIRP Irp,
    __in_opt PVOID Context
    )
/*++

Routine Description:

    Correct: the half that signals stands in both configurations.

--*/
{
    UNREFERENCED_PARAMETER(DeviceObject);

#if DBG
    if (!NT_SUCCESS(Irp->IoStatus.Status)) {
        DbgPrint("tape: the arm did not move, %08lx\n", Irp->IoStatus.Status);
    }
#endif

    if (Irp->PendingReturned == TRUE) {
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}


static NTSTATUS
TapeMove(
    __inout PTAPE_EXTENSION Extension,
    __in ULONG Slot
    )
{
    ULONG moved = Slot;
    LARGE_INTEGER oneMinute;
    NTSTATUS status;
    KEVENT event;
    PIRP irp;

    irp = TapeChangerIrp(Extension, IOCTL_TAPE_LOADER_MOVE, &moved);
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, TapeMoveComplete, &event, TRUE, TRUE, TRUE);

    status = IoCallDriver(Extension->TargetDevice, irp);
    if (STATUS_PENDING == status) {
        oneMinute.QuadPart = -600000000LL;
        if (STATUS_TIMEOUT == KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, &oneMinute)) {
            IoCancelIrp(irp);
            KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);
        }
        status = irp->IoStatus.Status;
    }

    IoFreeIrp(irp);
    if (NT_SUCCESS(status)) {
        Extension->CurrentSlot = moved;
    }
    return status;
}


NTSTATUS
TapeEjectComplete(
    __in PDEVICE_OBJECT DeviceObject,
    __in PIRP Irp,
    __in_opt PVOID Context
    )
/*++

Routine Description:

    Tidies up so thoroughly that it forgets who is waiting.

--*/
{
    PIO_STATUS_BLOCK result = (PIO_STATUS_BLOCK)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    *result = Irp->IoStatus;
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED; // expect: IoAllocateIrpSignalEventInCompletion
}


static NTSTATUS
TapeEject(
    __inout PTAPE_EXTENSION Extension
    )
{
    ULONG slot = Extension->CurrentSlot;
    IO_STATUS_BLOCK result;
    NTSTATUS status;
    KEVENT event;
    PIRP irp;

    irp = TapeChangerIrp(Extension, IOCTL_TAPE_LOADER_EJECT, &slot);
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    KeInitializeEvent(&event, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, TapeEjectComplete, &result, TRUE, TRUE, TRUE);

    status = IoCallDriver(Extension->TargetDevice, irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&event, Executive, // expect: IoAllocateIrpSignalEventInCompletionTimeout
                              KernelMode, FALSE, NULL);
        status = result.Status;
    }
    return status;
}


//
// What TapeInsertComplete fills in; the corrected twin of the eject.
//
typedef struct _TAPE_RESULT {
    IO_STATUS_BLOCK Status;
    KEVENT          Finished;
} TAPE_RESULT, *PTAPE_RESULT;


NTSTATUS
TapeInsertComplete(
    __in PDEVICE_OBJECT DeviceObject,
    __in PIRP Irp,
    __in_opt PVOID Context
    )
{
    PTAPE_RESULT result = (PTAPE_RESULT)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    result->Status = Irp->IoStatus;
    KeSetEvent(&result->Finished, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}


static NTSTATUS
TapeInsert(
    __inout PTAPE_EXTENSION Extension
    )
{
    ULONG slot = Extension->CurrentSlot;
    LARGE_INTEGER oneMinute;
    TAPE_RESULT result;
    PIRP irp;

    irp = TapeChangerIrp(Extension, IOCTL_TAPE_LOADER_INSERT, &slot);
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    KeInitializeEvent(&result.Finished, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, TapeInsertComplete, &result, TRUE, TRUE, TRUE);

    IoCallDriver(Extension->TargetDevice, irp);
    oneMinute.QuadPart = -600000000LL;
    if (KeWaitForSingleObject(&result.Finished, Executive, KernelMode, FALSE, &oneMinute) == STATUS_TIMEOUT) {
        IoCancelIrp(irp);
        KeWaitForSingleObject(&result.Finished, Executive, KernelMode, FALSE, NULL);
    }

    IoFreeIrp(irp);
    return result.Status.Status;
}


NTSTATUS
TapeDeviceControl(
    __in PDEVICE_OBJECT DeviceObject,
    __in PIRP Irp
    )
{
    PTAPE_EXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION irpStack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status;

    TapeReference(extension);

    switch (irpStack->Parameters.DeviceIoControl.IoControlCode) {

        case IOCTL_TAPE_LOADER_REWIND:

            //
            // The routine is in place and the request goes to StartIo, which sends it. Nothing is
            // owed here any more.
            //
            IoCopyCurrentIrpStackLocationToNext(Irp);
            status = IoSetCompletionRoutineEx(DeviceObject,
                                              Irp,
                                              TapeWoundComplete,
                                              extension,
                                              TRUE,
                                              TRUE,
                                              TRUE);
            if (!NT_SUCCESS(status)) {
                return TapeFinish(extension, Irp, status);
            }
            IoMarkIrpPending(Irp);
            IoStartPacket(DeviceObject, Irp, NULL, NULL);
            return STATUS_PENDING;

        case IOCTL_TAPE_LOADER_RETENSION:

            IoMarkIrpPending(Irp);
            IoStartPacket(DeviceObject, Irp, NULL, NULL);
            return STATUS_PENDING;

        case IOCTL_TAPE_LOADER_MOVE:

            if (irpStack->Parameters.DeviceIoControl.InputBufferLength < sizeof(ULONG)) {
                return TapeFinish(extension, Irp, STATUS_BUFFER_TOO_SMALL);
            }
            status = TapeMove(extension, *(PULONG)Irp->AssociatedIrp.SystemBuffer);
            return TapeFinish(extension, Irp, status);

        case IOCTL_TAPE_LOADER_EJECT:

            status = TapeEject(extension);
            return TapeFinish(extension, Irp, status);

        case IOCTL_TAPE_LOADER_INSERT:

            status = TapeInsert(extension);
            return TapeFinish(extension, Irp, status);

        default:

            IoSkipCurrentIrpStackLocation(Irp);
            status = IoCallDriver(extension->TargetDevice, Irp);
            TapeDereference(extension);
            return status;
    }
}
