/* A driver whose conditions depend on what kernel functions leave behind. */
#pragma once
#include <ntddk.h>

typedef struct _EXTENSION {
    PDEVICE_OBJECT Below;
    KSPIN_LOCK Lock;
    LONG Count;
    PIRP Spare;
    KEVENT Done;
} EXTENSION, *PEXTENSION;

NTSTATUS Finish(PIRP Irp, NTSTATUS Status);
