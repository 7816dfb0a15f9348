/* IrpScope built-in WDK: basic types. */
#ifndef IRPSCOPE_WINDEF_H
#define IRPSCOPE_WINDEF_H

#include "core/wdk_base.h"

#endif
