/*
 * wiretap.h - attaches to the port of a field bus by name and records what goes by.
 *
 * Not a Plug and Play driver: there is no AddDevice, the target is opened in DriverEntry. Such a
 * driver can be unloaded with requests still on their way, and so it registers with the Ex call.
 */
#pragma once

#include <ntddk.h>

#define TAP_TAG 'paTW'
#define TAP_MAX_WAITING 16

#define TAP_CODE(fn) CTL_CODE(FILE_DEVICE_UNKNOWN, 0xD10 + (fn), METHOD_BUFFERED, FILE_ANY_ACCESS)

#define IOCTL_TAP_PAUSE  TAP_CODE(0)
#define IOCTL_TAP_RESUME TAP_CODE(1)
#define IOCTL_TAP_MARK   TAP_CODE(2)
#define IOCTL_TAP_ECHO   TAP_CODE(3)

#define IOCTL_FIELDBUS_MARK CTL_CODE(FILE_DEVICE_BUS_EXTENDER, 0x982, METHOD_NEITHER, FILE_ANY_ACCESS)

typedef struct _TAP_EXTENSION {
    PDEVICE_OBJECT Self;
    PDEVICE_OBJECT LowerDevice;
    PFILE_OBJECT TargetFile;
    BOOLEAN Paused;
    LONG Recorded;
    LONG Bytes;

    /* While the tap is paused, requests wait here with their routine in place. */
    IO_CSQ Waiting;
    LIST_ENTRY WaitingList;
    ULONG WaitingCount;
    KSPIN_LOCK WaitingLock;
} TAP_EXTENSION, *PTAP_EXTENSION;

/* driver.c */
DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD TapUnload;
_Dispatch_type_(IRP_MJ_CREATE) DRIVER_DISPATCH TapDispatchOther;
NTSTATUS TapComplete(_In_ PIRP Irp, _In_ NTSTATUS Status);

/* queue.c */
NTSTATUS TapInitializeQueue(_In_ PTAP_EXTENSION Ext);
VOID TapReleaseQueue(_In_ PTAP_EXTENSION Ext);

/* traffic.c */
IO_COMPLETION_ROUTINE TapRecorded;
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH TapDispatchRead;
_Dispatch_type_(IRP_MJ_WRITE) DRIVER_DISPATCH TapDispatchWrite;
_Dispatch_type_(IRP_MJ_FLUSH_BUFFERS) DRIVER_DISPATCH TapDispatchFlush;
_Dispatch_type_(IRP_MJ_DEVICE_CONTROL) DRIVER_DISPATCH TapDispatchControl;
