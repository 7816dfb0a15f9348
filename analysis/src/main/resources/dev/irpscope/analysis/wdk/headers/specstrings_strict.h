/* IrpScope built-in WDK: source annotations. */
#ifndef IRPSCOPE_SPECSTRINGS_STRICT_H
#define IRPSCOPE_SPECSTRINGS_STRICT_H

#include "core/wdk_base.h"

#endif
