/* What kernel functions answer, and the level at which they leave the thread. */
#include "functions.h"
#include <ntifs.h>

DRIVER_DISPATCH AskedTwiceOfTheMdl;
DRIVER_DISPATCH AskedTwiceOfTheThread;
DRIVER_DISPATCH AskedOfTwoMdls;
DRIVER_DISPATCH AskedOfTheCode;
DRIVER_DISPATCH QueuedLockRaises;
DRIVER_DISPATCH QueuedLockLowers;
DRIVER_DISPATCH QueuedLockKeepsTheLevel;

NTSTATUS AskedTwiceOfTheMdl(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql = PASSIVE_LEVEL;
    if (MmGetMdlByteCount(Irp->MdlAddress) > 512) {
        KeAcquireSpinLock(&extension->Lock, &irql);
    }
    extension->Count = 4;
    if (MmGetMdlByteCount(Irp->MdlAddress) > 512) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Finish(Irp, STATUS_SUCCESS); // keeps: SpinLock, SpinlockRelease
}

NTSTATUS AskedTwiceOfTheThread(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KIRQL irql = PASSIVE_LEVEL;
    if (IoGetRequestorProcess(Irp) == PsGetCurrentProcess() && ExGetPreviousMode() == UserMode) {
        KeAcquireSpinLock(&extension->Lock, &irql);
    }
    extension->Count = 4;
    if (IoGetRequestorProcess(Irp) == PsGetCurrentProcess() && ExGetPreviousMode() == UserMode) {
        KeReleaseSpinLock(&extension->Lock, irql);
    }
    return Finish(Irp, STATUS_SUCCESS); // keeps: SpinLock, SpinlockRelease
}

NTSTATUS AskedOfTwoMdls(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    if (MmGetMdlByteCount(Irp->MdlAddress) > 512) {
        return Finish(Irp, STATUS_SUCCESS);
    }
    if (MmGetMdlByteCount(Irp->MdlAddress->Next) <= 512) {
        return Finish(Irp, STATUS_SUCCESS);
    }
    return STATUS_SUCCESS; // expect: IrpProcessingComplete
}

NTSTATUS AskedOfTheCode(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    ULONG code = IoGetCurrentIrpStackLocation(Irp)->Parameters.DeviceIoControl.IoControlCode;
    UNREFERENCED_PARAMETER(DeviceObject);
    if (code == CTL_CODE(FILE_DEVICE_UNKNOWN, 0x801, METHOD_BUFFERED, FILE_ANY_ACCESS)
        && IoGetFunctionCodeFromCtlCode(code) != 0x801) {
        return STATUS_SUCCESS; // keeps: IrpProcessingComplete
    }
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS QueuedLockRaises(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KLOCK_QUEUE_HANDLE handle;
    KeAcquireInStackQueuedSpinLock(&extension->Lock, &handle);
    KeSetEvent(&extension->Done, IO_NO_INCREMENT, TRUE); // expect: IrqlKeSetEvent
    KeReleaseInStackQueuedSpinLock(&handle);
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS QueuedLockLowers(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KLOCK_QUEUE_HANDLE handle;
    KeAcquireInStackQueuedSpinLock(&extension->Lock, &handle);
    extension->Count++;
    KeReleaseInStackQueuedSpinLock(&handle);
    KeSetEvent(&extension->Done, IO_NO_INCREMENT, TRUE); // keeps: IrqlKeSetEvent
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS QueuedLockKeepsTheLevel(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    KLOCK_QUEUE_HANDLE handle;
    KIRQL irql;
    KeRaiseIrql(DISPATCH_LEVEL, &irql);
    KeAcquireInStackQueuedSpinLock(&extension->Lock, &handle);
    KeReleaseInStackQueuedSpinLock(&handle);
    KeSetEvent(&extension->Done, IO_NO_INCREMENT, TRUE); // expect: IrqlKeSetEvent
    KeLowerIrql(irql);
    return Finish(Irp, STATUS_SUCCESS);
}
