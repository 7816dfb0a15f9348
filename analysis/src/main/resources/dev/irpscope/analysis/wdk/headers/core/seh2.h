/*
 * IrpScope built-in WDK: the portable spelling of structured exceptions, mapped to the compiler's own.
 *
 * Part of the initial configuration: drivers use these words also where the header that defines them is
 * included only by a build that we do not see.
 */
#ifndef IRPSCOPE_CORE_SEH2_H
#define IRPSCOPE_CORE_SEH2_H

#define _SEH2_TRY __try {
#define _SEH2_EXCEPT(...) } __except (__VA_ARGS__) {
#define _SEH2_FINALLY } __finally {
#define _SEH2_END }
#define _SEH2_LEAVE __leave
#define _SEH2_YIELD(s) s
#define _SEH2_VOLATILE volatile
#define _SEH2_GetExceptionCode() _exception_code()
#define _SEH2_GetExceptionInformation() ((PEXCEPTION_POINTERS)_exception_info())
#define _SEH2_AbnormalTermination() _abnormal_termination()

#endif
