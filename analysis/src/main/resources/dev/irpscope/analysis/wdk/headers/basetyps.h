/* IrpScope built-in WDK: basic types. */
#ifndef IRPSCOPE_BASETYPS_H
#define IRPSCOPE_BASETYPS_H

#include "core/wdk_base.h"

#endif
