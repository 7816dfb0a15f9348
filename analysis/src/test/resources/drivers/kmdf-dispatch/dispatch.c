/* A KMDF driver that sees some requests before the framework does. */
#include <ntddk.h>
#include <wdf.h>

DRIVER_INITIALIZE DriverEntry;
EVT_WDF_DRIVER_DEVICE_ADD DeviceAdd;
EVT_WDFDEVICE_WDM_IRP_DISPATCH DispatchRead;
EVT_WDFDEVICE_WDM_IRP_DISPATCH DispatchWrite;
EVT_WDFDEVICE_WDM_IRP_DISPATCH DispatchControl;
EVT_WDFDEVICE_WDM_IRP_DISPATCH DispatchPassesOn;
EVT_WDFDEVICE_WDM_IRP_DISPATCH DispatchAsksBelow;
EVT_WDFDEVICE_WDM_IRP_DISPATCH DispatchByFlag;
EVT_WDFDEVICE_WDM_IRP_DISPATCH DispatchAsksInHelper;
EVT_WDFDEVICE_WDM_IRP_PREPROCESS PreprocessShutdown;
IO_COMPLETION_ROUTINE Watched;

NTSTATUS Watched(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Context);
    if (Irp->PendingReturned) {
        IoMarkIrpPending(Irp);
    }
    return STATUS_CONTINUE_COMPLETION;
}

NTSTATUS DispatchRead(WDFDEVICE Device, UCHAR MajorFunction, UCHAR MinorFunction, ULONG Code, WDFCONTEXT DriverContext,
                      PIRP Irp, WDFCONTEXT DispatchContext)
{
    UNREFERENCED_PARAMETER(MajorFunction);
    UNREFERENCED_PARAMETER(MinorFunction);
    UNREFERENCED_PARAMETER(Code);
    UNREFERENCED_PARAMETER(DriverContext);
    IoSetCompletionRoutine(Irp, Watched, NULL, TRUE, TRUE, TRUE); // expect: SetCompletionRoutineFromDispatch
    return WdfDeviceWdmDispatchIrp(Device, Irp, DispatchContext);
}

static VOID Watch(PDEVICE_OBJECT Device, PIRP Irp)
{
    IoSetCompletionRoutineEx(Device, Irp, Watched, NULL, TRUE, TRUE, TRUE); // expect: SetCompletionRoutineFromDispatch across functions
}

NTSTATUS DispatchWrite(WDFDEVICE Device, UCHAR MajorFunction, UCHAR MinorFunction, ULONG Code, WDFCONTEXT DriverContext,
                       PIRP Irp, WDFCONTEXT DispatchContext)
{
    UNREFERENCED_PARAMETER(MajorFunction);
    UNREFERENCED_PARAMETER(MinorFunction);
    UNREFERENCED_PARAMETER(Code);
    UNREFERENCED_PARAMETER(DriverContext);
    Watch(WdfDeviceWdmGetDeviceObject(Device), Irp); // otherwise: Watch(WdfDeviceWdmGetDeviceObject(Device), IoAllocateIrp(2, FALSE));
    return WdfDeviceWdmDispatchIrp(Device, Irp, DispatchContext);
}

NTSTATUS DispatchControl(WDFDEVICE Device, UCHAR MajorFunction, UCHAR MinorFunction, ULONG Code,
                         WDFCONTEXT DriverContext, PIRP Irp, WDFCONTEXT DispatchContext)
{
    PIRP seen = Irp;
    UNREFERENCED_PARAMETER(MajorFunction);
    UNREFERENCED_PARAMETER(DriverContext);
    if (MinorFunction == 0 && Code != 0) {
        IoSetCompletionRoutine(seen, Watched, NULL, TRUE, FALSE, FALSE); // expect: SetCompletionRoutineFromDispatch
    }
    return WdfDeviceWdmDispatchIrp(Device, Irp, DispatchContext);
}

NTSTATUS DispatchPassesOn(WDFDEVICE Device, UCHAR MajorFunction, UCHAR MinorFunction, ULONG Code,
                          WDFCONTEXT DriverContext, PIRP Irp, WDFCONTEXT DispatchContext)
{
    UNREFERENCED_PARAMETER(MajorFunction);
    UNREFERENCED_PARAMETER(MinorFunction);
    UNREFERENCED_PARAMETER(Code);
    UNREFERENCED_PARAMETER(DriverContext);
    return WdfDeviceWdmDispatchIrp(Device, Irp, DispatchContext); // keeps: SetCompletionRoutineFromDispatch
}

