/* Waits that end with another object than the one of the request. */
#include "functions.h"

DRIVER_DISPATCH WokenByOther;
DRIVER_DISPATCH NotWaitedFor;

static NTSTATUS Ask(PDEVICE_OBJECT DeviceObject, PKEVENT Event, PIO_STATUS_BLOCK Block)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own =
        IoBuildDeviceIoControlRequest(1, extension->Below, NULL, 0, NULL, 0, FALSE, Event, Block);
    return own == NULL ? STATUS_INSUFFICIENT_RESOURCES : IoCallDriver(extension->Below, own);
}

/* What becomes of the request after the other event is not judged. */
NTSTATUS WokenByOther(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PVOID objects[2];
    IO_STATUS_BLOCK block;
    KEVENT done;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    objects[0] = &extension->Done;
    objects[1] = &done;
    if (Ask(DeviceObject, &done, &block) == STATUS_PENDING) {
        KeWaitForMultipleObjects(2, objects, WaitAny, Executive, KernelMode, FALSE, NULL, NULL);
    }
    return Finish(Irp, STATUS_SUCCESS); // keeps: IoBuildDeviceControlWait
}

NTSTATUS NotWaitedFor(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PVOID objects[1];
    IO_STATUS_BLOCK block;
    KEVENT done;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    objects[0] = &extension->Done;
    if (Ask(DeviceObject, &done, &block) == STATUS_PENDING) {
        KeWaitForMultipleObjects(1, objects, WaitAny, Executive, KernelMode, FALSE, NULL, NULL);
    }
    return Finish(Irp, STATUS_SUCCESS); // expect: IoBuildDeviceControlWait
}
