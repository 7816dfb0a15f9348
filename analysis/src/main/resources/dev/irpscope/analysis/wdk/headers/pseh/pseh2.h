/* IrpScope built-in WDK: portable structured exceptions, mapped to the compiler's own. */
#ifndef IRPSCOPE_PSEH_PSEH2_H
#define IRPSCOPE_PSEH_PSEH2_H

#include "../core/wdk_rtl.h"
#include "../core/seh2.h"

#endif
