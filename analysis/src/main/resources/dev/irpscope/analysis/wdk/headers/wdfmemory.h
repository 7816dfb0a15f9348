/* IrpScope built-in WDK: memory of the framework. */
#ifndef IRPSCOPE_WDFMEMORY_H
#define IRPSCOPE_WDFMEMORY_H

#include "wdf.h"

#endif
