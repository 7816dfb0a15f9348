/* IrpScope built-in WDK: drivers of the framework. */
#ifndef IRPSCOPE_WDFDRIVER_H
#define IRPSCOPE_WDFDRIVER_H

#include "wdf.h"

#endif
