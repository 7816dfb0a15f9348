/*
 * scanner.h - function driver of a flatbed scanner on a packet bus.
 *
 * C in the style of the ladder: resources are taken in one order and given back in the other, and
 * every failure jumps to the rung that undoes what has been done so far.
 */
#ifndef SCANNER_H
#define SCANNER_H

#include <ntddk.h>

#define SCAN_TAG        'nacS'
#define SCAN_PAGE_BYTES 4096
#define SCAN_PASSES     3
#define SCAN_ATTEMPTS   4

#define SCAN_CODE(fn) CTL_CODE(FILE_DEVICE_SCANNER, 0x860 + (fn), METHOD_BUFFERED, FILE_ANY_ACCESS)

#define IOCTL_SCAN_PREVIEW   SCAN_CODE(0)
#define IOCTL_SCAN_PAGE      SCAN_CODE(1)
#define IOCTL_SCAN_CALIBRATE SCAN_CODE(2)
#define IOCTL_SCAN_WARM_UP   SCAN_CODE(3)
#define IOCTL_SCAN_PARK      SCAN_CODE(4)
#define IOCTL_SCAN_FOCUS     SCAN_CODE(5)

#define IOCTL_SCAN_BUS_PACKET CTL_CODE(FILE_DEVICE_BUS_EXTENDER, 0x961, METHOD_NEITHER, FILE_ANY_ACCESS)

typedef struct scanner_extension {
    PDEVICE_OBJECT self;
    PDEVICE_OBJECT lower;
    IO_REMOVE_LOCK remove_lock;
    BOOLEAN started;
    BOOLEAN lid_open;
    BOOLEAN lamp_warm;
    LONG pages;
    LONG previews;
} scanner_extension;

/* What the lower driver is asked to do. */
typedef struct scanner_packet {
    ULONG command;
    ULONG length;
    PVOID data;
} scanner_packet;

#define PACKET_LAMP      1
#define PACKET_CARRIAGE  2
#define PACKET_REFERENCE 3
#define PACKET_FOCUS     4

/* driver.c */
DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD scanner_unload;
DRIVER_ADD_DEVICE scanner_add_device;
_Dispatch_type_(IRP_MJ_CREATE) DRIVER_DISPATCH scanner_create_close;
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH scanner_pnp;
_Dispatch_type_(IRP_MJ_POWER) DRIVER_DISPATCH scanner_power;
void scanner_complete(scanner_extension *ext, PIRP irp, NTSTATUS status);

/* scan.c */
_Dispatch_type_(IRP_MJ_READ) DRIVER_DISPATCH scanner_read;
_Dispatch_type_(IRP_MJ_WRITE) DRIVER_DISPATCH scanner_write;
_Dispatch_type_(IRP_MJ_DEVICE_CONTROL) DRIVER_DISPATCH scanner_control;

/* packet.c */
NTSTATUS scanner_warm_up(scanner_extension *ext);
NTSTATUS scanner_park(scanner_extension *ext);
NTSTATUS scanner_calibrate(scanner_extension *ext);
NTSTATUS scanner_focus(scanner_extension *ext);

#endif
