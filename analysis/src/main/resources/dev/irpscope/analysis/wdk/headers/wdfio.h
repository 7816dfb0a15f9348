/* IrpScope built-in WDK: queues of the framework. */
#ifndef IRPSCOPE_WDFIO_H
#define IRPSCOPE_WDFIO_H

#include "wdf.h"

#endif
