/*
 * sensors.c - what applications ask the station. The older routines build their own requests.
 */
#include "weather.h"

IO_COMPLETION_ROUTINE WxRainDone;
IO_COMPLETION_ROUTINE WxWindDone;
IO_COMPLETION_ROUTINE WxPressureDone;
IO_COMPLETION_ROUTINE WxCalibrateDone;
IO_COMPLETION_ROUTINE WxSelfTestDone;
IO_COMPLETION_ROUTINE WxSignalDone;
IO_COMPLETION_ROUTINE WxForgetDone;

/* The temperature goes through the common exchange. Correct. */
static NTSTATUS WxQueryTemperature(PWX_EXTENSION Ext, PWX_READING Reading)
{
    WX_EXCHANGE exchange = { WxSensorTemperature, WX_READ, 0 };
    NTSTATUS status;

    status = WxExchange(Ext, &exchange);
    if (NT_SUCCESS(status)) {
        Ext->LastTemperature = exchange.Value;
        Reading->Value = exchange.Value;
    }
    return status;
}

/* The test is the wrong way round: the waiter sleeps exactly when PendingReturned is TRUE. */
NTSTATUS WxRainDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);

    if (!Irp->PendingReturned) {
        KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_MORE_PROCESSING_REQUIRED; // expect: IoAllocateIrpSignalEventInCompletion
}

/* As WxExchange, with WxRainDone in the place of WxExchangeDone. */
static NTSTATUS WxQueryRain(PWX_EXTENSION Ext, PWX_READING Reading)
{
    WX_EXCHANGE exchange = { WxSensorRain, WX_READ, 0 };
    KEVENT done;
    NTSTATUS status;
    PIRP irp;

    irp = WxAllocate(Ext, &exchange);
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    KeInitializeEvent(&done, SynchronizationEvent, FALSE);
    IoSetCompletionRoutine(irp, WxRainDone, &done, TRUE, TRUE, TRUE);
    status = IoCallDriver(Ext->LowerDevice, irp);
    if (status == STATUS_PENDING) {
        WxAwait(irp, &done);
        status = irp->IoStatus.Status;
    }
    IoFreeIrp(irp);

    Reading->Value = exchange.Value;
    return status;
}

/* Wakes the waiter for good news only: a failed or cancelled request leaves it asleep. */
NTSTATUS WxWindDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PWX_CALL call = (PWX_CALL)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    call->Status = Irp->IoStatus.Status;
    if (NT_SUCCESS(call->Status)) {
        KeSetEvent(&call->Done, IO_NO_INCREMENT, FALSE);
    }
    return STATUS_MORE_PROCESSING_REQUIRED; // expect: IoAllocateIrpSignalEventInCompletion
}

/* The event lies inside the call that is the routine's context; the wait shows that it is ours. */
static NTSTATUS WxQueryWind(PWX_EXTENSION Ext, PWX_READING Reading)
{
    WX_CALL call;
    NTSTATUS status;
    PIRP irp;

    call.Owner = WxOwnerWaits;
    call.Exchange.Sensor = WxSensorWind;
    call.Exchange.Command = WX_READ;
    call.Exchange.Value = 0;
    irp = WxAllocate(Ext, &call.Exchange);
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    KeInitializeEvent(&call.Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, WxWindDone, &call, TRUE, TRUE, TRUE);
    status = IoCallDriver(Ext->LowerDevice, irp);
    if (status == STATUS_PENDING) {
        WxAwait(irp, &call.Done);
        status = call.Status;
    }
    IoFreeIrp(irp);

    Reading->Value = call.Exchange.Value;
    return status;
}

/* The corrected twin of WxWindDone: whatever the outcome, the owner is told. */
NTSTATUS WxPressureDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PWX_CALL call = (PWX_CALL)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    call->Status = Irp->IoStatus.Status;
    if (!NT_SUCCESS(call->Status)) {
        call->Exchange.Value = 0;
    }
    KeSetEvent(&call->Done, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS WxQueryPressure(PWX_EXTENSION Ext, PWX_READING Reading)
{
    WX_CALL call;
    PIRP irp;

    call.Owner = WxOwnerWaits;
    call.Exchange.Sensor = WxSensorPressure;
    call.Exchange.Command = WX_READ;
    call.Exchange.Value = 0;
    irp = WxAllocate(Ext, &call.Exchange);
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    KeInitializeEvent(&call.Done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, WxPressureDone, &call, TRUE, TRUE, TRUE);
    IoCallDriver(Ext->LowerDevice, irp);
    WxAwait(irp, &call.Done);
    IoFreeIrp(irp);

    Reading->Value = call.Exchange.Value;
    return call.Status;
}

/* Signals always; the plainest of all routines. */
NTSTATUS WxSignalDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* The routine is right, but it is not asked for when the bus driver fails the request. */
static NTSTATUS WxQueryHumidity(PWX_EXTENSION Ext, PWX_READING Reading)
{
    WX_EXCHANGE exchange = { WxSensorHumidity, WX_READ, 0 };
    KEVENT done;
    NTSTATUS status;
    PIRP irp;

    irp = WxAllocate(Ext, &exchange);
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, WxSignalDone, &done, // expect: IoAllocateIrpSignalEventInCompletion2
                           TRUE, FALSE, TRUE);
    status = IoCallDriver(Ext->LowerDevice, irp);
    if (status == STATUS_PENDING) {
        WxAwait(irp, &done);
        status = irp->IoStatus.Status;
    }
    IoFreeIrp(irp);

    Reading->Value = exchange.Value;
    return status;
}

