/* IrpScope built-in WDK: kernel types for user-mode framework drivers. */
#ifndef IRPSCOPE_WUDFWDM_H
#define IRPSCOPE_WUDFWDM_H

#include "wdm.h"

#endif
