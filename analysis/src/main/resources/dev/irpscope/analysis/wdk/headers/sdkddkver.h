/* IrpScope built-in WDK: basic types. */
#ifndef IRPSCOPE_SDKDDKVER_H
#define IRPSCOPE_SDKDDKVER_H

#include "core/wdk_base.h"

#endif
