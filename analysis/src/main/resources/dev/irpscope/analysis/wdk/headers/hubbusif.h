/* IrpScope built-in WDK: interface between the USB hub driver and the port driver. */
#ifndef IRPSCOPE_HUBBUSIF_H
#define IRPSCOPE_HUBBUSIF_H

#include "usbdi.h"

typedef PVOID PUSB_DEVICE_HANDLE;
#define USB_BUSIF_HUB_VERSION_0 0x0000
#define USB_BUSIF_HUB_VERSION_1 0x0001
#define USB_BUSIF_HUB_VERSION_2 0x0002
#define USB_BUSIF_HUB_VERSION_3 0x0003
#define USB_BUSIF_HUB_VERSION_4 0x0004
#define USB_BUSIF_HUB_VERSION_5 0x0005
#define USBD_KEEP_DEVICE_DATA 0x00000001
#define USBD_MARK_DEVICE_BUSY 0x00000002
#pragma pack(push, 1)
typedef struct _USB_PIPE_INFORMATION_0 {
    USB_ENDPOINT_DESCRIPTOR EndpointDescriptor;
    UCHAR ED_Pad[1];
    ULONG ScheduleOffset;
} USB_PIPE_INFORMATION_0, *PUSB_PIPE_INFORMATION_0;
typedef struct _USB_LEVEL_INFORMATION {
    ULONG InformationLevel;
    ULONG ActualLength;
} USB_LEVEL_INFORMATION, *PUSB_LEVEL_INFORMATION;
typedef struct _USB_DEVICE_INFORMATION_0 {
    ULONG InformationLevel;
    ULONG ActualLength;
    ULONG PortNumber;
    USB_DEVICE_DESCRIPTOR DeviceDescriptor;
    UCHAR DD_pad[2];
    UCHAR CurrentConfigurationValue;
    UCHAR ReservedMBZ;
    USHORT DeviceAddress;
    ULONG HubAddress;
    USB_DEVICE_SPEED DeviceSpeed;
    USB_DEVICE_TYPE DeviceType;
    ULONG NumberOfOpenPipes;
    USB_PIPE_INFORMATION_0 PipeList[1];
} USB_DEVICE_INFORMATION_0, *PUSB_DEVICE_INFORMATION_0;
typedef struct _USB_CONTROLLER_INFORMATION_0 {
    ULONG InformationLevel;
    ULONG ActualLength;
    BOOLEAN SelectiveSuspendEnabled;
    BOOLEAN IsHighSpeedController;
} USB_CONTROLLER_INFORMATION_0, *PUSB_CONTROLLER_INFORMATION_0;
typedef struct _USB_EXTPORT_INFORMATION_0 {
    ULONG PhysicalPortNumber;
    ULONG PortLabelNumber;
    USHORT VidOverride;
    USHORT PidOverride;
    ULONG PortAttributes;
} USB_EXTPORT_INFORMATION_0, *PUSB_EXTPORT_INFORMATION_0;
typedef struct _USB_EXTHUB_INFORMATION_0 {
    ULONG InformationLevel;
    ULONG NumberOfPorts;
    USB_EXTPORT_INFORMATION_0 Port[255];
} USB_EXTHUB_INFORMATION_0, *PUSB_EXTHUB_INFORMATION_0;
#pragma pack(pop)

typedef VOID RH_INIT_CALLBACK(PVOID CallBackContext);
typedef RH_INIT_CALLBACK *PRH_INIT_CALLBACK;
typedef NTSTATUS (*PUSB_BUSIFFN_CREATE_USB_DEVICE)(PVOID Context, PUSB_DEVICE_HANDLE *DeviceHandle,
                                                   PUSB_DEVICE_HANDLE HubDeviceHandle, USHORT PortStatus, USHORT PortNumber);
typedef NTSTATUS (*PUSB_BUSIFFN_INITIALIZE_USB_DEVICE)(PVOID Context, PUSB_DEVICE_HANDLE DeviceHandle);
typedef NTSTATUS (*PUSB_BUSIFFN_GET_USB_DESCRIPTORS)(PVOID Context, PUSB_DEVICE_HANDLE DeviceHandle,
                                                     PUCHAR DeviceDescriptorBuffer, PULONG DeviceDescriptorBufferLength,
                                                     PUCHAR ConfigDescriptorBuffer, PULONG ConfigDescriptorBufferLength);
