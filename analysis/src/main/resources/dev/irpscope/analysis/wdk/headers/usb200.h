/* IrpScope built-in WDK: USB 2.0 descriptors. */
#ifndef IRPSCOPE_USB200_H
#define IRPSCOPE_USB200_H

#include "usbspec.h"

#endif
