/* IrpScope built-in WDK: counted string functions. */
#ifndef IRPSCOPE_NTSTRSAFE_H
#define IRPSCOPE_NTSTRSAFE_H

#include "core/wdk_rtl.h"

#define NTSTRSAFE_MAX_CCH 2147483647
#define NTSTRSAFE_UNICODE_STRING_MAX_CCH (0xffff / sizeof(wchar_t))
#define STRSAFE_IGNORE_NULLS 0x00000100
#define STRSAFE_FILL_BEHIND_NULL 0x00000200
#define STRSAFE_FILL_ON_FAILURE 0x00000400
#define STRSAFE_NULL_ON_FAILURE 0x00000800
#define STRSAFE_NO_TRUNCATION 0x00001000
#define STRSAFE_ZERO_LENGTH_ON_FAILURE STRSAFE_NULL_ON_FAILURE

typedef char *NTSTRSAFE_PSTR;
typedef const char *NTSTRSAFE_PCSTR;
typedef wchar_t *NTSTRSAFE_PWSTR;
typedef const wchar_t *NTSTRSAFE_PCWSTR;

NTSTATUS RtlStringCchCopyA(NTSTRSAFE_PSTR Destination, size_t Size, NTSTRSAFE_PCSTR Source);
NTSTATUS RtlStringCchCopyExA(NTSTRSAFE_PSTR Destination, size_t Size, NTSTRSAFE_PCSTR Source, NTSTRSAFE_PSTR *End,
        size_t *Remaining, ULONG Flags);
NTSTATUS RtlStringCchCopyNA(NTSTRSAFE_PSTR Destination, size_t Size, NTSTRSAFE_PCSTR Source, size_t ToCopy);
NTSTATUS RtlStringCchCopyNExA(NTSTRSAFE_PSTR Destination, size_t Size, NTSTRSAFE_PCSTR Source, size_t ToCopy,
        NTSTRSAFE_PSTR *End, size_t *Remaining, ULONG Flags);
NTSTATUS RtlStringCchCatA(NTSTRSAFE_PSTR Destination, size_t Size, NTSTRSAFE_PCSTR Source);
NTSTATUS RtlStringCchCatExA(NTSTRSAFE_PSTR Destination, size_t Size, NTSTRSAFE_PCSTR Source, NTSTRSAFE_PSTR *End,
        size_t *Remaining, ULONG Flags);
NTSTATUS RtlStringCchCatNA(NTSTRSAFE_PSTR Destination, size_t Size, NTSTRSAFE_PCSTR Source, size_t ToAppend);
NTSTATUS RtlStringCchCatNExA(NTSTRSAFE_PSTR Destination, size_t Size, NTSTRSAFE_PCSTR Source, size_t ToAppend,
        NTSTRSAFE_PSTR *End, size_t *Remaining, ULONG Flags);
NTSTATUS RtlStringCchPrintfA(NTSTRSAFE_PSTR Destination, size_t Size, NTSTRSAFE_PCSTR Format, ...);
NTSTATUS RtlStringCchPrintfExA(NTSTRSAFE_PSTR Destination, size_t Size, NTSTRSAFE_PSTR *End, size_t *Remaining, ULONG
        Flags, NTSTRSAFE_PCSTR Format, ...);
NTSTATUS RtlStringCchVPrintfA(NTSTRSAFE_PSTR Destination, size_t Size, NTSTRSAFE_PCSTR Format, va_list Arguments);
NTSTATUS RtlStringCchVPrintfExA(NTSTRSAFE_PSTR Destination, size_t Size, NTSTRSAFE_PSTR *End, size_t *Remaining, ULONG
        Flags, NTSTRSAFE_PCSTR Format, va_list Arguments);
NTSTATUS RtlStringCchLengthA(NTSTRSAFE_PCSTR String, size_t Max, size_t *Length);
NTSTATUS RtlStringCbCopyA(NTSTRSAFE_PSTR Destination, size_t Size, NTSTRSAFE_PCSTR Source);
NTSTATUS RtlStringCbCopyExA(NTSTRSAFE_PSTR Destination, size_t Size, NTSTRSAFE_PCSTR Source, NTSTRSAFE_PSTR *End,
        size_t *Remaining, ULONG Flags);
NTSTATUS RtlStringCbCopyNA(NTSTRSAFE_PSTR Destination, size_t Size, NTSTRSAFE_PCSTR Source, size_t ToCopy);
NTSTATUS RtlStringCbCopyNExA(NTSTRSAFE_PSTR Destination, size_t Size, NTSTRSAFE_PCSTR Source, size_t ToCopy,
        NTSTRSAFE_PSTR *End, size_t *Remaining, ULONG Flags);
