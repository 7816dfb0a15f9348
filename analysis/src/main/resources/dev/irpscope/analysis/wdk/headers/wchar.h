/* IrpScope built-in WDK: C run-time library. */
#ifndef IRPSCOPE_WCHAR_H
#define IRPSCOPE_WCHAR_H

#include "core/wdk_crt.h"

#endif
