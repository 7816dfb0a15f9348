/* Requests from IoBuildSynchronousFsdRequest. */
#include "built.h"

DRIVER_DISPATCH ReadReturnsAtOnce;
DRIVER_DISPATCH ReadWaitsForAnother;
DRIVER_DISPATCH ReadWaitsInHelper;
DRIVER_DISPATCH ReadWaitsWithoutLimit;
DRIVER_DISPATCH ReadWaitsInLoop;
DRIVER_DISPATCH ReadWaits;
DRIVER_DISPATCH ReadWaitsByFlag;
DRIVER_DISPATCH ReadFrees;
DRIVER_DISPATCH ReadFreesByHelper;
DRIVER_DISPATCH ReadFreesUnsent;
DRIVER_DISPATCH ReadFreesNothing;
DRIVER_DISPATCH ReadFreesItsOwn;
DRIVER_DISPATCH ReadReuses;
DRIVER_DISPATCH ReadSettles;
DRIVER_DISPATCH ReadGivesUp;
DRIVER_DISPATCH ReadFreesByFlag;

NTSTATUS ReadReturnsAtOnce(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    UCHAR sector[512];
    ASKING asking;
    NTSTATUS status = BeginRead(extension, &asking, sector, sizeof(sector));
    if (status == STATUS_PENDING) {
        return Finish(Irp, STATUS_DEVICE_BUSY); // expect: IoBuildSynchronousFsdRequestWait across functions
    }
    return Finish(Irp, status);
}

NTSTATUS ReadWaitsForAnother(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    UCHAR sector[512];
    ASKING asking;
    KEVENT other;
    NTSTATUS status;
    KeInitializeEvent(&other, NotificationEvent, TRUE);
    status = BeginRead(extension, &asking, sector, sizeof(sector));
    if (status == STATUS_PENDING) {
        WaitForSeconds(&other, 1);
        status = STATUS_DEVICE_BUSY;
    }
    return Finish(Irp, status); // expect: IoBuildSynchronousFsdRequestWait
}

NTSTATUS ReadWaitsInHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    UCHAR sector[512];
    ASKING asking;
    NTSTATUS status = BeginRead(extension, &asking, sector, sizeof(sector));
    if (status == STATUS_PENDING) {
        WaitFor(&asking.Done);
        status = asking.Answer.Status;
    }
    return Finish(Irp, status); // keeps: IoBuildSynchronousFsdRequestWait
}

NTSTATUS ReadWaitsWithoutLimit(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    UCHAR sector[512];
    ASKING asking;
    NTSTATUS status = BeginRead(extension, &asking, sector, sizeof(sector));
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&asking.Done, Executive, KernelMode, FALSE, NULL); // expect: IoBuildSynchronousFsdRequestWaitTimeout
        status = asking.Answer.Status;
    }
    return Finish(Irp, status); // keeps: IoBuildSynchronousFsdRequestWait
}

/* Two sectors, and the last one is not waited for. */
NTSTATUS ReadWaitsInLoop(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    UCHAR sector[512];
    ASKING asking;
    NTSTATUS status = STATUS_SUCCESS;
    ULONG i;
    for (i = 0; i < 2; i++) {
        status = BeginRead(extension, &asking, sector, sizeof(sector));
        if (status == STATUS_PENDING && i < 1) {
            WaitForSeconds(&asking.Done, 1);
            status = asking.Answer.Status;
        }
    }
    if (status == STATUS_PENDING) {
        status = STATUS_DEVICE_BUSY;
    }
    return Finish(Irp, status); // expect: IoBuildSynchronousFsdRequestWait
}

NTSTATUS ReadWaits(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    UCHAR sector[512];
    ASKING asking;
    NTSTATUS status = BeginRead(extension, &asking, sector, sizeof(sector));
    if (status == STATUS_PENDING) {
        WaitForSeconds(&asking.Done, 2); // otherwise: WaitForSeconds(&asking.Done, 0);
        status = asking.Answer.Status;
    }
    return Finish(Irp, status); // keeps: IoBuildSynchronousFsdRequestNoFree
}

NTSTATUS ReadSettles(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UCHAR sector[512];
    ASKING asking;
    NTSTATUS status = BeginRead(DeviceObject->DeviceExtension, &asking, sector, sizeof(sector));
    return Finish(Irp, Settle(&asking, status)); // keeps: IoBuildSynchronousFsdRequestWait across functions
}

/* A wait without a limit stands there for a limit of none, which is never asked for. */
NTSTATUS ReadWaitsByFlag(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    LONG seconds = extension->Mode == 0 ? 5 : 30;
    UCHAR sector[512];
    ASKING asking;
    NTSTATUS status = BeginRead(extension, &asking, sector, sizeof(sector));
    BOOLEAN pended = status == STATUS_PENDING;
    if (pended) { // correlated
        if (seconds == 0) { // correlated
            KeWaitForSingleObject(&asking.Done, Executive, KernelMode, FALSE, NULL); // keeps: IoBuildSynchronousFsdRequestWaitTimeout infeasible
        } else {
            WaitForSeconds(&asking.Done, seconds);
        }
        status = asking.Answer.Status;
    }
    return Finish(Irp, status); // keeps: IoBuildSynchronousFsdRequestWait infeasible
}

