/* IrpScope built-in WDK: tables of the firmware. */
#ifndef IRPSCOPE_ACPITABL_H
#define IRPSCOPE_ACPITABL_H

#include "core/wdk_base.h"

#pragma pack(push, 1)
typedef struct _DESCRIPTION_HEADER {
    ULONG Signature;
    ULONG Length;
    UCHAR Revision;
    UCHAR Checksum;
    CHAR OEMID[6];
    CHAR OEMTableID[8];
    ULONG OEMRevision;
    CHAR CreatorID[4];
    ULONG CreatorRev;
} DESCRIPTION_HEADER, *PDESCRIPTION_HEADER;
#pragma pack(pop)

#endif
