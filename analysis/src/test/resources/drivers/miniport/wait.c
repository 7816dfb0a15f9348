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
