/* A physical Storport miniport. */
#pragma once
#include <storport.h>

typedef struct _CARD {
    PULONG Registers;
    KEVENT Ready;
    KSPIN_LOCK Lock;
    PVOID Scratch;
    ULONG Commands;
    BOOLEAN Dumping;
    STOR_DPC Finish;
    PVOID Timer;
} CARD, *PCARD;

HW_INITIALIZE CardInitialize;
HW_BUILDIO CardBuildIo;
HW_STARTIO CardStartIo;
HW_INTERRUPT CardInterrupt;
HW_FIND_ADAPTER CardFindAdapter;
HW_RESET_BUS CardResetBus;
HW_ADAPTER_CONTROL CardControl;

HW_TIMER_EX CardRetries;

VOID CardPlan(PCARD Card);
VOID CardSettle(PCARD Card);
VOID CardWait(PCARD Card);
VOID CardPause(PCARD Card, BOOLEAN Busy);
VOID CardTell(PCARD Card, BOOLEAN Virtual);
