/* IrpScope built-in WDK: C run-time library. */
#ifndef IRPSCOPE_STDIO_H
#define IRPSCOPE_STDIO_H

#include "core/wdk_crt.h"

#endif
