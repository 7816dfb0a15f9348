/* IrpScope built-in WDK: control codes and device types. */
#ifndef IRPSCOPE_WINIOCTL_H
#define IRPSCOPE_WINIOCTL_H

#include "core/wdk_io_consts.h"
#include "ntddstor.h"
#include "ntdddisk.h"

#endif
