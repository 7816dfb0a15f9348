/* IrpScope built-in WDK: objects in the way of COM. */
#ifndef IRPSCOPE_UNKNWN_H
#define IRPSCOPE_UNKNWN_H

#include "wdm.h"
#include "core/wdk_com.h"

#endif
