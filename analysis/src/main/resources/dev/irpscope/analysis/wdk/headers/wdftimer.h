/* IrpScope built-in WDK: timers of the framework. */
#ifndef IRPSCOPE_WDFTIMER_H
#define IRPSCOPE_WDFTIMER_H

#include "wdf.h"

#endif