NTSTATUS ReadFrees(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    UCHAR sector[512];
    ASKING asking;
    NTSTATUS status = BeginRead(extension, &asking, sector, sizeof(sector));
    if (status == STATUS_PENDING) {
        WaitForSeconds(&asking.Done, 2);
        status = asking.Answer.Status;
        IoFreeIrp(asking.Irp); // expect: IoBuildSynchronousFsdRequestNoFree
    }
    return Finish(Irp, status);
}

NTSTATUS ReadFreesByHelper(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    UCHAR sector[512];
    ASKING asking;
    NTSTATUS status = BeginRead(extension, &asking, sector, sizeof(sector));
    if (!NT_SUCCESS(status) && asking.Irp != NULL) {
        Discard(asking.Irp);
        return Finish(Irp, status);
    }
    if (status == STATUS_PENDING) {
        WaitForSeconds(&asking.Done, 2); // keeps: IoBuildSynchronousFsdRequestWaitTimeout
        status = asking.Answer.Status;
    }
    return Finish(Irp, status);
}

/* Never sent, so that nobody else will free it; the documentation knows no exception all the same. */
NTSTATUS ReadFreesUnsent(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    IO_STATUS_BLOCK answer;
    LARGE_INTEGER offset;
    UCHAR sector[512];
    KEVENT done;
    PIRP read;
    offset.QuadPart = 0;
    KeInitializeEvent(&done, NotificationEvent, FALSE);
    read = IoBuildSynchronousFsdRequest(IRP_MJ_READ, extension->Below, sector, sizeof(sector), &offset, &done,
                                        &answer);
    if (read != NULL) {
        IoFreeIrp(read); // expect: IoBuildSynchronousFsdRequestNoFree
    }
    return Finish(Irp, STATUS_SUCCESS);
}

/* What is freed is another request, of which this driver is the owner. */
NTSTATUS ReadFreesItsOwn(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    PIRP own = IoAllocateIrp(extension->Below->StackSize, FALSE);
    UCHAR sector[512];
    ASKING asking;
    NTSTATUS status = BeginRead(extension, &asking, sector, sizeof(sector));
    if (status == STATUS_PENDING) {
        WaitForSeconds(&asking.Done, 2);
        status = asking.Answer.Status;
    }
    if (own != NULL) {
        IoFreeIrp(own); // keeps: IoBuildSynchronousFsdRequestNoFree
    }
    return Finish(Irp, status);
}

/* The pointer is cleared where the request was sent. */
NTSTATUS ReadFreesNothing(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    UCHAR sector[512];
    ASKING asking;
    NTSTATUS status = BeginRead(extension, &asking, sector, sizeof(sector));
    asking.Irp = NULL;
    if (status == STATUS_PENDING) {
        WaitForSeconds(&asking.Done, 2);
        status = asking.Answer.Status;
    }
    if (asking.Irp != NULL) {
        Discard(asking.Irp);
    }
    return Finish(Irp, status); // keeps: IoBuildSynchronousFsdRequestNoFree
}

NTSTATUS ReadGivesUp(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    UCHAR sector[512];
    ASKING asking;
    NTSTATUS status = BeginRead(DeviceObject->DeviceExtension, &asking, sector, sizeof(sector));
    GiveUp(&asking);
    status = Settle(&asking, status);
    if (asking.Irp != NULL) {
        IoFreeIrp(asking.Irp); // keeps: IoBuildSynchronousFsdRequestNoFree across functions
    }
    return Finish(Irp, status);
}

/* The request that is freed is its own where it is freed. */
NTSTATUS ReadFreesByFlag(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    BOOLEAN own = extension->Mode == 9;
    NTSTATUS status = STATUS_SUCCESS;
    UCHAR sector[512];
    ASKING asking;
    if (own) {
        asking.Irp = IoAllocateIrp(extension->Below->StackSize, FALSE);
    } else {
        status = Settle(&asking, BeginRead(extension, &asking, sector, sizeof(sector)));
    }
    if (own && asking.Irp != NULL) { // correlated
        IoFreeIrp(asking.Irp); // keeps: IoBuildSynchronousFsdRequestNoFree infeasible
    }
    return Finish(Irp, status);
}

NTSTATUS ReadReuses(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PEXTENSION extension = DeviceObject->DeviceExtension;
    UCHAR sector[512];
    ASKING asking;
    NTSTATUS status = BeginRead(extension, &asking, sector, sizeof(sector));
    if (status == STATUS_PENDING) {
        WaitForSeconds(&asking.Done, 2);
        status = asking.Answer.Status;
        if (!NT_SUCCESS(status)) {
            IoReuseIrp(asking.Irp, status); // expect: IoReuseIrp
        }
    }
    return Finish(Irp, status);
}
