#pragma once

class CBase
{
public:
    PDEVICE_OBJECT m_Lower;

protected:
    NTSTATUS Skip(PIRP Irp)
    {
        IoSkipCurrentIrpStackLocation(Irp);
        return IoCallDriver(m_Lower, Irp);
    }
};

class CLink : public CBase
{
public:
    enum { Plain = 0, Lossy = 1, Deaf = 2 };
    enum class Way { Now, Later };

    BOOLEAN m_Quiet;
    ULONG m_Sent;

    static CLink *From(PDEVICE_OBJECT DeviceObject)
    {
        return static_cast<CLink *>(DeviceObject->DeviceExtension);
    }

    static NTSTATUS Finish(PIRP Irp, NTSTATUS Status)
    {
        Irp->IoStatus.Status = Status;
        IoCompleteRequest(Irp, IO_NO_INCREMENT); // expect: PendedCompletedRequest2
        return Status;
    }

    static DRIVER_DISPATCH Control;
    static NTSTATUS Flush(PDEVICE_OBJECT DeviceObject, PIRP Irp);
    static NTSTATUS Cleanup(PDEVICE_OBJECT DeviceObject, PIRP Irp);
    static NTSTATUS Read(PDEVICE_OBJECT DeviceObject, PIRP Irp);
    static NTSTATUS Write(PDEVICE_OBJECT DeviceObject, PIRP Irp);
    static NTSTATUS Done(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context);

private:
    NTSTATUS Run(ULONG Code, ULONG Options);
    NTSTATUS Pass(PIRP Irp);
    static ULONG s_Reads;

    NTSTATUS Take(PIRP Irp, Way How);
    NTSTATUS Again(PIRP Irp);

    /* Written where it is declared. */
    NTSTATUS Refuse(PIRP Irp)
    {
        m_Sent = 0;
        return Finish(Irp, STATUS_NOT_SUPPORTED);
    }
};
