/* IrpScope built-in WDK: the USB driver interface. */
#ifndef IRPSCOPE_USBDI_H
#define IRPSCOPE_USBDI_H

#include "usb.h"
#include "usbioctl.h"

#endif
