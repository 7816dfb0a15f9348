/* IrpScope built-in WDK: source annotations. */
#ifndef IRPSCOPE_NO_SAL2_H
#define IRPSCOPE_NO_SAL2_H

#include "core/wdk_base.h"

#endif
