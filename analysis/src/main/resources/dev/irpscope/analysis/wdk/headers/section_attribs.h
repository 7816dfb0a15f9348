/* IrpScope built-in WDK: where code and data of ReactOS drivers are placed; of no effect here. */
#ifndef IRPSCOPE_SECTION_ATTRIBS_H
#define IRPSCOPE_SECTION_ATTRIBS_H

#include "core/wdk_base.h"

#endif
