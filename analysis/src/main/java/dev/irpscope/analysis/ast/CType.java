package dev.irpscope.analysis.ast;

import java.util.List;
import java.util.OptionalLong;

/** A C type (C11 6.2.5) without qualifiers; sizes follow the LLP64 model of 64-bit Windows. */
public sealed interface CType {
  /** Begins the name that an enumeration goes by, before its tag; it stands for an integer type. */
  String ENUMERATION = "enum ";

  record Void() implements CType {
    public static final Void VOID = new Void();
  }

  /**
   * An integer type, {@code _Bool}, {@code char} and enumerations included.
   *
   * @param bits 8, 16, 32, 64 or 128; 1 for {@code _Bool}
   */
  record Int(int bits, boolean signed) implements CType {
    public static final Int CHAR = new Int(8, true);
    public static final Int INT = new Int(32, true);
    public static final Int UNSIGNED_INT = new Int(32, false);
    public static final Int LONG_LONG = new Int(64, true);
    public static final Int UNSIGNED_LONG_LONG = new Int(64, false);
  }

  record Floating(int bits) implements CType {}

  record Pointer(CType target) implements CType {}

  /** An array; {@code length} is empty for an incomplete or variable length. */
  record Array(CType element, OptionalLong length) implements CType {}

  record Function(CType result, List<CType> parameters, boolean variadic) implements CType {
    public Function {
      parameters = List.copyOf(parameters);
    }
  }

  /** A structure or union; its fields are reached through the shared definition. */
  record Struct(RecordDefinition definition) implements CType {}

  /** A typedef name in use; {@code target} is what it stands for. */
  record Typedef(String name, CType target) implements CType {}

  /** A name that is used as a type but declared nowhere we can read. */
  record Unknown(String name) implements CType {}

  /** The type with every outer typedef name resolved. */
  default CType canonical() {
    CType at = this;
    while (at instanceof Typedef named) {
      at = named.target();
    }
    return at;
  }
}
