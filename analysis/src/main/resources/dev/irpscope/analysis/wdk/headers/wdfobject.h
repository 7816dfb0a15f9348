/* IrpScope built-in WDK: objects of the framework. */
#ifndef IRPSCOPE_WDFOBJECT_H
#define IRPSCOPE_WDFOBJECT_H

#include "wdf.h"

#endif
