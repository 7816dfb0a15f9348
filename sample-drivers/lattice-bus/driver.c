/*
 * driver.c - loading, AddDevice, and the fork between the controller (FDO) and its cards (PDOs).
 */
#include "lattice.h"

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#pragma alloc_text(PAGE, LatticeAddDevice)
#pragma alloc_text(PAGE, LatticeUnload)
#endif

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT DriverObject, _In_ PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(RegistryPath);

    DriverObject->MajorFunction[IRP_MJ_CREATE] = LatticeDispatchOpenClose;
    DriverObject->MajorFunction[IRP_MJ_CLOSE] = LatticeDispatchOpenClose;
    DriverObject->MajorFunction[IRP_MJ_PNP] = LatticeDispatchPnp;
    DriverObject->MajorFunction[IRP_MJ_POWER] = LatticeDispatchPower;
    DriverObject->MajorFunction[IRP_MJ_SYSTEM_CONTROL] = LatticeDispatchSystemControl;
    DriverObject->MajorFunction[IRP_MJ_INTERNAL_DEVICE_CONTROL] = LatticeDispatchInternal;
    DriverObject->DriverExtension->AddDevice = LatticeAddDevice;
    DriverObject->DriverUnload = LatticeUnload;
    return STATUS_SUCCESS;
}

VOID LatticeUnload(_In_ PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    PAGED_CODE();
}

NTSTATUS LatticeAddDevice(_In_ PDRIVER_OBJECT DriverObject, _In_ PDEVICE_OBJECT PhysicalDeviceObject)
{
    PDEVICE_OBJECT device;
    PLATTICE_FDO fdo;
    NTSTATUS status;

    PAGED_CODE();

    status = IoCreateDevice(DriverObject, sizeof(LATTICE_FDO), NULL, FILE_DEVICE_BUS_EXTENDER,
                            FILE_DEVICE_SECURE_OPEN, FALSE, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    fdo = (PLATTICE_FDO)device->DeviceExtension;
    RtlZeroMemory(fdo, sizeof(*fdo));
    fdo->Common.IsFdo = TRUE;
    fdo->Common.Self = device;
    fdo->PhysicalDevice = PhysicalDeviceObject;
    KeInitializeSpinLock(&fdo->DeferredLock);
    InitializeListHead(&fdo->Deferred);
    IoInitializeRemoveLock(&fdo->RemoveLock, LATTICE_TAG, 0, 0);

    fdo->Worker = IoAllocateWorkItem(device);
    if (fdo->Worker == NULL) {
        IoDeleteDevice(device);
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    fdo->LowerDevice = IoAttachDeviceToDeviceStack(device, PhysicalDeviceObject);
    if (fdo->LowerDevice == NULL) {
        IoFreeWorkItem(fdo->Worker);
        IoDeleteDevice(device);
        return STATUS_NO_SUCH_DEVICE;
    }

    device->Flags |= DO_POWER_PAGABLE;
    device->Flags &= ~DO_DEVICE_INITIALIZING;
    return STATUS_SUCCESS;
}

NTSTATUS LatticeComplete(_In_ PIRP Irp, _In_ NTSTATUS Status)
{
    Irp->IoStatus.Status = Status;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

NTSTATUS LatticeDispatchOpenClose(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PLATTICE_COMMON common = (PLATTICE_COMMON)DeviceObject->DeviceExtension;

    Irp->IoStatus.Information = 0;
    return LatticeComplete(Irp, common->IsFdo ? STATUS_SUCCESS : STATUS_INVALID_DEVICE_REQUEST);
}

NTSTATUS LatticeDispatchPnp(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PLATTICE_COMMON common = (PLATTICE_COMMON)DeviceObject->DeviceExtension;

    if (common->IsFdo) {
        return LatticeFdoPnp((PLATTICE_FDO)common, Irp); // expect: CompletionRoutineRegistered
    }
    return LatticePdoPnp((PLATTICE_PDO)common, Irp);
}

NTSTATUS LatticeDispatchInternal(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PLATTICE_COMMON common = (PLATTICE_COMMON)DeviceObject->DeviceExtension;

    if (common->IsFdo) {
        return LatticeFdoInternal((PLATTICE_FDO)common, Irp);
    }
    return LatticePdoInternal((PLATTICE_PDO)common, Irp);
}

NTSTATUS LatticeDispatchSystemControl(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PLATTICE_COMMON common = (PLATTICE_COMMON)DeviceObject->DeviceExtension;

    if (common->IsFdo) {
        return LatticeFdoSystemControl((PLATTICE_FDO)common, Irp);
    }
    return LatticeComplete(Irp, Irp->IoStatus.Status);
}

NTSTATUS LatticeDispatchPower(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PLATTICE_COMMON common = (PLATTICE_COMMON)DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    NTSTATUS status;

    PoStartNextPowerIrp(Irp);
    if (common->IsFdo) {
        return LatticeFdoPower((PLATTICE_FDO)common, Irp);
    }

    status = Irp->IoStatus.Status;
    switch (stack->MinorFunction) {
    case IRP_MN_SET_POWER:
        if (stack->Parameters.Power.Type == DevicePowerState) {
            PoSetPowerState(DeviceObject, DevicePowerState, stack->Parameters.Power.State);
        }
        status = STATUS_SUCCESS;
        break;
    case IRP_MN_QUERY_POWER:
        status = STATUS_SUCCESS;
        break;
    default:
        break;
    }
    return LatticeComplete(Irp, status);
}
