/* IrpScope built-in WDK: tape drives. */
#ifndef IRPSCOPE_MINITAPE_H
#define IRPSCOPE_MINITAPE_H

#include "ntddstor.h"

#endif
