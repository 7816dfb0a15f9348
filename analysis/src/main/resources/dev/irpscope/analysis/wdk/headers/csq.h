/* IrpScope built-in WDK: cancel-safe queues. */
#ifndef IRPSCOPE_CSQ_H
#define IRPSCOPE_CSQ_H

#include "wdm.h"

#endif
