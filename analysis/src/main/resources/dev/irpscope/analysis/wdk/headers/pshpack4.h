/* IrpScope built-in WDK: pack structures to 4. Meant to be included many times. */
#pragma pack(push, 4)
