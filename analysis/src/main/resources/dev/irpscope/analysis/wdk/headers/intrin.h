/* IrpScope built-in WDK: C run-time library. */
#ifndef IRPSCOPE_INTRIN_H
#define IRPSCOPE_INTRIN_H

#include "core/wdk_crt.h"

#endif
