/* IrpScope built-in WDK: C run-time library. */
#ifndef IRPSCOPE_STDLIB_H
#define IRPSCOPE_STDLIB_H

#include "core/wdk_crt.h"

#endif