/* The routine is for a request of the driver's own. */
NTSTATUS DispatchAsksBelow(WDFDEVICE Device, UCHAR MajorFunction, UCHAR MinorFunction, ULONG Code,
                           WDFCONTEXT DriverContext, PIRP Irp, WDFCONTEXT DispatchContext)
{
    PDEVICE_OBJECT below = WdfDeviceWdmGetAttachedDevice(Device);
    PIRP own = IoAllocateIrp(below->StackSize, FALSE);
    UNREFERENCED_PARAMETER(MajorFunction);
    UNREFERENCED_PARAMETER(MinorFunction);
    UNREFERENCED_PARAMETER(Code);
    UNREFERENCED_PARAMETER(DriverContext);
    if (own != NULL) {
        IoSetCompletionRoutine(own, Watched, NULL, TRUE, TRUE, TRUE); // keeps: SetCompletionRoutineFromDispatch
        IoFreeIrp(own);
    }
    return WdfDeviceWdmDispatchIrp(Device, Irp, DispatchContext);
}

static VOID WatchOwn(PIRP Own)
{
    IoSetCompletionRoutine(Own, Watched, NULL, TRUE, TRUE, TRUE); // keeps: SetCompletionRoutineFromDispatch across functions
}

NTSTATUS DispatchAsksInHelper(WDFDEVICE Device, UCHAR MajorFunction, UCHAR MinorFunction, ULONG Code,
                              WDFCONTEXT DriverContext, PIRP Irp, WDFCONTEXT DispatchContext)
{
    PIRP own = IoAllocateIrp(WdfDeviceWdmGetAttachedDevice(Device)->StackSize, FALSE);
    UNREFERENCED_PARAMETER(MajorFunction);
    UNREFERENCED_PARAMETER(MinorFunction);
    UNREFERENCED_PARAMETER(Code);
    UNREFERENCED_PARAMETER(DriverContext);
    if (own != NULL) {
        WatchOwn(own); // otherwise: WatchOwn(Irp);
        IoFreeIrp(own);
    }
    return WdfDeviceWdmDispatchIrp(Device, Irp, DispatchContext);
}

/* "Watched" asks for two codes at once, and there is one only. */
NTSTATUS DispatchByFlag(WDFDEVICE Device, UCHAR MajorFunction, UCHAR MinorFunction, ULONG Code,
                        WDFCONTEXT DriverContext, PIRP Irp, WDFCONTEXT DispatchContext)
{
    BOOLEAN watched = MinorFunction == 1 && Code == 7;
    UNREFERENCED_PARAMETER(MajorFunction);
    UNREFERENCED_PARAMETER(DriverContext);
    if (watched && MinorFunction == 2) { // correlated
        IoSetCompletionRoutine(Irp, Watched, NULL, TRUE, TRUE, TRUE); // keeps: SetCompletionRoutineFromDispatch infeasible
    }
    return WdfDeviceWdmDispatchIrp(Device, Irp, DispatchContext);
}

/* Before the framework has seen the request, a routine may be set. */
NTSTATUS PreprocessShutdown(WDFDEVICE Device, PIRP Irp)
{
    IoCopyCurrentIrpStackLocationToNext(Irp);
    IoSetCompletionRoutine(Irp, Watched, NULL, TRUE, TRUE, TRUE); // keeps: SetCompletionRoutineFromDispatch
    return WdfDeviceWdmDispatchPreprocessedIrp(Device, Irp);
}

NTSTATUS DeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT DeviceInit)
{
    WDFDEVICE device;
    NTSTATUS status;
    UCHAR minors[1] = {0};
    status = WdfDeviceInitAssignWdmIrpPreprocessCallback(DeviceInit, PreprocessShutdown, IRP_MJ_SHUTDOWN, minors, 0);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    status = WdfDeviceCreate(&DeviceInit, WDF_NO_OBJECT_ATTRIBUTES, &device);
    if (!NT_SUCCESS(status)) {
        return status;
    }
    WdfDeviceConfigureWdmIrpDispatchCallback(device, Driver, IRP_MJ_READ, DispatchRead, NULL);
    WdfDeviceConfigureWdmIrpDispatchCallback(device, Driver, IRP_MJ_WRITE, DispatchWrite, NULL);
    WdfDeviceConfigureWdmIrpDispatchCallback(device, Driver, IRP_MJ_DEVICE_CONTROL, DispatchControl, NULL);
    WdfDeviceConfigureWdmIrpDispatchCallback(device, Driver, IRP_MJ_CREATE, DispatchPassesOn, NULL);
    WdfDeviceConfigureWdmIrpDispatchCallback(device, Driver, IRP_MJ_CLOSE, DispatchAsksBelow, NULL);
    WdfDeviceConfigureWdmIrpDispatchCallback(device, Driver, IRP_MJ_CLEANUP, DispatchByFlag, NULL);
    WdfDeviceConfigureWdmIrpDispatchCallback(device, Driver, IRP_MJ_FLUSH_BUFFERS, DispatchAsksInHelper, NULL);
    return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    WDF_DRIVER_CONFIG config;
    WDF_DRIVER_CONFIG_INIT(&config, DeviceAdd);
    return WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &config, WDF_NO_HANDLE);
}
