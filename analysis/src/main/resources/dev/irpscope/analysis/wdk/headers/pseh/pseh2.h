/* IrpScope built-in WDK: portable structured exceptions, mapped to the compiler's own. */
#ifndef IRPSCOPE_PSEH_PSEH2_H
#define IRPSCOPE_PSEH_PSEH2_H

#include "../core/wdk_rtl.h"

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
