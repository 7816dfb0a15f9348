#include "calls.h"

DRIVER_INITIALIZE DriverEntry;
DRIVER_DISPATCH Recursive, RecursiveBlind, ByTable, ByTableBlind, ByOperations, ConditionalCallee;
DRIVER_DISPATCH ConditionalAgrees, ByMacro, ByMacroChecked, TenDeep, TenDeepBlind, KeptInExtension;
DRIVER_DISPATCH KeptInExtensionBlind, ByStructure, ByStructureLeft, OtherIrpSent, ByAliases, ByAddress;
DRIVER_DISPATCH UnknownTakesIrp, UnknownTraces, UnknownTicks, StoredPointer, ByOutParameter, UnknownPointer;

static NTSTATUS Walk(PCALLS_EXTENSION Ext, PIRP Irp, ULONG Depth)
{
    if (Depth == 0) {
        return IoCallDriver(Ext->Below, Irp);
    }
    return Walk(Ext, Irp, Depth - 1);
}

NTSTATUS Recursive(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCALLS_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = CallsArm(DeviceObject, Irp);
    if (!NT_SUCCESS(status)) {
        return CallsFinish(DeviceObject, Irp, status);
    }
    return Walk(ext, Irp, 3);
}

static NTSTATUS WalkBlind(PCALLS_EXTENSION Ext, PIRP Irp, ULONG Depth)
{
    if (Depth == 0) {
        return IoCallDriver(Ext->Below, Irp); // expect: IoSetCompletionRoutineExCheck across functions
    }
    return WalkBlind(Ext, Irp, Depth - 1);
}

NTSTATUS RecursiveBlind(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCALLS_EXTENSION ext = DeviceObject->DeviceExtension;
    CallsArm(DeviceObject, Irp);
    return WalkBlind(ext, Irp, 3);
}

static const CALLS_HANDLER Handlers[] = { CallsPass, CallsRefuse };

NTSTATUS ByTable(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status = CallsArm(DeviceObject, Irp);
    if (!NT_SUCCESS(status)) {
        return Handlers[1](DeviceObject, Irp);
    }
    return Handlers[0](DeviceObject, Irp);
}

NTSTATUS ByTableBlind(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCALLS_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status = CallsArm(DeviceObject, Irp);
    if (!NT_SUCCESS(status)) {
        return CallsRefuse(DeviceObject, Irp);
    }
    if (ext->Mode >= RTL_NUMBER_OF(Handlers)) {
        ext->Mode = 0;
    }
    return Handlers[ext->Mode](DeviceObject, Irp); // expect: CompletionRoutineRegistered across functions
}

typedef struct _CALLS_OPERATIONS {
    CALLS_HANDLER Submit;
    CALLS_HANDLER Reject;
} CALLS_OPERATIONS;

static CALLS_OPERATIONS Operations = { .Reject = CallsRefuse, .Submit = CallsPass };

NTSTATUS ByOperations(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    const CALLS_OPERATIONS *operations = &Operations;
    if (!NT_SUCCESS(CallsArm(DeviceObject, Irp))) {
        return operations->Reject(DeviceObject, Irp);
    }
    return operations->Submit(DeviceObject, Irp);
}

NTSTATUS ConditionalCallee(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCALLS_EXTENSION ext = DeviceObject->DeviceExtension;
    CALLS_HANDLER next = ext->Removed ? CallsRefuse : CallsPass;
    NTSTATUS status = CallsArm(DeviceObject, Irp);
    if (!NT_SUCCESS(status)) {
        return CallsFinish(DeviceObject, Irp, status);
    }
    return (*next)(DeviceObject, Irp); // expect: CompletionRoutineRegistered across functions
}

NTSTATUS ConditionalAgrees(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCALLS_EXTENSION ext = DeviceObject->DeviceExtension;
    CALLS_HANDLER next = CallsRefuse;
    if (!ext->Removed && NT_SUCCESS(CallsArm(DeviceObject, Irp))) {
        next = CallsPass;
    }
    return next(DeviceObject, Irp);
}

NTSTATUS ByMacro(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCALLS_EXTENSION ext = DeviceObject->DeviceExtension;
    return CALLS_ARM_AND_PASS(DeviceObject, ext, Irp); // expect: IoSetCompletionRoutineExCheck
}

