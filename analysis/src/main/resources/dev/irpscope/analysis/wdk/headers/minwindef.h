/* IrpScope built-in WDK: basic types. */
#ifndef IRPSCOPE_MINWINDEF_H
#define IRPSCOPE_MINWINDEF_H

#include "core/wdk_base.h"

#endif
