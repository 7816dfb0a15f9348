/* IrpScope built-in WDK: pack structures to 8. Meant to be included many times. */
#pragma pack(push, 8)
