/*++

Module Name:

    init.c

Abstract:

    Loading, attaching, Plug and Play, power, and the count of requests that are ours.

--*/

#include "tape.h"

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#pragma alloc_text(PAGE, TapeAddDevice)
#pragma alloc_text(PAGE, TapeUnload)
#endif


NTSTATUS
DriverEntry(
    IN PDRIVER_OBJECT DriverObject,
    IN PUNICODE_STRING RegistryPath
    )
{
    ULONG i;

    UNREFERENCED_PARAMETER(RegistryPath);

    for (i = 0; i <= IRP_MJ_MAXIMUM_FUNCTION; i++) {
        DriverObject->MajorFunction[i] = (PDRIVER_DISPATCH)TapePassThrough;
    }

    DriverObject->MajorFunction[IRP_MJ_READ] = TapeRead;
    DriverObject->MajorFunction[IRP_MJ_WRITE] = TapeWrite;
    DriverObject->MajorFunction[IRP_MJ_FLUSH_BUFFERS] = TapeFlush;
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = TapeDeviceControl;
    DriverObject->MajorFunction[IRP_MJ_PNP] = TapePnp;
    DriverObject->MajorFunction[IRP_MJ_POWER] = TapePower;

    DriverObject->DriverStartIo = TapeStartIo;
    DriverObject->DriverExtension->AddDevice = TapeAddDevice;
    DriverObject->DriverUnload = TapeUnload;

    return STATUS_SUCCESS;
}


VOID
TapeUnload(
    IN PDRIVER_OBJECT DriverObject
    )
{
    UNREFERENCED_PARAMETER(DriverObject);
    PAGED_CODE();
}


NTSTATUS
TapeAddDevice(
    IN PDRIVER_OBJECT DriverObject,
    IN PDEVICE_OBJECT PhysicalDeviceObject
    )
{
    PTAPE_EXTENSION extension;
    PDEVICE_OBJECT deviceObject;
    NTSTATUS status;

    PAGED_CODE();

    status = IoCreateDevice(DriverObject,
                            sizeof(TAPE_EXTENSION),
                            NULL,
                            FILE_DEVICE_TAPE,
                            FILE_DEVICE_SECURE_OPEN,
                            FALSE,
                            &deviceObject);

    if (!NT_SUCCESS(status)) {
        return status;
    }

    extension = deviceObject->DeviceExtension;
    RtlZeroMemory(extension, sizeof(TAPE_EXTENSION));
    extension->DeviceObject = deviceObject;
    extension->Outstanding = 1;
    KeInitializeEvent(&extension->NoneOutstanding, NotificationEvent, FALSE);
    KeInitializeDeviceQueue(&extension->TransferQueue);

    extension->TargetDevice = IoAttachDeviceToDeviceStack(deviceObject, PhysicalDeviceObject);

    if (extension->TargetDevice == NULL) {
        IoDeleteDevice(deviceObject);
        return STATUS_NO_SUCH_DEVICE;
    }

    deviceObject->Flags |= extension->TargetDevice->Flags &
                           (DO_DIRECT_IO | DO_BUFFERED_IO | DO_POWER_PAGABLE);
    deviceObject->Flags &= ~DO_DEVICE_INITIALIZING;

    return STATUS_SUCCESS;
}


VOID
TapeReference(
    IN OUT PTAPE_EXTENSION Extension
    )
{
    InterlockedIncrement(&Extension->Outstanding);
}


VOID
TapeDereference(
    IN OUT PTAPE_EXTENSION Extension
    )
{
    if (InterlockedDecrement(&Extension->Outstanding) == 0) {
        KeSetEvent(&Extension->NoneOutstanding, IO_NO_INCREMENT, FALSE);
    }
}


NTSTATUS
TapeFinish(
    IN PTAPE_EXTENSION Extension,
    IN PIRP Irp,
    IN NTSTATUS Status
    )
/*++

Routine Description:

    Completes a request that was counted, and returns its status.

--*/
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    TapeDereference(Extension);
    return Status;
}


NTSTATUS
TapePassThrough(
    IN PDEVICE_OBJECT DeviceObject,
    IN PIRP Irp
    )
{
    PTAPE_EXTENSION extension = DeviceObject->DeviceExtension;

    IoSkipCurrentIrpStackLocation(Irp);
    return IoCallDriver(extension->TargetDevice, Irp);
}


NTSTATUS
TapePnp(
    IN PDEVICE_OBJECT DeviceObject,
    IN PIRP Irp
    )
{
    PTAPE_EXTENSION extension = DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION irpStack = IoGetCurrentIrpStackLocation(Irp);
    PDEVICE_OBJECT target = extension->TargetDevice;
    NTSTATUS status;

    switch (irpStack->MinorFunction) {

        case IRP_MN_START_DEVICE: {

            status = STATUS_UNSUCCESSFUL;
            if (IoForwardIrpSynchronously(target, Irp)) {
                status = Irp->IoStatus.Status;
            }
            if (NT_SUCCESS(status)) {
                extension->Flags &= ~TAPE_OFFLINE;
            }
            Irp->IoStatus.Status = status;
            IoCompleteRequest(Irp, IO_NO_INCREMENT);
            return status;
        }

        case IRP_MN_REMOVE_DEVICE: {

            extension->Flags |= TAPE_OFFLINE;
            TapeDereference(extension);
            KeWaitForSingleObject(&extension->NoneOutstanding, Executive, KernelMode, FALSE, NULL);

            Irp->IoStatus.Status = STATUS_SUCCESS;
            IoSkipCurrentIrpStackLocation(Irp);
            status = IoCallDriver(target, Irp);

            IoDetachDevice(target);
            IoDeleteDevice(DeviceObject);
            return status;
        }

        default: {

            IoSkipCurrentIrpStackLocation(Irp);
            return IoCallDriver(target, Irp);
        }
    }
}


NTSTATUS
TapePower(
    IN PDEVICE_OBJECT DeviceObject,
    IN PIRP Irp
    )
{
    PTAPE_EXTENSION extension = DeviceObject->DeviceExtension;

    PoStartNextPowerIrp(Irp);
    IoSkipCurrentIrpStackLocation(Irp);
    return PoCallDriver(extension->TargetDevice, Irp);
}
