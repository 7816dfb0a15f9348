/* The routines that Storport calls. */
#include "card.h"

DRIVER_INITIALIZE DriverEntry;

/* Our own, with a name that sounds like the kernel's. */
static VOID KeCardReset(PCARD Card)
{
    StorPortWriteRegisterUlong(Card, Card->Registers, 0);
}

BOOLEAN CardInitialize(PVOID DeviceExtension)
{
    PCARD card = DeviceExtension;
    KeInitializeEvent(&card->Ready, NotificationEvent, FALSE); // expect: HwStorPortProhibitedDDIs
    CardWait(card);
    CardPlan(card);
    return TRUE;
}

BOOLEAN CardBuildIo(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb)
{
    PCARD card = DeviceExtension;
    UNREFERENCED_PARAMETER(Srb);
    card->Commands++;
    return TRUE;
}

BOOLEAN CardStartIo(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb)
{
    PCARD card = DeviceExtension;
    if (card->Dumping) {
        CardSettle(card);
        CardPause(card, TRUE);
    }
    CardTell(card, FALSE); // otherwise: CardTell(card, TRUE);
    Srb->SrbStatus = SRB_STATUS_SUCCESS;
    StorPortNotification(RequestComplete, card, Srb); // keeps: HwStorPortProhibitedDDIs
    return TRUE;
}

/* An interlocked function is none of those that are forbidden. */
BOOLEAN CardInterrupt(PVOID DeviceExtension)
{
    PCARD card = DeviceExtension;
    if (StorPortReadRegisterUlong(card, card->Registers) == 0) {
        return FALSE;
    }
    InterlockedIncrement((PLONG)&card->Commands); // keeps: HwStorPortProhibitedDDIs
    StorPortNotification(NextRequest, card, NULL);
    return TRUE;
}

ULONG CardFindAdapter(PVOID DeviceExtension, PVOID HwContext, PVOID BusInformation, PCHAR ArgumentString,
                      struct _PORT_CONFIGURATION_INFORMATION *ConfigInfo, PBOOLEAN Again)
{
    PCARD card = DeviceExtension;
    UNREFERENCED_PARAMETER(HwContext);
    UNREFERENCED_PARAMETER(BusInformation);
    UNREFERENCED_PARAMETER(ArgumentString);
    UNREFERENCED_PARAMETER(ConfigInfo);
    *Again = FALSE;
    card->Scratch = ExAllocatePoolWithTag(NonPagedPool, 512, 'draC'); // expect: HwStorPortProhibitedDDIs
    return card->Scratch != NULL ? SP_RETURN_FOUND : SP_RETURN_ERROR;
}

/* The lock is for a dump that is never in this state: the call cannot be reached. */
BOOLEAN CardResetBus(PVOID DeviceExtension, ULONG PathId)
{
    PCARD card = DeviceExtension;
    BOOLEAN locked = FALSE;
    KIRQL irql = 0;
    UNREFERENCED_PARAMETER(PathId);
    card->Dumping = FALSE;
    if (card->Dumping) { // correlated
        KeAcquireSpinLock(&card->Lock, &irql); // keeps: HwStorPortProhibitedDDIs infeasible
        locked = TRUE;
    }
    KeCardReset(card); // keeps: HwStorPortProhibitedDDIs
    if (locked) {
        KeReleaseSpinLock(&card->Lock, irql);
    }
    return TRUE;
}

SCSI_ADAPTER_CONTROL_STATUS CardControl(PVOID DeviceExtension, SCSI_ADAPTER_CONTROL_TYPE ControlType, PVOID Parameters)
{
    PCARD card = DeviceExtension;
    UNREFERENCED_PARAMETER(Parameters);
    switch (ControlType) {
    case ScsiStopAdapter:
        CardPause(card, FALSE); // otherwise: CardPause(card, TRUE);
        return ScsiAdapterControlSuccess;
    case ScsiRestartAdapter:
        KeSetEvent(&card->Ready, 0, FALSE); // expect: HwStorPortProhibitedDDIs
        return ScsiAdapterControlSuccess;
    default:
        return ScsiAdapterControlUnsuccessful;
    }
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    HW_INITIALIZATION_DATA data;
    RtlZeroMemory(&data, sizeof(data));
    data.HwInitializationDataSize = sizeof(data);
    data.AdapterInterfaceType = PCIBus;
    data.HwInitialize = CardInitialize;
    data.HwBuildIo = CardBuildIo;
    data.HwStartIo = CardStartIo;
    data.HwInterrupt = CardInterrupt;
    data.HwFindAdapter = CardFindAdapter;
    data.HwResetBus = CardResetBus;
    data.HwAdapterControl = CardControl;
    data.DeviceExtensionSize = sizeof(CARD);
    return StorPortInitialize(DriverObject, RegistryPath, &data, NULL);
}
