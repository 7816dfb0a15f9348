/* IrpScope built-in WDK: types of the framework. */
#ifndef IRPSCOPE_WDFTYPES_H
#define IRPSCOPE_WDFTYPES_H

#include "wdf.h"

#endif
