/*
 * panel.h - function driver of a passenger information panel. Nearly every decision is a table look-up.
 */
#pragma once

#include <ntddk.h>

#define PANEL_TAG 'lnaP'

#define PANEL_CODE(fn) CTL_CODE(FILE_DEVICE_SCREEN, 0x840 + (fn), METHOD_BUFFERED, FILE_ANY_ACCESS)

#define IOCTL_PANEL_TEXT       PANEL_CODE(0)
#define IOCTL_PANEL_BRIGHTNESS PANEL_CODE(1)
#define IOCTL_PANEL_SCROLL     PANEL_CODE(2)
#define IOCTL_PANEL_MARQUEE    PANEL_CODE(3)
#define IOCTL_PANEL_RESET      PANEL_CODE(4)
#define IOCTL_PANEL_DIM        PANEL_CODE(5)
#define IOCTL_PANEL_BEEP       PANEL_CODE(6)

#define IOCTL_PANEL_BUS_COMMAND CTL_CODE(FILE_DEVICE_BUS_EXTENDER, 0x952, METHOD_NEITHER, FILE_ANY_ACCESS)

typedef struct _PANEL_EXTENSION {
    PDEVICE_OBJECT Self;
    PDEVICE_OBJECT LowerDevice;
    IO_REMOVE_LOCK RemoveLock;
    BOOLEAN Started;
    LONG Texts;

    /* One scrolling request is with the panel; the others wait here. */
    KSPIN_LOCK ScrollLock;
    LIST_ENTRY Scrolls;
    BOOLEAN Scrolling;
} PANEL_EXTENSION, *PPANEL_EXTENSION;

/* A handler gets a request with the remove lock held, and finishes it or sends it on. */
typedef NTSTATUS PANEL_HANDLER(PPANEL_EXTENSION Ext, PIRP Irp);
typedef PANEL_HANDLER *PPANEL_HANDLER;

/* The driver's own commands to the panel, by number. */
typedef enum _PANEL_COMMAND {
    PanelCommandReset = 0,
    PanelCommandDim,
    PanelCommandBeep,
    PanelCommandCount
} PANEL_COMMAND;

/* driver.c */
DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD PanelUnload;
DRIVER_ADD_DEVICE PanelAddDevice;
_Dispatch_type_(IRP_MJ_CREATE) DRIVER_DISPATCH PanelDispatchOpenClose;
_Dispatch_type_(IRP_MJ_POWER) DRIVER_DISPATCH PanelDispatchPower;
NTSTATUS PanelFinish(_In_ PPANEL_EXTENSION Ext, _In_ PIRP Irp, _In_ NTSTATUS Status);
IO_COMPLETION_ROUTINE PanelForwarded;

/* pnp.c */
_Dispatch_type_(IRP_MJ_PNP) DRIVER_DISPATCH PanelDispatchPnp;

/* control.c */
_Dispatch_type_(IRP_MJ_DEVICE_CONTROL) DRIVER_DISPATCH PanelDispatchControl;

/* command.c */
NTSTATUS PanelRun(_In_ PPANEL_EXTENSION Ext, _In_ PANEL_COMMAND Command);
