/* IrpScope built-in WDK: C run-time library. */
#ifndef IRPSCOPE_LIMITS_H
#define IRPSCOPE_LIMITS_H

#include "core/wdk_crt.h"

#endif
