/* IrpScope built-in WDK: function devices of the framework. */
#ifndef IRPSCOPE_WDFFDO_H
#define IRPSCOPE_WDFFDO_H

#include "wdf.h"

#endif
