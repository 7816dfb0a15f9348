/*
 * driver.c - finds the port by its name, attaches, and detaches when it is unloaded.
 */
#include "wiretap.h"

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#pragma alloc_text(PAGE, TapUnload)
#endif

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
    PDEVICE_OBJECT target;
    PDEVICE_OBJECT device;
    PTAP_EXTENSION ext;
    UNICODE_STRING name;
    PFILE_OBJECT file;
    NTSTATUS status;
    ULONG major;

    UNREFERENCED_PARAMETER(RegistryPath);

    RtlInitUnicodeString(&name, L"\\Device\\FieldBusPort0");
    status = IoGetDeviceObjectPointer(&name, FILE_READ_DATA, &file, &target);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = IoCreateDevice(DriverObject, sizeof(TAP_EXTENSION), NULL, target->DeviceType,
                            FILE_DEVICE_SECURE_OPEN, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        ObDereferenceObject(file);
        return status;
    }

    ext = (PTAP_EXTENSION)device->DeviceExtension;
    RtlZeroMemory(ext, sizeof(*ext));
    ext->Self = device;
    ext->TargetFile = file;
    status = TapInitializeQueue(ext);
    if (NT_SUCCESS(status)) {
        for (major = 0; major <= IRP_MJ_MAXIMUM_FUNCTION; major++) {
            DriverObject->MajorFunction[major] = TapDispatchOther;
        }
        DriverObject->MajorFunction[IRP_MJ_READ] = TapDispatchRead;
        DriverObject->MajorFunction[IRP_MJ_WRITE] = TapDispatchWrite;
        DriverObject->MajorFunction[IRP_MJ_FLUSH_BUFFERS] = TapDispatchFlush;
        DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = TapDispatchControl;
        DriverObject->DriverUnload = TapUnload;

        ext->LowerDevice = IoAttachDeviceToDeviceStack(device, target);
        if (ext->LowerDevice == NULL) {
            status = STATUS_NO_SUCH_DEVICE;
        }
    }
    if (!NT_SUCCESS(status)) {
        IoDeleteDevice(device);
        ObDereferenceObject(file);
        return status;
    }

    device->Flags |= ext->LowerDevice->Flags & (DO_DIRECT_IO | DO_BUFFERED_IO);
    device->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}

VOID TapUnload(_In_ PDRIVER_OBJECT DriverObject)
{
    PDEVICE_OBJECT device = DriverObject->DeviceObject;
    PTAP_EXTENSION ext = (PTAP_EXTENSION)device->DeviceExtension;

    PAGED_CODE();

    ext->Paused = FALSE;
    TapReleaseQueue(ext);
    IoDetachDevice(ext->LowerDevice);
    ObDereferenceObject(ext->TargetFile);
    IoDeleteDevice(device);
}

NTSTATUS TapComplete(_In_ PIRP Irp, _In_ NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

NTSTATUS TapDispatchOther(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PTAP_EXTENSION ext = (PTAP_EXTENSION)DeviceObject->DeviceExtension;

    IoSkipCurrentIrpStackLocation(Irp);
    return IoCallDriver(ext->LowerDevice, Irp);
}
