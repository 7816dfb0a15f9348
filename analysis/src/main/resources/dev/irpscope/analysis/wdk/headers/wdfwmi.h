/* IrpScope built-in WDK: WMI in the framework. */
#ifndef IRPSCOPE_WDFWMI_H
#define IRPSCOPE_WDFWMI_H

#include "wdf.h"

#endif
