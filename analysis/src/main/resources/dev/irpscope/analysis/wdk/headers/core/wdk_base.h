/*
 * IrpScope built-in WDK: conventions, basic types and the small macros everything else uses (LLP64).
 */
#ifndef IRPSCOPE_WDK_BASE_H
#define IRPSCOPE_WDK_BASE_H

#include "../predefined.h"
#include "wdk_sal.h"

/* Names that other headers test for. */
#define _NTDEF_
#define _WINDEF_
#define BASETYPES
#define _BASETSD_H_

/* Calling conventions, linkage, storage. */
#define NTAPI
#define WINAPI
#define APIENTRY
#define CALLBACK
#define STDMETHODCALLTYPE
#define FASTCALL
#define STDCALL
#define CDECL
#define WINAPIV
#define DDKAPI
#define DDKFASTAPI
#define NTAPI_INLINE
#define NTFASTCALL
#define NTSYSAPI
#define NTSYSCALLAPI
#define NTKERNELAPI
#define NTHALAPI
#define NTSTRSAFEDDI static __inline NTSTATUS
#define DECLSPEC_IMPORT
#define DECLSPEC_EXPORT
#define DECLSPEC_NORETURN __declspec(noreturn)
#define DECLSPEC_NOTHROW __declspec(nothrow)
#define DECLSPEC_NOINLINE __declspec(noinline)
#define DECLSPEC_ALIGN(x) __declspec(align(x))
#define DECLSPEC_CACHEALIGN
#define DECLSPEC_SELECTANY __declspec(selectany)
#define DECLSPEC_NOVTABLE
#define DECLSPEC_UUID(x)
#define DECLSPEC_DEPRECATED
#define DECLSPEC_DEPRECATED_DDK
#define DECLSPEC_DEPRECATED_DDK_WINXP
#define DECLSPEC_NOSANITIZEADDRESS
#define DECLSPEC_SAFEBUFFERS
#define DECLSPEC_GUARD_SUPPRESS
#define MSC_NOOPT
#define DUMMYUNIONNAME
#define DUMMYUNIONNAME1
#define DUMMYUNIONNAME2
#define DUMMYUNIONNAME3
#define DUMMYUNIONNAME4
#define DUMMYUNIONNAME5
#define DUMMYUNIONNAME6
#define DUMMYSTRUCTNAME
#define DUMMYSTRUCTNAME1
#define DUMMYSTRUCTNAME2
#define DUMMYSTRUCTNAME3
#define _ANONYMOUS_UNION
#define _ANONYMOUS_STRUCT
#define _UNION_NAME(x)
#define _STRUCT_NAME(x)
#define FORCEINLINE static __inline
#define CFORCEINLINE static __inline
#define INLINE __inline
#define UNALIGNED
#define UNALIGNED64
#define RESTRICTED_POINTER
#define POINTER_32
#define POINTER_64
#define POINTER_SIGNED
#define POINTER_UNSIGNED
#define FIRMWARE_PTR
#define SPOINTER_32
#define CONST const
#define NOTHING
#define CRITICAL
#define CODE_SEG(x)
#define INIT_SECTION
#define DATA_SEG(x)
#define IN
#define OUT
#define OPTIONAL
#define REF
#define _In_NLS_string_(size)
#define ANYSIZE_ARRAY 1
#define MAX_NATURAL_ALIGNMENT 8
#define MEMORY_ALLOCATION_ALIGNMENT 16
#define SYSTEM_CACHE_ALIGNMENT_SIZE 64

#ifdef __cplusplus
#define EXTERN_C extern "C"
#define EXTERN_C_START extern "C" {
#define EXTERN_C_END }
#define NULL 0
#else
#define EXTERN_C extern
#define EXTERN_C_START
#define EXTERN_C_END
#define NULL ((void *)0)
#endif
#define NULL64 NULL

/* Widths: long is 32 bits, pointers are 64. */
typedef __int64 LONG64, *PLONG64;
typedef unsigned __int64 ULONG64, *PULONG64;
typedef unsigned __int64 DWORD64, *PDWORD64;
typedef unsigned __int64 UINT64, *PUINT64;
typedef __int64 INT64, *PINT64;
typedef int LONG32, *PLONG32;
typedef unsigned int ULONG32, *PULONG32;
typedef unsigned int DWORD32, *PDWORD32;
typedef unsigned int UINT32, *PUINT32;
typedef int INT32, *PINT32;
typedef short INT16, *PINT16;
typedef unsigned short UINT16, *PUINT16;
typedef signed char INT8, *PINT8;
typedef unsigned char UINT8, *PUINT8;

