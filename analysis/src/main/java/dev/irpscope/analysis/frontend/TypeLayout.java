package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Designator;
import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.ast.RecordDefinition;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Sizes, alignments and member offsets as Microsoft's compiler lays types out on 64-bit Windows:
 * {@code long} is 32 bits, a pointer 64. Unions put every member at offset 0; {@code #pragma pack}
 * caps alignment.
 */
final class TypeLayout {
  private static final int POINTER = 8;

  /** Nesting of types beyond which a size counts as unknown: a record that contains itself. */
  private static final int DEPTH_LIMIT = 200;

  private TypeLayout() {}

  /** A member with its place, anonymous records looked through. */
  record FieldPlace(long offset, RecordDefinition.Field field) {}

  /** Size in bytes; empty for incomplete, unknown and function types. */
  static OptionalLong size(CType type) {
    return size(type, 0);
  }

  /** Alignment in bytes, 1 where it is unknown. */
  static long alignment(CType type) {
    return alignment(type, 0);
  }

  /** Where the member {@code name} stands, members of anonymous records included. */
  static Optional<FieldPlace> field(RecordDefinition record, String name) {
    return field(record, name, 0);
  }

  private static Optional<FieldPlace> field(RecordDefinition record, String name, int depth) {
    if (depth > DEPTH_LIMIT) {
      return Optional.empty();
    }
    Walk walk = new Walk(record, depth);
    for (RecordDefinition.Field field : record.fields()) {
      long offset = walk.place(field);
      if (!name.isEmpty() && field.name().equals(name)) {
        return Optional.of(new FieldPlace(offset, field));
      }
      if (field.name().isEmpty() && field.type().canonical() instanceof CType.Struct inner) {
        Optional<FieldPlace> found = field(inner.definition(), name, depth + 1);
        if (found.isPresent()) {
          return Optional.of(new FieldPlace(offset + found.get().offset(), found.get().field()));
        }
      }
    }
    return Optional.empty();
  }

  /** The offset that {@code path} leads to; empty where an index is not given as a number. */
  static OptionalLong offset(CType type, List<Designator> path) {
    long offset = 0;
    CType at = type.canonical();
    for (Designator part : path) {
      switch (part) {
        case Designator.Field(var name) -> {
          if (!(at instanceof CType.Struct record)) {
            return OptionalLong.empty();
          }
          Optional<FieldPlace> place = field(record.definition(), name);
          if (place.isEmpty()) {
            return OptionalLong.empty();
          }
          offset += place.get().offset();
          at = place.get().field().type().canonical();
        }
        case Designator.Index(var index) -> {
          if (!(at instanceof CType.Array array)
              || !(index instanceof Expr.IntLiteral literal)
              || size(array.element()).isEmpty()) {
            return OptionalLong.empty();
          }
          offset += literal.value() * size(array.element()).getAsLong();
          at = array.element().canonical();
        }
      }
    }
    return OptionalLong.of(offset);
  }

  private static OptionalLong size(CType type, int depth) {
    if (depth > DEPTH_LIMIT) {
      return OptionalLong.empty();
    }
    return switch (type.canonical()) {
      case CType.Void _, CType.Function _, CType.Unknown _, CType.Typedef _ -> OptionalLong.empty();
      case CType.Int integer -> OptionalLong.of(Math.max(1, integer.bits() / 8));
      case CType.Floating floating -> OptionalLong.of(floating.bits() / 8);
      case CType.Pointer _ -> OptionalLong.of(POINTER);
      case CType.Array array -> {
        OptionalLong element = size(array.element(), depth + 1);
        yield element.isPresent() && array.length().isPresent()
            ? OptionalLong.of(element.getAsLong() * array.length().getAsLong())
            : OptionalLong.empty();
      }
      case CType.Struct struct -> recordSize(struct.definition(), depth + 1);
    };
  }

  private static OptionalLong recordSize(RecordDefinition record, int depth) {
    if (!record.isComplete()) {
      return OptionalLong.empty();
    }
    Walk walk = new Walk(record, depth);
    for (RecordDefinition.Field field : record.fields()) {
      boolean flexible =
          field.type().canonical() instanceof CType.Array array && array.length().isEmpty();
      if (!flexible && size(field.type(), depth).isEmpty()) {
        return OptionalLong.empty();
      }
      walk.place(field);
    }
    return OptionalLong.of(walk.total());
  }

  private static long alignment(CType type, int depth) {
    if (depth > DEPTH_LIMIT) {
      return 1;
    }
    return switch (type.canonical()) {
      case CType.Void _, CType.Function _, CType.Unknown _, CType.Typedef _ -> 1;
      case CType.Int integer -> Math.max(1, integer.bits() / 8);
      case CType.Floating floating -> floating.bits() / 8;
      case CType.Pointer _ -> POINTER;
      case CType.Array array -> alignment(array.element(), depth + 1);
      case CType.Struct struct -> {
        long widest = 1;
        RecordDefinition record = struct.definition();
        for (RecordDefinition.Field field : record.fields()) {
          widest = Math.max(widest, cap(record, alignment(field.type(), depth + 1)));
        }
        yield widest;
      }
    };
  }

  private static long cap(RecordDefinition record, long alignment) {
    return record.packing() > 0 ? Math.min(record.packing(), alignment) : alignment;
  }

  private static long roundUp(long value, long alignment) {
    return alignment <= 1 ? value : (value + alignment - 1) / alignment * alignment;
  }

  /** Lays the members of one record out in order. */
  private static final class Walk {
    private final RecordDefinition record;
    private final int depth;
    private long end;
    private long size;
    private long widest = 1;
    private long unitSize;
    private long unitOffset;
    private int bitsUsed;

    Walk(RecordDefinition record, int depth) {
      this.record = record;
      this.depth = depth;
    }

    /** The offset of the next member; for a bit-field that of its storage unit. */
    long place(RecordDefinition.Field field) {
      long bytes = size(field.type(), depth + 1).orElse(0);
      long alignment = cap(record, alignment(field.type(), depth + 1));
      widest = Math.max(widest, alignment);
      if (record.kind() == RecordDefinition.Kind.UNION) {
        size = Math.max(size, bytes);
        return 0;
      }
      if (field.bits().isPresent()) {
        int bits = field.bits().getAsInt();
        boolean fits = bits > 0 && unitSize == bytes && bitsUsed + bits <= bytes * 8;
        if (fits) {
          bitsUsed += bits;
          return unitOffset;
        }
        unitSize = bits == 0 ? 0 : bytes;
        if (bits == 0) {
          return end;
        }
        bitsUsed = bits;
      } else {
        unitSize = 0;
      }
      unitOffset = roundUp(end, alignment);
      end = unitOffset + bytes;
      size = end;
      return unitOffset;
    }

    long total() {
      return roundUp(size, widest);
    }
  }
}
