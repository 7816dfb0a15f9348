/* IrpScope built-in WDK: C run-time library. */
#ifndef IRPSCOPE_CTYPE_H
#define IRPSCOPE_CTYPE_H

#include "core/wdk_crt.h"

#endif
