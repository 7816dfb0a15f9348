/* IrpScope built-in WDK: helpers that build USB request blocks. */
#ifndef IRPSCOPE_USBDLIB_H
#define IRPSCOPE_USBDLIB_H

#include "usb.h"
#include "usbioctl.h"

typedef struct _USBD_INTERFACE_LIST_ENTRY {
    PUSB_INTERFACE_DESCRIPTOR InterfaceDescriptor;
    PUSBD_INTERFACE_INFORMATION Interface;
} USBD_INTERFACE_LIST_ENTRY, *PUSBD_INTERFACE_LIST_ENTRY;

typedef struct USBD_HANDLE__ *USBD_HANDLE;
#define USBD_CLIENT_CONTRACT_VERSION_INVALID 0xFFFFFFFF
#define USBD_CLIENT_CONTRACT_VERSION_602 0x602
#define USBD_INTERFACE_VERSION_600 0x600
#define USBD_INTERFACE_VERSION_602 0x602
#define USBD_INTERFACE_VERSION_603 0x603

#define GET_SELECT_CONFIGURATION_REQUEST_SIZE(totalInterfaces, totalPipes)               \
    (sizeof(struct _URB_SELECT_CONFIGURATION) +                                           \
     (((totalInterfaces) - 1) * sizeof(USBD_INTERFACE_INFORMATION)) +                     \
     (((totalPipes) - (totalInterfaces)) * sizeof(USBD_PIPE_INFORMATION)))
#define GET_SELECT_INTERFACE_REQUEST_SIZE(totalPipes) \
    (sizeof(struct _URB_SELECT_INTERFACE) + (((totalPipes) - 1) * sizeof(USBD_PIPE_INFORMATION)))
#define GET_USBD_INTERFACE_SIZE(numEndpoints) \
    (sizeof(USBD_INTERFACE_INFORMATION) + (sizeof(USBD_PIPE_INFORMATION) * (numEndpoints)) - sizeof(USBD_PIPE_INFORMATION))
#define GET_ISO_URB_SIZE(n) (sizeof(struct _URB_ISOCH_TRANSFER) + sizeof(USBD_ISO_PACKET_DESCRIPTOR) * (n))
#define URB_STATUS(urb) ((urb)->UrbHeader.Status)
PURB NTAPI USBD_CreateConfigurationRequest(PUSB_CONFIGURATION_DESCRIPTOR ConfigurationDescriptor, PUSHORT Size);

#define UsbBuildInterruptOrBulkTransferRequest(urb, length, pipe, buffer, mdl, size, flags, link)            \
    {                                                                                                        \
        (urb)->UrbHeader.Function = URB_FUNCTION_BULK_OR_INTERRUPT_TRANSFER;                                 \
        (urb)->UrbHeader.Length = (length);                                                                  \
        (urb)->UrbBulkOrInterruptTransfer.PipeHandle = (pipe);                                               \
        (urb)->UrbBulkOrInterruptTransfer.TransferBufferLength = (size);                                     \
        (urb)->UrbBulkOrInterruptTransfer.TransferBufferMDL = (mdl);                                         \
        (urb)->UrbBulkOrInterruptTransfer.TransferBuffer = (buffer);                                         \
        (urb)->UrbBulkOrInterruptTransfer.TransferFlags = (flags);                                           \
        (urb)->UrbBulkOrInterruptTransfer.UrbLink = (link);                                                  \
    }
#define UsbBuildGetDescriptorRequest(urb, length, type, index, language, buffer, mdl, size, link)            \
    {                                                                                                        \
        (urb)->UrbHeader.Function = URB_FUNCTION_GET_DESCRIPTOR_FROM_DEVICE;                                 \
        (urb)->UrbHeader.Length = (length);                                                                  \
        (urb)->UrbControlDescriptorRequest.TransferBufferLength = (size);                                    \
        (urb)->UrbControlDescriptorRequest.TransferBufferMDL = (mdl);                                        \
        (urb)->UrbControlDescriptorRequest.TransferBuffer = (buffer);                                        \
        (urb)->UrbControlDescriptorRequest.DescriptorType = (type);                                          \
        (urb)->UrbControlDescriptorRequest.Index = (index);                                                  \
        (urb)->UrbControlDescriptorRequest.LanguageId = (language);                                          \
        (urb)->UrbControlDescriptorRequest.UrbLink = (link);                                                 \
    }
