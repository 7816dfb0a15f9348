/* IrpScope built-in WDK: formats of integers of given width. */
#ifndef IRPSCOPE_INTTYPES_H
#define IRPSCOPE_INTTYPES_H

#include "stdint.h"

#define PRId64 "I64d"
#define PRIu64 "I64u"
#define PRIx64 "I64x"
#define PRId32 "d"
#define PRIu32 "u"
#define PRIx32 "x"

#endif
