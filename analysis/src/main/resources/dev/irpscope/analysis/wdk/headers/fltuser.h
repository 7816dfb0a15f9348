/* IrpScope built-in WDK: what the user-mode side of a minifilter shares with it. */
#ifndef IRPSCOPE_FLTUSER_H
#define IRPSCOPE_FLTUSER_H

#include "fltuserstructures.h"

#endif
