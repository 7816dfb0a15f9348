/* IrpScope built-in WDK: objects in the way of COM. */
#ifndef IRPSCOPE_STDUNK_H
#define IRPSCOPE_STDUNK_H

#include "wdm.h"
#include "core/wdk_com.h"

#endif
