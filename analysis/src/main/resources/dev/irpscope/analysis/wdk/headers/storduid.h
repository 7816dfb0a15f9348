/* IrpScope built-in WDK: unique identifiers of storage devices. */
#ifndef IRPSCOPE_STORDUID_H
#define IRPSCOPE_STORDUID_H

#include "ntddstor.h"

typedef struct _STORAGE_DEVICE_UNIQUE_IDENTIFIER {
    ULONG Version;
    ULONG Size;
    ULONG StorageDeviceIdOffset;
    ULONG StorageDeviceOffset;
    ULONG DriveLayoutSignatureOffset;
} STORAGE_DEVICE_UNIQUE_IDENTIFIER, *PSTORAGE_DEVICE_UNIQUE_IDENTIFIER;
#define DUID_VERSION_1 1

#endif
