/* IrpScope built-in WDK: disks. */
#ifndef IRPSCOPE_NTDDSTOR_H
#define IRPSCOPE_NTDDSTOR_H

#include "core/wdk_io.h"

#endif
