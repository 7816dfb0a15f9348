/* IrpScope built-in WDK: collections of the framework. */
#ifndef IRPSCOPE_WDFCOLLECTION_H
#define IRPSCOPE_WDFCOLLECTION_H

#include "wdf.h"

#endif
