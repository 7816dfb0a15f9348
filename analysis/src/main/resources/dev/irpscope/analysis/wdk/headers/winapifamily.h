/* IrpScope built-in WDK: basic types. */
#ifndef IRPSCOPE_WINAPIFAMILY_H
#define IRPSCOPE_WINAPIFAMILY_H

#include "core/wdk_base.h"

#endif
