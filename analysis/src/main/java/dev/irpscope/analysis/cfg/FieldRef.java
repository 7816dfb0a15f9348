package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.ast.CType;

/**
 * A member of a structure or union, found and laid out.
 *
 * @param name as written; a member of an anonymous structure is named directly
 * @param offset in bytes from the start of the structure named in the source. For a structure whose
 *     definition is not known: a stable pseudo-offset at or above {@link #PSEUDO_BASE}, made from
 *     the name, so that equal names are one location and different names are different ones
 * @param bitOffset first bit of a bit-field within its storage unit, 0 otherwise
 * @param bits width of a bit-field, 0 for other members
 */
public record FieldRef(String name, long offset, CType type, int bitOffset, int bits) {
  /** Offsets from here up stand for members of structures that we have no definition of. */
  public static final long PSEUDO_BASE = 1L << 40;

  /** Where a bit-field lies among those of its storage unit. 0 for other members. */
  public long bitCell() {
    return (long) bitOffset * Long.BYTES;
  }

  /** The first bit of a field that lies there. */
  public static int bit(long bitCell) {
    return (int) (bitCell / Long.BYTES);
  }

  /** Whether this is a bit-field all of whose values an {@code int} holds (C11 6.3.1.1). */
  boolean isNarrow() {
    return bits > 0
        && type.canonical() instanceof CType.Int(var width, var signed)
        && width <= 32
        && (bits < 32 || signed);
  }
}