#ifdef _WIN64
typedef __int64 INT_PTR, *PINT_PTR;
typedef unsigned __int64 UINT_PTR, *PUINT_PTR;
typedef __int64 LONG_PTR, *PLONG_PTR;
typedef unsigned __int64 ULONG_PTR, *PULONG_PTR;
typedef int HALF_PTR, *PHALF_PTR;
typedef unsigned int UHALF_PTR, *PUHALF_PTR;
#define __int3264 __int64
#define MAXULONG_PTR (~((ULONG_PTR)0))
#define MAXLONG_PTR ((LONG_PTR)(MAXULONG_PTR >> 1))
#else
typedef int INT_PTR, *PINT_PTR;
typedef unsigned int UINT_PTR, *PUINT_PTR;
typedef long LONG_PTR, *PLONG_PTR;
typedef unsigned long ULONG_PTR, *PULONG_PTR;
typedef short HALF_PTR, *PHALF_PTR;
typedef unsigned short UHALF_PTR, *PUHALF_PTR;
#define __int3264 __int32
#define MAXULONG_PTR 0xFFFFFFFFUL
#define MAXLONG_PTR 0x7FFFFFFFL
#endif
typedef ULONG_PTR SIZE_T, *PSIZE_T;
typedef LONG_PTR SSIZE_T, *PSSIZE_T;
typedef ULONG_PTR DWORD_PTR, *PDWORD_PTR;
typedef ULONG_PTR KAFFINITY, *PKAFFINITY;

#ifndef _SIZE_T_DEFINED
#define _SIZE_T_DEFINED
typedef ULONG_PTR size_t;
#endif
#ifndef _PTRDIFF_T_DEFINED
#define _PTRDIFF_T_DEFINED
typedef LONG_PTR ptrdiff_t;
#endif
#ifndef _INTPTR_T_DEFINED
#define _INTPTR_T_DEFINED
typedef LONG_PTR intptr_t;
#endif
#ifndef _UINTPTR_T_DEFINED
#define _UINTPTR_T_DEFINED
typedef ULONG_PTR uintptr_t;
#endif
#if !defined(_WCHAR_T_DEFINED) && !defined(__cplusplus)
#define _WCHAR_T_DEFINED
typedef unsigned short wchar_t;
#endif

#define VOID void
typedef char CHAR, *PCHAR, *LPCH, *PCH, CCHAR, *PCCHAR, *PSZ, *NPSTR, *LPSTR, *PSTR;
typedef const char *LPCCH, *PCCH, *LPCSTR, *PCSTR, *PCSZ, *PCNZCH;
typedef PSTR *PZPSTR, *LPPSTR;
typedef PCSTR *PZPCSTR;
typedef char *PNZCH;
typedef short SHORT, *PSHORT, CSHORT, *PCSHORT;
typedef long LONG, *PLONG;
typedef unsigned char UCHAR, *PUCHAR;
typedef unsigned short USHORT, *PUSHORT;
typedef unsigned long ULONG, *PULONG;
typedef const unsigned char *PCUCHAR;
typedef const unsigned short *PCUSHORT;
typedef const unsigned long *PCULONG;
typedef __int64 LONGLONG, *PLONGLONG;
typedef unsigned __int64 ULONGLONG, *PULONGLONG;
typedef unsigned __int64 DWORDLONG, *PDWORDLONG;
typedef LONGLONG USN;
typedef UCHAR BOOLEAN, *PBOOLEAN;
typedef UCHAR FCHAR;
typedef USHORT FSHORT;
typedef ULONG FLONG;
typedef ULONG LOGICAL, *PLOGICAL;
typedef ULONG CLONG, *PCLONG;
typedef void *PVOID, *LPVOID;
typedef const void *PCVOID, *LPCVOID;
typedef void *PVOID64;
typedef wchar_t WCHAR, *PWCHAR, *LPWCH, *PWCH, *NWPSTR, *LPWSTR, *PWSTR;
typedef const wchar_t *LPCWCH, *PCWCH, *LPCWSTR, *PCWSTR, *LPCUWSTR, *PCUWSTR, *PCNZWCH;
typedef WCHAR *PNZWCH, *LPUWSTR, *PUWSTR;
typedef PWSTR *PZPWSTR;
typedef PCWSTR *PZPCWSTR;
typedef WCHAR *PZZWSTR;
typedef const WCHAR *PCZZWSTR;
typedef ULONG UCSCHAR, *PUCSCHAR;
typedef WCHAR TCHAR, *PTCHAR, *LPTSTR, *PTSTR;
typedef const WCHAR *LPCTSTR, *PCTSTR;
typedef double DOUBLE;
typedef float FLOAT;
typedef CCHAR KPROCESSOR_MODE;
typedef UCHAR KIRQL, *PKIRQL;
typedef LONG KPRIORITY;
typedef ULONG_PTR KSPIN_LOCK, *PKSPIN_LOCK;
typedef void *HANDLE, **PHANDLE;
typedef LONG NTSTATUS, *PNTSTATUS;
typedef LONG HRESULT;
typedef ULONG LCID, *PLCID;
typedef USHORT LANGID;
typedef ULONG ACCESS_MASK, *PACCESS_MASK;
typedef ULONG DEVICE_TYPE;
typedef ULONG EXECUTION_STATE, *PEXECUTION_STATE;
typedef ULONG_PTR PFN_NUMBER, *PPFN_NUMBER;
typedef LONG PFN_COUNT;

