/* IrpScope built-in WDK: everything a file-system driver sees. */
#ifndef IRPSCOPE_NTIFS_H
#define IRPSCOPE_NTIFS_H

#include "wdm.h"
#include "core/wdk_fs.h"

#endif
