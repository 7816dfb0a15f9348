/* IrpScope built-in WDK: core of the framework. */
#ifndef IRPSCOPE_WDFCORE_H
#define IRPSCOPE_WDFCORE_H

#include "wdf.h"

#endif
