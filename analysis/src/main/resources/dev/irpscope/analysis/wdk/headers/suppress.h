/* IrpScope built-in WDK: names of analyser warnings; nothing is declared here. */
#ifndef IRPSCOPE_SUPPRESS_H
#define IRPSCOPE_SUPPRESS_H

#include "core/wdk_base.h"

#endif
