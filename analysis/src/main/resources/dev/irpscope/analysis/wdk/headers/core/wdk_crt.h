/*
 * IrpScope built-in WDK: the part of the C run-time library that kernel code may call, and compiler intrinsics.
 */
#ifndef IRPSCOPE_WDK_CRT_H
#define IRPSCOPE_WDK_CRT_H

#include "wdk_base.h"

void *memcpy(void *dst, const void *src, size_t count);
void *memmove(void *dst, const void *src, size_t count);
void *memset(void *dst, int c, size_t count);
int memcmp(const void *a, const void *b, size_t count);
void *memchr(const void *buf, int c, size_t count);
int memcpy_s(void *dst, size_t dst_size, const void *src, size_t count);
int memmove_s(void *dst, size_t dst_size, const void *src, size_t count);
size_t strlen(const char *s);
size_t strnlen(const char *s, size_t max);
char *strcpy(char *dst, const char *src);
char *strncpy(char *dst, const char *src, size_t count);
char *strcat(char *dst, const char *src);
char *strncat(char *dst, const char *src, size_t count);
int strcmp(const char *a, const char *b);
int strncmp(const char *a, const char *b, size_t count);
int _stricmp(const char *a, const char *b);
int _strnicmp(const char *a, const char *b, size_t count);
int stricmp(const char *a, const char *b);
int strnicmp(const char *a, const char *b, size_t count);
char *strchr(const char *s, int c);
char *strrchr(const char *s, int c);
char *strstr(const char *s, const char *sub);
char *strtok(char *s, const char *delim);
char *_strupr(char *s);
char *_strlwr(char *s);
int strcpy_s(char *dst, size_t dst_size, const char *src);
int strcat_s(char *dst, size_t dst_size, const char *src);
int strncpy_s(char *dst, size_t dst_size, const char *src, size_t count);
size_t wcslen(const wchar_t *s);
size_t wcsnlen(const wchar_t *s, size_t max);
wchar_t *wcscpy(wchar_t *dst, const wchar_t *src);
wchar_t *wcsncpy(wchar_t *dst, const wchar_t *src, size_t count);
wchar_t *wcscat(wchar_t *dst, const wchar_t *src);
wchar_t *wcsncat(wchar_t *dst, const wchar_t *src, size_t count);
int wcscmp(const wchar_t *a, const wchar_t *b);
int wcsncmp(const wchar_t *a, const wchar_t *b, size_t count);
int _wcsicmp(const wchar_t *a, const wchar_t *b);
int _wcsnicmp(const wchar_t *a, const wchar_t *b, size_t count);
wchar_t *wcschr(const wchar_t *s, wchar_t c);
wchar_t *wcsrchr(const wchar_t *s, wchar_t c);
wchar_t *wcsstr(const wchar_t *s, const wchar_t *sub);
wchar_t *_wcsupr(wchar_t *s);
wchar_t *_wcslwr(wchar_t *s);
int wcscpy_s(wchar_t *dst, size_t dst_size, const wchar_t *src);
int wcsncpy_s(wchar_t *dst, size_t dst_size, const wchar_t *src, size_t count);
int wcscat_s(wchar_t *dst, size_t dst_size, const wchar_t *src);
int toupper(int c);
int tolower(int c);
int towupper(int c);
int towlower(int c);
int isdigit(int c);
int isxdigit(int c);
int isalpha(int c);
int isalnum(int c);
int isspace(int c);
int isupper(int c);
int islower(int c);
int isprint(int c);
int iswdigit(int c);
int iswxdigit(int c);
int iswalpha(int c);
int iswspace(int c);
int sprintf(char *buf, const char *format, ...);
int _snprintf(char *buf, size_t count, const char *format, ...);
int snprintf(char *buf, size_t count, const char *format, ...);
int sprintf_s(char *buf, size_t size, const char *format, ...);
int _snprintf_s(char *buf, size_t size, size_t count, const char *format, ...);
int swprintf(wchar_t *buf, const wchar_t *format, ...);
int swprintf_s(wchar_t *buf, size_t size, const wchar_t *format, ...);
int _snwprintf(wchar_t *buf, size_t count, const wchar_t *format, ...);
int _snwprintf_s(wchar_t *buf, size_t size, size_t count, const wchar_t *format, ...);
int vsprintf(char *buf, const char *format, va_list args);
int _vsnprintf(char *buf, size_t count, const char *format, va_list args);
int vsnprintf(char *buf, size_t count, const char *format, va_list args);
int vsprintf_s(char *buf, size_t size, const char *format, va_list args);
int _vsnwprintf(wchar_t *buf, size_t count, const wchar_t *format, va_list args);
int sscanf(const char *buf, const char *format, ...);
int swscanf(const wchar_t *buf, const wchar_t *format, ...);
int printf(const char *format, ...);
int atoi(const char *s);
long atol(const char *s);
__int64 _atoi64(const char *s);
int _wtoi(const wchar_t *s);
long _wtol(const wchar_t *s);
long strtol(const char *s, char **end, int base);
unsigned long strtoul(const char *s, char **end, int base);
long wcstol(const wchar_t *s, wchar_t **end, int base);
unsigned long wcstoul(const wchar_t *s, wchar_t **end, int base);
unsigned __int64 _wcstoui64(const wchar_t *s, wchar_t **end, int base);
char *_itoa(int value, char *s, int radix);
wchar_t *_itow(int value, wchar_t *s, int radix);
wchar_t *_ultow(unsigned long value, wchar_t *s, int radix);
int abs(int n);
long labs(long n);
int rand(void);
void srand(unsigned int seed);
void qsort(void *base, size_t num, size_t width, int (*compare)(const void *, const void *));
void *bsearch(const void *key, const void *base, size_t num, size_t width, int (*compare)(const void *, const void *));