#define UsbBuildGetStatusRequest(urb, op, index, buffer, mdl, link)                                          \
    {                                                                                                        \
        (urb)->UrbHeader.Function = (op);                                                                    \
        (urb)->UrbHeader.Length = sizeof(struct _URB_CONTROL_GET_STATUS_REQUEST);                            \
        (urb)->UrbControlGetStatusRequest.TransferBufferLength = sizeof(USHORT);                             \
        (urb)->UrbControlGetStatusRequest.TransferBufferMDL = (mdl);                                         \
        (urb)->UrbControlGetStatusRequest.TransferBuffer = (buffer);                                         \
        (urb)->UrbControlGetStatusRequest.Index = (index);                                                   \
        (urb)->UrbControlGetStatusRequest.UrbLink = (link);                                                  \
    }
#define UsbBuildFeatureRequest(urb, op, feature, index, link)                                                \
    {                                                                                                        \
        (urb)->UrbHeader.Function = (op);                                                                    \
        (urb)->UrbHeader.Length = sizeof(struct _URB_CONTROL_FEATURE_REQUEST);                               \
        (urb)->UrbControlFeatureRequest.FeatureSelector = (feature);                                         \
        (urb)->UrbControlFeatureRequest.Index = (index);                                                     \
        (urb)->UrbControlFeatureRequest.UrbLink = (link);                                                    \
    }
#define UsbBuildSelectConfigurationRequest(urb, length, descriptor)                                          \
    {                                                                                                        \
        (urb)->UrbHeader.Function = URB_FUNCTION_SELECT_CONFIGURATION;                                       \
        (urb)->UrbHeader.Length = (length);                                                                  \
        (urb)->UrbSelectConfiguration.ConfigurationDescriptor = (descriptor);                                \
    }
#define UsbBuildSelectInterfaceRequest(urb, length, handle, number, setting)                                 \
    {                                                                                                        \
        (urb)->UrbHeader.Function = URB_FUNCTION_SELECT_INTERFACE;                                           \
        (urb)->UrbHeader.Length = (length);                                                                  \
        (urb)->UrbSelectInterface.Interface.AlternateSetting = (setting);                                    \
        (urb)->UrbSelectInterface.Interface.InterfaceNumber = (number);                                      \
        (urb)->UrbSelectInterface.ConfigurationHandle = (handle);                                            \
    }
#define UsbBuildVendorRequest(urb, cmd, length, flags, reserved, request, value, index, buffer, mdl, size, link) \
    {                                                                                                        \
        (urb)->UrbHeader.Function = (cmd);                                                                   \
        (urb)->UrbHeader.Length = (length);                                                                  \
        (urb)->UrbControlVendorClassRequest.TransferBufferLength = (size);                                   \
        (urb)->UrbControlVendorClassRequest.TransferBufferMDL = (mdl);                                       \
        (urb)->UrbControlVendorClassRequest.TransferBuffer = (buffer);                                       \
        (urb)->UrbControlVendorClassRequest.RequestTypeReservedBits = (reserved);                            \
        (urb)->UrbControlVendorClassRequest.Request = (request);                                             \
        (urb)->UrbControlVendorClassRequest.Value = (value);                                                 \
        (urb)->UrbControlVendorClassRequest.Index = (index);                                                 \
        (urb)->UrbControlVendorClassRequest.TransferFlags = (flags);                                         \
        (urb)->UrbControlVendorClassRequest.UrbLink = (link);                                                \
    }
#define UsbBuildOsFeatureDescriptorRequest(urb, length, interface, index, buffer, mdl, size, link)           \
    {                                                                                                        \
        (urb)->UrbHeader.Function = URB_FUNCTION_GET_MS_FEATURE_DESCRIPTOR;                                  \
        (urb)->UrbHeader.Length = (length);                                                                  \
        (urb)->UrbOSFeatureDescriptorRequest.TransferBufferLength = (size);                                  \
        (urb)->UrbOSFeatureDescriptorRequest.TransferBufferMDL = (mdl);                                      \
        (urb)->UrbOSFeatureDescriptorRequest.TransferBuffer = (buffer);                                      \
        (urb)->UrbOSFeatureDescriptorRequest.InterfaceNumber = (interface);                                  \
        (urb)->UrbOSFeatureDescriptorRequest.MS_FeatureDescriptorIndex = (index);                            \
        (urb)->UrbOSFeatureDescriptorRequest.UrbLink = (link);                                               \
    }

