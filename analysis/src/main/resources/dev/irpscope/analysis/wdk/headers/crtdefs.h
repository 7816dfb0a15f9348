/* IrpScope built-in WDK: C run-time library. */
#ifndef IRPSCOPE_CRTDEFS_H
#define IRPSCOPE_CRTDEFS_H

#include "core/wdk_crt.h"

#endif
