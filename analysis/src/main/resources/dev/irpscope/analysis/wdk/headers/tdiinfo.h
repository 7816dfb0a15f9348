/* IrpScope built-in WDK: what transports tell about themselves. */
#ifndef IRPSCOPE_TDIINFO_H
#define IRPSCOPE_TDIINFO_H

#include "tdi.h"

#define MAX_TDI_ENTITIES 4096
#define INFO_CLASS_GENERIC 0x100
#define INFO_CLASS_PROTOCOL 0x200
#define INFO_CLASS_IMPLEMENTATION 0x300
#define INFO_TYPE_PROVIDER 0x100
#define INFO_TYPE_ADDRESS_OBJECT 0x200
#define INFO_TYPE_CONNECTION 0x300
#define ENTITY_LIST_ID 0
#define ENTITY_TYPE_ID 1
#define GENERIC_ENTITY 0
#define CO_TL_ENTITY 0x400
#define CL_TL_ENTITY 0x401
#define ER_ENTITY 0x380
#define CO_NL_ENTITY 0x300
#define CL_NL_ENTITY 0x301
#define AT_ENTITY 0x280
#define IF_ENTITY 0x200
#define CO_TL_TCP 0x404
#define CL_TL_UDP 0x403
#define CL_NL_IP 0x303
#define ER_ICMP 0x380
#define AT_ARP 0x280
#define IF_GENERIC 0x200
#define IF_MIB 0x202

#endif
