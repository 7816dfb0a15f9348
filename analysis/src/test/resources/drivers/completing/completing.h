#pragma once
#include <wdm.h>

typedef struct _EXTENSION {
    PDEVICE_OBJECT Below;
    PDEVICE_OBJECT Self;
    KEVENT Done;
    ULONG Mode;
    BOOLEAN Removed;
} EXTENSION, *PEXTENSION;

IO_COMPLETION_ROUTINE KeepIt;
IO_COMPLETION_ROUTINE LetGo;
IO_COMPLETION_ROUTINE KeepOnFailure;
IO_COMPLETION_ROUTINE FinishHere;

NTSTATUS Finish(PIRP Irp, NTSTATUS Status);
NTSTATUS ForwardAndWait(PEXTENSION Extension, PIRP Irp);
NTSTATUS SendWith(PEXTENSION Extension, PIRP Irp, PIO_COMPLETION_ROUTINE Routine);

typedef struct _WAY {
    VOID (*Close)(PIRP Irp, NTSTATUS Status);
} WAY;

VOID CloseBy(const WAY *Way, PIRP Irp, NTSTATUS Status);
