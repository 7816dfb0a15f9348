/* A driver that asks the device below with requests it lets the I/O manager build. */
#pragma once
#include <wdm.h>

#define IOCTL_GAUGE_READ CTL_CODE(FILE_DEVICE_UNKNOWN, 0x801, METHOD_BUFFERED, FILE_ANY_ACCESS)

typedef struct _EXTENSION {
    PDEVICE_OBJECT Below;
    PIRP Spare;
    KSPIN_LOCK Lock;
    ULONG Mode;
    ULONG Value;
} EXTENSION, *PEXTENSION;

/* A request with what it needs until it is done. */
typedef struct _ASKING {
    KEVENT Done;
    IO_STATUS_BLOCK Answer;
    PIRP Irp;
} ASKING, *PASKING;

NTSTATUS Finish(PIRP Irp, NTSTATUS Status);
NTSTATUS BeginControl(PEXTENSION Extension, PASKING Asking);
NTSTATUS BeginRead(PEXTENSION Extension, PASKING Asking, PVOID Buffer, ULONG Length);
VOID WaitFor(PKEVENT Event);
BOOLEAN WaitForSeconds(PKEVENT Event, LONG Seconds);
VOID Discard(PIRP Irp);
VOID GiveUp(PASKING Asking);
NTSTATUS Settle(PASKING Asking, NTSTATUS Status);