/* Win32 spellings that drivers use as well. */
typedef int BOOL, *PBOOL, *LPBOOL;
typedef unsigned char BYTE, *PBYTE, *LPBYTE;
typedef unsigned short WORD, *PWORD, *LPWORD;
typedef unsigned long DWORD, *PDWORD, *LPDWORD;
typedef int INT, *PINT, *LPINT;
typedef unsigned int UINT, *PUINT;
typedef long *LPLONG;
#define FALSE 0
#define TRUE 1
#define far
#define near
#define FAR
#define NEAR
#define PASCAL
#define LOWORD(l) ((WORD)(((ULONG_PTR)(l)) & 0xffff))
#define HIWORD(l) ((WORD)((((ULONG_PTR)(l)) >> 16) & 0xffff))
#define LOBYTE(w) ((BYTE)(((ULONG_PTR)(w)) & 0xff))
#define HIBYTE(w) ((BYTE)((((ULONG_PTR)(w)) >> 8) & 0xff))
#define MAKEWORD(a, b) ((WORD)(((BYTE)(a)) | ((WORD)((BYTE)(b))) << 8))
#define MAKELONG(a, b) ((LONG)(((WORD)(a)) | ((ULONG)((WORD)(b))) << 16))
#define MAX_PATH 260

/* Compound basic types. */
typedef union _LARGE_INTEGER {
    struct {
        ULONG LowPart;
        LONG HighPart;
    };
    struct {
        ULONG LowPart;
        LONG HighPart;
    } u;
    LONGLONG QuadPart;
} LARGE_INTEGER, *PLARGE_INTEGER;

typedef union _ULARGE_INTEGER {
    struct {
        ULONG LowPart;
        ULONG HighPart;
    };
    struct {
        ULONG LowPart;
        ULONG HighPart;
    } u;
    ULONGLONG QuadPart;
} ULARGE_INTEGER, *PULARGE_INTEGER;

typedef LARGE_INTEGER PHYSICAL_ADDRESS, *PPHYSICAL_ADDRESS;

typedef struct _LUID {
    ULONG LowPart;
    LONG HighPart;
} LUID, *PLUID;

typedef struct _FLOAT128 {
    __int64 LowPart;
    __int64 HighPart;
} FLOAT128, *PFLOAT128;

typedef struct _UNICODE_STRING {
    USHORT Length;
    USHORT MaximumLength;
    PWCH Buffer;
} UNICODE_STRING, *PUNICODE_STRING;
typedef const UNICODE_STRING *PCUNICODE_STRING;

typedef struct _STRING {
    USHORT Length;
    USHORT MaximumLength;
    PCHAR Buffer;
} STRING, *PSTRING, ANSI_STRING, *PANSI_STRING, OEM_STRING, *POEM_STRING, UTF8_STRING, *PUTF8_STRING;
typedef const STRING *PCSTRING, *PCOEM_STRING, *PCANSI_STRING;

typedef struct _CSTRING {
    USHORT Length;
    USHORT MaximumLength;
    const char *Buffer;
} CSTRING;

