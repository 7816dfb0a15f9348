/* IrpScope built-in WDK: one way to ask either kind of storage request block. */
#ifndef IRPSCOPE_SRBHELPER_H
#define IRPSCOPE_SRBHELPER_H

#include "srb.h"
#include "scsi.h"

typedef PVOID PSTORAGE_REQUEST_BLOCK_HEADER_ANY;
ULONG SrbGetSrbLength(PVOID Srb);
BOOLEAN SrbCopySrb(PVOID DestinationSrb, ULONG DestinationSrbLength, PVOID SourceSrb);
VOID SrbZeroSrb(PVOID Srb);
PCDB SrbGetCdb(PVOID Srb);
UCHAR SrbGetCdbLength(PVOID Srb);
VOID SrbSetCdbLength(PVOID Srb, UCHAR CdbLength);
PVOID SrbGetScsiData(PVOID SrbEx, PUCHAR CdbLength8, PULONG CdbLength32, PUCHAR ScsiStatus, PVOID *SenseInfoBuffer,
                     PUCHAR SenseInfoBufferLength);
VOID SrbSetScsiData(PVOID SrbEx, PUCHAR CdbLength8, PULONG CdbLength32, PUCHAR ScsiStatus, PVOID *SenseInfoBuffer,
                    PUCHAR SenseInfoBufferLength);
UCHAR SrbGetSrbFunctionByte(PVOID Srb);
ULONG SrbGetSrbFunction(PVOID Srb);
PVOID SrbGetSenseInfoBuffer(PVOID Srb);
VOID SrbSetSenseInfoBuffer(PVOID Srb, PVOID SenseInfoBuffer);
UCHAR SrbGetSenseInfoBufferLength(PVOID Srb);
VOID SrbSetSenseInfoBufferLength(PVOID Srb, UCHAR SenseInfoBufferLength);
PVOID SrbGetOriginalRequest(PVOID Srb);
VOID SrbSetOriginalRequest(PVOID Srb, PVOID OriginalRequest);
PVOID SrbGetDataBuffer(PVOID Srb);
VOID SrbSetDataBuffer(PVOID Srb, PVOID DataBuffer);
ULONG SrbGetDataTransferLength(PVOID Srb);
VOID SrbSetDataTransferLength(PVOID Srb, ULONG DataTransferLength);
ULONG SrbGetTimeOutValue(PVOID Srb);
VOID SrbSetTimeOutValue(PVOID Srb, ULONG TimeOutValue);
PVOID SrbGetNextSrb(PVOID Srb);
VOID SrbSetNextSrb(PVOID Srb, PVOID NextSrb);
ULONG SrbGetSrbFlags(PVOID Srb);
VOID SrbAssignSrbFlags(PVOID Srb, ULONG Flags);
VOID SrbSetSrbFlags(PVOID Srb, ULONG Flags);
VOID SrbClearSrbFlags(PVOID Srb, ULONG Flags);
ULONG SrbGetSystemStatus(PVOID Srb);
VOID SrbSetSystemStatus(PVOID Srb, ULONG Status);
UCHAR SrbGetScsiStatus(PVOID Srb);
VOID SrbSetScsiStatus(PVOID Srb, UCHAR ScsiStatus);
UCHAR SrbGetSrbStatus(PVOID Srb);
VOID SrbSetSrbStatus(PVOID Srb, UCHAR Status);
UCHAR SrbGetPathId(PVOID Srb);
UCHAR SrbGetTargetId(PVOID Srb);
UCHAR SrbGetLun(PVOID Srb);
VOID SrbGetAddress(PVOID Srb, PUCHAR PathId, PUCHAR TargetId, PUCHAR Lun);
VOID SrbSetAddress(PVOID Srb, UCHAR PathId, UCHAR TargetId, UCHAR Lun);
PVOID SrbGetMiniportContext(PVOID Srb);
VOID SrbSetMiniportContext(PVOID Srb, PVOID MiniportContext);
PVOID SrbGetPortContext(PVOID Srb);
UCHAR SrbGetQueueTag(PVOID Srb);
VOID SrbSetQueueTag(PVOID Srb, ULONG QueueTag);
UCHAR SrbGetRequestAttribute(PVOID Srb);
VOID SrbSetRequestAttribute(PVOID Srb, UCHAR RequestAttribute);
ULONG SrbGetRequestTag(PVOID Srb);

#endif
