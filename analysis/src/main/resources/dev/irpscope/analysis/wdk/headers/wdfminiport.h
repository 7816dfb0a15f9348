/* IrpScope built-in WDK: framework objects in miniport drivers. */
#ifndef IRPSCOPE_WDFMINIPORT_H
#define IRPSCOPE_WDFMINIPORT_H

#include "wdf.h"

#endif
