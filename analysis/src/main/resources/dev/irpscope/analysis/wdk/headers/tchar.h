/* IrpScope built-in WDK: C run-time library. */
#ifndef IRPSCOPE_TCHAR_H
#define IRPSCOPE_TCHAR_H

#include "core/wdk_crt.h"

#endif
