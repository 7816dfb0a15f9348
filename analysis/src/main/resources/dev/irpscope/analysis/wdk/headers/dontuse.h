/* IrpScope built-in WDK: deprecated functions; nothing is declared here. */
#ifndef IRPSCOPE_DONTUSE_H
#define IRPSCOPE_DONTUSE_H

#include "core/wdk_base.h"

#endif
