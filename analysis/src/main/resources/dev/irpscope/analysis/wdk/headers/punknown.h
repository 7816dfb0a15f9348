/* IrpScope built-in WDK: objects in the way of COM. */
#ifndef IRPSCOPE_PUNKNOWN_H
#define IRPSCOPE_PUNKNOWN_H

#include "wdm.h"
#include "core/wdk_com.h"

#endif
