/* IrpScope built-in WDK: work items of the framework. */
#ifndef IRPSCOPE_WDFWORKITEM_H
#define IRPSCOPE_WDFWORKITEM_H

#include "wdf.h"

#endif
