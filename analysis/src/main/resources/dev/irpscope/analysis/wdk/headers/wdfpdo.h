/* IrpScope built-in WDK: physical devices of the framework. */
#ifndef IRPSCOPE_WDFPDO_H
#define IRPSCOPE_WDFPDO_H

#include "wdf.h"

#endif
