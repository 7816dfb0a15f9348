/* IrpScope built-in WDK: DPCs of the framework. */
#ifndef IRPSCOPE_WDFDPC_H
#define IRPSCOPE_WDFDPC_H

#include "wdf.h"

#endif
