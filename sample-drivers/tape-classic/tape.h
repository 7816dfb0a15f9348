/*++

Module Name:

    tape.h

Abstract:

    Upper filter of the autoloading tape drive. First written for Windows 2000 and maintained since,
    hence the parameter words of two generations.

--*/

#ifndef _TAPE_H_
#define _TAPE_H_

#include <ntddk.h>

#define TAPE_POOL_TAG           'epaT'

#define TAPE_COUNT_FLUSHES      0x00000001
#define TAPE_OFFLINE            0x00000002
#define TAPE_NO_WRITES          0x00000004

#define IOCTL_TAPE_LOADER_REWIND    CTL_CODE(FILE_DEVICE_TAPE, 0x880, METHOD_BUFFERED, FILE_READ_ACCESS)
#define IOCTL_TAPE_LOADER_RETENSION CTL_CODE(FILE_DEVICE_TAPE, 0x881, METHOD_BUFFERED, FILE_READ_ACCESS)
#define IOCTL_TAPE_LOADER_MOVE      CTL_CODE(FILE_DEVICE_TAPE, 0x882, METHOD_BUFFERED, FILE_READ_ACCESS)
#define IOCTL_TAPE_LOADER_EJECT     CTL_CODE(FILE_DEVICE_TAPE, 0x883, METHOD_BUFFERED, FILE_READ_ACCESS)
#define IOCTL_TAPE_LOADER_INSERT    CTL_CODE(FILE_DEVICE_TAPE, 0x884, METHOD_BUFFERED, FILE_READ_ACCESS)

typedef struct _TAPE_EXTENSION {
    PDEVICE_OBJECT      DeviceObject;
    PDEVICE_OBJECT      TargetDevice;
    ULONG               Flags;
    ULONG               CurrentSlot;
    LONG                Flushes;
    NTSTATUS            LastRegistration;

    //
    // Reads and writes go to the drive one at a time; the others wait in this queue.
    //
    KDEVICE_QUEUE       TransferQueue;

    //
    // Requests that are still ours, plus one; the event is set when the count falls to zero.
    //
    LONG                Outstanding;
    KEVENT              NoneOutstanding;
} TAPE_EXTENSION, *PTAPE_EXTENSION;

//
// init.c
//
NTSTATUS
DriverEntry(
    IN PDRIVER_OBJECT DriverObject,
    IN PUNICODE_STRING RegistryPath
    );

VOID
TapeUnload(
    IN PDRIVER_OBJECT DriverObject
    );

NTSTATUS
TapeAddDevice(
    IN PDRIVER_OBJECT DriverObject,
    IN PDEVICE_OBJECT PhysicalDeviceObject
    );

NTSTATUS
TapePnp(
    IN PDEVICE_OBJECT DeviceObject,
    IN PIRP Irp
    );

NTSTATUS
TapePower(
    IN PDEVICE_OBJECT DeviceObject,
    IN PIRP Irp
    );

NTSTATUS
TapePassThrough(
    IN PDEVICE_OBJECT DeviceObject,
    IN PIRP Irp
    );

VOID
TapeReference(
    IN OUT PTAPE_EXTENSION Extension
    );

VOID
TapeDereference(
    IN OUT PTAPE_EXTENSION Extension
    );

NTSTATUS
TapeFinish(
    IN PTAPE_EXTENSION Extension,
    IN PIRP Irp,
    IN NTSTATUS Status
    );

//
// transfer.c
//
NTSTATUS
TapeRead(
    IN PDEVICE_OBJECT DeviceObject,
    IN PIRP Irp
    );

NTSTATUS
TapeWrite(
    IN PDEVICE_OBJECT DeviceObject,
    IN PIRP Irp
    );

NTSTATUS
TapeFlush(
    IN PDEVICE_OBJECT DeviceObject,
    IN PIRP Irp
    );

//
// loader.c
//
NTSTATUS
TapeDeviceControl(
    IN PDEVICE_OBJECT DeviceObject,
    IN PIRP Irp
    );

VOID
TapeStartIo(
    IN PDEVICE_OBJECT DeviceObject,
    IN PIRP Irp
    );

#endif // _TAPE_H_
