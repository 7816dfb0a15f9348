/* What is not found yet, beside what is. */
#include <wdm.h>

typedef struct _CHANNEL {
    KSPIN_LOCK Lock;
    ULONG Used;
} CHANNEL, *PCHANNEL;

typedef struct _STATION {
    PDEVICE_OBJECT Below;
    CHANNEL Channel[4];
    ULONG Mode;
} STATION, *PSTATION;

DRIVER_INITIALIZE DriverEntry;
DRIVER_ADD_DEVICE AddDevice;
DRIVER_UNLOAD Unload;
DRIVER_DISPATCH FinishesInHandler;
DRIVER_DISPATCH FinishesInHandlerAtOnce;
DRIVER_DISPATCH ReleasesTwice;
DRIVER_DISPATCH TranslatesByTable;
DRIVER_DISPATCH PassesOn;

static const NTSTATUS Translation[] = { STATUS_SUCCESS, STATUS_DEVICE_BUSY, STATUS_UNSUCCESSFUL };

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static NTSTATUS FinishOrRaise(PSTATION Station, PIRP Irp)
{
    NTSTATUS status = Station->Mode ? STATUS_SUCCESS : STATUS_DEVICE_NOT_READY;
    Finish(Irp, status);
    if (!NT_SUCCESS(status)) {
        ExRaiseStatus(status);
    }
    return status;
}

NTSTATUS FinishesInHandler(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    NTSTATUS status;
    __try {
        status = FinishOrRaise(DeviceObject->DeviceExtension, Irp);
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        status = Finish(Irp, GetExceptionCode()); // known-missed: DoubleCompletion - what a called function raises is not followed to the handler
    }
    return status;
}

NTSTATUS FinishesInHandlerAtOnce(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSTATION station = DeviceObject->DeviceExtension;
    NTSTATUS status = STATUS_SUCCESS;
    __try {
        Finish(Irp, STATUS_SUCCESS);
        if (station->Mode) {
            ExRaiseStatus(STATUS_DEVICE_NOT_READY);
        }
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: DoubleCompletion
        status = GetExceptionCode();
    }
    return status;
}

NTSTATUS ReleasesTwice(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSTATION station = DeviceObject->DeviceExtension;
    ULONG number = IoGetCurrentIrpStackLocation(Irp)->Parameters.Read.Length & 3;
    PCHANNEL channel = &station->Channel[number];
    KIRQL irql;
    KeAcquireSpinLock(&channel->Lock, &irql);
    if (station->Mode) {
        KeReleaseSpinLock(&channel->Lock, irql);
    }
    KeReleaseSpinLock(&channel->Lock, irql); // known-missed: SpinLock - of a lock at an unknown index it is forgotten that it was released
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS TranslatesByTable(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSTATION station = DeviceObject->DeviceExtension;
    NTSTATUS status;
    ULONG place;
    IoSkipCurrentIrpStackLocation(Irp);
    status = IoCallDriver(station->Below, Irp);
    if (NT_SUCCESS(status)) {
        place = 2;
    } else {
        place = 0;
    }
    return Translation[place]; // expect: LowerDriverReturn
}

NTSTATUS PassesOn(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PSTATION station = DeviceObject->DeviceExtension;
    IoSkipCurrentIrpStackLocation(Irp);
    return IoCallDriver(station->Below, Irp);
}

NTSTATUS AddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT PhysicalDeviceObject)
{
    PDEVICE_OBJECT device;
    PSTATION station;
    NTSTATUS status = IoCreateDevice(DriverObject, sizeof(STATION), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    station = device->DeviceExtension;
    station->Below = IoAttachDeviceToDeviceStack(device, PhysicalDeviceObject);
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
    DriverObject->MajorFunction[IRP_MJ_CREATE] = FinishesInHandler;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = FinishesInHandlerAtOnce;
    DriverObject->MajorFunction[IRP_MJ_READ] = ReleasesTwice;
    DriverObject->MajorFunction[IRP_MJ_WRITE] = TranslatesByTable;
    DriverObject->MajorFunction[IRP_MJ_PNP] = PassesOn;
    DriverObject->MajorFunction[IRP_MJ_POWER] = PassesOn;
    DriverObject->MajorFunction[IRP_MJ_SYSTEM_CONTROL] = PassesOn;
    DriverObject->DriverExtension->AddDevice = AddDevice;
    DriverObject->DriverUnload = Unload;
    return STATUS_SUCCESS;
}
