/* IrpScope built-in WDK: debug output of ReactOS drivers; silent in a free build. */
#ifndef IRPSCOPE_DEBUG_H
#define IRPSCOPE_DEBUG_H

#include "core/wdk_rtl.h"

#if DBG
#define DPRINT1(...) ((void)DbgPrint(__VA_ARGS__))
#define DPRINT_CHECKED(...) ((void)DbgPrint(__VA_ARGS__))
#define UNIMPLEMENTED ((void)DbgPrint("not implemented\n"))
#define UNIMPLEMENTED_DBGBREAK(...) DbgBreakPoint()
#else
#define DPRINT1(...) ((void)0)
#define DPRINT_CHECKED(...) ((void)0)
#define UNIMPLEMENTED ((void)0)
#define UNIMPLEMENTED_DBGBREAK(...) ((void)0)
#endif
#if DBG && !defined(NDEBUG)
#define DPRINT(...) ((void)DbgPrint(__VA_ARGS__))
#else
#define DPRINT(...) ((void)0)
#endif
#define UNIMPLEMENTED_ONCE UNIMPLEMENTED
#define UNIMPLEMENTED_FATAL(...) UNIMPLEMENTED_DBGBREAK(__VA_ARGS__)
#define ERR_(ch, ...) ((void)0)
#define WARN_(ch, ...) ((void)0)
#define TRACE_(ch, ...) ((void)0)
#define INFO_(ch, ...) ((void)0)
#define ERR__(ch, ...) ((void)0)
#define WARN__(ch, ...) ((void)0)
#define TRACE__(ch, ...) ((void)0)
#define INFO__(ch, ...) ((void)0)
#define IF_DPRINT if (0)
#define ASSERT_IRQL_LESS_OR_EQUAL(x) ASSERT(KeGetCurrentIrql() <= (x))
#define ASSERT_IRQL_LESS(x) ASSERT(KeGetCurrentIrql() < (x))
#define ASSERT_IRQL_EQUAL(x) ASSERT(KeGetCurrentIrql() == (x))
#define __NOTICE(level, fmt, ...) ((void)0)

#endif
