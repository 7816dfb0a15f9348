/* IrpScope built-in WDK: C run-time library. */
#ifndef IRPSCOPE_STDDEF_H
#define IRPSCOPE_STDDEF_H

#include "core/wdk_crt.h"

#endif
