/* IrpScope built-in WDK: strings of the framework. */
#ifndef IRPSCOPE_WDFSTRING_H
#define IRPSCOPE_WDFSTRING_H

#include "wdf.h"

#endif
