/* IrpScope built-in WDK: what every header that WPP generates defines; tracing leaves nothing on a path. */
#ifndef IRPSCOPE_WDK_WPP_H
#define IRPSCOPE_WDK_WPP_H

#ifndef WPP_INIT_TRACING
#define WPP_INIT_TRACING(...) ((void)0)
#endif
#ifndef WPP_CLEANUP
#define WPP_CLEANUP(...) ((void)0)
#endif
#ifndef WPP_SYSTEMCONTROL
#define WPP_SYSTEMCONTROL(...) ((void)0)
#endif
#ifndef WPP_SYSTEMCONTROL2
#define WPP_SYSTEMCONTROL2(...) ((void)0)
#endif
#ifndef DoTraceMessage
#define DoTraceMessage(...) ((void)0)
#endif

#endif
