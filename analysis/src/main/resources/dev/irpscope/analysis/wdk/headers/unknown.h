/* IrpScope built-in WDK: objects in the way of COM. */
#ifndef IRPSCOPE_UNKNOWN_H
#define IRPSCOPE_UNKNOWN_H

#include "wdm.h"
#include "core/wdk_com.h"

#endif
