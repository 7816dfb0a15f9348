/* A filter above a slow device: ways to handle START_DEVICE and queries for relations. */
#pragma once
#include <wdm.h>

typedef struct _EXTENSION {
    PDEVICE_OBJECT Below;
    PDEVICE_OBJECT Self;
    PIO_WORKITEM Item;
    PIRP Waiting;
    KEVENT Started;
    KMUTEX Guard;
    ULONG Mode;
} EXTENSION, *PEXTENSION;

IO_COMPLETION_ROUTINE Wake;
IO_COMPLETION_ROUTINE Pass;
IO_COMPLETION_ROUTINE Resume;

NTSTATUS Finish(PIRP Irp, NTSTATUS Status);
NTSTATUS Skip(PEXTENSION Extension, PIRP Irp);
NTSTATUS SendAndWait(PEXTENSION Extension, PIRP Irp, PKEVENT Event);
NTSTATUS SendPended(PEXTENSION Extension, PIRP Irp);
NTSTATUS Arm(PEXTENSION Extension, PIRP Irp, PIO_COMPLETION_ROUTINE Routine, PVOID Context);
