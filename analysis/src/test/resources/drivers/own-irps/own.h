/* Requests of the driver's own, and who wakes the thread that waits for them. */
#pragma once
#include <ntddk.h>

typedef struct _OWN_EXTENSION {
    PDEVICE_OBJECT Below;
    ULONG Mode;
    KEVENT Ready;
    KEVENT Always;
    KSEMAPHORE Slots;
    PIO_WORKITEM WorkItem;
    BOOLEAN Removed;
} OWN_EXTENSION, *POWN_EXTENSION;

typedef struct _OWN_CONTEXT {
    ULONG Reason;
    KEVENT Done;
    PKEVENT Other;
    POWN_EXTENSION Extension;
    NTSTATUS Status;
    BOOLEAN Signal;
} OWN_CONTEXT, *POWN_CONTEXT;

NTSTATUS OwnFinish(PIRP Irp, NTSTATUS Status);
PIRP OwnBuild(POWN_EXTENSION Ext);
VOID OwnWake(PKEVENT Event);
