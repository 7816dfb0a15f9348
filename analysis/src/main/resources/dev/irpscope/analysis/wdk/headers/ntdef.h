/* IrpScope built-in WDK: basic types. */
#ifndef IRPSCOPE_NTDEF_H
#define IRPSCOPE_NTDEF_H

#include "core/wdk_base.h"
#include "core/wdk_status.h"
#include "core/wdk_crt.h"

#endif
