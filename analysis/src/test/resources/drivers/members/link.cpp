/* Functions of a C++ class: with the object before their arguments, or static and without one. */
extern "C" {
#include <wdm.h>
}
#include "link.h"

NTSTATUS CLink::Done(PDEVICE_OBJECT, PIRP, PVOID Context)
{
    KeSetEvent(static_cast<PKEVENT>(Context), IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS CLink::Run(ULONG Code, ULONG Options)
{
    KEVENT done;
    PIRP irp = IoAllocateIrp(m_Lower->StackSize, FALSE);
    if (irp == nullptr)
        return STATUS_INSUFFICIENT_RESOURCES;

    KeInitializeEvent(&done, NotificationEvent, FALSE);
    PIO_STACK_LOCATION next = IoGetNextIrpStackLocation(irp);
    next->MajorFunction = IRP_MJ_DEVICE_CONTROL;
    next->Parameters.DeviceIoControl.IoControlCode = Code;
    IoSetCompletionRoutine(irp, Done, &done, TRUE, // expect: IoAllocateIrpSignalEventInCompletion2, IoAllocateIrpSignalEventInCompletion3
                           (Options & Lossy) ? FALSE : TRUE, (Options & Deaf) ? FALSE : TRUE);
    NTSTATUS status = IoCallDriver(m_Lower, irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, nullptr); // expect: IoAllocateIrpSignalEventInCompletionTimeout
        status = irp->IoStatus.Status;
    }
    IoFreeIrp(irp);
    return status;
}

NTSTATUS CLink::Control(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    return Finish(Irp, From(DeviceObject)->Run(0x220010, Plain)); // keeps: IoAllocateIrpSignalEventInCompletion2
}

NTSTATUS CLink::Flush(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    return Finish(Irp, From(DeviceObject)->Run(0x220014, CLink::Deaf));
}

NTSTATUS CLink::Cleanup(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    CLink *self = From(DeviceObject);
    self->Run(0x220018, self->m_Quiet ? CLink::Lossy : CLink::Plain);
    return Finish(Irp, STATUS_SUCCESS);
}

NTSTATUS CLink::Pass(PIRP Irp)
{
    this->m_Sent++;
    return Skip(Irp);
}

/* What is taken later has been sent already. */
NTSTATUS CLink::Take(PIRP Irp, Way How)
{
    NTSTATUS status = Pass(Irp);
    if (How == Way::Now)
        return Finish(Irp, status);
    return status;
}

/* Inside of the class its own function is meant. */
static NTSTATUS Take(PIRP Irp, CLink::Way)
{
    return Irp->IoStatus.Status;
}

NTSTATUS CLink::Read(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    CLink &self = *From(DeviceObject);
    if (self.m_Lower == nullptr)
        return self.Refuse(Irp); // keeps: IrpProcessingComplete, DoubleCompletion
    s_Reads++;
    return self.Again(Irp);
}

NTSTATUS CLink::Again(PIRP Irp)
{
    return Take(Irp, CLink::Way::Later); // keeps: IrpProcessingComplete
}

NTSTATUS CLink::Write(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    return From(DeviceObject)->Take(Irp, Way::Now);
}

static NTSTATUS AddDevice(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT Pdo)
{
    PDEVICE_OBJECT device;
    NTSTATUS status = IoCreateDevice(DriverObject, sizeof(CLink), nullptr, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
    if (NT_SUCCESS(status))
        CLink::From(device)->m_Lower = IoAttachDeviceToDeviceStack(device, Pdo);
    return status;
}

extern "C" NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING)
{
    DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = CLink::Control;
    DriverObject->MajorFunction[IRP_MJ_FLUSH_BUFFERS] = CLink::Flush;
    DriverObject->MajorFunction[IRP_MJ_CLEANUP] = CLink::Cleanup;
    DriverObject->MajorFunction[IRP_MJ_READ] = CLink::Read;
    DriverObject->MajorFunction[IRP_MJ_WRITE] = CLink::Write;
    DriverObject->DriverExtension->AddDevice = AddDevice;
    return STATUS_SUCCESS;
}
