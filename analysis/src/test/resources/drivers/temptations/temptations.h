/* A driver in which much looks wrong that is right. */
#pragma once
#include <wdm.h>

#define FLAG_LOCKED 0x10
#define FLAG_QUEUED 0x20
#define IOCTL_A CTL_CODE(FILE_DEVICE_UNKNOWN, 0x801, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_B CTL_CODE(FILE_DEVICE_UNKNOWN, 0x802, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_C CTL_CODE(FILE_DEVICE_UNKNOWN, 0x803, METHOD_BUFFERED, FILE_ANY_ACCESS)

typedef enum _STATE {
    Stopped,
    Starting,
    Started,
    Removing
} STATE;

typedef struct _SLOT {
    PIRP Irp;
    BOOLEAN Used;
} SLOT;

typedef struct _EXTENSION {
    PDEVICE_OBJECT Below;
    PDEVICE_OBJECT Self;
    KSPIN_LOCK Lock;
    LIST_ENTRY Queue;
    KEVENT Done;
    KEVENT Stop;
    ULONG Flags;
    LONG Owner;
    STATE State;
    ULONG Mode;
    ULONG Count;
    SLOT Slots[4];
    UCHAR Name[16];
    IO_REMOVE_LOCK Remove;
} EXTENSION, *PEXTENSION;

NTSTATUS Finish(PIRP Irp, NTSTATUS Status);
