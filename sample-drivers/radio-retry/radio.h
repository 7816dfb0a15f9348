/*
 * radio.h - upper filter of a shortwave receiver that is often not ready: the filter tries again.
 */
#pragma once

#include <ntddk.h>

#define RADIO_TAG 'oidR'
#define RADIO_TRIES 3

#define RADIO_CODE(fn) CTL_CODE(FILE_DEVICE_UNKNOWN, 0xC20 + (fn), METHOD_BUFFERED, FILE_ANY_ACCESS)

#define IOCTL_RADIO_TUNE     RADIO_CODE(0)
#define IOCTL_RADIO_SCAN     RADIO_CODE(1)
#define IOCTL_RADIO_SQUELCH  RADIO_CODE(2)
#define IOCTL_RADIO_PEEK     RADIO_CODE(3)

#define IOCTL_RADIO_BUS_COMMAND CTL_CODE(FILE_DEVICE_BUS_EXTENDER, 0x972, METHOD_NEITHER, FILE_ANY_ACCESS)

typedef struct _RADIO_EXTENSION {
    PDEVICE_OBJECT Self;
    PDEVICE_OBJECT LowerDevice;
    IO_REMOVE_LOCK RemoveLock;
    BOOLEAN Stopped;
    LONG ReadTries;
    LONG WriteTries;
    LONG PowerUps;
    LONG Notes;
} RADIO_EXTENSION, *PRADIO_EXTENSION;

/* driver.c */
DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD RadioUnload;
DRIVER_ADD_DEVICE RadioAddDevice;
_Dispatch_type_(IRP_MJ_CREATE) DRIVER_DISPATCH RadioDispatchOther;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH RadioDispatchPnp;
_Dispatch_type_(IRP_MJ_POWER) DRIVER_DISPATCH RadioDispatchPower;
NTSTATUS RadioRefuse(_In_ PIRP Irp, _In_ NTSTATUS Status);
NTSTATUS RadioFinish(_In_ PRADIO_EXTENSION Ext, _In_ PIRP Irp, _In_ NTSTATUS Status);

/* forward.c */
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH RadioDispatchRead;
_Dispatch_type_(IRP_MJ_WRITE) DRIVER_DISPATCH RadioDispatchWrite;
_Dispatch_type_(IRP_MJ_FLUSH_BUFFERS) DRIVER_DISPATCH RadioDispatchFlush;
_Dispatch_type_(IRP_MJ_SHUTDOWN) DRIVER_DISPATCH RadioDispatchShutdown;
_Dispatch_type_(IRP_MJ_INTERNAL_DEVICE_CONTROL) DRIVER_DISPATCH RadioDispatchInternal;

/* tuner.c */
_Dispatch_type_(IRP_MJ_DEVICE_CONTROL) DRIVER_DISPATCH RadioDispatchControl;
