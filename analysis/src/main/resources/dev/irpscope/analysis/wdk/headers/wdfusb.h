/* IrpScope built-in WDK: USB targets of the framework; handles only. */
#ifndef IRPSCOPE_WDFUSB_H
#define IRPSCOPE_WDFUSB_H

#include "wdf.h"

#endif
