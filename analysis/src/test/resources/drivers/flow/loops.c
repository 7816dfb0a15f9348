#include "flow.h"

DRIVER_INITIALIZE DriverEntry;
DRIVER_DISPATCH OnceDo, OnceDoLeft, ArmUntilItWorks, TwoRounds, OneRound, SearchList, SearchListAlways;
DRIVER_DISPATCH RetryOwn, RetryOwnBlind, CountedBreak, ContinueKeeps, NestedLoops, Checksum;

NTSTATUS FlowDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    return STATUS_CONTINUE_COMPLETION;
}

NTSTATUS FlowFinish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

NTSTATUS FlowArm(PDEVICE_OBJECT Device, PIRP Irp)
{
    IoCopyCurrentIrpStackLocationToNext(Irp);
    return IoSetCompletionRoutineEx(Device, Irp, FlowDone, NULL, TRUE, TRUE, TRUE);
}

NTSTATUS OnceDo(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFLOW_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status;
    do {
        if (ext->Removed) {
            status = STATUS_DELETE_PENDING;
            break;
        }
        status = FlowArm(DeviceObject, Irp);
        if (!NT_SUCCESS(status)) {
            break;
        }
        return IoCallDriver(ext->Below, Irp);
    } while (FALSE);
    return FlowFinish(Irp, status);
}

NTSTATUS OnceDoLeft(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFLOW_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status;
    do {
        status = FlowArm(DeviceObject, Irp);
        if (!NT_SUCCESS(status)) {
            break;
        }
        if (ext->Removed) {
            status = STATUS_DELETE_PENDING;
            break;
        }
        return IoCallDriver(ext->Below, Irp);
    } while (0);
    return FlowFinish(Irp, status); // expect: CompletionRoutineRegistered
}

NTSTATUS ArmUntilItWorks(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFLOW_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = STATUS_UNSUCCESSFUL;
    ULONG tries = ext->Tries;
    while (tries-- > 0) {
        status = FlowArm(DeviceObject, Irp);
        if (NT_SUCCESS(status)) {
            break;
        }
    }
    if (!NT_SUCCESS(status)) {
        return FlowFinish(Irp, status);
    }
    return IoCallDriver(ext->Below, Irp);
}

NTSTATUS TwoRounds(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFLOW_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = STATUS_UNSUCCESSFUL;
    int round;
    for (round = 0; round < 2; round++) {
        if (round == 0) {
            status = FlowArm(DeviceObject, Irp);
            if (!NT_SUCCESS(status)) {
                return FlowFinish(Irp, status);
            }
        } else {
            status = IoCallDriver(ext->Below, Irp);
        }
    }
    return status;
}

NTSTATUS OneRound(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFLOW_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = STATUS_UNSUCCESSFUL;
    int round;
    for (round = 0; round < 1; round++) {
        if (round == 0) {
            status = FlowArm(DeviceObject, Irp);
            if (!NT_SUCCESS(status)) {
                return FlowFinish(Irp, status);
            }
        } else {
            status = IoCallDriver(ext->Below, Irp);
        }
    }
    return FlowFinish(Irp, status); // expect: CompletionRoutineRegistered
}

/* The list may be empty, or hold no extension of the mode that is looked for. */
NTSTATUS SearchList(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFLOW_EXTENSION ext = DeviceObject->DeviceExtension;
    PFLOW_EXTENSION at;
    NTSTATUS status = FlowArm(DeviceObject, Irp);
    if (!NT_SUCCESS(status)) {
        return FlowFinish(Irp, status);
    }
    for (at = ext; at != NULL; at = at->Next) {
        if (at->Mode == 9) {
            return IoCallDriver(at->Below, Irp);
        }
    }
    return FlowFinish(Irp, STATUS_NO_SUCH_DEVICE); // expect: CompletionRoutineRegistered
}

NTSTATUS SearchListAlways(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFLOW_EXTENSION ext = DeviceObject->DeviceExtension;
    PFLOW_EXTENSION found = NULL;
    PFLOW_EXTENSION at;
    NTSTATUS status;
    for (at = ext; at != NULL; at = at->Next) {
        if (at->Mode == 9) {
            found = at;
            break;
        }
    }
    if (found == NULL) {
        return FlowFinish(Irp, STATUS_NO_SUCH_DEVICE);
    }
    status = FlowArm(DeviceObject, Irp);
    if (!NT_SUCCESS(status)) {
        return FlowFinish(Irp, status);
    }
    return IoCallDriver(found->Below, Irp);
}

