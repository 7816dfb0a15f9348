/* IrpScope built-in WDK: C run-time library. */
#ifndef IRPSCOPE_STDARG_H
#define IRPSCOPE_STDARG_H

#include "core/wdk_crt.h"

#endif