typedef NTSTATUS (*PUSB_BUSIFFN_REMOVE_USB_DEVICE)(PVOID Context, PUSB_DEVICE_HANDLE DeviceHandle, ULONG Flags);
typedef NTSTATUS (*PUSB_BUSIFFN_RESTORE_DEVICE)(PVOID Context, PUSB_DEVICE_HANDLE Old, PUSB_DEVICE_HANDLE New);
typedef NTSTATUS (*PUSB_BUSIFFN_GET_POTRTHACK_FLAGS)(PVOID Context, PULONG Flags);
typedef NTSTATUS (*PUSB_BUSIFFN_GET_DEVICE_INFORMATION)(PVOID Context, PUSB_DEVICE_HANDLE DeviceHandle,
                                                        PVOID DeviceInformationBuffer, ULONG BufferLength, PULONG Actual);
typedef NTSTATUS (*PUSB_BUSIFFN_GET_CONTROLLER_INFORMATION)(PVOID Context, PVOID ControllerInformationBuffer,
                                                            ULONG BufferLength, PULONG Actual);
typedef NTSTATUS (*PUSB_BUSIFFN_CONTROLLER_SELECTIVE_SUSPEND)(PVOID Context, BOOLEAN Enable);
typedef NTSTATUS (*PUSB_BUSIFFN_GET_EXTENDED_HUB_INFO)(PVOID Context, PDEVICE_OBJECT HubPhysicalDeviceObject,
                                                       PVOID HubInformationBuffer, ULONG BufferLength, PULONG Actual);
typedef NTSTATUS (*PUSB_BUSIFFN_GET_ROOTHUB_SYM_NAME)(PVOID Context, PVOID HubSymNameBuffer, ULONG BufferLength, PULONG Actual);
typedef PVOID (*PUSB_BUSIFFN_GET_DEVICE_BUSCONTEXT)(PVOID Context, PVOID DeviceHandle);
typedef NTSTATUS (*PUSB_BUSIFFN_INITIALIZE_20HUB)(PVOID Context, PUSB_DEVICE_HANDLE HubDeviceHandle, ULONG TtCount);
typedef NTSTATUS (*PUSB_BUSIFFN_ROOTHUB_INIT_NOTIFY)(PVOID Context, PVOID CallbackContext, PRH_INIT_CALLBACK Callback);
typedef VOID (*PUSB_BUSIFFN_FLUSH_TRANSFERS)(PVOID Context, PVOID DeviceHandle);
typedef VOID (*PUSB_BUSIFFN_SET_DEVHANDLE_DATA)(PVOID Context, PVOID DeviceHandle, PDEVICE_OBJECT UsbDevicePdo);
typedef struct _USB_BUS_INTERFACE_HUB_V5 {
    USHORT Size;
    USHORT Version;
    PVOID BusContext;
    PINTERFACE_REFERENCE InterfaceReference;
    PINTERFACE_DEREFERENCE InterfaceDereference;
    PUSB_BUSIFFN_CREATE_USB_DEVICE CreateUsbDevice;
    PUSB_BUSIFFN_INITIALIZE_USB_DEVICE InitializeUsbDevice;
    PUSB_BUSIFFN_GET_USB_DESCRIPTORS GetUsbDescriptors;
    PUSB_BUSIFFN_REMOVE_USB_DEVICE RemoveUsbDevice;
    PUSB_BUSIFFN_RESTORE_DEVICE RestoreUsbDevice;
    PUSB_BUSIFFN_GET_POTRTHACK_FLAGS GetPortHackFlags;
    PUSB_BUSIFFN_GET_DEVICE_INFORMATION QueryDeviceInformation;
    PUSB_BUSIFFN_GET_CONTROLLER_INFORMATION GetControllerInformation;
    PUSB_BUSIFFN_CONTROLLER_SELECTIVE_SUSPEND ControllerSelectiveSuspend;
    PUSB_BUSIFFN_GET_EXTENDED_HUB_INFO GetExtendedHubInformation;
    PUSB_BUSIFFN_GET_ROOTHUB_SYM_NAME GetRootHubSymbolicName;
    PUSB_BUSIFFN_GET_DEVICE_BUSCONTEXT GetDeviceBusContext;
    PUSB_BUSIFFN_INITIALIZE_20HUB Initialize20Hub;
    PUSB_BUSIFFN_ROOTHUB_INIT_NOTIFY RootHubInitNotification;
    PUSB_BUSIFFN_FLUSH_TRANSFERS FlushTransfers;
    PUSB_BUSIFFN_SET_DEVHANDLE_DATA SetDeviceHandleData;
} USB_BUS_INTERFACE_HUB_V5, *PUSB_BUS_INTERFACE_HUB_V5;
DEFINE_GUID(USB_BUS_INTERFACE_HUB_GUID, 0xb2bb8c0a, 0x5ab4, 0x11d3, 0xa8, 0xcd, 0x00, 0xc0, 0x4f, 0x68, 0x74, 0x7a);

#endif
