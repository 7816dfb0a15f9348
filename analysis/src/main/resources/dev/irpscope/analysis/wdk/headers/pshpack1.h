/* IrpScope built-in WDK: pack structures to 1. Meant to be included many times. */
#pragma pack(push, 1)