typedef struct _LIST_ENTRY {
    struct _LIST_ENTRY *Flink;
    struct _LIST_ENTRY *Blink;
} LIST_ENTRY, *PLIST_ENTRY, *PRLIST_ENTRY;

typedef struct _SINGLE_LIST_ENTRY {
    struct _SINGLE_LIST_ENTRY *Next;
} SINGLE_LIST_ENTRY, *PSINGLE_LIST_ENTRY;

typedef struct _SLIST_ENTRY {
    struct _SLIST_ENTRY *Next;
} SLIST_ENTRY, *PSLIST_ENTRY;

typedef union _SLIST_HEADER {
    struct {
        ULONGLONG Alignment;
        ULONGLONG Region;
    };
    struct {
        ULONGLONG Depth : 16;
        ULONGLONG Sequence : 48;
        ULONGLONG Reserved : 4;
        ULONGLONG NextEntry : 60;
    } HeaderX64;
} SLIST_HEADER, *PSLIST_HEADER;

typedef struct _GUID {
    unsigned long Data1;
    unsigned short Data2;
    unsigned short Data3;
    unsigned char Data4[8];
} GUID, *PGUID, *LPGUID, IID, CLSID, FMTID, UUID;
typedef const GUID *LPCGUID, *PCGUID;
#define GUID_DEFINED
#define REFGUID const GUID *
#define REFIID const IID *
#define REFCLSID const CLSID *

typedef struct _OBJECT_ATTRIBUTES {
    ULONG Length;
    HANDLE RootDirectory;
    PUNICODE_STRING ObjectName;
    ULONG Attributes;
    PVOID SecurityDescriptor;
    PVOID SecurityQualityOfService;
} OBJECT_ATTRIBUTES, *POBJECT_ATTRIBUTES;
typedef const OBJECT_ATTRIBUTES *PCOBJECT_ATTRIBUTES;

#define OBJ_INHERIT 0x00000002L
#define OBJ_PERMANENT 0x00000010L
#define OBJ_EXCLUSIVE 0x00000020L
#define OBJ_CASE_INSENSITIVE 0x00000040L
#define OBJ_OPENIF 0x00000080L
#define OBJ_OPENLINK 0x00000100L
#define OBJ_KERNEL_HANDLE 0x00000200L
#define OBJ_FORCE_ACCESS_CHECK 0x00000400L
#define OBJ_IGNORE_IMPERSONATED_DEVICEMAP 0x00000800L
#define OBJ_DONT_REPARSE 0x00001000L
#define OBJ_VALID_ATTRIBUTES 0x00001FF2L

#define InitializeObjectAttributes(p, n, a, r, s) \
    do {                                          \
        (p)->Length = sizeof(OBJECT_ATTRIBUTES);  \
        (p)->RootDirectory = (r);                 \
        (p)->Attributes = (a);                    \
        (p)->ObjectName = (n);                    \
        (p)->SecurityDescriptor = (s);            \
        (p)->SecurityQualityOfService = NULL;     \
    } while (0)
#define RTL_CONSTANT_OBJECT_ATTRIBUTES(n, a) { sizeof(OBJECT_ATTRIBUTES), NULL, (PUNICODE_STRING)(n), (a), NULL, NULL }
#define RTL_INIT_OBJECT_ATTRIBUTES(n, a) RTL_CONSTANT_OBJECT_ATTRIBUTES(n, a)

typedef struct _PROCESSOR_NUMBER {
    USHORT Group;
    UCHAR Number;
    UCHAR Reserved;
} PROCESSOR_NUMBER, *PPROCESSOR_NUMBER;

typedef struct _GROUP_AFFINITY {
    KAFFINITY Mask;
    USHORT Group;
    USHORT Reserved[3];
} GROUP_AFFINITY, *PGROUP_AFFINITY;

typedef enum _EVENT_TYPE { NotificationEvent = 0, SynchronizationEvent = 1 } EVENT_TYPE;
typedef enum _TIMER_TYPE { NotificationTimer = 0, SynchronizationTimer = 1 } TIMER_TYPE;
typedef enum _WAIT_TYPE { WaitAll = 0, WaitAny = 1 } WAIT_TYPE;
typedef enum _NT_PRODUCT_TYPE { NtProductWinNt = 1, NtProductLanManNt, NtProductServer } NT_PRODUCT_TYPE, *PNT_PRODUCT_TYPE;
typedef enum _SUITE_TYPE { SmallBusiness, Enterprise, TerminalServer = 4, SingleUserTS = 8 } SUITE_TYPE;

