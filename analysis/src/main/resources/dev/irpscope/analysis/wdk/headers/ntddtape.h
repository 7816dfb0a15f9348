/* IrpScope built-in WDK: tape drives. */
#ifndef IRPSCOPE_NTDDTAPE_H
#define IRPSCOPE_NTDDTAPE_H

#include "ntddstor.h"

#define IOCTL_TAPE_BASE FILE_DEVICE_TAPE

#endif
