/* IrpScope built-in WDK: basic types. */
#ifndef IRPSCOPE_WTYPES_H
#define IRPSCOPE_WTYPES_H

#include "core/wdk_base.h"

#endif
