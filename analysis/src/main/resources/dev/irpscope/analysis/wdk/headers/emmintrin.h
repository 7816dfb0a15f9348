/* IrpScope built-in WDK: SSE2 vectors, as far as drivers move and combine them. */
#ifndef IRPSCOPE_EMMINTRIN_H
#define IRPSCOPE_EMMINTRIN_H

#include "core/wdk_base.h"

typedef union __m128i {
    __int64 m128i_i64[2];
    unsigned __int64 m128i_u64[2];
    int m128i_i32[4];
    unsigned int m128i_u32[4];
    unsigned char m128i_u8[16];
} __m128i;
__m128i _mm_load_si128(const __m128i *p);
__m128i _mm_loadu_si128(const __m128i *p);
void _mm_store_si128(__m128i *p, __m128i a);
void _mm_storeu_si128(__m128i *p, __m128i a);
__m128i _mm_xor_si128(__m128i a, __m128i b);
__m128i _mm_and_si128(__m128i a, __m128i b);
__m128i _mm_or_si128(__m128i a, __m128i b);
__m128i _mm_andnot_si128(__m128i a, __m128i b);
__m128i _mm_add_epi8(__m128i a, __m128i b);
__m128i _mm_cmpgt_epi8(__m128i a, __m128i b);
__m128i _mm_set1_epi8(char b);
__m128i _mm_setzero_si128(void);
__m128i _mm_slli_epi16(__m128i a, int count);
void _mm_pause(void);
void _mm_mfence(void);
void _mm_lfence(void);

#endif
