/* IrpScope built-in WDK: power types. */
#ifndef IRPSCOPE_NTPOAPI_H
#define IRPSCOPE_NTPOAPI_H

#include "core/wdk_io.h"

#endif
