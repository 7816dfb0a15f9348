/* IrpScope built-in WDK: USB requests for kernel-mode clients. */
#ifndef IRPSCOPE_USBPROTOCOLDEFS_H
#define IRPSCOPE_USBPROTOCOLDEFS_H

#include "usb.h"
#include "usbioctl.h"
#include "usbdlib.h"

#endif
