/* IrpScope built-in WDK: source annotations. */
#ifndef IRPSCOPE_SPECSTRINGS_H
#define IRPSCOPE_SPECSTRINGS_H

#include "core/wdk_base.h"

#endif
