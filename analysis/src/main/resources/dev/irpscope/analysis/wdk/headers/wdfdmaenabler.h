/* IrpScope built-in WDK: DMA in the framework. */
#ifndef IRPSCOPE_WDFDMAENABLER_H
#define IRPSCOPE_WDFDMAENABLER_H

#include "wdf.h"

#endif
