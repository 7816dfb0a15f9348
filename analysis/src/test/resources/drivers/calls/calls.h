/* A registration that travels through calls, pointers, structures and files. */
#pragma once
#include <ntddk.h>

typedef NTSTATUS (*CALLS_HANDLER)(PDEVICE_OBJECT Device, PIRP Irp);

typedef struct _CALLS_EXTENSION {
    PDEVICE_OBJECT Below;
    PIRP Current;
    ULONG Mode;
    BOOLEAN Removed;
    CALLS_HANDLER Handler;
} CALLS_EXTENSION, *PCALLS_EXTENSION;

typedef struct _CALLS_REQUEST {
    PDEVICE_OBJECT Device;
    PIRP Irp;
    NTSTATUS Status;
    BOOLEAN Armed;
} CALLS_REQUEST, *PCALLS_REQUEST;

#define CALLS_ARM(dev, irp) \
    (IoCopyCurrentIrpStackLocationToNext(irp), IoSetCompletionRoutineEx((dev), (irp), CallsDone, NULL, TRUE, TRUE, TRUE))
#define CALLS_PASS(ext, irp) IoCallDriver((ext)->Below, (irp))
#define CALLS_ARM_AND_PASS(dev, ext, irp) (CALLS_ARM(dev, irp), CALLS_PASS(ext, irp))

IO_COMPLETION_ROUTINE CallsDone;
NTSTATUS CallsFinish(PDEVICE_OBJECT Device, PIRP Irp, NTSTATUS Status);
NTSTATUS CallsPass(PDEVICE_OBJECT Device, PIRP Irp);
NTSTATUS CallsRefuse(PDEVICE_OBJECT Device, PIRP Irp);
NTSTATUS CallsArm(PDEVICE_OBJECT Device, PIRP Irp);
VOID CallsArmRequest(PCALLS_REQUEST Request);
NTSTATUS CallsPassRequest(CALLS_REQUEST Request);

/* Not in this driver's sources. */
VOID LogText(ULONG Level, const char *Format, ...);
NTSTATUS LibrarySubmit(PDEVICE_OBJECT Device, PIRP Irp);
VOID LibraryTick(VOID);