NTSTATUS ByMacroChecked(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCALLS_EXTENSION ext = DeviceObject->DeviceExtension;
    if (NT_SUCCESS(CALLS_ARM(DeviceObject, Irp))) {
        return CALLS_PASS(ext, Irp);
    }
    return CallsRefuse(DeviceObject, Irp);
}

static NTSTATUS Deep1(PDEVICE_OBJECT Device, PIRP Irp) { return CallsPass(Device, Irp); }
static NTSTATUS Deep2(PDEVICE_OBJECT Device, PIRP Irp) { return Deep1(Device, Irp); }
static NTSTATUS Deep3(PDEVICE_OBJECT Device, PIRP Irp) { return Deep2(Device, Irp); }
static NTSTATUS Deep4(PDEVICE_OBJECT Device, PIRP Irp) { return Deep3(Device, Irp); }
static NTSTATUS Deep5(PDEVICE_OBJECT Device, PIRP Irp) { return Deep4(Device, Irp); }
static NTSTATUS Deep6(PDEVICE_OBJECT Device, PIRP Irp) { return Deep5(Device, Irp); }
static NTSTATUS Deep7(PDEVICE_OBJECT Device, PIRP Irp) { return Deep6(Device, Irp); }
static NTSTATUS Deep8(PDEVICE_OBJECT Device, PIRP Irp) { return Deep7(Device, Irp); }
static NTSTATUS Deep9(PDEVICE_OBJECT Device, PIRP Irp) { return Deep8(Device, Irp); }

static NTSTATUS Dive1(PDEVICE_OBJECT Device, PIRP Irp)
{
    PCALLS_EXTENSION ext = Device->DeviceExtension;
    return IoCallDriver(ext->Below, Irp); // expect: IoSetCompletionRoutineExCheck across functions
}
static NTSTATUS Dive2(PDEVICE_OBJECT Device, PIRP Irp) { return Dive1(Device, Irp); }
static NTSTATUS Dive3(PDEVICE_OBJECT Device, PIRP Irp) { return Dive2(Device, Irp); }
static NTSTATUS Dive4(PDEVICE_OBJECT Device, PIRP Irp) { return Dive3(Device, Irp); }
static NTSTATUS Dive5(PDEVICE_OBJECT Device, PIRP Irp) { return Dive4(Device, Irp); }

NTSTATUS TenDeep(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    if (!NT_SUCCESS(CallsArm(DeviceObject, Irp))) {
        return CallsRefuse(DeviceObject, Irp);
    }
    return Deep9(DeviceObject, Irp);
}

NTSTATUS TenDeepBlind(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    CallsArm(DeviceObject, Irp);
    return Dive5(DeviceObject, Irp);
}

NTSTATUS KeptInExtension(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCALLS_EXTENSION ext = DeviceObject->DeviceExtension;
    ext->Current = Irp;
    if (!NT_SUCCESS(CallsArm(DeviceObject, ext->Current))) {
        return CallsRefuse(DeviceObject, ext->Current);
    }
    return IoCallDriver(ext->Below, ext->Current);
}

NTSTATUS KeptInExtensionBlind(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCALLS_EXTENSION ext = DeviceObject->DeviceExtension;
    ext->Current = Irp;
    CallsArm(DeviceObject, ext->Current);
    return IoCallDriver(ext->Below, Irp); // expect: IoSetCompletionRoutineExCheck
}

NTSTATUS ByStructure(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    CALLS_REQUEST request = { DeviceObject, Irp };
    CallsArmRequest(&request);
    if (!request.Armed) {
        return CallsFinish(request.Device, request.Irp, request.Status);
    }
    return CallsPassRequest(request);
}

NTSTATUS ByStructureLeft(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    CALLS_REQUEST request;
    CALLS_REQUEST copy;
    RtlZeroMemory(&request, sizeof(request));
    request.Device = DeviceObject;
    request.Irp = Irp;
    CallsArmRequest(&request);
    copy = request;
    if (copy.Armed && copy.Irp->Cancel) {
        return CallsFinish(copy.Device, copy.Irp, STATUS_CANCELLED); // expect: CompletionRoutineRegistered across functions
    }
    if (!NT_SUCCESS(copy.Status)) {
        return CallsFinish(copy.Device, copy.Irp, copy.Status);
    }
    return CallsPassRequest(copy);
}

