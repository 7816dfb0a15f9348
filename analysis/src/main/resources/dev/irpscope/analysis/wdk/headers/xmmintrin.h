/* IrpScope built-in WDK: vector intrinsics. */
#ifndef IRPSCOPE_XMMINTRIN_H
#define IRPSCOPE_XMMINTRIN_H

#include "emmintrin.h"

#endif
