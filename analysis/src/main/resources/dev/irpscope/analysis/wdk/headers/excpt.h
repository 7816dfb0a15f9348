/* IrpScope built-in WDK: structured exceptions, short spellings. */
#ifndef IRPSCOPE_EXCPT_H
#define IRPSCOPE_EXCPT_H

#include "core/wdk_rtl.h"

#ifndef __cplusplus
#define try __try
#define except __except
#define finally __finally
#define leave __leave
#endif

#endif
