/* A driver with requests of its own: allocated, or built for asynchronous use. */
#pragma once
#include <wdm.h>

/* A request of a kind that is chosen when it is made. */
typedef struct _CHOSEN {
    PIRP Irp;
    KEVENT Done;
    IO_STATUS_BLOCK Answer;
} CHOSEN, *PCHOSEN;

typedef struct _EXTENSION {
    PDEVICE_OBJECT Below;
    PDEVICE_OBJECT Self;
    ULONG Mode;
    ULONG Sent;
    CHOSEN Chosen;
} EXTENSION, *PEXTENSION;

/* What a routine that wakes somebody is given. */
typedef struct _ORDER {
    KEVENT Done;
    NTSTATUS Status;
    BOOLEAN Wanted;
} ORDER, *PORDER;

IO_COMPLETION_ROUTINE WakeOrder;
IO_COMPLETION_ROUTINE WakeOrderInHelper;
IO_COMPLETION_ROUTINE WakeOrderIfWanted;
IO_COMPLETION_ROUTINE WakeOrderOnce;
IO_COMPLETION_ROUTINE WakeEvent;
IO_COMPLETION_ROUTINE Forget;
IO_COMPLETION_ROUTINE ForgetOrder;
IO_COMPLETION_ROUTINE Dispose;

NTSTATUS Finish(PIRP Irp, NTSTATUS Status);
PIRP MakeOwn(PEXTENSION Extension);
PIRP MakeFlush(PEXTENSION Extension);
VOID Hook(PIRP Irp, PIO_COMPLETION_ROUTINE Routine, PVOID Context);
NTSTATUS WaitForOrder(PORDER Order, PIRP Irp, NTSTATUS Status);
VOID CompleteIt(PIRP Irp);
VOID FreeIt(PIRP Irp);
VOID AllFlags(PBOOLEAN Success, PBOOLEAN Cancelled);
PLARGE_INTEGER SomeSeconds(PLARGE_INTEGER Limit);
