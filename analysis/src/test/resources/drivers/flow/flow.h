/* Loops, jumps and structured exceptions around one registration. */
#pragma once
#include <ntddk.h>

typedef struct _FLOW_EXTENSION {
    PDEVICE_OBJECT Below;
    ULONG Mode;
    ULONG Tries;
    BOOLEAN Removed;
    PVOID UserBuffer;
    ULONG UserLength;
    struct _FLOW_EXTENSION *Next;
} FLOW_EXTENSION, *PFLOW_EXTENSION;

NTSTATUS FlowFinish(PIRP Irp, NTSTATUS Status);
NTSTATUS FlowArm(PDEVICE_OBJECT Device, PIRP Irp);
IO_COMPLETION_ROUTINE FlowDone;
