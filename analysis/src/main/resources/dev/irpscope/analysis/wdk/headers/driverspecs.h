/* IrpScope built-in WDK: source annotations. */
#ifndef IRPSCOPE_DRIVERSPECS_H
#define IRPSCOPE_DRIVERSPECS_H

#include "core/wdk_base.h"

#endif
