/* IrpScope built-in WDK: resources in the framework. */
#ifndef IRPSCOPE_WDFRESOURCE_H
#define IRPSCOPE_WDFRESOURCE_H

#include "wdf.h"

#endif