static NTSTATUS FlowOwnDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS RetryOwn(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFLOW_EXTENSION ext = DeviceObject->DeviceExtension;
    KEVENT done;
    ULONG i;
    NTSTATUS status = STATUS_UNSUCCESSFUL;
    PIRP own = IoAllocateIrp(ext->Below->StackSize, FALSE);
    if (own == NULL) {
        return FlowFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    for (i = 0; i < 3; i++) {
        IoReuseIrp(own, STATUS_NOT_SUPPORTED);
        IoGetNextIrpStackLocation(own)->MajorFunction = IRP_MJ_FLUSH_BUFFERS;
        KeInitializeEvent(&done, NotificationEvent, FALSE);
        status = IoSetCompletionRoutineEx(DeviceObject, own, FlowOwnDone, &done, TRUE, TRUE, TRUE);
        if (!NT_SUCCESS(status)) {
            break;
        }
        status = IoCallDriver(ext->Below, own);
        if (status == STATUS_PENDING) {
            KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
            status = own->IoStatus.Status;
        }
        if (NT_SUCCESS(status)) {
            break;
        }
    }
    IoFreeIrp(own);
    return FlowFinish(Irp, status);
}

/* Looks at the status of the first round only. */
NTSTATUS RetryOwnBlind(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFLOW_EXTENSION ext = DeviceObject->DeviceExtension;
    KEVENT done;
    ULONG i;
    NTSTATUS status = STATUS_UNSUCCESSFUL;
    PIRP own = IoAllocateIrp(ext->Below->StackSize, FALSE);
    if (own == NULL) {
        return FlowFinish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    for (i = 0; i < 3; i++) {
        IoReuseIrp(own, STATUS_NOT_SUPPORTED);
        KeInitializeEvent(&done, NotificationEvent, FALSE);
        status = IoSetCompletionRoutineEx(DeviceObject, own, FlowOwnDone, &done, TRUE, TRUE, TRUE);
        if (i == 0 && !NT_SUCCESS(status)) {
            break;
        }
        status = IoCallDriver(ext->Below, own); // expect: IoSetCompletionRoutineExCheck
        if (status == STATUS_PENDING) {
            KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, NULL);
            status = own->IoStatus.Status;
        }
        if (NT_SUCCESS(status)) {
            break;
        }
    }
    IoFreeIrp(own);
    return FlowFinish(Irp, status);
}

NTSTATUS CountedBreak(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFLOW_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = FlowArm(DeviceObject, Irp);
    ULONG i = 0;
    if (!NT_SUCCESS(status)) {
        return FlowFinish(Irp, status);
    }
    for (;;) {
        if (++i == 5) {
            break;
        }
    }
    if (i != 5) {
        return FlowFinish(Irp, STATUS_UNSUCCESSFUL);
    }
    return IoCallDriver(ext->Below, Irp);
}

NTSTATUS ContinueKeeps(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFLOW_EXTENSION ext = DeviceObject->DeviceExtension;
    BOOLEAN armed = FALSE;
    ULONG i;
    for (i = 0; i < ext->Tries; i++) {
        if (armed) {
            continue;
        }
        armed = (BOOLEAN)NT_SUCCESS(FlowArm(DeviceObject, Irp));
    }
    return armed ? IoCallDriver(ext->Below, Irp) : FlowFinish(Irp, STATUS_UNSUCCESSFUL);
}

NTSTATUS NestedLoops(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFLOW_EXTENSION ext = DeviceObject->DeviceExtension;
    ULONG sum = 0;
    ULONG i, k;
    NTSTATUS status;
    for (i = 0; i < ext->Tries; i++) {
        for (k = 0; k < ext->Mode; k++) {
            sum += k;
        }
    }
    status = FlowArm(DeviceObject, Irp);
    if (!NT_SUCCESS(status)) {
        return FlowFinish(Irp, status);
    }
    while (sum > 0) {
        sum--;
        if (ext->Removed) {
            return FlowFinish(Irp, STATUS_DELETE_PENDING); // expect: CompletionRoutineRegistered
        }
    }
    return IoCallDriver(ext->Below, Irp);
}

NTSTATUS Checksum(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PFLOW_EXTENSION ext = DeviceObject->DeviceExtension;
    ULONG sum = ext->Mode;
    ULONG i;
    NTSTATUS status;
    for (i = 0; i < 48; i++) {
        sum = (sum << 5) ^ (sum >> 3) ^ i; // each turn's value is made of two of the last
    }
    status = FlowArm(DeviceObject, Irp);
    if (!NT_SUCCESS(status)) {
        return FlowFinish(Irp, status);
    }
    if (sum == ext->Tries) {
        return FlowFinish(Irp, STATUS_UNSUCCESSFUL); // expect: CompletionRoutineRegistered
    }
    return IoCallDriver(ext->Below, Irp);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_READ] = OnceDo;
    return STATUS_SUCCESS;
}
