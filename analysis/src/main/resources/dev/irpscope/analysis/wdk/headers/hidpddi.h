/* IrpScope built-in WDK: descriptions of HID collections. */
#ifndef IRPSCOPE_HIDPDDI_H
#define IRPSCOPE_HIDPDDI_H

#include "wdm.h"
#include "hidpi.h"

typedef struct _HIDP_COLLECTION_DESC {
    USAGE UsagePage;
    USAGE Usage;
    UCHAR CollectionNumber;
    UCHAR Reserved[15];
    USHORT InputLength;
    USHORT OutputLength;
    USHORT FeatureLength;
    USHORT PreparsedDataLength;
    PHIDP_PREPARSED_DATA PreparsedData;
} HIDP_COLLECTION_DESC, *PHIDP_COLLECTION_DESC;
typedef struct _HIDP_REPORT_IDS {
    UCHAR ReportID;
    UCHAR CollectionNumber;
    USHORT InputLength;
    USHORT OutputLength;
    USHORT FeatureLength;
} HIDP_REPORT_IDS, *PHIDP_REPORT_IDS;
typedef struct _HIDP_DEVICE_DESC {
    PHIDP_COLLECTION_DESC CollectionDesc;
    ULONG CollectionDescLength;
    PHIDP_REPORT_IDS ReportIDs;
    ULONG ReportIDsLength;
    ULONG Dbg[5];
} HIDP_DEVICE_DESC, *PHIDP_DEVICE_DESC;
NTSTATUS HidP_GetCollectionDescription(PVOID ReportDesc, ULONG DescLength, POOL_TYPE PoolType, PHIDP_DEVICE_DESC DeviceDescription);
VOID HidP_FreeCollectionDescription(PHIDP_DEVICE_DESC Description);

#endif
