/* IrpScope built-in WDK: USB 1.1 descriptors. */
#ifndef IRPSCOPE_USB100_H
#define IRPSCOPE_USB100_H

#include "usbspec.h"

#endif
