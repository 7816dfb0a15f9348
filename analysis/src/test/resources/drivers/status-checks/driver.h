/* A filter that looks at one status in every way people write it. */
#pragma once
#include <ntddk.h>

typedef struct _CHECKS_EXTENSION {
    PDEVICE_OBJECT Self;
    PDEVICE_OBJECT Below;
    BOOLEAN Removed;
    ULONG Mode;
    NTSTATUS Last;
} CHECKS_EXTENSION, *PCHECKS_EXTENSION;

#define FAILED_HERE(s) ((s) < 0)
#define RETURN_IF_BAD(irp, s)              \
    do {                                   \
        if (!NT_SUCCESS(s)) {              \
            return ChecksFinish((irp), (s)); \
        }                                  \
    } while (0)

NTSTATUS ChecksFinish(PIRP Irp, NTSTATUS Status);
BOOLEAN ChecksWorked(NTSTATUS Status);
NTSTATUS ChecksArm(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context);
VOID ChecksArmInto(PDEVICE_OBJECT Device, PIRP Irp, NTSTATUS *Status);

IO_COMPLETION_ROUTINE ChecksDone;
