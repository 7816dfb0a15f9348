/* IrpScope built-in WDK: targets of the framework. */
#ifndef IRPSCOPE_WDFIOTARGET_H
#define IRPSCOPE_WDFIOTARGET_H

#include "wdf.h"

#endif