/* Right in everything but patience: a bus driver that forgets the request holds us for ever. */
static NTSTATUS WxQueryLight(PWX_EXTENSION Ext, PWX_READING Reading)
{
    WX_EXCHANGE exchange = { WxSensorLight, WX_READ, 0 };
    KEVENT done;
    NTSTATUS status;
    PIRP irp;

    irp = WxAllocate(Ext, &exchange);
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    KeInitializeEvent(&done, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, WxSignalDone, &done, TRUE, TRUE, TRUE);
    status = IoCallDriver(Ext->LowerDevice, irp);
    if (status == STATUS_PENDING) {
        KeWaitForSingleObject(&done, Executive, // expect: IoAllocateIrpSignalEventInCompletionTimeout
                              KernelMode, FALSE, NULL);
        status = irp->IoStatus.Status;
    }
    IoFreeIrp(irp);

    Reading->Value = exchange.Value;
    return status;
}

/* Temperature and humidity of the same moment. */
static NTSTATUS WxQueryClimate(PWX_EXTENSION Ext, PWX_READING Reading)
{
    WX_EXCHANGE temperature = { WxSensorTemperature, WX_READ, 0 };
    WX_EXCHANGE humidity = { WxSensorHumidity, WX_READ, 0 };
    NTSTATUS status;

    status = WxExchangeBoth(Ext, &temperature, &humidity);
    if (NT_SUCCESS(status)) {
        Reading->Value = temperature.Value;
        Reading->Second = humidity.Value;
    }
    return status;
}

