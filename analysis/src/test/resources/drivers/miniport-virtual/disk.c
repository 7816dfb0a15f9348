/* A virtual Storport miniport: it has no card, and the kernel is its to use. */
#include <storport.h>

typedef struct _DISK {
    KEVENT Ready;
    KSPIN_LOCK Lock;
    ULONG Commands;
} DISK, *PDISK;

DRIVER_INITIALIZE DriverEntry;
HW_INITIALIZE DiskInitialize;
HW_STARTIO DiskStartIo;

BOOLEAN DiskInitialize(PVOID DeviceExtension)
{
    PDISK disk = DeviceExtension;
    KeInitializeSpinLock(&disk->Lock);
    KeInitializeEvent(&disk->Ready, NotificationEvent, TRUE); // keeps: HwStorPortProhibitedDDIs
    return TRUE;
}

BOOLEAN DiskStartIo(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb)
{
    PDISK disk = DeviceExtension;
    KIRQL irql;
    KeAcquireSpinLock(&disk->Lock, &irql); // keeps: HwStorPortProhibitedDDIs
    disk->Commands++;
    KeReleaseSpinLock(&disk->Lock, irql);
    Srb->SrbStatus = SRB_STATUS_SUCCESS;
    StorPortNotification(RequestComplete, disk, Srb);
    return TRUE;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    VIRTUAL_HW_INITIALIZATION_DATA data;
    RtlZeroMemory(&data, sizeof(data));
    data.HwInitializationDataSize = sizeof(data);
    data.HwInitialize = DiskInitialize;
    data.HwStartIo = DiskStartIo;
    data.DeviceExtensionSize = sizeof(DISK);
    return StorPortInitialize(DriverObject, RegistryPath, (PHW_INITIALIZATION_DATA)&data, NULL);
}
