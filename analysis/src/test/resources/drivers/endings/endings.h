/* A filter: how its dispatch routines and completion routines end. */
#pragma once
#include <wdm.h>

typedef struct _EXTENSION {
    PDEVICE_OBJECT Below;
    PDEVICE_OBJECT Self;
    KSPIN_LOCK Lock;
    LIST_ENTRY Queue;
    KEVENT Done;
    ULONG Mode;
} EXTENSION, *PEXTENSION;

IO_COMPLETION_ROUTINE Keep;
IO_COMPLETION_ROUTINE Pass;
IO_COMPLETION_ROUTINE MarksAndSignals;
IO_COMPLETION_ROUTINE SignalsAndMarksInHelper;
IO_COMPLETION_ROUTINE MarksOrSignals;
IO_COMPLETION_ROUTINE CountsAndSignals;

NTSTATUS Finish(PIRP Irp, NTSTATUS Status);
NTSTATUS ArmEx(PEXTENSION Extension, PIRP Irp, PKEVENT Event);
VOID Arm(PIRP Irp, PKEVENT Event);
NTSTATUS WaitIfPending(PIRP Irp, PKEVENT Event, NTSTATUS Status);
VOID Enqueue(PEXTENSION Extension, PIRP Irp);