VOID USBD_GetUSBDIVersion(PUSBD_VERSION_INFORMATION VersionInformation);
PUSB_INTERFACE_DESCRIPTOR USBD_ParseConfigurationDescriptor(PUSB_CONFIGURATION_DESCRIPTOR ConfigurationDescriptor,
                                                            UCHAR InterfaceNumber, UCHAR AlternateSetting);
PUSB_INTERFACE_DESCRIPTOR USBD_ParseConfigurationDescriptorEx(PUSB_CONFIGURATION_DESCRIPTOR ConfigurationDescriptor,
                                                              PVOID StartPosition, LONG InterfaceNumber,
                                                              LONG AlternateSetting, LONG InterfaceClass,
                                                              LONG InterfaceSubClass, LONG InterfaceProtocol);
PUSB_COMMON_DESCRIPTOR USBD_ParseDescriptors(PVOID DescriptorBuffer, ULONG TotalLength, PVOID StartPosition, LONG DescriptorType);
PURB USBD_CreateConfigurationRequestEx(PUSB_CONFIGURATION_DESCRIPTOR ConfigurationDescriptor,
                                       PUSBD_INTERFACE_LIST_ENTRY InterfaceList);
ULONG USBD_GetInterfaceLength(PUSB_INTERFACE_DESCRIPTOR InterfaceDescriptor, PUCHAR BufferEnd);
NTSTATUS USBD_ValidateConfigurationDescriptor(PUSB_CONFIGURATION_DESCRIPTOR ConfigDesc, ULONG BufferLength, USHORT Level,
                                              PUCHAR *Offset, ULONG Tag);
NTSTATUS USBD_CreateHandle(PDEVICE_OBJECT DeviceObject, PDEVICE_OBJECT TargetDeviceObject, ULONG ContractVersion,
                           ULONG PoolTag, USBD_HANDLE *Handle);
VOID USBD_CloseHandle(USBD_HANDLE Handle);
NTSTATUS USBD_UrbAllocate(USBD_HANDLE Handle, PURB *Urb);
NTSTATUS USBD_IsochUrbAllocate(USBD_HANDLE Handle, ULONG NumberOfIsochPackets, PURB *Urb);
NTSTATUS USBD_SelectConfigUrbAllocateAndBuild(USBD_HANDLE Handle, PUSB_CONFIGURATION_DESCRIPTOR Descriptor,
                                              PUSBD_INTERFACE_LIST_ENTRY InterfaceList, PURB *Urb);
NTSTATUS USBD_SelectInterfaceUrbAllocateAndBuild(USBD_HANDLE Handle, USBD_CONFIGURATION_HANDLE ConfigurationHandle,
                                                 PUSBD_INTERFACE_LIST_ENTRY Entry, PURB *Urb);
VOID USBD_UrbFree(USBD_HANDLE Handle, PURB Urb);
VOID USBD_AssignUrbToIoStackLocation(USBD_HANDLE Handle, PIO_STACK_LOCATION IoStackLocation, PURB Urb);
NTSTATUS USBD_QueryUsbCapability(USBD_HANDLE Handle, const GUID *CapabilityType, ULONG OutputBufferLength,
                                 PUCHAR OutputBuffer, PULONG ResultLength);
BOOLEAN USBD_IsInterfaceVersionSupported(USBD_HANDLE Handle, ULONG InterfaceVersion);
NTSTATUS USBD_QueryBusTime(PDEVICE_OBJECT RootHubPdo, PULONG CurrentFrame);
ULONG USBD_CalculateUsbBandwidth(ULONG MaxPacketSize, UCHAR EndpointType, BOOLEAN LowSpeed);
DEFINE_GUIDEX(GUID_USB_CAPABILITY_CHAINED_MDLS);
DEFINE_GUIDEX(GUID_USB_CAPABILITY_STATIC_STREAMS);
DEFINE_GUIDEX(GUID_USB_CAPABILITY_SELECTIVE_SUSPEND);
DEFINE_GUIDEX(GUID_USB_CAPABILITY_DEVICE_CONNECTION_HIGH_SPEED_COMPATIBLE);

#endif