NTSTATUS RtlStringCbCatA(NTSTRSAFE_PSTR Destination, size_t Size, NTSTRSAFE_PCSTR Source);
NTSTATUS RtlStringCbCatExA(NTSTRSAFE_PSTR Destination, size_t Size, NTSTRSAFE_PCSTR Source, NTSTRSAFE_PSTR *End,
        size_t *Remaining, ULONG Flags);
NTSTATUS RtlStringCbCatNA(NTSTRSAFE_PSTR Destination, size_t Size, NTSTRSAFE_PCSTR Source, size_t ToAppend);
NTSTATUS RtlStringCbCatNExA(NTSTRSAFE_PSTR Destination, size_t Size, NTSTRSAFE_PCSTR Source, size_t ToAppend,
        NTSTRSAFE_PSTR *End, size_t *Remaining, ULONG Flags);
NTSTATUS RtlStringCbPrintfA(NTSTRSAFE_PSTR Destination, size_t Size, NTSTRSAFE_PCSTR Format, ...);
NTSTATUS RtlStringCbPrintfExA(NTSTRSAFE_PSTR Destination, size_t Size, NTSTRSAFE_PSTR *End, size_t *Remaining, ULONG
        Flags, NTSTRSAFE_PCSTR Format, ...);
NTSTATUS RtlStringCbVPrintfA(NTSTRSAFE_PSTR Destination, size_t Size, NTSTRSAFE_PCSTR Format, va_list Arguments);
NTSTATUS RtlStringCbVPrintfExA(NTSTRSAFE_PSTR Destination, size_t Size, NTSTRSAFE_PSTR *End, size_t *Remaining, ULONG
        Flags, NTSTRSAFE_PCSTR Format, va_list Arguments);
NTSTATUS RtlStringCbLengthA(NTSTRSAFE_PCSTR String, size_t Max, size_t *Length);

NTSTATUS RtlStringCchCopyW(NTSTRSAFE_PWSTR Destination, size_t Size, NTSTRSAFE_PCWSTR Source);
NTSTATUS RtlStringCchCopyExW(NTSTRSAFE_PWSTR Destination, size_t Size, NTSTRSAFE_PCWSTR Source, NTSTRSAFE_PWSTR *End,
        size_t *Remaining, ULONG Flags);
NTSTATUS RtlStringCchCopyNW(NTSTRSAFE_PWSTR Destination, size_t Size, NTSTRSAFE_PCWSTR Source, size_t ToCopy);
NTSTATUS RtlStringCchCopyNExW(NTSTRSAFE_PWSTR Destination, size_t Size, NTSTRSAFE_PCWSTR Source, size_t ToCopy,
        NTSTRSAFE_PWSTR *End, size_t *Remaining, ULONG Flags);
NTSTATUS RtlStringCchCatW(NTSTRSAFE_PWSTR Destination, size_t Size, NTSTRSAFE_PCWSTR Source);
NTSTATUS RtlStringCchCatExW(NTSTRSAFE_PWSTR Destination, size_t Size, NTSTRSAFE_PCWSTR Source, NTSTRSAFE_PWSTR *End,
        size_t *Remaining, ULONG Flags);
NTSTATUS RtlStringCchCatNW(NTSTRSAFE_PWSTR Destination, size_t Size, NTSTRSAFE_PCWSTR Source, size_t ToAppend);
NTSTATUS RtlStringCchCatNExW(NTSTRSAFE_PWSTR Destination, size_t Size, NTSTRSAFE_PCWSTR Source, size_t ToAppend,
        NTSTRSAFE_PWSTR *End, size_t *Remaining, ULONG Flags);
NTSTATUS RtlStringCchPrintfW(NTSTRSAFE_PWSTR Destination, size_t Size, NTSTRSAFE_PCWSTR Format, ...);
NTSTATUS RtlStringCchPrintfExW(NTSTRSAFE_PWSTR Destination, size_t Size, NTSTRSAFE_PWSTR *End, size_t *Remaining,
        ULONG Flags, NTSTRSAFE_PCWSTR Format, ...);
NTSTATUS RtlStringCchVPrintfW(NTSTRSAFE_PWSTR Destination, size_t Size, NTSTRSAFE_PCWSTR Format, va_list Arguments);
NTSTATUS RtlStringCchVPrintfExW(NTSTRSAFE_PWSTR Destination, size_t Size, NTSTRSAFE_PWSTR *End, size_t *Remaining,
        ULONG Flags, NTSTRSAFE_PCWSTR Format, va_list Arguments);
