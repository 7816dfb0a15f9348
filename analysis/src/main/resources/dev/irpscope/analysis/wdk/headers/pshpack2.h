/* IrpScope built-in WDK: pack structures to 2. Meant to be included many times. */
#pragma pack(push, 2)
