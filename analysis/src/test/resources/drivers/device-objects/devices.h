/* A filter with a device object of its own, one below, and one for control requests. */
#pragma once
#include <wdm.h>

typedef struct _EXTENSION {
    PDEVICE_OBJECT Below;
    PDEVICE_OBJECT Self;
    PDEVICE_OBJECT Physical;
    PDEVICE_OBJECT Control;
    PDEVICE_OBJECT Top;
    PDEVICE_OBJECT Under;
    PDEVICE_OBJECT Either;
    ULONG Mode;
} EXTENSION, *PEXTENSION;

IO_COMPLETION_ROUTINE Passed;
NTSTATUS Arm(PDEVICE_OBJECT Device, PIRP Irp);
NTSTATUS SendArmed(PDEVICE_OBJECT Below, PIRP Irp, NTSTATUS Armed);