/* Status tests. */
#define NT_SUCCESS(Status) (((NTSTATUS)(Status)) >= 0)

#define NT_INFORMATION(Status) ((((ULONG)(Status)) >> 30) == 1)
#define NT_WARNING(Status) ((((ULONG)(Status)) >> 30) == 2)
#define NT_ERROR(Status) ((((ULONG)(Status)) >> 30) == 3)

/* Whether an optional pointer was given. */
#define ARGUMENT_PRESENT(Pointer) ((Pointer) != NULL)
#define NT_CUSTOMER_SHIFT 29
#define NT_CUSTOMER(Status) ((((ULONG)(Status)) >> NT_CUSTOMER_SHIFT) & 1)
#define FACILITY_NT_BIT 0x10000000
#define HRESULT_FROM_NT(x) ((HRESULT)((x) | FACILITY_NT_BIT))

/* Limits. */
#define MINCHAR 0x80
#define MAXCHAR 0x7f
#define MINSHORT 0x8000
#define MAXSHORT 0x7fff
#define MINLONG 0x80000000
#define MAXLONG 0x7fffffff
#define MAXUCHAR 0xff
#define MAXUSHORT 0xffff
#define MAXULONG 0xffffffff
#define MAXBYTE 0xff
#define MAXWORD 0xffff
#define MAXDWORD 0xffffffff
#define MAXINT 0x7fffffff
#define MAXUINT 0xffffffff
#define MAXLONGLONG (0x7fffffffffffffffLL)
#define MINLONGLONG (-0x7fffffffffffffffLL - 1)
#define MAXULONGLONG (0xffffffffffffffffULL)
#define MAXULONG32 ((ULONG32)~((ULONG32)0))
#define MAXULONG64 ((ULONG64)~((ULONG64)0))
#define MAXLONG64 ((LONG64)(MAXULONG64 >> 1))
#define MAXSIZE_T ((SIZE_T)~((SIZE_T)0))
#define MAXUINT_PTR (~((UINT_PTR)0))
#define MAXUINT32 ((UINT32)~((UINT32)0))
#define MAXUINT64 ((UINT64)~((UINT64)0))
#define MAXUINT16 ((UINT16)0xffff)
#define MAXUINT8 ((UINT8)0xff)
#define UNICODE_NULL ((WCHAR)0)
#define ANSI_NULL ((CHAR)0)
#define UNICODE_STRING_MAX_BYTES ((USHORT)65534)
#define UNICODE_STRING_MAX_CHARS (32767)

/* Layout and arithmetic. */
#define FIELD_OFFSET(type, field) ((LONG)__builtin_offsetof(type, field))
#define UFIELD_OFFSET(type, field) ((ULONG)__builtin_offsetof(type, field))
#define CONTAINING_RECORD(address, type, field) __irpscope_container(address, type, field)
#define RTL_FIELD_SIZE(type, field) (sizeof(((type *)0)->field))
#define FIELD_SIZE(type, field) (sizeof(((type *)0)->field))
#define RTL_SIZEOF_THROUGH_FIELD(type, field) (FIELD_OFFSET(type, field) + RTL_FIELD_SIZE(type, field))
#define RTL_CONTAINS_FIELD(p, size, field) \
    ((((PCHAR)(&(p)->field)) + sizeof((p)->field)) <= (((PCHAR)(p)) + (size)))
#define RTL_NUMBER_OF(a) (sizeof(a) / sizeof((a)[0]))
#define RTL_NUMBER_OF_V1(a) RTL_NUMBER_OF(a)
#define RTL_NUMBER_OF_V2(a) RTL_NUMBER_OF(a)
#define RTL_NUMBER_OF_FIELD(type, field) (RTL_NUMBER_OF(((type *)0)->field))
#define ARRAYSIZE(a) RTL_NUMBER_OF(a)
#define _ARRAYSIZE(a) RTL_NUMBER_OF(a)
#define _countof(a) RTL_NUMBER_OF(a)
#define RTL_CONST_CAST(type) (type)
#define RTL_BITS_OF(x) (sizeof(x) * 8)
#define RTL_BITS_OF_FIELD(type, field) (RTL_BITS_OF(RTL_FIELD_TYPE(type, field)))
#define RTL_FIELD_TYPE(type, field) (((type *)0)->field)
#define RTL_CONSTANT_STRING(s) { sizeof(s) - sizeof((s)[0]), sizeof(s), s }
#define DECLARE_CONST_UNICODE_STRING(var, str) \
    const UNICODE_STRING var = { sizeof(str) - sizeof((str)[0]), sizeof(str), (PWCH)str }
