/*
 * lattice.h - bus driver of the Lattice backplane: one controller, four slots, a card in each.
 */
#pragma once

#include <ntddk.h>

#define LATTICE_TAG 'ttaL'
#define LATTICE_SLOTS 4

/* Spoken with the controller's port driver below us, and with our cards above us. */
#define IOCTL_LATTICE_PORT_PROBE    CTL_CODE(FILE_DEVICE_BUS_EXTENDER, 0x810, METHOD_NEITHER, FILE_ANY_ACCESS)
#define IOCTL_LATTICE_PORT_WATCH    CTL_CODE(FILE_DEVICE_BUS_EXTENDER, 0x811, METHOD_NEITHER, FILE_ANY_ACCESS)
#define IOCTL_LATTICE_PORT_TRANSFER CTL_CODE(FILE_DEVICE_BUS_EXTENDER, 0x812, METHOD_NEITHER, FILE_ANY_ACCESS)
#define IOCTL_LATTICE_CARD_TRANSFER CTL_CODE(FILE_DEVICE_BUS_EXTENDER, 0x820, METHOD_NEITHER, FILE_ANY_ACCESS)

typedef struct _LATTICE_TRANSFER {
    ULONG Slot;
    BOOLEAN ToCard;
    ULONG Length;
    PVOID Buffer;
} LATTICE_TRANSFER, *PLATTICE_TRANSFER;

/* First member of both extensions: which kind of device object is this? */
typedef struct _LATTICE_COMMON {
    BOOLEAN IsFdo;
    PDEVICE_OBJECT Self;
} LATTICE_COMMON, *PLATTICE_COMMON;

typedef struct _LATTICE_FDO {
    LATTICE_COMMON Common;
    PDEVICE_OBJECT PhysicalDevice;
    PDEVICE_OBJECT LowerDevice;
    IO_REMOVE_LOCK RemoveLock;
    BOOLEAN Started;
    BOOLEAN QuietScan;
    LONG SlotsInUse;
    LONG BytesIn;
    LONG BytesOut;
    PDEVICE_OBJECT Cards[LATTICE_SLOTS];
    BOOLEAN Present[LATTICE_SLOTS];

    /* Change notification: one IRP that travels up and down until the controller stops. */
    PIRP WatchIrp;
    LONG Stopping;
    KEVENT WatchStopped;

    /* Requests that wait for the work item. */
    KSPIN_LOCK DeferredLock;
    LIST_ENTRY Deferred;
    PIO_WORKITEM Worker;
} LATTICE_FDO, *PLATTICE_FDO;

typedef struct _LATTICE_PDO {
    LATTICE_COMMON Common;
    PLATTICE_FDO Parent;
    ULONG Slot;
    BOOLEAN Started;
} LATTICE_PDO, *PLATTICE_PDO;

/* driver.c */
DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD LatticeUnload;
DRIVER_ADD_DEVICE LatticeAddDevice;
_Dispatch_type_(IRP_MJ_CREATE) DRIVER_DISPATCH LatticeDispatchOpenClose;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH LatticeDispatchPnp;
_Dispatch_type_(IRP_MJ_POWER) DRIVER_DISPATCH LatticeDispatchPower;
_Dispatch_type_(IRP_MJ_SYSTEM_CONTROL) DRIVER_DISPATCH LatticeDispatchSystemControl;
_Dispatch_type_(IRP_MJ_INTERNAL_DEVICE_CONTROL) DRIVER_DISPATCH LatticeDispatchInternal;
NTSTATUS LatticeComplete(_In_ PIRP Irp, _In_ NTSTATUS Status);

/* fdo.c */
NTSTATUS LatticeFdoPnp(_In_ PLATTICE_FDO Fdo, _In_ PIRP Irp);
NTSTATUS LatticeFdoPower(_In_ PLATTICE_FDO Fdo, _In_ PIRP Irp);
NTSTATUS LatticeFdoInternal(_In_ PLATTICE_FDO Fdo, _In_ PIRP Irp);
NTSTATUS LatticeFdoSystemControl(_In_ PLATTICE_FDO Fdo, _In_ PIRP Irp);

/* pdo.c */
NTSTATUS LatticePdoPnp(_In_ PLATTICE_PDO Pdo, _In_ PIRP Irp);
NTSTATUS LatticePdoInternal(_In_ PLATTICE_PDO Pdo, _In_ PIRP Irp);
NTSTATUS LatticeCreateCard(_In_ PLATTICE_FDO Fdo, _In_ ULONG Slot);

/* slots.c */
NTSTATUS LatticeScan(_In_ PLATTICE_FDO Fdo);
NTSTATUS LatticeStartWatch(_In_ PLATTICE_FDO Fdo);
VOID LatticeStopWatch(_In_ PLATTICE_FDO Fdo);
NTSTATUS LatticeReportCards(_In_ PLATTICE_FDO Fdo, _In_ PIRP Irp);
