/*
 * vault.h - function driver of a security token: keys live in the token, the driver carries requests.
 */
#pragma once

#include <ntddk.h>

#define VAULT_TAG 'tlaV'
#define VAULT_MAX_DIGEST 128
#define VAULT_PIN_LENGTH 8

/* METHOD_NEITHER on purpose: digests are captured by the driver, in the caller's process. */
#define VAULT_NEITHER(fn) CTL_CODE(FILE_DEVICE_SMARTCARD, 0x900 + (fn), METHOD_NEITHER, FILE_ANY_ACCESS)
#define VAULT_BUFFERED(fn) CTL_CODE(FILE_DEVICE_SMARTCARD, 0x940 + (fn), METHOD_BUFFERED, FILE_ANY_ACCESS)

#define IOCTL_VAULT_SIGN   VAULT_NEITHER(0)
#define IOCTL_VAULT_VERIFY VAULT_NEITHER(1)
#define IOCTL_VAULT_ERASE  VAULT_BUFFERED(0)
#define IOCTL_VAULT_FORMAT VAULT_BUFFERED(1)
#define IOCTL_VAULT_WIPE   VAULT_BUFFERED(2)
#define IOCTL_VAULT_UNLOCK VAULT_BUFFERED(3)
#define IOCTL_VAULT_STATUS VAULT_BUFFERED(4)

/* Understood by the token's bus driver. */
#define IOCTL_VAULT_BUS_COMMAND CTL_CODE(FILE_DEVICE_BUS_EXTENDER, 0x930, METHOD_NEITHER, FILE_ANY_ACCESS)

typedef struct _VAULT_EXTENSION {
    PDEVICE_OBJECT Self;
    PDEVICE_OBJECT LowerDevice;
    IO_REMOVE_LOCK RemoveLock;
    FAST_MUTEX StateMutex;
    BOOLEAN Started;
    BOOLEAN Unlocked;
    BOOLEAN SealBroken;
    ULONG Erases;
    ULONG Tries;
} VAULT_EXTENSION, *PVAULT_EXTENSION;

/* The driver's copy of what a caller wants signed. Freed by the completion routine. */
typedef struct _VAULT_CAPTURE {
    PVAULT_EXTENSION Extension;
    ULONG Length;
    UCHAR Digest[VAULT_MAX_DIGEST];
} VAULT_CAPTURE, *PVAULT_CAPTURE;

/* A command of the driver's own. */
typedef struct _VAULT_COMMAND {
    UCHAR Code;
    UCHAR Data[VAULT_PIN_LENGTH];
    ULONG Length;
    NTSTATUS Status;
    KEVENT Done;
} VAULT_COMMAND, *PVAULT_COMMAND;

#define VAULT_COMMAND_PIN    0x20
#define VAULT_COMMAND_STATUS 0x30

/* driver.c */
DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD VaultUnload;
DRIVER_ADD_DEVICE VaultAddDevice;
_Dispatch_type_(IRP_MJ_CREATE) DRIVER_DISPATCH VaultDispatchOpenClose;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH VaultDispatchPnp;
_Dispatch_type_(IRP_MJ_POWER) DRIVER_DISPATCH VaultDispatchPower;
NTSTATUS VaultComplete(_In_ PVAULT_EXTENSION Ext, _In_ PIRP Irp, _In_ NTSTATUS Status);
IO_COMPLETION_ROUTINE VaultForwarded;

/* stream.c */
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH VaultDispatchRead;
_Dispatch_type_(IRP_MJ_WRITE) DRIVER_DISPATCH VaultDispatchWrite;

/* control.c */
_Dispatch_type_(IRP_MJ_DEVICE_CONTROL) DRIVER_DISPATCH VaultDispatchControl;

/* token.c */
NTSTATUS VaultCheckPin(_In_ PVAULT_EXTENSION Ext, _In_reads_bytes_(VAULT_PIN_LENGTH) PUCHAR Pin);
NTSTATUS VaultTokenStatus(_In_ PVAULT_EXTENSION Ext, _Out_ PULONG Length);
