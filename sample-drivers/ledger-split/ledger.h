/*
 * ledger.h - upper filter of a disk that notes every write in a journal on a second device.
 *
 * The three things that belong together are kept apart here: arm.c registers, wire.c sends and
 * waits, dispatch.c decides, notes.c makes the journal's own requests.
 */
#pragma once

#include <ntddk.h>

#define LEDGER_TAG 'gdeL'

#define IOCTL_LEDGER_SYNC CTL_CODE(FILE_DEVICE_DISK, 0x870, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_LEDGER_SEAL CTL_CODE(FILE_DEVICE_DISK, 0x871, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_LEDGER_TRIM CTL_CODE(FILE_DEVICE_DISK, 0x872, METHOD_BUFFERED, FILE_ANY_ACCESS)

/* Commands to the journal device. */
#define IOCTL_JOURNAL_APPEND CTL_CODE(FILE_DEVICE_DISK, 0x878, METHOD_NEITHER, FILE_ANY_ACCESS)
#define IOCTL_JOURNAL_SYNC   CTL_CODE(FILE_DEVICE_DISK, 0x879, METHOD_NEITHER, FILE_ANY_ACCESS)
#define IOCTL_JOURNAL_SEAL   CTL_CODE(FILE_DEVICE_DISK, 0x87A, METHOD_NEITHER, FILE_ANY_ACCESS)

typedef struct _LEDGER_EXTENSION {
    PDEVICE_OBJECT Self;
    PDEVICE_OBJECT LowerDevice;
    PDEVICE_OBJECT Journal;
    PFILE_OBJECT JournalFile;
    IO_REMOVE_LOCK RemoveLock;
    LONG Finished;
    NTSTATUS LastArm;
} LEDGER_EXTENSION, *PLEDGER_EXTENSION;

/* A line in the journal. */
typedef struct _LEDGER_NOTE {
    PLEDGER_EXTENSION Extension;
    LARGE_INTEGER Offset;
    ULONG Length;
} LEDGER_NOTE, *PLEDGER_NOTE;

/* What a dispatch routine knows about a request; passed to the helpers by address. */
typedef struct _LEDGER_STEP {
    PLEDGER_EXTENSION Extension;
    PIRP Irp;
    NTSTATUS Armed;
} LEDGER_STEP, *PLEDGER_STEP;

/* driver.c */
DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD LedgerUnload;
DRIVER_ADD_DEVICE LedgerAddDevice;
_Dispatch_type_(IRP_MJ_CREATE) DRIVER_DISPATCH LedgerDispatchOther;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH LedgerDispatchPnp;
_Dispatch_type_(IRP_MJ_POWER) DRIVER_DISPATCH LedgerDispatchPower;
NTSTATUS LedgerRefuse(_In_ PIRP Irp, _In_ NTSTATUS Status);
NTSTATUS LedgerFinish(_In_ PLEDGER_EXTENSION Ext, _In_ PIRP Irp, _In_ NTSTATUS Status);

/* dispatch.c */
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH LedgerDispatchRead;
_Dispatch_type_(IRP_MJ_WRITE) DRIVER_DISPATCH LedgerDispatchWrite;
_Dispatch_type_(IRP_MJ_FLUSH_BUFFERS) DRIVER_DISPATCH LedgerDispatchFlush;
_Dispatch_type_(IRP_MJ_SHUTDOWN) DRIVER_DISPATCH LedgerDispatchShutdown;
_Dispatch_type_(IRP_MJ_DEVICE_CONTROL) DRIVER_DISPATCH LedgerDispatchControl;

/* arm.c */
NTSTATUS LedgerArm(_In_ PLEDGER_EXTENSION Ext, _In_ PIRP Irp, _In_ PIO_COMPLETION_ROUTINE Routine,
                   _In_opt_ PVOID Context);
BOOLEAN LedgerTryArm(_In_ PLEDGER_EXTENSION Ext, _In_ PIRP Irp, _Out_ PNTSTATUS Status);
VOID LedgerArmStep(_Inout_ PLEDGER_STEP Step);
VOID LedgerArmWait(_In_ PIRP Irp, _Out_ PKEVENT Event, _In_ PIO_COMPLETION_ROUTINE Routine);
IO_COMPLETION_ROUTINE LedgerCounted;

/* wire.c */
NTSTATUS LedgerSend(_In_ PLEDGER_EXTENSION Ext, _In_ PIRP Irp);
NTSTATUS LedgerSendNote(_In_ PLEDGER_EXTENSION Ext, _In_ PIRP Irp);
NTSTATUS LedgerSendAndWait(_In_ PLEDGER_EXTENSION Ext, _In_ PIRP Irp, _In_ PKEVENT Event);

/* notes.c */
PIRP LedgerMakeNote(_In_ PLEDGER_EXTENSION Ext, _In_ PIRP Client, _Outptr_ PLEDGER_NOTE *Note);
VOID LedgerDropNote(_In_ PIRP Irp, _In_ PLEDGER_NOTE Note);
IO_COMPLETION_ROUTINE LedgerNoteDone;
NTSTATUS LedgerJournalSync(_In_ PLEDGER_EXTENSION Ext);
NTSTATUS LedgerJournalSeal(_In_ PLEDGER_EXTENSION Ext);
