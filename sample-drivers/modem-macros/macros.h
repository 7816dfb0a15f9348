/*
 * macros.h - the house macros. Most of what this driver does to a request is written here and
 * nowhere else: a reader (or a tool) that does not expand them sees no call at all.
 *
 * All of them rely on three names of the surrounding routine: "ext", "status" and "sent", and on the
 * label Exit that DISPATCH_LEAVE makes.
 */
#pragma once

/* Opens a dispatch routine: extension, remove lock, and the refusal of a device that is going. */
#define DISPATCH_ENTER(device, irp)                                          \
    PMODEM_EXTENSION ext = (PMODEM_EXTENSION)(device)->DeviceExtension;      \
    BOOLEAN sent = FALSE;                                                    \
    NTSTATUS status = IoAcquireRemoveLock(&ext->RemoveLock, (irp));          \
    if (!NT_SUCCESS(status)) {                                               \
        return ModemRefuse((irp), status);                                   \
    }

/* Closes it: what has not been sent is completed here. */
#define DISPATCH_LEAVE(irp)                                                  \
    Exit:                                                                    \
    if (!sent) {                                                             \
        ModemFinish(ext, (irp), status);                                     \
    }                                                                        \
    return status

/* Ways to the exit. */
#define BAIL(s)                                                              \
    do {                                                                     \
        status = (s);                                                        \
        goto Exit;                                                           \
    } while (0)

#define BAIL_IF(condition, s)                                                \
    do {                                                                     \
        if (condition) {                                                     \
            BAIL(s);                                                         \
        }                                                                    \
    } while (0)

#define BAIL_UNLESS_OK(s) BAIL_IF(!NT_SUCCESS(s), s)

/* The registration. An expression, so that its value can be used, or not. */
#define ARM(irp, name)                                                       \
    (IoCopyCurrentIrpStackLocationToNext(irp),                               \
     IoSetCompletionRoutineEx(ext->Self, (irp), Modem##name, ext, TRUE, TRUE, TRUE))

/* Believes that it tests; in a retail build the branch is gone. */
#define MUST_ARM(irp, name) NT_VERIFY(NT_SUCCESS(ARM(irp, name)))

/* Sends. */
#define TRY_SEND(irp)                                                        \
    do {                                                                     \
        sent = TRUE;                                                         \
        status = IoCallDriver(ext->LowerDevice, (irp));                      \
    } while (0)

/* Registers, tests and sends: the right order, once and for all. */
#define FORWARD_WITH(irp, name)                                              \
    do {                                                                     \
        status = ARM(irp, name);                                             \
        BAIL_UNLESS_OK(status);                                              \
        TRY_SEND(irp);                                                       \
    } while (0)

/* The same on one line, and without the middle. */
#define FORWARD_QUICKLY(irp, name)                                           \
    (ARM(irp, name), sent = TRUE, IoCallDriver(ext->LowerDevice, (irp)))

/* Forwards without looking back. */
#define FORWARD_PLAIN(irp)                                                   \
    do {                                                                     \
        IoSkipCurrentIrpStackLocation(irp);                                  \
        TRY_SEND(irp);                                                       \
        IoReleaseRemoveLock(&ext->RemoveLock, (irp));                        \
    } while (0)

/* The end of a command of our own. */
#define WAKE(call) KeSetEvent(&(call)->Done, IO_NO_INCREMENT, FALSE)

#define RETIRE(call, irp, wake)                                              \
    do {                                                                     \
        (call)->Result = (irp)->IoStatus;                                    \
        if (wake) {                                                          \
            WAKE(call);                                                      \
        }                                                                    \
    } while (0)

#define KEEP_IRP() return STATUS_MORE_PROCESSING_REQUIRED
