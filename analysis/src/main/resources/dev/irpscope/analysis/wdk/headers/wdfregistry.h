/* IrpScope built-in WDK: registry keys of the framework. */
#ifndef IRPSCOPE_WDFREGISTRY_H
#define IRPSCOPE_WDFREGISTRY_H

#include "wdf.h"

#endif
