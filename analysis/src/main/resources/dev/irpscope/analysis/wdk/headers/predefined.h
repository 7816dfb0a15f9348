/*
 * IrpScope built-in WDK: the configuration every translation unit starts from.
 *
 * Included by force before the first line of a source file. Each macro is guarded, so that a definition
 * given by the user (architecture, DBG, NTDDI_VERSION, extra defines) wins.
 */
#ifndef IRPSCOPE_PREDEFINED_H
#define IRPSCOPE_PREDEFINED_H

#ifndef IRPSCOPE
#define IRPSCOPE 1
#endif

/* Compiler. */
#ifndef _MSC_VER
#define _MSC_VER 1939
#endif
#ifndef _MSC_FULL_VER
#define _MSC_FULL_VER 193933519
#endif
#ifndef _MSC_EXTENSIONS
#define _MSC_EXTENSIONS 1
#endif
#ifndef _INTEGRAL_MAX_BITS
#define _INTEGRAL_MAX_BITS 64
#endif
#ifndef _WIN32
#define _WIN32 1
#endif

/* Architecture: 64-bit x86 unless the user chose another one. */
#if !defined(_M_IX86) && !defined(_M_ARM64) && !defined(_M_ARM) && !defined(_X86_)
#ifndef _WIN64
#define _WIN64 1
#endif
#ifndef _AMD64_
#define _AMD64_ 1
#endif
#ifndef _M_AMD64
#define _M_AMD64 100
#endif
#ifndef _M_X64
#define _M_X64 100
#endif
#endif

/* Build flavour: free (release) build. */
#ifndef DBG
#define DBG 0
#endif
#ifndef DEVL
#define DEVL 1
#endif
#ifndef _KERNEL_MODE
#define _KERNEL_MODE 1
#endif

/* Target system: Windows 11, version 22H2. */
#ifndef _WIN32_WINNT
#define _WIN32_WINNT 0x0A00
#endif
#ifndef WINVER
#define WINVER 0x0A00
#endif
#ifndef NTDDI_VERSION
#define NTDDI_VERSION 0x0A00000C
#endif
#ifndef WINNT
#define WINNT 1
#endif
#ifndef STD_CALL
#define STD_CALL 1
#endif
#ifndef DEPRECATE_DDK_FUNCTIONS
#define DEPRECATE_DDK_FUNCTIONS 1
#endif
#ifndef UNICODE
#define UNICODE 1
#endif
#ifndef _UNICODE
#define _UNICODE 1
#endif

/* Pragmas inside macros have no effect on what is analysed. */
#ifndef __pragma
#define __pragma(...)
#endif

/* ReactOS defines these words for its whole build; they mean the same in every driver that uses them. */
#include "core/seh2.h"

/* WPP: trace message headers are generated at build time and are absent here. */
#ifndef RUN_WPP
#define RUN_WPP 1
#endif

#endif
