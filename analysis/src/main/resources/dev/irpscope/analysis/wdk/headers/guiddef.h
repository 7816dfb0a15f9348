/* IrpScope built-in WDK: identifiers. */
#ifndef IRPSCOPE_GUIDDEF_H
#define IRPSCOPE_GUIDDEF_H

#include "core/wdk_base.h"

#endif