/* The request that is armed is not the one that is sent. */
NTSTATUS OtherIrpSent(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCALLS_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS status;
    PIRP other = IoAllocateIrp(ext->Below->StackSize, FALSE);
    if (other == NULL) {
        return CallsRefuse(DeviceObject, Irp);
    }
    status = CallsArm(DeviceObject, Irp);
    if (!NT_SUCCESS(status)) {
        IoFreeIrp(other);
        return CallsFinish(DeviceObject, Irp, status);
    }
    IoCallDriver(ext->Below, other);
    return CallsFinish(DeviceObject, Irp, STATUS_SUCCESS); // expect: CompletionRoutineRegistered
}

NTSTATUS ByAliases(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCALLS_EXTENSION ext = DeviceObject->DeviceExtension;
    PIRP first = Irp, second;
    if (!NT_SUCCESS(CallsArm(DeviceObject, first))) {
        return CallsRefuse(DeviceObject, first);
    }
    second = first;
    first = NULL;
    return IoCallDriver(ext->Below, second);
}

static NTSTATUS PassSlot(PCALLS_EXTENSION Ext, PIRP *Slot)
{
    PIRP irp = *Slot;
    *Slot = NULL;
    return irp ? IoCallDriver(Ext->Below, irp) : STATUS_UNSUCCESSFUL;
}

NTSTATUS ByAddress(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCALLS_EXTENSION ext = DeviceObject->DeviceExtension;
    if (!NT_SUCCESS(CallsArm(DeviceObject, Irp))) {
        return CallsRefuse(DeviceObject, Irp);
    }
    return PassSlot(ext, &Irp);
}

/* Whoever has the request now may have sent it: nothing can be said. */
NTSTATUS UnknownTakesIrp(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    if (!NT_SUCCESS(CallsArm(DeviceObject, Irp))) {
        return CallsRefuse(DeviceObject, Irp);
    }
    return LibrarySubmit(DeviceObject, Irp);
}

NTSTATUS UnknownTraces(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCALLS_EXTENSION ext = DeviceObject->DeviceExtension;
    if (!NT_SUCCESS(CallsArm(DeviceObject, Irp))) {
        return CallsRefuse(DeviceObject, Irp);
    }
    LogText(3, "armed %p on %p\n", Irp, DeviceObject);
    if (ext->Removed) {
        return CallsRefuse(DeviceObject, Irp); // expect: CompletionRoutineRegistered
    }
    return CallsPass(DeviceObject, Irp);
}

NTSTATUS UnknownTicks(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    BOOLEAN armed = (BOOLEAN)NT_SUCCESS(CallsArm(DeviceObject, Irp));
    LibraryTick();
    return armed ? CallsPass(DeviceObject, Irp) : CallsRefuse(DeviceObject, Irp);
}

/* Who stored the pointer is not known, so neither is what it does with the request. */
NTSTATUS StoredPointer(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCALLS_EXTENSION ext = DeviceObject->DeviceExtension;
    ext->Handler = CallsPass;
    if (!NT_SUCCESS(CallsArm(DeviceObject, Irp))) {
        ext->Handler = CallsRefuse;
    }
    return ext->Handler(DeviceObject, Irp);
}

static BOOLEAN TryArm(PDEVICE_OBJECT Device, PIRP Irp, NTSTATUS *Status)
{
    *Status = CallsArm(Device, Irp);
    return *Status == STATUS_SUCCESS;
}

NTSTATUS ByOutParameter(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status;
    if (!TryArm(DeviceObject, Irp, &status)) {
        return CallsFinish(DeviceObject, Irp, status);
    }
    return CallsPass(DeviceObject, Irp);
}

NTSTATUS UnknownPointer(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS (*routine)(PDEVICE_OBJECT, PIRP);
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"CallsNext");
    routine = (CALLS_HANDLER)(ULONG_PTR)MmGetSystemRoutineAddress(&name);
    if (!routine || !NT_SUCCESS(CallsArm(DeviceObject, Irp))) {
        return CallsRefuse(DeviceObject, Irp);
    }
    return routine(DeviceObject, Irp);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);
    DriverObject->MajorFunction[IRP_MJ_READ] = Recursive;
    DriverObject->MajorFunction[IRP_MJ_WRITE] = ByTable;
    return STATUS_SUCCESS;
}
