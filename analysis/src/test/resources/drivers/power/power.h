/* A function driver and its power requests. */
#pragma once
#include <wdm.h>

typedef struct _EXTENSION {
    PDEVICE_OBJECT Below;
    PDEVICE_OBJECT Self;
    PDEVICE_OBJECT Physical;
    PIRP SystemIrp;
    DEVICE_POWER_STATE Known;
    ULONG Mode;
} EXTENSION, *PEXTENSION;

IO_COMPLETION_ROUTINE PassUp;
IO_COMPLETION_ROUTINE SystemUp;
REQUEST_POWER_COMPLETE DeviceDone;

NTSTATUS SendHooked(PEXTENSION Extension, PIRP Irp, PIO_COMPLETION_ROUTINE Routine);
NTSTATUS SendPended(PEXTENSION Extension, PIRP Irp, PIO_COMPLETION_ROUTINE Routine);
NTSTATUS SendPlain(PEXTENSION Extension, PIRP Irp);
NTSTATUS AskForDevicePower(PEXTENSION Extension, PIRP Irp, DEVICE_POWER_STATE State);
