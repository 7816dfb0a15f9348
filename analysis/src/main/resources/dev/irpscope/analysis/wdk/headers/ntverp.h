/* IrpScope built-in WDK: basic types. */
#ifndef IRPSCOPE_NTVERP_H
#define IRPSCOPE_NTVERP_H

#include "core/wdk_base.h"

#endif
