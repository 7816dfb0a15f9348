/* A write that is split: each part's routine is given the part's own place in the array. */
#include <wdm.h>

#define PARTS 4

typedef struct _PART {
    struct _WHOLE *Whole;
    ULONG Index;
    PIRP Irp;
} PART, *PPART;

typedef struct _WHOLE {
    PIRP Original;
    LONG Left;
    NTSTATUS Worst;
    PART Part[PARTS];
} WHOLE, *PWHOLE;

typedef struct _VOLUME {
    PDEVICE_OBJECT Below;
} VOLUME, *PVOLUME;

DRIVER_INITIALIZE DriverEntry;
DRIVER_ADD_DEVICE AddDevice;
DRIVER_UNLOAD Unload;
DRIVER_DISPATCH Write;
DRIVER_DISPATCH Read;
DRIVER_DISPATCH PassesOn;
IO_COMPLETION_ROUTINE PartDone;

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

NTSTATUS PartDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PPART part = Context;
    PWHOLE whole = part->Whole;
    UNREFERENCED_PARAMETER(DeviceObject);
    if (!NT_SUCCESS(Irp->IoStatus.Status)) {
        whole->Worst = Irp->IoStatus.Status;
    }
    part->Irp = NULL;
    IoFreeIrp(Irp);
    if (InterlockedDecrement(&whole->Left) == 0) {
        Finish(whole->Original, whole->Worst);
        ExFreePool(whole);
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS Prepare(PVOLUME Volume, PWHOLE Whole, ULONG Index)
{
    PIO_STACK_LOCATION next;
    PIRP irp = IoAllocateIrp(Volume->Below->StackSize, FALSE);
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    next = IoGetNextIrpStackLocation(irp);
    next->MajorFunction = IRP_MJ_WRITE;
    Whole->Part[Index].Whole = Whole;
    Whole->Part[Index].Index = Index;
    Whole->Part[Index].Irp = irp;
    IoSetCompletionRoutine(irp, PartDone, &Whole->Part[Index], TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

static NTSTATUS Split(PVOLUME Volume, PWHOLE Whole, ULONG Count)
{
    NTSTATUS status = STATUS_SUCCESS;
    ULONG i;
    for (i = 0; i < Count; i++) {
        status = Prepare(Volume, Whole, i);
        if (!NT_SUCCESS(status)) {
            break;
        }
    }
    if (i < Count) {
        while (i-- > 0) {
            IoFreeIrp(Whole->Part[i].Irp);
        }
    }
    return status;
}

NTSTATUS Write(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PVOLUME volume = DeviceObject->DeviceExtension;
    PWHOLE whole = ExAllocatePoolWithTag(NonPagedPool, sizeof(WHOLE), 'tilp');
    NTSTATUS status;
    ULONG i;
    if (whole == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES);
    }
    RtlZeroMemory(whole, sizeof(WHOLE));
    whole->Original = Irp;
    whole->Left = PARTS;
    status = Split(volume, whole, PARTS);
    if (!NT_SUCCESS(status)) {
        ExFreePool(whole);
        return Finish(Irp, status);
    }
    IoMarkIrpPending(Irp);
    for (i = 0; i < PARTS; i++) {
        IoCallDriver(volume->Below, whole->Part[i].Irp);
    }
    return STATUS_PENDING; // keeps: MarkIrpPending, MarkIrpPending2
}

NTSTATUS Read(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PVOLUME volume = DeviceObject->DeviceExtension;
    PWHOLE whole = ExAllocatePoolWithTag(NonPagedPool, sizeof(WHOLE), 'tilp');
    NTSTATUS status;
    ULONG i;
    IoMarkIrpPending(Irp);
    if (whole == NULL) {
        return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES); // expect: MarkIrpPending
    }
    RtlZeroMemory(whole, sizeof(WHOLE));
    whole->Original = Irp;
    whole->Left = PARTS;
    status = Split(volume, whole, PARTS);
    if (!NT_SUCCESS(status)) {
        ExFreePool(whole);
        return Finish(Irp, status); // expect: MarkIrpPending
    }
    for (i = 0; i < PARTS; i++) {
        IoCallDriver(volume->Below, whole->Part[i].Irp);
    }
    return STATUS_PENDING;
}

NTSTATUS PassesOn(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PVOLUME volume = DeviceObject->DeviceExtension;
    IoSkipCurrentIrpStackLocation(Irp);
    return IoCallDriver(volume->Below, Irp);
}

NTSTATUS AddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT PhysicalDeviceObject)
{
    PDEVICE_OBJECT device;
    PVOLUME volume;
    NTSTATUS status = IoCreateDevice(DriverObject, sizeof(VOLUME), NULL, FILE_DEVICE_DISK, 0, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    volume = device->DeviceExtension;
    volume->Below = IoAttachDeviceToDeviceStack(device, PhysicalDeviceObject);
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
    DriverObject->MajorFunction[IRP_MJ_WRITE] = Write;
    DriverObject->MajorFunction[IRP_MJ_READ] = Read;
    DriverObject->MajorFunction[IRP_MJ_PNP] = PassesOn;
    DriverObject->MajorFunction[IRP_MJ_POWER] = PassesOn;
    DriverObject->MajorFunction[IRP_MJ_SYSTEM_CONTROL] = PassesOn;
    DriverObject->DriverExtension->AddDevice = AddDevice;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
