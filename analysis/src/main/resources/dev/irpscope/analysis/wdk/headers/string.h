/* IrpScope built-in WDK: C run-time library. */
#ifndef IRPSCOPE_STRING_H
#define IRPSCOPE_STRING_H

#include "core/wdk_crt.h"

#endif
