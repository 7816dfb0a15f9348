/* A bus driver: what its children answer to queries for their own device object. */
#include <wdm.h>

typedef struct _CHILD {
    PDEVICE_OBJECT Self;
    PDEVICE_OBJECT Parent;
    PDEVICE_RELATIONS Kept;
    BOOLEAN Present;
    ULONG Mode;
} CHILD, *PCHILD;

DRIVER_INITIALIZE DriverEntry;
DRIVER_ADD_DEVICE AddDevice;
DRIVER_UNLOAD Unload;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH AnswersBare;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH AnswersFromHelper;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH AnswersInOneMode;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH AnswersFromDepth;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH AnswersReferenced;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH AnswersReferencedInHelper;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH AnswersByFlag;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH LeavesItAsItCame;

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static BOOLEAN AsksForTarget(PIRP Irp)
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    return stack->MinorFunction == IRP_MN_QUERY_DEVICE_RELATIONS
        && stack->Parameters.QueryDeviceRelations.Type == TargetDeviceRelation;
}

static PDEVICE_RELATIONS OneDevice(PDEVICE_OBJECT Device)
{
    PDEVICE_RELATIONS relations = ExAllocatePoolWithTag(PagedPool, sizeof(DEVICE_RELATIONS), 'suBM');
    if (relations != NULL) {
        relations->Count = 1;
        relations->Objects[0] = Device;
    }
    return relations;
}

NTSTATUS AnswersBare(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE_RELATIONS relations;
    if (!AsksForTarget(Irp)) {
        return Finish(Irp, Irp->IoStatus.Status);
    }
    relations = OneDevice(DeviceObject);
    if (relations == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    Irp->IoStatus.Information = (ULONG_PTR)relations;
    Irp->IoStatus.Status = STATUS_SUCCESS;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: TargetRelationNeedsRef
    return STATUS_SUCCESS;
}

static NTSTATUS Answer(PIRP Irp, PDEVICE_OBJECT Device)
{
    PDEVICE_RELATIONS relations = OneDevice(Device);
    if (relations == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    Irp->IoStatus.Information = (ULONG_PTR)relations; // otherwise: ObReferenceObject(Device); Irp->IoStatus.Information = (ULONG_PTR)relations;
    return STATUS_SUCCESS;
}

NTSTATUS AnswersFromHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status = Irp->IoStatus.Status;
    if (AsksForTarget(Irp)) {
        status = Answer(Irp, DeviceObject);
    }
    Irp->IoStatus.Status = status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: TargetRelationNeedsRef across functions
    return status;
}

static NTSTATUS AnswerFor(PIRP Irp, PCHILD Child)
{
    return Answer(Irp, Child->Self);
}

NTSTATUS AnswersFromDepth(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status = Irp->IoStatus.Status;
    if (AsksForTarget(Irp)) {
        status = AnswerFor(Irp, DeviceObject->DeviceExtension);
    }
    Irp->IoStatus.Status = status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: TargetRelationNeedsRef
    return status;
}

/* References what another mode does not. */
NTSTATUS AnswersInOneMode(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCHILD child = DeviceObject->DeviceExtension;
    NTSTATUS status = Irp->IoStatus.Status;
    if (AsksForTarget(Irp)) {
        if (child->Mode == 1) {
            ObReferenceObject(DeviceObject);
        }
        status = Answer(Irp, DeviceObject);
    }
    Irp->IoStatus.Status = status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: TargetRelationNeedsRef
    return status;
}

NTSTATUS AnswersReferenced(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE_RELATIONS relations;
    if (!AsksForTarget(Irp)) {
        return Finish(Irp, Irp->IoStatus.Status);
    }
    relations = OneDevice(DeviceObject);
    if (relations == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    ObReferenceObject(DeviceObject);
    Irp->IoStatus.Information = (ULONG_PTR)relations;
    return Finish(Irp, STATUS_SUCCESS); // keeps: TargetRelationNeedsRef
}

static PDEVICE_RELATIONS OneReferenced(PDEVICE_OBJECT Device)
{
    PDEVICE_RELATIONS relations = OneDevice(Device);
    if (relations != NULL) {
        ObReferenceObjectByPointer(Device, 0, NULL, KernelMode); // otherwise: ;
    }
    return relations;
}

NTSTATUS AnswersReferencedInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PDEVICE_RELATIONS relations;
    if (!AsksForTarget(Irp)) {
        return Finish(Irp, Irp->IoStatus.Status);
    }
    relations = OneReferenced(DeviceObject);
    if (relations == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    Irp->IoStatus.Information = (ULONG_PTR)relations;
    Irp->IoStatus.Status = STATUS_SUCCESS;
    IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: TargetRelationNeedsRef across functions
    return STATUS_SUCCESS;
}

/* The flag says that there is an answer, and goes with the reference. */
NTSTATUS AnswersByFlag(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PCHILD child = DeviceObject->DeviceExtension;
    PDEVICE_RELATIONS relations = NULL;
    BOOLEAN answered = FALSE;
    if (AsksForTarget(Irp) && child->Present) {
        relations = OneDevice(DeviceObject);
        answered = relations != NULL;
    }
    if (answered) { // correlated
        ObReferenceObject(DeviceObject);
    }
    if (relations != NULL) {
        Irp->IoStatus.Information = (ULONG_PTR)relations;
        Irp->IoStatus.Status = STATUS_SUCCESS;
        IoCompleteRequest(Irp, IO_NO_INCREMENT); // keeps: TargetRelationNeedsRef infeasible
        return STATUS_SUCCESS;
    }
    return Finish(Irp, Irp->IoStatus.Status);
}

/* What stands in the request was put there by others. */
NTSTATUS LeavesItAsItCame(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (AsksForTarget(Irp) && Irp->IoStatus.Information != 0) {
        return Finish(Irp, STATUS_SUCCESS); // keeps: TargetRelationNeedsRef
    }
    return Finish(Irp, Irp->IoStatus.Status);
}

NTSTATUS AddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT PhysicalDeviceObject)
{
    PDEVICE_OBJECT device;
    PCHILD child;
    NTSTATUS status = IoCreateDevice(DriverObject, sizeof(CHILD), NULL, FILE_DEVICE_BUS_EXTENDER,
                                     FILE_AUTOGENERATED_DEVICE_NAME, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    child = device->DeviceExtension;
    child->Self = device;
    child->Parent = PhysicalDeviceObject;
    child->Present = TRUE;
    IoInvalidateDeviceRelations(PhysicalDeviceObject, BusRelations);
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
    DriverObject->MajorFunction[IRP_MJ_PNP] = AnswersReferenced;
    return STATUS_SUCCESS;
}
