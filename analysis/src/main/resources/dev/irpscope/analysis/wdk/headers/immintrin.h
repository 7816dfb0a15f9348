/* IrpScope built-in WDK: vector intrinsics. */
#ifndef IRPSCOPE_IMMINTRIN_H
#define IRPSCOPE_IMMINTRIN_H

#include "emmintrin.h"

#endif
