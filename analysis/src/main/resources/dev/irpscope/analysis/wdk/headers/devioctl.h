/* IrpScope built-in WDK: control codes and device types. */
#ifndef IRPSCOPE_DEVIOCTL_H
#define IRPSCOPE_DEVIOCTL_H

#include "core/wdk_io_consts.h"

#endif
