/* IrpScope built-in WDK: everything a kernel-mode driver sees. */
#ifndef IRPSCOPE_NTDDK_H
#define IRPSCOPE_NTDDK_H

#include "wdm.h"

#endif
