/*
 * control.c - device control path of the filter.
 * Every request is watched on its way back up.
 */
#include <wdm.h>
#include "filter.h"

#define FILTER_TAG 'tliF'
#define SEND_DOWN(ext, irp) \
    IoCallDriver((ext)->LowerDevice, (irp))

static NTSTATUS
FilterFailIrp(
    _Inout_ PIRP     Irp,
    _In_    NTSTATUS Status
    )
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = 0;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return Status;
}

static BOOLEAN
FilterWatches(
    _In_ PFILTER_EXTENSION Ext,
    _In_ PIRP              Irp
    )
{
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);

    if (stack->Parameters.DeviceIoControl.IoControlCode == IOCTL_FILTER_QUERY) {
        return TRUE;   // always watched, see the protocol notes
    }
    return Ext->WatchAll;
}

NTSTATUS
FilterDispatchDeviceControl(
    _In_    PDEVICE_OBJECT DeviceObject,
    _Inout_ PIRP           Irp
    )
{
    PFILTER_EXTENSION ext = DeviceObject->DeviceExtension;
    NTSTATUS          status;

    if (!FilterWatches(ext, Irp)) {
        IoSkipCurrentIrpStackLocation(Irp);
        return SEND_DOWN(ext, Irp);
    }

    IoCopyCurrentIrpStackLocationToNext(Irp);
    status = IoSetCompletionRoutineEx(DeviceObject, Irp,
                                      FilterIoctlComplete, ext, TRUE, TRUE, TRUE);
    if (!NT_SUCCESS(status)) {
        return FilterFailIrp(Irp, status);
    }

    if (ext->Filtering) {
        FilterLogRequest(ext, Irp);
        status = SEND_DOWN(ext, Irp);
    }

    return status;
}
