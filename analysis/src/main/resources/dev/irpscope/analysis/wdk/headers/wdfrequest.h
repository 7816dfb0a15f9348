/* IrpScope built-in WDK: requests of the framework. */
#ifndef IRPSCOPE_WDFREQUEST_H
#define IRPSCOPE_WDFREQUEST_H

#include "wdf.h"

#endif
