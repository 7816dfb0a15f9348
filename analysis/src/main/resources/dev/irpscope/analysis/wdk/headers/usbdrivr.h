/* IrpScope built-in WDK: USB requests for kernel-mode clients. */
#ifndef IRPSCOPE_USBDRIVR_H
#define IRPSCOPE_USBDRIVR_H

#include "usb.h"
#include "usbioctl.h"
#include "usbdlib.h"

#endif
