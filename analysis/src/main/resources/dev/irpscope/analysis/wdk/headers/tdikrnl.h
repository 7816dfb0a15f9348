/* IrpScope built-in WDK: kernel-mode clients of transports. */
#ifndef IRPSCOPE_TDIKRNL_H
#define IRPSCOPE_TDIKRNL_H

#include "ntddk.h"
#include "tdi.h"

typedef struct _TDI_REQUEST_KERNEL {
    ULONG_PTR RequestFlags;
    PTDI_CONNECTION_INFORMATION RequestConnectionInformation;
    PTDI_CONNECTION_INFORMATION ReturnConnectionInformation;
    PVOID RequestSpecific;
} TDI_REQUEST_KERNEL, *PTDI_REQUEST_KERNEL, TDI_REQUEST_KERNEL_CONNECT, TDI_REQUEST_KERNEL_DISCONNECT,
    TDI_REQUEST_KERNEL_LISTEN, TDI_REQUEST_KERNEL_ACCEPT, *PTDI_REQUEST_KERNEL_CONNECT, *PTDI_REQUEST_KERNEL_DISCONNECT,
    *PTDI_REQUEST_KERNEL_LISTEN, *PTDI_REQUEST_KERNEL_ACCEPT;
typedef struct _TDI_REQUEST_KERNEL_ASSOCIATE {
    HANDLE AddressHandle;
} TDI_REQUEST_KERNEL_ASSOCIATE, *PTDI_REQUEST_KERNEL_ASSOCIATE;
typedef struct _TDI_REQUEST_KERNEL_SEND {
    ULONG SendLength;
    ULONG SendFlags;
} TDI_REQUEST_KERNEL_SEND, *PTDI_REQUEST_KERNEL_SEND;
typedef struct _TDI_REQUEST_KERNEL_SENDDG {
    ULONG SendLength;
    PTDI_CONNECTION_INFORMATION SendDatagramInformation;
} TDI_REQUEST_KERNEL_SENDDG, *PTDI_REQUEST_KERNEL_SENDDG;
typedef struct _TDI_REQUEST_KERNEL_RECEIVE {
    ULONG ReceiveLength;
    ULONG ReceiveFlags;
} TDI_REQUEST_KERNEL_RECEIVE, *PTDI_REQUEST_KERNEL_RECEIVE;
typedef struct _TDI_REQUEST_KERNEL_RECEIVEDG {
    ULONG ReceiveLength;
    PTDI_CONNECTION_INFORMATION ReceiveDatagramInformation;
    PTDI_CONNECTION_INFORMATION ReturnDatagramInformation;
    ULONG ReceiveFlags;
} TDI_REQUEST_KERNEL_RECEIVEDG, *PTDI_REQUEST_KERNEL_RECEIVEDG;
typedef struct _TDI_REQUEST_KERNEL_SET_EVENT {
    LONG EventType;
    PVOID EventHandler;
    PVOID EventContext;
} TDI_REQUEST_KERNEL_SET_EVENT, *PTDI_REQUEST_KERNEL_SET_EVENT;
typedef struct _TDI_REQUEST_KERNEL_QUERY_INFO {
    LONG QueryType;
    PTDI_CONNECTION_INFORMATION RequestConnectionInformation;
} TDI_REQUEST_KERNEL_QUERY_INFORMATION, *PTDI_REQUEST_KERNEL_QUERY_INFORMATION;

typedef NTSTATUS (*PTDI_IND_CONNECT)(PVOID TdiEventContext, LONG RemoteAddressLength, PVOID RemoteAddress, LONG UserDataLength,
                                     PVOID UserData, LONG OptionsLength, PVOID Options, CONNECTION_CONTEXT *ConnectionContext,
                                     PIRP *AcceptIrp);
typedef NTSTATUS (*PTDI_IND_DISCONNECT)(PVOID TdiEventContext, CONNECTION_CONTEXT ConnectionContext, LONG DisconnectDataLength,
                                        PVOID DisconnectData, LONG DisconnectInformationLength, PVOID DisconnectInformation,
                                        ULONG DisconnectFlags);
