/* IrpScope built-in WDK: file system minifilters. */
#ifndef IRPSCOPE_FLTKERNEL_H
#define IRPSCOPE_FLTKERNEL_H

#include "ntifs.h"
#include "core/wdk_flt_calls.h"

#endif
