/* IrpScope built-in WDK: vector intrinsics. */
#ifndef IRPSCOPE_MMINTRIN_H
#define IRPSCOPE_MMINTRIN_H

#include "emmintrin.h"

#endif
