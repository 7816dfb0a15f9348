/* IrpScope built-in WDK: end of a pshpack region. Meant to be included many times. */
#pragma pack(pop)
