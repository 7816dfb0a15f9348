/* IrpScope built-in WDK: counted string functions, user-mode spelling. */
#ifndef IRPSCOPE_STRSAFE_H
#define IRPSCOPE_STRSAFE_H

#include "ntstrsafe.h"

#ifndef S_OK
#define S_OK ((HRESULT)0L)
#endif
#define STRSAFE_E_INSUFFICIENT_BUFFER ((HRESULT)0x8007007AL)

HRESULT StringCchCopyA(NTSTRSAFE_PSTR Destination, size_t Size, NTSTRSAFE_PCSTR Source);
HRESULT StringCchCopyNA(NTSTRSAFE_PSTR Destination, size_t Size, NTSTRSAFE_PCSTR Source, size_t Count);
HRESULT StringCchCatA(NTSTRSAFE_PSTR Destination, size_t Size, NTSTRSAFE_PCSTR Source);
HRESULT StringCchCatNA(NTSTRSAFE_PSTR Destination, size_t Size, NTSTRSAFE_PCSTR Source, size_t Count);
HRESULT StringCchPrintfA(NTSTRSAFE_PSTR Destination, size_t Size, NTSTRSAFE_PCSTR Format, ...);
HRESULT StringCchVPrintfA(NTSTRSAFE_PSTR Destination, size_t Size, NTSTRSAFE_PCSTR Format, va_list Arguments);
HRESULT StringCchLengthA(NTSTRSAFE_PCSTR String, size_t Max, size_t *Length);
HRESULT StringCbCopyA(NTSTRSAFE_PSTR Destination, size_t Size, NTSTRSAFE_PCSTR Source);
HRESULT StringCbCopyNA(NTSTRSAFE_PSTR Destination, size_t Size, NTSTRSAFE_PCSTR Source, size_t Count);
HRESULT StringCbCatA(NTSTRSAFE_PSTR Destination, size_t Size, NTSTRSAFE_PCSTR Source);
HRESULT StringCbCatNA(NTSTRSAFE_PSTR Destination, size_t Size, NTSTRSAFE_PCSTR Source, size_t Count);
HRESULT StringCbPrintfA(NTSTRSAFE_PSTR Destination, size_t Size, NTSTRSAFE_PCSTR Format, ...);
HRESULT StringCbVPrintfA(NTSTRSAFE_PSTR Destination, size_t Size, NTSTRSAFE_PCSTR Format, va_list Arguments);
HRESULT StringCbLengthA(NTSTRSAFE_PCSTR String, size_t Max, size_t *Length);
HRESULT StringCchCopyW(NTSTRSAFE_PWSTR Destination, size_t Size, NTSTRSAFE_PCWSTR Source);
HRESULT StringCchCopyNW(NTSTRSAFE_PWSTR Destination, size_t Size, NTSTRSAFE_PCWSTR Source, size_t Count);
HRESULT StringCchCatW(NTSTRSAFE_PWSTR Destination, size_t Size, NTSTRSAFE_PCWSTR Source);
HRESULT StringCchCatNW(NTSTRSAFE_PWSTR Destination, size_t Size, NTSTRSAFE_PCWSTR Source, size_t Count);
HRESULT StringCchPrintfW(NTSTRSAFE_PWSTR Destination, size_t Size, NTSTRSAFE_PCWSTR Format, ...);
HRESULT StringCchVPrintfW(NTSTRSAFE_PWSTR Destination, size_t Size, NTSTRSAFE_PCWSTR Format, va_list Arguments);
HRESULT StringCchLengthW(NTSTRSAFE_PCWSTR String, size_t Max, size_t *Length);
HRESULT StringCbCopyW(NTSTRSAFE_PWSTR Destination, size_t Size, NTSTRSAFE_PCWSTR Source);
HRESULT StringCbCopyNW(NTSTRSAFE_PWSTR Destination, size_t Size, NTSTRSAFE_PCWSTR Source, size_t Count);
HRESULT StringCbCatW(NTSTRSAFE_PWSTR Destination, size_t Size, NTSTRSAFE_PCWSTR Source);
HRESULT StringCbCatNW(NTSTRSAFE_PWSTR Destination, size_t Size, NTSTRSAFE_PCWSTR Source, size_t Count);
HRESULT StringCbPrintfW(NTSTRSAFE_PWSTR Destination, size_t Size, NTSTRSAFE_PCWSTR Format, ...);
HRESULT StringCbVPrintfW(NTSTRSAFE_PWSTR Destination, size_t Size, NTSTRSAFE_PCWSTR Format, va_list Arguments);
HRESULT StringCbLengthW(NTSTRSAFE_PCWSTR String, size_t Max, size_t *Length);
#define StringCchCopy StringCchCopyW
#define StringCchCat StringCchCatW
#define StringCchPrintf StringCchPrintfW
#define StringCchLength StringCchLengthW
#define StringCbCopy StringCbCopyW
#define StringCbCat StringCbCatW
#define StringCbPrintf StringCbPrintfW
#define StringCbLength StringCbLengthW
#define StringCchCopyN StringCchCopyNW
#define StringCchVPrintf StringCchVPrintfW

#endif
