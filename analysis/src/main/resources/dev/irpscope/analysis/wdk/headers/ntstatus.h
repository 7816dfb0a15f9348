/* IrpScope built-in WDK: status values. */
#ifndef IRPSCOPE_NTSTATUS_H
#define IRPSCOPE_NTSTATUS_H

#include "core/wdk_status.h"

#endif