/* Leaves early when the sensor refuses, past the signal. The context is the device extension. */
NTSTATUS WxCalibrateDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PWX_EXTENSION ext = (PWX_EXTENSION)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    ext->ServiceStatus = Irp->IoStatus.Status;
    if (Irp->IoStatus.Status == STATUS_INVALID_DEVICE_STATE) {
        return STATUS_MORE_PROCESSING_REQUIRED; // expect: IoAllocateIrpSignalEventInCompletion
    }
    KeSetEvent(&ext->ServiceDone, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* The corrected twin: the refusal is noted and the event is set. */
NTSTATUS WxSelfTestDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    PWX_EXTENSION ext = (PWX_EXTENSION)Context;

    UNREFERENCED_PARAMETER(DeviceObject);

    ext->ServiceStatus = Irp->IoStatus.Status;
    if (Irp->IoStatus.Status == STATUS_INVALID_DEVICE_STATE) {
        ext->ServiceStatus = STATUS_DEVICE_NOT_READY;
    }
    KeSetEvent(&ext->ServiceDone, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* One service request at a time; its event and its exchange lie in the device extension. */
static NTSTATUS WxCalibrate(PWX_EXTENSION Ext)
{
    NTSTATUS status;
    PIRP irp;

    if (InterlockedCompareExchange(&Ext->ServiceBusy, 1, 0) != 0) {
        return STATUS_DEVICE_BUSY;
    }

    Ext->ServiceExchange.Sensor = WxSensorStation;
    Ext->ServiceExchange.Command = WX_CALIBRATE;
    irp = WxAllocate(Ext, &Ext->ServiceExchange);
    if (irp == NULL) {
        InterlockedExchange(&Ext->ServiceBusy, 0);
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    KeInitializeEvent(&Ext->ServiceDone, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, WxCalibrateDone, Ext, TRUE, TRUE, TRUE);
    IoCallDriver(Ext->LowerDevice, irp);
    WxAwait(irp, &Ext->ServiceDone);
    IoFreeIrp(irp);

    status = Ext->ServiceStatus;
    InterlockedExchange(&Ext->ServiceBusy, 0);
    return status;
}

static NTSTATUS WxSelfTest(PWX_EXTENSION Ext)
{
    NTSTATUS status;
    PIRP irp;

    if (InterlockedCompareExchange(&Ext->ServiceBusy, 1, 0) != 0) {
        return STATUS_DEVICE_BUSY;
    }

    Ext->ServiceExchange.Sensor = WxSensorStation;
    Ext->ServiceExchange.Command = WX_SELF_TEST;
    irp = WxAllocate(Ext, &Ext->ServiceExchange);
    if (irp == NULL) {
        InterlockedExchange(&Ext->ServiceBusy, 0);
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    KeInitializeEvent(&Ext->ServiceDone, NotificationEvent, FALSE);
    IoSetCompletionRoutine(irp, WxSelfTestDone, Ext, TRUE, TRUE, TRUE);
    IoCallDriver(Ext->LowerDevice, irp);
    WxAwait(irp, &Ext->ServiceDone);
    IoFreeIrp(irp);

    status = Ext->ServiceStatus;
    InterlockedExchange(&Ext->ServiceBusy, 0);
    return status;
}

/* Nobody waits for this one: it frees what it was given and keeps the IRP from completing. */
NTSTATUS WxForgetDone(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);

    IoFreeIrp(Irp);
    WxDeleteCall((PWX_CALL)Context);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/*
 * Writes a setting. The caller says whether to wait for it; event, routine, wait and disposal all
 * follow from that one flag, so the routine that never signals never meets the event.
 */
static NTSTATUS WxConfigure(PWX_EXTENSION Ext, LONG Value, BOOLEAN Wait)
{
    PWX_CALL call;
    NTSTATUS status;
    PIRP irp;

    call = WxCreateCall(Ext, Wait ? WxOwnerWaits : WxOwnerNobody, WxSensorStation, Value);
    if (call == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    irp = WxAllocate(Ext, &call->Exchange);
    if (irp == NULL) {
        WxDeleteCall(call);
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    if (Wait) {
        KeInitializeEvent(&call->Done, NotificationEvent, FALSE);
    }
    IoSetCompletionRoutine(irp, Wait ? WxSignalDone : WxForgetDone, Wait ? (PVOID)&call->Done : (PVOID)call,
                           TRUE, TRUE, TRUE);
    status = IoCallDriver(Ext->LowerDevice, irp);
    if (!Wait) {
        return STATUS_SUCCESS;
    }

    if (status == STATUS_PENDING) {
        WxAwait(irp, &call->Done);
        status = irp->IoStatus.Status;
    }
    IoFreeIrp(irp);
    WxDeleteCall(call);
    return status;
}

/*
 * Registers with the Ex call and then finds the limit already set: the IRP is freed unsent, and with
 * it goes the only way to get the registration's memory back.
 */
static NTSTATUS WxSetAlarm(PWX_EXTENSION Ext, LONG Limit)
{
    WX_EXCHANGE exchange = { WxSensorAlarm, WX_SET, 0 };
    KEVENT done;
    NTSTATUS status;
    PIRP irp;

    exchange.Value = Limit;
    irp = WxAllocate(Ext, &exchange);
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    KeInitializeEvent(&done, NotificationEvent, FALSE);
    status = IoSetCompletionRoutineEx(Ext->Self, irp, WxSignalDone, &done, TRUE, TRUE, TRUE);
    if (!NT_SUCCESS(status)) {
        IoFreeIrp(irp);
        return status;
    }
    if (Ext->AlarmLimit == Limit) {
        IoFreeIrp(irp);
        return STATUS_SUCCESS;
    }

    status = IoCallDriver(Ext->LowerDevice, irp);
    if (status == STATUS_PENDING) {
        WxAwait(irp, &done);
        status = irp->IoStatus.Status;
    }
    IoFreeIrp(irp);
    if (NT_SUCCESS(status)) {
        Ext->AlarmLimit = Limit;
    }
    return status;
}

/* The corrected twin: whether there is anything to do is known before an IRP exists. */
static NTSTATUS WxClearAlarm(PWX_EXTENSION Ext)
{
    WX_EXCHANGE exchange = { WxSensorAlarm, WX_SET, 0 };
    KEVENT done;
    NTSTATUS status;
    PIRP irp;

    if (Ext->AlarmLimit == 0) {
        return STATUS_SUCCESS;
    }
    irp = WxAllocate(Ext, &exchange);
    if (irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    KeInitializeEvent(&done, NotificationEvent, FALSE);
    status = IoSetCompletionRoutineEx(Ext->Self, irp, WxSignalDone, &done, TRUE, TRUE, TRUE);
    if (NT_SUCCESS(status)) {
        status = IoCallDriver(Ext->LowerDevice, irp);
        if (status == STATUS_PENDING) {
            WxAwait(irp, &done);
            status = irp->IoStatus.Status;
        }
    }
    IoFreeIrp(irp);
    if (NT_SUCCESS(status)) {
        Ext->AlarmLimit = 0;
    }
    return status;
}

/* The control codes that carry no reading. */
static NTSTATUS WxControlService(PWX_EXTENSION Ext, ULONG Code, PLONG Input)
{
    switch (Code) {
    case IOCTL_WX_CALIBRATE:
        return WxCalibrate(Ext);
    case IOCTL_WX_SELF_TEST:
        return WxSelfTest(Ext);
    case IOCTL_WX_BLINK:
        return WxPost(Ext, WxSensorLamp, 1);
    case IOCTL_WX_CONFIGURE:
        return WxConfigure(Ext, Input[0], Input[1] != 0);
    case IOCTL_WX_CLEAR_ALARM:
        return WxClearAlarm(Ext);
    case IOCTL_WX_GREET:
        return WxGreet(Ext);
    default:
        return STATUS_INVALID_DEVICE_REQUEST;
    }
}

NTSTATUS WxDispatchControl(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp)
{
    PWX_EXTENSION ext = (PWX_EXTENSION)DeviceObject->DeviceExtension;
    PIO_STACK_LOCATION stack = IoGetCurrentIrpStackLocation(Irp);
    ULONG code = stack->Parameters.DeviceIoControl.IoControlCode;
    ULONG inLength = stack->Parameters.DeviceIoControl.InputBufferLength;
    ULONG outLength = stack->Parameters.DeviceIoControl.OutputBufferLength;
    WX_READING reading = { 0, 0 };
    NTSTATUS status;

    status = IoAcquireRemoveLock(&ext->RemoveLock, Irp);
    if (!NT_SUCCESS(status)) {
        Irp->IoStatus.Status = status;
        Irp->IoStatus.Information = 0;
        IoCompleteRequest(Irp, IO_NO_INCREMENT);
        return status;
    }

    if (code == IOCTL_WX_SET_ALARM) {
        if (inLength < sizeof(LONG)) {
            return WxFinish(ext, Irp, STATUS_BUFFER_TOO_SMALL, 0);
        }
        status = WxSetAlarm(ext, *(PLONG)Irp->AssociatedIrp.SystemBuffer);
        return WxFinish(ext, Irp, status, 0); // expect: CompletionRoutineRegistered
    }

    if (code >= IOCTL_WX_CALIBRATE) {
        if (code == IOCTL_WX_CONFIGURE && inLength < 2 * sizeof(LONG)) {
            return WxFinish(ext, Irp, STATUS_BUFFER_TOO_SMALL, 0);
        }
        status = WxControlService(ext, code, (PLONG)Irp->AssociatedIrp.SystemBuffer);
        return WxFinish(ext, Irp, status, 0);
    }

    if (outLength < sizeof(WX_READING)) {
        return WxFinish(ext, Irp, STATUS_BUFFER_TOO_SMALL, 0);
    }

    switch (code) {
    case IOCTL_WX_TEMPERATURE:
        status = WxQueryTemperature(ext, &reading);
        break;
    case IOCTL_WX_RAIN:
        status = WxQueryRain(ext, &reading);
        break;
    case IOCTL_WX_WIND:
        status = WxQueryWind(ext, &reading);
        break;
    case IOCTL_WX_PRESSURE:
        status = WxQueryPressure(ext, &reading);
        break;
    case IOCTL_WX_HUMIDITY:
        status = WxQueryHumidity(ext, &reading);
        break;
    case IOCTL_WX_LIGHT:
        status = WxQueryLight(ext, &reading);
        break;
    case IOCTL_WX_CLIMATE:
        status = WxQueryClimate(ext, &reading);
        break;
    case IOCTL_WX_DESCRIBE:
        status = WxDescribe(ext, &reading.Value);
        break;
    case IOCTL_WX_BURST:
        status = WxBurst(ext, &reading.Value);
        break;
    default:
        status = STATUS_INVALID_DEVICE_REQUEST;
        break;
    }

    if (!NT_SUCCESS(status)) {
        return WxFinish(ext, Irp, status, 0);
    }
    RtlCopyMemory(Irp->AssociatedIrp.SystemBuffer, &reading, sizeof(reading));
    return WxFinish(ext, Irp, status, sizeof(reading));
}
