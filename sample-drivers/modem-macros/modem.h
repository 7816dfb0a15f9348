/*
 * modem.h - upper filter of a serial port with a modem behind it.
 */
#pragma once

#include <ntddk.h>

#define MODEM_TAG 'medM'

#define MODEM_IOCTL(fn) CTL_CODE(FILE_DEVICE_MODEM, 0x880 + (fn), METHOD_BUFFERED, FILE_ANY_ACCESS)

#define IOCTL_MODEM_DIAL    MODEM_IOCTL(0)
#define IOCTL_MODEM_HANG_UP MODEM_IOCTL(1)
#define IOCTL_MODEM_SIGNAL  MODEM_IOCTL(2)
#define IOCTL_MODEM_PURGE   MODEM_IOCTL(3)
#define IOCTL_MODEM_BREAK   MODEM_IOCTL(4)
#define IOCTL_MODEM_FLOW    MODEM_IOCTL(5)
#define IOCTL_MODEM_SPEED   MODEM_IOCTL(6)

typedef struct _MODEM_EXTENSION {
    PDEVICE_OBJECT Self;
    PDEVICE_OBJECT LowerDevice;
    IO_REMOVE_LOCK RemoveLock;
    BOOLEAN Carrier;
    BOOLEAN Online;
    LONG Reads;
    LONG Failures;
} MODEM_EXTENSION, *PMODEM_EXTENSION;

/* A command of our own to the modem. */
typedef struct _MODEM_CALL {
    ULONG Command;
    IO_STATUS_BLOCK Result;
    KEVENT Done;
} MODEM_CALL, *PMODEM_CALL;

#include "macros.h"

/* driver.c */
DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD ModemUnload;
DRIVER_ADD_DEVICE ModemAddDevice;
_Dispatch_type_(IRP_MJ_CREATE) DRIVER_DISPATCH ModemDispatchOther;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH ModemDispatchPnp;
_Dispatch_type_(IRP_MJ_POWER) DRIVER_DISPATCH ModemDispatchPower;
NTSTATUS ModemRefuse(_In_ PIRP Irp, _In_ NTSTATUS Status);
NTSTATUS ModemFinish(_In_ PMODEM_EXTENSION Ext, _In_ PIRP Irp, _In_ NTSTATUS Status);
IO_COMPLETION_ROUTINE ModemForwarded;
IO_COMPLETION_ROUTINE ModemCounted;

/* line.c */
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH ModemDispatchRead;
_Dispatch_type_(IRP_MJ_WRITE) DRIVER_DISPATCH ModemDispatchWrite;
_Dispatch_type_(IRP_MJ_FLUSH_BUFFERS) DRIVER_DISPATCH ModemDispatchFlush;
_Dispatch_type_(IRP_MJ_DEVICE_CONTROL) DRIVER_DISPATCH ModemDispatchControl;

/* command.c */
NTSTATUS ModemDial(_In_ PMODEM_EXTENSION Ext);
NTSTATUS ModemHangUp(_In_ PMODEM_EXTENSION Ext);
NTSTATUS ModemQuerySignal(_In_ PMODEM_EXTENSION Ext);
