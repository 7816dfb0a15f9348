/* IrpScope built-in WDK: interrupts of the framework. */
#ifndef IRPSCOPE_WDFINTERRUPT_H
#define IRPSCOPE_WDFINTERRUPT_H

#include "wdf.h"

#endif
