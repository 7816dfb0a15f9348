/* Waiting for the card. */
#include "card.h"

/* Busy for a moment, as the library has it. */
VOID CardSettle(PCARD Card)
{
    ULONG tries;
    for (tries = 0; tries < 3; tries++) {
        if (StorPortReadRegisterUlong(Card, Card->Registers) != 0) {
            break;
        }
        StorPortStallExecution(10); // keeps: HwStorPortProhibitedDDIs
    }
}

VOID CardWait(PCARD Card)
{
    KeWaitForSingleObject(&Card->Ready, Executive, KernelMode, FALSE, NULL); // expect: HwStorPortProhibitedDDIs
}

VOID CardPause(PCARD Card, BOOLEAN Busy)
{
    LARGE_INTEGER moment;
    Card->Commands = 0;
    if (Busy) {
        StorPortStallExecution(50);
    } else {
        moment.QuadPart = -500;
        KeDelayExecutionThread(KernelMode, FALSE, &moment); // expect: HwStorPortProhibitedDDIs across functions
    }
}

/* A card that exists in memory only would have somebody waiting. */
VOID CardTell(PCARD Card, BOOLEAN Virtual)
{
    Card->Commands++;
    if (Virtual) {
        KeSetEvent(&Card->Ready, 0, FALSE); // keeps: HwStorPortProhibitedDDIs across functions
    }
}
