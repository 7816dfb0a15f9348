/*
 * weather.h - function driver of a roof weather station that hangs on a sensor bus.
 */
#pragma once

#include <ntddk.h>

#define WX_TAG 'rhtW'

/* What the bus driver below understands. */
#define IOCTL_WXBUS_EXCHANGE CTL_CODE(FILE_DEVICE_BUS_EXTENDER, 0x901, METHOD_NEITHER, FILE_ANY_ACCESS)

#define IOCTL_WXBUS_DESCRIBE CTL_CODE(FILE_DEVICE_BUS_EXTENDER, 0x902, METHOD_BUFFERED, FILE_ANY_ACCESS)

typedef enum _WX_SENSOR {
    WxSensorStation = 0,
    WxSensorTemperature,
    WxSensorRain,
    WxSensorWind,
    WxSensorPressure,
    WxSensorHumidity,
    WxSensorLight,
    WxSensorLamp,
    WxSensorAlarm
} WX_SENSOR;

typedef struct _WX_EXCHANGE {
    WX_SENSOR Sensor;
    ULONG Command;
    LONG Value;
} WX_EXCHANGE, *PWX_EXCHANGE;

#define WX_READ      1
#define WX_CALIBRATE 2
#define WX_SELF_TEST 3
#define WX_SET       4

/* What applications ask for. */
#define WX_IOCTL(fn) CTL_CODE(FILE_DEVICE_UNKNOWN, 0xA00 + (fn), METHOD_BUFFERED, FILE_ANY_ACCESS)

#define IOCTL_WX_TEMPERATURE WX_IOCTL(0)
#define IOCTL_WX_RAIN        WX_IOCTL(1)
#define IOCTL_WX_WIND        WX_IOCTL(2)
#define IOCTL_WX_PRESSURE    WX_IOCTL(3)
#define IOCTL_WX_HUMIDITY    WX_IOCTL(4)
#define IOCTL_WX_LIGHT       WX_IOCTL(5)
#define IOCTL_WX_CLIMATE     WX_IOCTL(6)
#define IOCTL_WX_DESCRIBE    WX_IOCTL(7)
#define IOCTL_WX_BURST       WX_IOCTL(8)
#define IOCTL_WX_CALIBRATE   WX_IOCTL(9)
#define IOCTL_WX_SELF_TEST   WX_IOCTL(10)
#define IOCTL_WX_BLINK       WX_IOCTL(11)
#define IOCTL_WX_CONFIGURE   WX_IOCTL(12)
#define IOCTL_WX_SET_ALARM   WX_IOCTL(13)
#define IOCTL_WX_CLEAR_ALARM WX_IOCTL(14)
#define IOCTL_WX_GREET       WX_IOCTL(15)

typedef struct _WX_READING {
    LONG Value;
    LONG Second;
} WX_READING, *PWX_READING;

typedef struct _WX_EXTENSION {
    PDEVICE_OBJECT Self;
    PDEVICE_OBJECT LowerDevice;
    IO_REMOVE_LOCK RemoveLock;
    BOOLEAN Started;
    LONG Opened;
    LONG ServiceBusy;
    NTSTATUS ServiceStatus;
    KEVENT ServiceDone;
    WX_EXCHANGE ServiceExchange;
    LONG AlarmLimit;
    LONG LastTemperature;
} WX_EXTENSION, *PWX_EXTENSION;

/* Who owns a call when its IRP is finished. */
typedef enum _WX_OWNER {
    WxOwnerWaits = 1,
    WxOwnerNobody
} WX_OWNER;

/* One request in flight. On the stack of a waiter, or in pool if nobody waits. */
typedef struct _WX_CALL {
    PWX_EXTENSION Extension;
    WX_OWNER Owner;
    NTSTATUS Status;
    KEVENT Done;
    WX_EXCHANGE Exchange;
} WX_CALL, *PWX_CALL;

/* driver.c */
DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD WxUnload;
DRIVER_ADD_DEVICE WxAddDevice;
_Dispatch_type_(IRP_MJ_CREATE) DRIVER_DISPATCH WxDispatchCreate;
_Dispatch_type_(IRP_MJ_CLOSE) DRIVER_DISPATCH WxDispatchClose;
_Dispatch_type_(IRP_MJ_SYSTEM_CONTROL) DRIVER_DISPATCH WxDispatchForward;
NTSTATUS WxFinish(_In_ PWX_EXTENSION Ext, _In_ PIRP Irp, _In_ NTSTATUS Status, _In_ ULONG_PTR Information);

/* exchange.c */
PIRP WxAllocate(_In_ PWX_EXTENSION Ext, _In_ PWX_EXCHANGE Exchange);
VOID WxAwait(_In_ PIRP Irp, _In_ PKEVENT Done);
NTSTATUS WxExchange(_In_ PWX_EXTENSION Ext, _Inout_ PWX_EXCHANGE Exchange);
NTSTATUS WxExchangeBoth(_In_ PWX_EXTENSION Ext, _Inout_ PWX_EXCHANGE First, _Inout_ PWX_EXCHANGE Second);
PWX_CALL WxCreateCall(_In_ PWX_EXTENSION Ext, _In_ WX_OWNER Owner, _In_ WX_SENSOR Sensor, _In_ LONG Value);
VOID WxDeleteCall(_In_ PWX_CALL Call);
NTSTATUS WxPost(_In_ PWX_EXTENSION Ext, _In_ WX_SENSOR Sensor, _In_ LONG Value);

/* sensors.c */
_Dispatch_type_(IRP_MJ_DEVICE_CONTROL) DRIVER_DISPATCH WxDispatchControl;

/* side.c */
NTSTATUS WxGreet(_In_ PWX_EXTENSION Ext);
NTSTATUS WxDescribe(_In_ PWX_EXTENSION Ext, _Out_ PLONG Description);
NTSTATUS WxBurst(_In_ PWX_EXTENSION Ext, _Out_ PLONG Average);

/* pnp.c */
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH WxDispatchPnp;
_Dispatch_type_(IRP_MJ_POWER) DRIVER_DISPATCH WxDispatchPower;
