/* A filter that waits for requests, or does not. */
#pragma once
#include <wdm.h>

typedef struct _EXTENSION {
    PDEVICE_OBJECT Below;
    KEVENT Done;
    ULONG Mode;
    LONG Seen;
    LONG Users;
} EXTENSION, *PEXTENSION;
