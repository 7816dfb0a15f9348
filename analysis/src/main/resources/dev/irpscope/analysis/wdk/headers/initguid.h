/* IrpScope built-in WDK: from here on DEFINE_GUID defines its identifier instead of declaring it. */
#ifndef IRPSCOPE_INITGUID_H
#define IRPSCOPE_INITGUID_H

#ifndef INITGUID
#define INITGUID
#endif
#include "core/wdk_base.h"

#undef DEFINE_GUID
#define DEFINE_GUID(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8) \
    const GUID name = { l, w1, w2, { b1, b2, b3, b4, b5, b6, b7, b8 } }
#undef DEFINE_DEVPROPKEY
#define DEFINE_DEVPROPKEY(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8, pid) \
    const DEVPROPKEY name = { { l, w1, w2, { b1, b2, b3, b4, b5, b6, b7, b8 } }, pid }

#endif
