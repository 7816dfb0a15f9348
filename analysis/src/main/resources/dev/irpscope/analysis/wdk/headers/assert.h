/* IrpScope built-in WDK: assertions of the C library; no condition of a path. */
#ifndef IRPSCOPE_ASSERT_H
#define IRPSCOPE_ASSERT_H

#include "core/wdk_base.h"

#define assert(e) IRPSCOPE_CHECKED(e)

#endif
