/* IrpScope built-in WDK: basic types. */
#ifndef IRPSCOPE_BASETSD_H
#define IRPSCOPE_BASETSD_H

#include "core/wdk_base.h"

#endif