NTSTATUS RtlStringCchLengthW(NTSTRSAFE_PCWSTR String, size_t Max, size_t *Length);
NTSTATUS RtlStringCbCopyW(NTSTRSAFE_PWSTR Destination, size_t Size, NTSTRSAFE_PCWSTR Source);
NTSTATUS RtlStringCbCopyExW(NTSTRSAFE_PWSTR Destination, size_t Size, NTSTRSAFE_PCWSTR Source, NTSTRSAFE_PWSTR *End,
        size_t *Remaining, ULONG Flags);
NTSTATUS RtlStringCbCopyNW(NTSTRSAFE_PWSTR Destination, size_t Size, NTSTRSAFE_PCWSTR Source, size_t ToCopy);
NTSTATUS RtlStringCbCopyNExW(NTSTRSAFE_PWSTR Destination, size_t Size, NTSTRSAFE_PCWSTR Source, size_t ToCopy,
        NTSTRSAFE_PWSTR *End, size_t *Remaining, ULONG Flags);
NTSTATUS RtlStringCbCatW(NTSTRSAFE_PWSTR Destination, size_t Size, NTSTRSAFE_PCWSTR Source);
NTSTATUS RtlStringCbCatExW(NTSTRSAFE_PWSTR Destination, size_t Size, NTSTRSAFE_PCWSTR Source, NTSTRSAFE_PWSTR *End,
        size_t *Remaining, ULONG Flags);
NTSTATUS RtlStringCbCatNW(NTSTRSAFE_PWSTR Destination, size_t Size, NTSTRSAFE_PCWSTR Source, size_t ToAppend);
NTSTATUS RtlStringCbCatNExW(NTSTRSAFE_PWSTR Destination, size_t Size, NTSTRSAFE_PCWSTR Source, size_t ToAppend,
        NTSTRSAFE_PWSTR *End, size_t *Remaining, ULONG Flags);
NTSTATUS RtlStringCbPrintfW(NTSTRSAFE_PWSTR Destination, size_t Size, NTSTRSAFE_PCWSTR Format, ...);
NTSTATUS RtlStringCbPrintfExW(NTSTRSAFE_PWSTR Destination, size_t Size, NTSTRSAFE_PWSTR *End, size_t *Remaining, ULONG
        Flags, NTSTRSAFE_PCWSTR Format, ...);
NTSTATUS RtlStringCbVPrintfW(NTSTRSAFE_PWSTR Destination, size_t Size, NTSTRSAFE_PCWSTR Format, va_list Arguments);
NTSTATUS RtlStringCbVPrintfExW(NTSTRSAFE_PWSTR Destination, size_t Size, NTSTRSAFE_PWSTR *End, size_t *Remaining,
        ULONG Flags, NTSTRSAFE_PCWSTR Format, va_list Arguments);
NTSTATUS RtlStringCbLengthW(NTSTRSAFE_PCWSTR String, size_t Max, size_t *Length);

NTSTATUS RtlUnicodeStringInit(PUNICODE_STRING Destination, NTSTRSAFE_PCWSTR Source);
NTSTATUS RtlUnicodeStringInitEx(PUNICODE_STRING Destination, NTSTRSAFE_PCWSTR Source, ULONG Flags);
NTSTATUS RtlUnicodeStringCopy(PUNICODE_STRING Destination, PCUNICODE_STRING Source);
NTSTATUS RtlUnicodeStringCopyString(PUNICODE_STRING Destination, NTSTRSAFE_PCWSTR Source);
NTSTATUS RtlUnicodeStringCchCopyStringN(PUNICODE_STRING Destination, NTSTRSAFE_PCWSTR Source, size_t ToCopy);
NTSTATUS RtlUnicodeStringCbCopyStringN(PUNICODE_STRING Destination, NTSTRSAFE_PCWSTR Source, size_t ToCopy);
NTSTATUS RtlUnicodeStringCat(PUNICODE_STRING Destination, PCUNICODE_STRING Source);
NTSTATUS RtlUnicodeStringCatString(PUNICODE_STRING Destination, NTSTRSAFE_PCWSTR Source);
NTSTATUS RtlUnicodeStringPrintf(PUNICODE_STRING Destination, NTSTRSAFE_PCWSTR Format, ...);
NTSTATUS RtlUnicodeStringVPrintf(PUNICODE_STRING Destination, NTSTRSAFE_PCWSTR Format, va_list Arguments);
NTSTATUS RtlUnicodeStringValidate(PCUNICODE_STRING Source);
NTSTATUS RtlUnicodeStringPrintfEx(PUNICODE_STRING Destination, PUNICODE_STRING Remaining, ULONG Flags,
        NTSTRSAFE_PCWSTR Format, ...);

#endif
