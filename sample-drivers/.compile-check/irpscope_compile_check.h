/*
 * Forced in front of every sample source by check.sh (gcc -include).
 *
 * The samples are written for the Microsoft compiler and kit. This header only takes away what a
 * GCC with the mingw-w64 driver headers does not know: structured exceptions, SAL words that its
 * headers lack, and a few kit declarations. It is never seen by the analyser.
 */
#ifndef IRPSCOPE_COMPILE_CHECK_H
#define IRPSCOPE_COMPILE_CHECK_H

#include <ntddk.h>

/* Structured exceptions: enough for the syntax, not for the behaviour. */
#define __try if (1)
#define __except(filter) else if (((void)(filter)), 0)
#define __finally if (1)
#define __leave ((void)0)
#ifndef GetExceptionCode
#define GetExceptionCode() ((NTSTATUS)0xC0000005L)
#endif
#ifndef AbnormalTermination
#define AbnormalTermination() 0
#endif
#ifndef EXCEPTION_EXECUTE_HANDLER
#define EXCEPTION_EXECUTE_HANDLER 1
#endif
#ifndef EXCEPTION_CONTINUE_SEARCH
#define EXCEPTION_CONTINUE_SEARCH 0
#endif

/* Role annotations. */
#undef _Dispatch_type_
#define _Dispatch_type_(code)
#undef _Function_class_
#define _Function_class_(name)
#undef _Use_decl_annotations_
#define _Use_decl_annotations_
#undef _IRQL_requires_
#define _IRQL_requires_(level)
#undef _IRQL_requires_max_
#define _IRQL_requires_max_(level)
#undef _IRQL_requires_same_
#define _IRQL_requires_same_
#undef _IRQL_saves_
#define _IRQL_saves_
#undef _Analysis_assume_
#define _Analysis_assume_(expr)

/* SAL 2. */
#ifndef _In_
#define _In_
#endif
#ifndef _In_opt_
#define _In_opt_
#endif
#ifndef _Inout_
#define _Inout_
#endif
#ifndef _Inout_opt_
#define _Inout_opt_
#endif
#ifndef _Out_
#define _Out_
#endif
#ifndef _Out_opt_
#define _Out_opt_
#endif
#ifndef _Outptr_
#define _Outptr_
#endif
#ifndef _In_reads_bytes_
#define _In_reads_bytes_(n)
#endif
#ifndef _In_reads_bytes_opt_
#define _In_reads_bytes_opt_(n)
#endif
#ifndef _Out_writes_bytes_
#define _Out_writes_bytes_(n)
#endif
#ifndef _Out_writes_bytes_to_
#define _Out_writes_bytes_to_(n, used)
#endif
#ifndef _Inout_updates_bytes_
#define _Inout_updates_bytes_(n)
#endif
#ifndef _Must_inspect_result_
#define _Must_inspect_result_
#endif
#ifndef _Check_return_
#define _Check_return_
#endif
#ifndef _Acquires_lock_
#define _Acquires_lock_(lock)
#endif
#ifndef _Releases_lock_
#define _Releases_lock_(lock)
#endif
#ifndef _Requires_lock_held_
#define _Requires_lock_held_(lock)
#endif

/* SAL 1 and the driver words of the same age. */
#undef __in
#define __in
#undef __out
#define __out
#undef __inout
#define __inout
#undef __in_opt
#define __in_opt
#undef __out_opt
#define __out_opt
#undef __inout_opt
#define __inout_opt
#undef __in_bcount
#define __in_bcount(n)
#undef __in_bcount_opt
#define __in_bcount_opt(n)
#undef __out_bcount
#define __out_bcount(n)
#undef __out_bcount_part
#define __out_bcount_part(n, used)
#undef __inout_bcount
#define __inout_bcount(n)
#undef __deref_out
#define __deref_out
#undef __checkReturn
#define __checkReturn
#undef __drv_dispatchType
#define __drv_dispatchType(code)
#undef __drv_aliasesMem
#define __drv_aliasesMem
#undef __drv_requiresIRQL
#define __drv_requiresIRQL(level)
#undef __drv_maxIRQL
#define __drv_maxIRQL(level)
#undef __drv_sameIRQL
#define __drv_sameIRQL
#undef __drv_in
#define __drv_in(what)
#undef __drv_freesMem
#define __drv_freesMem(kind)

/* Kit declarations that the mingw-w64 driver headers do not carry. */
#ifndef POOL_FLAG_NON_PAGED
#define POOL_FLAG_NON_PAGED 0x0000000000000040ULL
NTKERNELAPI PVOID NTAPI ExAllocatePool2(ULONGLONG Flags, SIZE_T NumberOfBytes, ULONG Tag);
#endif

/* Their NT_VERIFY is an expression whose value nobody uses; keep the meaning, drop the warning. */
#undef NT_VERIFY
#define NT_VERIFY(expr) ((void)(expr))

#endif
