/* IrpScope built-in WDK: everything a WDM driver sees. */
#ifndef IRPSCOPE_WDM_H
#define IRPSCOPE_WDM_H

#include "core/wdk_base.h"
#include "core/wdk_crt.h"
#include "core/wdk_zw.h"
#include "core/wdk_pci.h"
#include "evntprov.h"
#include "ntiologc.h"
#include "excpt.h"
#include "pseh/pseh2.h"

#endif
