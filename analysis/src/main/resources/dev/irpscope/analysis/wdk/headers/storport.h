/* IrpScope built-in WDK: storage requests. */
#ifndef IRPSCOPE_STORPORT_H
#define IRPSCOPE_STORPORT_H

#include "scsi.h"
#include "ntddscsi.h"

#endif
