/* IrpScope built-in WDK: source annotations. */
#ifndef IRPSCOPE_SAL_H
#define IRPSCOPE_SAL_H

#include "core/wdk_base.h"

#endif