/* Compiler intrinsics. */
void __debugbreak(void);
void __int2c(void);
void __fastfail(unsigned int code);
void _mm_pause(void);
void _mm_mfence(void);
void _mm_lfence(void);
void _mm_sfence(void);
void __stosb(unsigned char *dst, unsigned char value, size_t count);
void __movsb(unsigned char *dst, const unsigned char *src, size_t count);
unsigned __int64 __rdtsc(void);
unsigned __int64 __readcr8(void);
unsigned __int64 __readcr3(void);
unsigned __int64 __readmsr(unsigned long reg);
void __writemsr(unsigned long reg, unsigned __int64 value);
unsigned char __inbyte(unsigned short port);
unsigned short __inword(unsigned short port);
unsigned long __indword(unsigned short port);
void __outbyte(unsigned short port, unsigned char value);
void __outword(unsigned short port, unsigned short value);
void __outdword(unsigned short port, unsigned long value);
void __cpuid(int info[4], int function);
void _enable(void);
void _disable(void);
unsigned char _BitScanForward(unsigned long *index, unsigned long mask);
unsigned char _BitScanReverse(unsigned long *index, unsigned long mask);
unsigned char _BitScanForward64(unsigned long *index, unsigned __int64 mask);
unsigned char _BitScanReverse64(unsigned long *index, unsigned __int64 mask);
unsigned char _bittest(const long *base, long offset);
unsigned short _byteswap_ushort(unsigned short value);
unsigned long _byteswap_ulong(unsigned long value);
unsigned __int64 _byteswap_uint64(unsigned __int64 value);
unsigned int _rotl(unsigned int value, int shift);
unsigned int _rotr(unsigned int value, int shift);
void _ReadWriteBarrier(void);
void _ReadBarrier(void);
void _WriteBarrier(void);
#define BitScanForward _BitScanForward
#define BitScanReverse _BitScanReverse
#define BitScanForward64 _BitScanForward64
#define BitScanReverse64 _BitScanReverse64
#define offsetof(type, field) __builtin_offsetof(type, field)

/* Limits. */
#define CHAR_BIT 8
#define SCHAR_MIN (-128)
#define SCHAR_MAX 127
#define UCHAR_MAX 0xff
#define CHAR_MIN (-128)
#define CHAR_MAX 127
#define SHRT_MIN (-32768)
#define SHRT_MAX 32767
#define USHRT_MAX 0xffff
#define INT_MIN (-2147483647 - 1)
#define INT_MAX 2147483647
#define UINT_MAX 0xffffffff
#define LONG_MIN (-2147483647L - 1)
#define LONG_MAX 2147483647L
#define ULONG_MAX 0xffffffffUL
#define LLONG_MIN (-9223372036854775807LL - 1)
#define LLONG_MAX 9223372036854775807LL
#define ULLONG_MAX 0xffffffffffffffffULL
#define _I64_MAX 9223372036854775807LL
#define _UI64_MAX 0xffffffffffffffffULL
#ifdef _WIN64
#define SIZE_MAX 0xffffffffffffffffULL
#else
#define SIZE_MAX 0xffffffffUL
#endif

#endif
