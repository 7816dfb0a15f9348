/* What the library calls later, as it was told by a call. */
#include "card.h"

static VOID CardFinishes(PSTOR_DPC Dpc, PVOID DeviceExtension, PVOID First, PVOID Second)
{
    PCARD card = DeviceExtension;
    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(First);
    UNREFERENCED_PARAMETER(Second);
    KeSetEvent(&card->Ready, 0, FALSE); // expect: HwStorPortProhibitedDDIs
}

static VOID CardTicks(PVOID DeviceExtension)
{
    PCARD card = DeviceExtension;
    KeClearEvent(&card->Ready); // expect: HwStorPortProhibitedDDIs
}

static BOOLEAN CardPrepares(PVOID DeviceExtension)
{
    PCARD card = DeviceExtension;
    KeInitializeSpinLock(&card->Lock); // expect: HwStorPortProhibitedDDIs
    return TRUE;
}

static BOOLEAN CardAlone(PVOID DeviceExtension, PVOID Context)
{
    PCARD card = DeviceExtension;
    UNREFERENCED_PARAMETER(Context);
    KeResetEvent(&card->Ready); // expect: HwStorPortProhibitedDDIs
    return TRUE;
}

static VOID CardWorks(PVOID DeviceExtension, PVOID Context, PVOID Worker)
{
    UNREFERENCED_PARAMETER(DeviceExtension);
    UNREFERENCED_PARAMETER(Context);
    UNREFERENCED_PARAMETER(Worker);
    MmUnlockPages(NULL); // expect: HwStorPortProhibitedDDIs
}

/* Declared with its role; who sets the timer is not among the sources. */
VOID CardRetries(PVOID DeviceExtension, PVOID Context)
{
    PCARD card = DeviceExtension;
    UNREFERENCED_PARAMETER(Context);
    KeReadStateEvent(&card->Ready); // expect: HwStorPortProhibitedDDIs
}

/* Nobody calls it. */
static VOID CardForgotten(PVOID DeviceExtension)
{
    PCARD card = DeviceExtension;
    KeReadStateEvent(&card->Ready); // keeps: HwStorPortProhibitedDDIs
}

VOID CardPlan(PCARD Card)
{
    StorPortInitializeDpc(Card, &Card->Finish, CardFinishes);
    StorPortIssueDpc(Card, &Card->Finish, NULL, NULL); // keeps: HwStorPortProhibitedDDIs
    StorPortNotification(RequestTimerCall, Card, CardTicks, 1000);
    StorPortEnablePassiveInitialization(Card, CardPrepares);
    StorPortSynchronizeAccess(Card, CardAlone, NULL);
    StorPortQueueWorkItem(Card, CardWorks, NULL, NULL);
}
