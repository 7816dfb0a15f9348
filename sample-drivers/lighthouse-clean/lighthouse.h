/*
 * lighthouse.h - function driver of a lighthouse's lamp controller. The textbook: nothing here is
 * wrong on purpose.
 */
#pragma once

#include <ntddk.h>

#define LH_TAG 'hgiL'
#define LH_LOG_BYTES 64

#define LH_IOCTL(fn, access) CTL_CODE(FILE_DEVICE_UNKNOWN, 0xB40 + (fn), METHOD_BUFFERED, access)

#define IOCTL_LH_QUERY   LH_IOCTL(0, FILE_READ_ACCESS)
#define IOCTL_LH_ROTATE  LH_IOCTL(1, FILE_WRITE_ACCESS)
#define IOCTL_LH_REPORT  LH_IOCTL(2, FILE_WRITE_ACCESS)

#define IOCTL_LH_BUS_COMMAND CTL_CODE(FILE_DEVICE_BUS_EXTENDER, 0x942, METHOD_NEITHER, FILE_ANY_ACCESS)

typedef enum _LH_STATE {
    LhStopped = 0,
    LhStarted,
    LhStopPending,
    LhRemovePending,
    LhSurpriseRemoved
} LH_STATE;

typedef struct _LH_EXTENSION {
    PDEVICE_OBJECT Self;
    PDEVICE_OBJECT PhysicalDevice;
    PDEVICE_OBJECT LowerDevice;
    IO_REMOVE_LOCK RemoveLock;
    LH_STATE State;
    LH_STATE PreviousState;
    DEVICE_POWER_STATE Power;
    LONG Turns;

    /* START_DEVICE, finished by a work item. */
    PIO_WORKITEM StartItem;
    PIRP StartIrp;

    /* Readers wait here for a line of the log. */
    IO_CSQ Readers;
    LIST_ENTRY ReaderList;
    KSPIN_LOCK ReaderLock;
} LH_EXTENSION, *PLH_EXTENSION;

/* A command to the lamp, and its answer. */
typedef struct _LH_COMMAND {
    ULONG Code;
    LONG Value;
    NTSTATUS Status;
    KEVENT Done;
} LH_COMMAND, *PLH_COMMAND;

#define LH_COMMAND_HELLO  1
#define LH_COMMAND_QUERY  2

/* driver.c */
DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD LhUnload;
DRIVER_ADD_DEVICE LhAddDevice;
NTSTATUS LhComplete(_In_ PIRP Irp, _In_ NTSTATUS Status, _In_ ULONG_PTR Information);
NTSTATUS LhFinish(_In_ PLH_EXTENSION Ext, _In_ PIRP Irp, _In_ NTSTATUS Status, _In_ ULONG_PTR Information);
_Dispatch_type_(IRP_MJ_CREATE) DRIVER_DISPATCH LhDispatchCreateClose;
_Dispatch_type_(IRP_MJ_SYSTEM_CONTROL) DRIVER_DISPATCH LhDispatchSystemControl;

/* pnp.c */
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH LhDispatchPnp;

/* power.c */
_Dispatch_type_(IRP_MJ_POWER) DRIVER_DISPATCH LhDispatchPower;

/* io.c */
NTSTATUS LhInitializeReaders(_In_ PLH_EXTENSION Ext);
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH LhDispatchRead;
_Dispatch_type_(IRP_MJ_WRITE) DRIVER_DISPATCH LhDispatchWrite;
_Dispatch_type_(IRP_MJ_CLEANUP) DRIVER_DISPATCH LhDispatchCleanup;
_Dispatch_type_(IRP_MJ_DEVICE_CONTROL) DRIVER_DISPATCH LhDispatchControl;
NTSTATUS LhCommand(_In_ PLH_EXTENSION Ext, _In_ ULONG Code, _Inout_ PLONG Value);