typedef NTSTATUS (*PTDI_IND_ERROR)(PVOID TdiEventContext, NTSTATUS Status);
typedef NTSTATUS (*PTDI_IND_RECEIVE)(PVOID TdiEventContext, CONNECTION_CONTEXT ConnectionContext, ULONG ReceiveFlags,
                                     ULONG BytesIndicated, ULONG BytesAvailable, ULONG *BytesTaken, PVOID Tsdu, PIRP *IoRequestPacket);
typedef PTDI_IND_RECEIVE PTDI_IND_RECEIVE_EXPEDITED;
typedef NTSTATUS (*PTDI_IND_RECEIVE_DATAGRAM)(PVOID TdiEventContext, LONG SourceAddressLength, PVOID SourceAddress,
                                              LONG OptionsLength, PVOID Options, ULONG ReceiveDatagramFlags, ULONG BytesIndicated,
                                              ULONG BytesAvailable, ULONG *BytesTaken, PVOID Tsdu, PIRP *IoRequestPacket);
typedef NTSTATUS (*PTDI_IND_CHAINED_RECEIVE)(PVOID TdiEventContext, CONNECTION_CONTEXT ConnectionContext, ULONG ReceiveFlags,
                                             ULONG ReceiveLength, ULONG StartingOffset, PMDL Tsdu, PVOID TsduDescriptor);
typedef PTDI_IND_CHAINED_RECEIVE PTDI_IND_CHAINED_RECEIVE_EXPEDITED;
typedef NTSTATUS (*PTDI_IND_CHAINED_RECEIVE_DATAGRAM)(PVOID TdiEventContext, LONG SourceAddressLength, PVOID SourceAddress,
                                                      LONG OptionsLength, PVOID Options, ULONG ReceiveDatagramFlags,
                                                      ULONG ReceiveDatagramLength, ULONG StartingOffset, PMDL Tsdu, PVOID TsduDescriptor);
typedef NTSTATUS (*PTDI_IND_SEND_POSSIBLE)(PVOID TdiEventContext, PVOID ConnectionContext, ULONG BytesAvailable);

#define TdiBuildInternalDeviceControlIrp(IrpSubFunction, DeviceObject, FileObject, Event, IoStatusBlock) \
    IoBuildDeviceIoControlRequest(0x00000003, (DeviceObject), NULL, 0, NULL, 0, TRUE, (Event), (IoStatusBlock))
#define TdiBuildBaseIrp(Irp, DevObj, FileObj, CompRoutine, Contxt, IrpSp, Minor)                  \
    {                                                                                             \
        if (CompRoutine) {                                                                        \
            IoSetCompletionRoutine((Irp), (CompRoutine), (Contxt), TRUE, TRUE, TRUE);             \
        } else {                                                                                  \
            IoSetCompletionRoutine((Irp), NULL, NULL, FALSE, FALSE, FALSE);                       \
        }                                                                                         \
        (IrpSp)->MajorFunction = IRP_MJ_INTERNAL_DEVICE_CONTROL;                                  \
        (IrpSp)->MinorFunction = (Minor);                                                         \
        (IrpSp)->DeviceObject = (DevObj);                                                         \
        (IrpSp)->FileObject = (FileObj);                                                          \
    }
#define TDI_IRPSCOPE_BUILD(Irp, DevObj, FileObj, CompRoutine, Contxt, Minor, fill)                \
    {                                                                                             \
        PIO_STACK_LOCATION irpscope_next = IoGetNextIrpStackLocation(Irp);                        \
        TdiBuildBaseIrp(Irp, DevObj, FileObj, CompRoutine, Contxt, irpscope_next, Minor)          \
        fill                                                                                      \
    }
#define TdiBuildAssociateAddress(Irp, D, F, C, X, AddrHandle)                                     \
    TDI_IRPSCOPE_BUILD(Irp, D, F, C, X, TDI_ASSOCIATE_ADDRESS,                                    \
        ((PTDI_REQUEST_KERNEL_ASSOCIATE)&irpscope_next->Parameters)->AddressHandle = (HANDLE)(AddrHandle);)
