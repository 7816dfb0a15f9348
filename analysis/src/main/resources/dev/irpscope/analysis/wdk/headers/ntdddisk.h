/* IrpScope built-in WDK: disks. */
#ifndef IRPSCOPE_NTDDDISK_H
#define IRPSCOPE_NTDDDISK_H

#include "core/wdk_io.h"

#endif
