package dev.irpscope.analysis.symbolic;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An unknown scalar, named by where it comes from. Two symbols are equal if they are the same
 * unknown: what a field held when it was first read, what a call returned.
 */
public final class Symbol implements Value {
  /** What gave the value. */
  public enum Kind {
    /** What memory held before anything on the path wrote it. */
    INITIAL,
    /** The result of a call, or what a call left in memory. */
    RESULT,
    /** Two or more values that were merged at a program point. */
    MERGED,
    /** A parameter of the entry routine. */
    PARAMETER,
    /** What an operation gives that is too long to be kept. */
    OPERATION
  }

  private final Kind kind;
  private final String label;
  private final @Nullable Region region;
  private final long offset;
  private final int version;
  private final int bits;
  private final boolean signed;
  private final boolean pointer;
  private final int depth;
  private final int hash;

  private Symbol(
      Kind kind, String label, @Nullable Region region, long offset, int version, Shape shape) {
    this.kind = kind;
    this.label = label;
    this.region = region;
    this.offset = offset;
    this.version = version;
    this.bits = shape.bits();
    this.signed = shape.signed();
    this.pointer = shape.pointer();
    this.depth = region == null ? 0 : 1 + region.root().map(Symbol::depth).orElse(0);
    this.hash = Objects.hash(kind.name(), label, region, offset, version, bits, signed, pointer);
  }

  /**
   * Width and kind of a scalar.
   *
   * @param bits 1 to 64
   */
  public record Shape(int bits, boolean signed, boolean pointer) {
    public static final Shape POINTER = new Shape(64, false, true);
    public static final Shape STATUS = new Shape(32, true, false);

    public int bytes() {
      return Math.max(1, bits / 8);
    }
  }

  /** What {@code region} held at {@code offset} since its {@code version}-th unknown change. */
  public static Symbol initial(Region region, long offset, int version, Shape shape) {
    return new Symbol(Kind.INITIAL, "", region, offset, version, shape);
  }

  /**
   * The result of the call at {@code site}.
   *
   * @param version tells results of one site apart that are alive together
   */
  public static Symbol result(String site, int version, Shape shape) {
    return new Symbol(Kind.RESULT, site, null, 0, version, shape);
  }

  public static Symbol merged(String point, @Nullable Region region, long offset, Shape shape) {
    return new Symbol(Kind.MERGED, point, region, offset, 0, shape);
  }

  public static Symbol parameter(String name, int index, Shape shape) {
    return new Symbol(Kind.PARAMETER, name, null, index, 0, shape);
  }

  /** What an operation gives: the same symbol for equal operations. */
  static Symbol operation(Operation operation) {
    Shape shape =
        Value.isComparison(operation.name())
            ? new Shape(1, false, false)
            : new Shape(operation.bits(), operation.signed(), false);
    return new Symbol(
        Kind.OPERATION, operation.name(), null, operation.hash(), operation.size(), shape);
  }

  public Kind kind() {
    return kind;
  }

  public String label() {
    return label;
  }

  /** The region an initial value was read from. */
  public Optional<Region> region() {
    return Optional.ofNullable(region);
  }

  /** As {@link #region}, for what is asked millions of times. */
  public @Nullable Region regionOrNull() {
    return region;
  }

  public long offset() {
    return offset;
  }

  public int version() {
    return version;
  }

  /** How many places were read one through the other to come to it. */
  public int depth() {
    return depth;
  }

  public int bits() {
    return bits;
  }

  public boolean signed() {
    return signed;
  }

  public boolean isPointer() {
    return pointer;
  }

  public Shape shape() {
    return new Shape(bits, signed, pointer);
  }

  /** Whether it is this object, or was in memory that it points to, however far. */
  public boolean isOf(Symbol object) {
    for (@Nullable Symbol at = this;
        at != null;
        at = at.region == null ? null : at.region.rootOrNull()) {
      if (at.equals(object)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Symbol that
            && hash == that.hash
            && kind == that.kind
            && offset == that.offset
            && version == that.version
            && bits == that.bits
            && signed == that.signed
            && pointer == that.pointer
            && label.equals(that.label)
            && Objects.equals(region, that.region));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return switch (kind) {
      case PARAMETER -> label;
      case RESULT -> "result@" + label + (version == 0 ? "" : "'" + version);
      case MERGED -> "merged@" + label + ":" + region + "+" + offset;
      case OPERATION -> label + "@" + Long.toHexString(offset) + "'" + version;
      case INITIAL -> region + "[" + offset + "]" + (version == 0 ? "" : "'" + version);
    };
  }
}