#define TdiBuildDisassociateAddress(Irp, D, F, C, X) TDI_IRPSCOPE_BUILD(Irp, D, F, C, X, TDI_DISASSOCIATE_ADDRESS, )
#define TdiBuildConnect(Irp, D, F, C, X, Time, Request, Return)                                   \
    TDI_IRPSCOPE_BUILD(Irp, D, F, C, X, TDI_CONNECT,                                              \
        ((PTDI_REQUEST_KERNEL)&irpscope_next->Parameters)->RequestConnectionInformation = (Request); \
        ((PTDI_REQUEST_KERNEL)&irpscope_next->Parameters)->ReturnConnectionInformation = (Return); \
        ((PTDI_REQUEST_KERNEL)&irpscope_next->Parameters)->RequestSpecific = (PVOID)(Time);)
#define TdiBuildListen(Irp, D, F, C, X, Flags, Request, Return)                                   \
    TDI_IRPSCOPE_BUILD(Irp, D, F, C, X, TDI_LISTEN,                                               \
        ((PTDI_REQUEST_KERNEL)&irpscope_next->Parameters)->RequestFlags = (Flags);                \
        ((PTDI_REQUEST_KERNEL)&irpscope_next->Parameters)->RequestConnectionInformation = (Request); \
        ((PTDI_REQUEST_KERNEL)&irpscope_next->Parameters)->ReturnConnectionInformation = (Return);)
#define TdiBuildAccept(Irp, D, F, C, X, Request, Return)                                          \
    TDI_IRPSCOPE_BUILD(Irp, D, F, C, X, TDI_ACCEPT,                                               \
        ((PTDI_REQUEST_KERNEL)&irpscope_next->Parameters)->RequestConnectionInformation = (Request); \
        ((PTDI_REQUEST_KERNEL)&irpscope_next->Parameters)->ReturnConnectionInformation = (Return);)
#define TdiBuildDisconnect(Irp, D, F, C, X, Time, Flags, Request, Return)                         \
    TDI_IRPSCOPE_BUILD(Irp, D, F, C, X, TDI_DISCONNECT,                                           \
        ((PTDI_REQUEST_KERNEL)&irpscope_next->Parameters)->RequestFlags = (Flags);                \
        ((PTDI_REQUEST_KERNEL)&irpscope_next->Parameters)->RequestConnectionInformation = (Request); \
        ((PTDI_REQUEST_KERNEL)&irpscope_next->Parameters)->ReturnConnectionInformation = (Return); \
        ((PTDI_REQUEST_KERNEL)&irpscope_next->Parameters)->RequestSpecific = (PVOID)(Time);)
#define TdiBuildReceive(Irp, D, F, C, X, Mdl, InFlags, Length)                                    \
    TDI_IRPSCOPE_BUILD(Irp, D, F, C, X, TDI_RECEIVE,                                              \
        ((PTDI_REQUEST_KERNEL_RECEIVE)&irpscope_next->Parameters)->ReceiveFlags = (InFlags);      \
        ((PTDI_REQUEST_KERNEL_RECEIVE)&irpscope_next->Parameters)->ReceiveLength = (Length);      \
        (Irp)->MdlAddress = (Mdl);)
#define TdiBuildSend(Irp, D, F, C, X, Mdl, InFlags, Length)                                       \
    TDI_IRPSCOPE_BUILD(Irp, D, F, C, X, TDI_SEND,                                                 \
        ((PTDI_REQUEST_KERNEL_SEND)&irpscope_next->Parameters)->SendFlags = (InFlags);            \
        ((PTDI_REQUEST_KERNEL_SEND)&irpscope_next->Parameters)->SendLength = (Length);            \
        (Irp)->MdlAddress = (Mdl);)
#define TdiBuildSendDatagram(Irp, D, F, C, X, Mdl, Length, Information)                           \
    TDI_IRPSCOPE_BUILD(Irp, D, F, C, X, TDI_SEND_DATAGRAM,                                        \
        ((PTDI_REQUEST_KERNEL_SENDDG)&irpscope_next->Parameters)->SendLength = (Length);          \
        ((PTDI_REQUEST_KERNEL_SENDDG)&irpscope_next->Parameters)->SendDatagramInformation = (Information); \
        (Irp)->MdlAddress = (Mdl);)
