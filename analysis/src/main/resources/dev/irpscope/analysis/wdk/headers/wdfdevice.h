/* IrpScope built-in WDK: devices of the framework. */
#ifndef IRPSCOPE_WDFDEVICE_H
#define IRPSCOPE_WDFDEVICE_H

#include "wdf.h"

#endif
