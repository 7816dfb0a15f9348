/* IrpScope built-in WDK: storage tracing; nothing is declared here. */
#ifndef IRPSCOPE_STORSWTR_H
#define IRPSCOPE_STORSWTR_H

#include "core/wdk_base.h"

#endif
