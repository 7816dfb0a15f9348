/* IrpScope built-in WDK: locks of the framework. */
#ifndef IRPSCOPE_WDFSYNC_H
#define IRPSCOPE_WDFSYNC_H

#include "wdf.h"

#endif
