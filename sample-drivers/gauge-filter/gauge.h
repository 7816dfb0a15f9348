/*
 * gauge.h - an upper filter for disks that counts transfers and measures how long they take.
 */
#pragma once

#include <ntddk.h>

#define GAUGE_TAG 'guaG'

#define GAUGE_IOCTL(fn) CTL_CODE(FILE_DEVICE_DISK, 0x840 + (fn), METHOD_BUFFERED, FILE_READ_ACCESS)

#define IOCTL_GAUGE_QUERY_COUNTERS   GAUGE_IOCTL(0)
#define IOCTL_GAUGE_RESET_COUNTERS   GAUGE_IOCTL(1)
#define IOCTL_GAUGE_VERIFY_TIMED     GAUGE_IOCTL(2)
#define IOCTL_GAUGE_VERIFY_STAMPED   GAUGE_IOCTL(3)
#define IOCTL_GAUGE_VERIFY_TRACED    GAUGE_IOCTL(4)
#define IOCTL_GAUGE_VERIFY           GAUGE_IOCTL(5)

typedef enum _GAUGE_STATE {
    GaugeAttached = 0,
    GaugeStarted,
    GaugeGone
} GAUGE_STATE;

/* What IOCTL_GAUGE_QUERY_COUNTERS returns. */
typedef struct _GAUGE_COUNTERS {
    LONG Reads;
    LONG Writes;
    LONG Failures;
    LONG Verifies;
    LONGLONG BusyTicks;
} GAUGE_COUNTERS, *PGAUGE_COUNTERS;

typedef struct _GAUGE_EXTENSION {
    PDEVICE_OBJECT Self;
    PDEVICE_OBJECT PhysicalDevice;
    PDEVICE_OBJECT LowerDevice;
    IO_REMOVE_LOCK RemoveLock;
    GAUGE_STATE State;
    BOOLEAN Measuring;
    BOOLEAN WriteProtected;
    BOOLEAN TraceVerifies;
    LONG Sequence;
    LONG PagingPaths;
    KSPIN_LOCK CounterLock;
    GAUGE_COUNTERS Counters;
} GAUGE_EXTENSION, *PGAUGE_EXTENSION;

/* Shutdowns seen by all devices of this driver; outlives every device object. */
extern LONG GaugeShutdowns;

/* driver.c */
DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD GaugeUnload;
DRIVER_ADD_DEVICE GaugeAddDevice;
_Dispatch_type_(IRP_MJ_CREATE) DRIVER_DISPATCH GaugeDispatchPassThrough;
NTSTATUS GaugeComplete(_In_ PIRP Irp, _In_ NTSTATUS Status);

/* transfer.c */
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH GaugeDispatchRead;
_Dispatch_type_(IRP_MJ_WRITE) DRIVER_DISPATCH GaugeDispatchWrite;
_Dispatch_type_(IRP_MJ_FLUSH_BUFFERS) DRIVER_DISPATCH GaugeDispatchFlush;
_Dispatch_type_(IRP_MJ_SHUTDOWN) DRIVER_DISPATCH GaugeDispatchShutdown;

/* control.c */
_Dispatch_type_(IRP_MJ_DEVICE_CONTROL) DRIVER_DISPATCH GaugeDispatchControl;

/* pnp.c */
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH GaugeDispatchPnp;
_Dispatch_type_(IRP_MJ_POWER) DRIVER_DISPATCH GaugeDispatchPower;
