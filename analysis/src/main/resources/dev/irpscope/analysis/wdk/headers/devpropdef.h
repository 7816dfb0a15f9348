/* IrpScope built-in WDK: identifiers. */
#ifndef IRPSCOPE_DEVPROPDEF_H
#define IRPSCOPE_DEVPROPDEF_H

#include "core/wdk_base.h"

#endif