#define TdiBuildReceiveDatagram(Irp, D, F, C, X, Mdl, Length, ReceiveInfo, ReturnInfo, InFlags)   \
    TDI_IRPSCOPE_BUILD(Irp, D, F, C, X, TDI_RECEIVE_DATAGRAM,                                     \
        ((PTDI_REQUEST_KERNEL_RECEIVEDG)&irpscope_next->Parameters)->ReceiveFlags = (InFlags);    \
        ((PTDI_REQUEST_KERNEL_RECEIVEDG)&irpscope_next->Parameters)->ReceiveLength = (Length);    \
        ((PTDI_REQUEST_KERNEL_RECEIVEDG)&irpscope_next->Parameters)->ReceiveDatagramInformation = (ReceiveInfo); \
        ((PTDI_REQUEST_KERNEL_RECEIVEDG)&irpscope_next->Parameters)->ReturnDatagramInformation = (ReturnInfo); \
        (Irp)->MdlAddress = (Mdl);)
#define TdiBuildSetEventHandler(Irp, D, F, C, X, InEventType, InEventHandler, InEventContext)     \
    TDI_IRPSCOPE_BUILD(Irp, D, F, C, X, TDI_SET_EVENT_HANDLER,                                    \
        ((PTDI_REQUEST_KERNEL_SET_EVENT)&irpscope_next->Parameters)->EventType = (InEventType);   \
        ((PTDI_REQUEST_KERNEL_SET_EVENT)&irpscope_next->Parameters)->EventHandler = (PVOID)(InEventHandler); \
        ((PTDI_REQUEST_KERNEL_SET_EVENT)&irpscope_next->Parameters)->EventContext = (InEventContext);)
#define TdiBuildQueryInformation(Irp, D, F, C, X, QType, Mdl)                                     \
    TDI_IRPSCOPE_BUILD(Irp, D, F, C, X, TDI_QUERY_INFORMATION,                                    \
        ((PTDI_REQUEST_KERNEL_QUERY_INFORMATION)&irpscope_next->Parameters)->QueryType = (ULONG)(QType); \
        ((PTDI_REQUEST_KERNEL_QUERY_INFORMATION)&irpscope_next->Parameters)->RequestConnectionInformation = NULL; \
        (Irp)->MdlAddress = (Mdl);)

typedef VOID (*TDI_ADD_ADDRESS_HANDLER)(PTA_ADDRESS Address);
typedef VOID (*TDI_DEL_ADDRESS_HANDLER)(PTA_ADDRESS Address);
typedef VOID (*TDI_BIND_HANDLER)(PUNICODE_STRING DeviceName);
typedef VOID (*TDI_UNBIND_HANDLER)(PUNICODE_STRING DeviceName);
NTSTATUS TdiMapUserRequest(PDEVICE_OBJECT DeviceObject, PIRP Irp, PIO_STACK_LOCATION IrpSp);
NTSTATUS TdiRegisterNetAddress(PTA_ADDRESS Address, PUNICODE_STRING DeviceName, PVOID Context, PHANDLE RegistrationHandle);
NTSTATUS TdiDeregisterNetAddress(HANDLE RegistrationHandle);
NTSTATUS TdiRegisterDeviceObject(PUNICODE_STRING DeviceName, PHANDLE RegistrationHandle);
NTSTATUS TdiDeregisterDeviceObject(HANDLE RegistrationHandle);
NTSTATUS TdiRegisterPnPHandlers(PVOID ClientInterfaceInfo, ULONG InterfaceInfoSize, HANDLE *BindingHandle);
NTSTATUS TdiDeregisterPnPHandlers(HANDLE BindingHandle);
NTSTATUS TdiCopyMdlToBuffer(PMDL SourceMdlChain, ULONG SourceOffset, PVOID DestinationBuffer, ULONG DestinationOffset,
                            ULONG DestinationBufferSize, PULONG BytesCopied);

#endif
