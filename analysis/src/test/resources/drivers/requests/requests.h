/* A filter above a disk: Plug and Play and WMI requests that must reach the driver below, or be finished here. */
#pragma once
#include <wdm.h>
#include <wmilib.h>

typedef struct _EXTENSION {
    PDEVICE_OBJECT Below;
    PDEVICE_OBJECT Self;
    WMILIB_CONTEXT Wmi;
    PDEVICE_RELATIONS Relations;
    ULONG Mode;
} EXTENSION, *PEXTENSION;

IO_COMPLETION_ROUTINE Pass;
IO_COMPLETION_ROUTINE Wake;

NTSTATUS Finish(PIRP Irp, NTSTATUS Status);
NTSTATUS Skip(PEXTENSION Extension, PIRP Irp);
NTSTATUS SendHooked(PEXTENSION Extension, PIRP Irp);
NTSTATUS SendAndWait(PEXTENSION Extension, PIRP Irp);
