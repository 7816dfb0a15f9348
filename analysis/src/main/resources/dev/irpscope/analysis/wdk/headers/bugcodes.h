/* IrpScope built-in WDK: bug check codes; drivers define their own. */
#ifndef IRPSCOPE_BUGCODES_H
#define IRPSCOPE_BUGCODES_H

#include "core/wdk_base.h"

#endif