#define DECLARE_GLOBAL_CONST_UNICODE_STRING(var, str) DECLARE_CONST_UNICODE_STRING(var, str)
#define DECLARE_UNICODE_STRING_SIZE(var, size) \
    WCHAR var##_buffer[size];                  \
    UNICODE_STRING var = { 0, (size) * sizeof(WCHAR), var##_buffer }
#define RtlInitEmptyUnicodeString(s, b, n) \
    ((s)->Buffer = (b), (s)->MaximumLength = (USHORT)(n), (s)->Length = 0)
#define RtlInitEmptyAnsiString(s, b, n) \
    ((s)->Buffer = (b), (s)->MaximumLength = (USHORT)(n), (s)->Length = 0)
#define RTL_PAGED_CODE() ((void)0)
#define RtlOffsetToPointer(b, o) ((PCHAR)(((PCHAR)(b)) + ((ULONG_PTR)(o))))
#define RtlPointerToOffset(b, p) ((ULONG)(((PCHAR)(p)) - ((PCHAR)(b))))
#define Add2Ptr(p, i) ((PVOID)((PUCHAR)(p) + (i)))
#define ALIGN_DOWN_BY(length, alignment) ((ULONG_PTR)(length) & ~((ULONG_PTR)(alignment) - 1))
#define ALIGN_UP_BY(length, alignment) (ALIGN_DOWN_BY(((ULONG_PTR)(length) + (alignment) - 1), alignment))
#define ALIGN_DOWN_POINTER_BY(p, alignment) ((PVOID)((ULONG_PTR)(p) & ~((ULONG_PTR)(alignment) - 1)))
#define ALIGN_UP_POINTER_BY(p, alignment) (ALIGN_DOWN_POINTER_BY(((ULONG_PTR)(p) + (alignment) - 1), alignment))
#define ALIGN_DOWN(length, type) ((ULONG)(length) & ~(sizeof(type) - 1))
#define ALIGN_UP(length, type) (ALIGN_DOWN(((ULONG)(length) + sizeof(type) - 1), type))
#define ALIGN_DOWN_POINTER(p, type) ((PVOID)((ULONG_PTR)(p) & ~((ULONG_PTR)sizeof(type) - 1)))
#define ALIGN_UP_POINTER(p, type) (ALIGN_DOWN_POINTER(((ULONG_PTR)(p) + sizeof(type) - 1), type))
#define TYPE_ALIGNMENT(t) ((LONG)sizeof(t))
#define IS_ALIGNED(p, a) (((ULONG_PTR)(p) & ((a) - 1)) == 0)
#ifndef max
#define max(a, b) (((a) > (b)) ? (a) : (b))
#endif
#ifndef min
#define min(a, b) (((a) < (b)) ? (a) : (b))
#endif
#define __max(a, b) max(a, b)
#define __min(a, b) min(a, b)
#define TEXT(s) L##s
#define _T(s) L##s
#define PtrToUlong(p) ((ULONG)(ULONG_PTR)(p))
#define PtrToLong(p) ((LONG)(LONG_PTR)(p))
#define PtrToUint(p) ((UINT)(UINT_PTR)(p))
#define PtrToInt(p) ((INT)(INT_PTR)(p))
#define PtrToUshort(p) ((USHORT)(ULONG_PTR)(p))
#define PtrToShort(p) ((SHORT)(LONG_PTR)(p))
#define HandleToUlong(h) ((ULONG)(ULONG_PTR)(h))
#define HandleToULong(h) ((ULONG)(ULONG_PTR)(h))
#define HandleToLong(h) ((LONG)(LONG_PTR)(h))
#define UlongToHandle(h) ((HANDLE)(ULONG_PTR)(h))
#define ULongToHandle(h) ((HANDLE)(ULONG_PTR)(h))
#define LongToHandle(h) ((HANDLE)(LONG_PTR)(h))
#define UlongToPtr(u) ((PVOID)(ULONG_PTR)(ULONG)(u))
#define ULongToPtr(u) ((PVOID)(ULONG_PTR)(ULONG)(u))
#define LongToPtr(l) ((PVOID)(LONG_PTR)(LONG)(l))
#define UIntToPtr(u) ((PVOID)(UINT_PTR)(UINT)(u))
#define IntToPtr(i) ((PVOID)(INT_PTR)(INT)(i))
#define Int32x32To64(a, b) (((LONGLONG)(LONG)(a)) * ((LONGLONG)(LONG)(b)))
#define UInt32x32To64(a, b) (((ULONGLONG)(ULONG)(a)) * ((ULONGLONG)(ULONG)(b)))
#define Int64ShllMod32(a, b) ((ULONGLONG)(a) << (b))
#define Int64ShraMod32(a, b) ((LONGLONG)(a) >> (b))
#define Int64ShrlMod32(a, b) ((ULONGLONG)(a) >> (b))
#define BooleanFlagOn(F, SF) ((BOOLEAN)(((F) & (SF)) != 0))
#ifndef FlagOn
#define FlagOn(F, SF) ((F) & (SF))
#endif
#ifndef SetFlag
#define SetFlag(F, SF) ((F) |= (SF))
#endif
#ifndef ClearFlag
#define ClearFlag(F, SF) ((F) &= ~(SF))
#endif
#define BIT(n) (1ULL << (n))
#define DEFINE_ENUM_FLAG_OPERATORS(t)

/* Things that leave no trace on a path in the chosen configuration. */
#define UNREFERENCED_PARAMETER(P) ((void)(P))
#define DBG_UNREFERENCED_PARAMETER(P) ((void)(P))
#define DBG_UNREFERENCED_LOCAL_VARIABLE(V) ((void)(V))
#define UNREFERENCED_LOCAL_VARIABLE(V) ((void)(V))
#define DEFAULT_UNREACHABLE default: break
#define PAGED_CODE() ((void)0)
#define PAGED_CODE_LOCKED() ((void)0)
#if DBG
#define IRPSCOPE_CHECKED(e) ((void)(e))
#define KdPrint(x) DbgPrint x
#define KdPrintEx(x) DbgPrintEx x
#define vKdPrintEx(x) vDbgPrintEx x
#define KdBreakPoint() DbgBreakPoint()
#else
#define IRPSCOPE_CHECKED(e) ((void)0)
#define KdPrint(x)
#define KdPrintEx(x)
#define vKdPrintEx(x)
#define KdBreakPoint()
#endif
#define ASSERT(e) IRPSCOPE_CHECKED(e)
#define ASSERTMSG(m, e) IRPSCOPE_CHECKED(e)
#define RTL_SOFT_ASSERT(e) IRPSCOPE_CHECKED(e)
#define RTL_SOFT_ASSERTMSG(m, e) IRPSCOPE_CHECKED(e)
#define RTL_ASSERT(e) IRPSCOPE_CHECKED(e)
#define NT_ASSERT(e) IRPSCOPE_CHECKED(e)
#define NT_ASSERTMSG(m, e) IRPSCOPE_CHECKED(e)
#define NT_ASSERTMSGW(m, e) IRPSCOPE_CHECKED(e)
#define NT_ASSERT_ASSUME(e) IRPSCOPE_CHECKED(e)
#define NT_ASSERTMSG_ASSUME(m, e) IRPSCOPE_CHECKED(e)
#define NT_ASSERT_NOASSUME(e) IRPSCOPE_CHECKED(e)
#define RTL_VERIFY(e) ((e) != 0)
#define RTL_VERIFYMSG(m, e) ((e) != 0)
#define RTL_SOFT_VERIFY(e) ((e) != 0)
#define NT_VERIFY(e) ((e) != 0)
#define NT_VERIFYMSG(m, e) ((e) != 0)
#define NT_FRE_ASSERT(e) ((e) != 0)
#define NT_ANALYSIS_ASSUME(e) ((void)0)
#define ASSUME(e) ((void)0)

/* GUIDs: defined in the unit that includes initguid.h first, declared everywhere else. */
#ifdef INITGUID
#define DEFINE_GUID(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8) \
    const GUID name = { l, w1, w2, { b1, b2, b3, b4, b5, b6, b7, b8 } }
#else
#define DEFINE_GUID(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8) extern const GUID name
#endif
#define DEFINE_GUIDEX(name) extern const GUID name
#define DEFINE_GUIDSTRUCT(g, n)

typedef GUID DEVPROPGUID, *PDEVPROPGUID;
typedef ULONG DEVPROPID, *PDEVPROPID;
typedef struct _DEVPROPKEY {
    DEVPROPGUID fmtid;
    DEVPROPID pid;
} DEVPROPKEY, *PDEVPROPKEY;
typedef ULONG DEVPROPTYPE, *PDEVPROPTYPE;
#define DEVPROPKEY_DEFINED
#ifdef INITGUID
#define DEFINE_DEVPROPKEY(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8, pid) \
    const DEVPROPKEY name = { { l, w1, w2, { b1, b2, b3, b4, b5, b6, b7, b8 } }, pid }
#else
#define DEFINE_DEVPROPKEY(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8, pid) extern const DEVPROPKEY name
#endif

int IsEqualGUIDAligned_irpscope(const GUID *a, const GUID *b);
#ifdef __cplusplus
#define IsEqualGUID(a, b) IsEqualGUIDAligned_irpscope(&(a), &(b))
#else
#define IsEqualGUID(a, b) IsEqualGUIDAligned_irpscope((a), (b))
#endif
#define InlineIsEqualGUID(a, b) IsEqualGUID(a, b)
#define IsEqualGUIDAligned(a, b) IsEqualGUID(a, b)
#define IsEqualIID(a, b) IsEqualGUID(a, b)
#define IsEqualCLSID(a, b) IsEqualGUID(a, b)

/* Static assertions of C11 in their macro spelling. */
#ifndef __cplusplus
#define static_assert _Static_assert
#endif

/* Variable arguments. */
typedef char *va_list;
void __irpscope_va_start(va_list *list);
void *__irpscope_va_arg(va_list *list, size_t size);
#define va_start(ap, last) __irpscope_va_start(&(ap))
#define va_arg(ap, type) (*(type *)__irpscope_va_arg(&(ap), sizeof(type)))
#define va_end(ap) ((void)(ap))
#define va_copy(to, from) ((void)((to) = (from)))

#define LANG_NEUTRAL 0
#define VER_EQUAL 1
#define VER_GREATER 2
#define VER_GREATER_EQUAL 3

/* Known system versions. */
#define _WIN32_WINNT_NT4 0x0400
#define _WIN32_WINNT_WIN2K 0x0500
#define _WIN32_WINNT_WINXP 0x0501
#define _WIN32_WINNT_WS03 0x0502
#define _WIN32_WINNT_VISTA 0x0600
#define _WIN32_WINNT_WIN7 0x0601
#define _WIN32_WINNT_WIN8 0x0602
#define _WIN32_WINNT_WINBLUE 0x0603
#define _WIN32_WINNT_WIN10 0x0A00
#define NTDDI_WIN2K 0x05000000
#define NTDDI_WINXP 0x05010000
#define NTDDI_WINXPSP1 0x05010100
#define NTDDI_WINXPSP2 0x05010200
#define NTDDI_WS03 0x05020000
#define NTDDI_WS03SP1 0x05020100
#define NTDDI_VISTA 0x06000000
#define NTDDI_VISTASP1 0x06000100
#define NTDDI_LONGHORN NTDDI_VISTA
#define NTDDI_WS08 0x06000100
#define NTDDI_WIN7 0x06010000
#define NTDDI_WIN8 0x06020000
#define NTDDI_WINBLUE 0x06030000
#define NTDDI_WINTHRESHOLD 0x0A000000
#define NTDDI_WIN10 0x0A000000
#define NTDDI_WIN10_TH2 0x0A000001
#define NTDDI_WIN10_RS1 0x0A000002
#define NTDDI_WIN10_RS2 0x0A000003
#define NTDDI_WIN10_RS3 0x0A000004
#define NTDDI_WIN10_RS4 0x0A000005
#define NTDDI_WIN10_RS5 0x0A000006
#define NTDDI_WIN10_19H1 0x0A000007
#define NTDDI_WIN10_VB 0x0A000008
#define NTDDI_WIN10_MN 0x0A000009
#define NTDDI_WIN10_FE 0x0A00000A
#define NTDDI_WIN10_CO 0x0A00000B
#define NTDDI_WIN10_NI 0x0A00000C
#define NTDDI_WIN10_CU 0x0A00000D
#define WINAPI_FAMILY_PARTITION(p) 1
#define WINAPI_PARTITION_DESKTOP 1
#define WINAPI_PARTITION_APP 1
#define WINAPI_PARTITION_SYSTEM 1

#endif
