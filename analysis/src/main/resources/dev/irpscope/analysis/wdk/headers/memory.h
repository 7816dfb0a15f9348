/* IrpScope built-in WDK: C run-time library. */
#ifndef IRPSCOPE_MEMORY_H
#define IRPSCOPE_MEMORY_H

#include "core/wdk_crt.h"

#endif
