package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Designator;
import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.ast.RecordDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sizes, alignments and member offsets as the 64-bit Windows compilers lay them out: LLP64, {@code
 * #pragma pack}, bit-fields that share a unit only with neighbours of the same size, members of
 * anonymous structures and unions reachable by name. One instance may be used by many threads.
 */
public final class TypeLayout {
  /** Stands for the size of a type that is not known, where some size is needed to go on. */
  private static final long ASSUMED_SIZE = 8;

  private static final int MAX_NESTING = 64;

  private final Map<RecordDefinition, RecordLayout> records = new ConcurrentHashMap<>();

  /**
   * A structure or union, laid out.
   *
   * @param members the direct members in source order; an anonymous structure has an empty name,
   *     unnamed bit-fields are left out
   * @param byName every member that can be named, those of anonymous structures included
   */
  record RecordLayout(
      long size, long alignment, List<FieldRef> members, Map<String, FieldRef> byName) {}

  /** The size in bytes; empty for functions, incomplete and unknown types. */
  public OptionalLong size(CType type) {
    return size(type, 0);
  }

  /** The size if nothing in it is guessed: no member has an unknown type. */
  public OptionalLong exactSize(CType type) {
    return isExact(type, 0) ? size(type) : OptionalLong.empty();
  }

  private static boolean isExact(CType type, int nesting) {
    return switch (type.canonical()) {
      case CType.Array(var element, var length) ->
          length.isPresent() && isExact(element, nesting + 1);
      case CType.Struct(var definition) ->
          definition.isComplete()
              && nesting < MAX_NESTING
              && definition.fields().stream()
                  .allMatch(field -> isExact(withoutLength(field.type()), nesting + 1));
      case CType.Function _, CType.Unknown _, CType.Typedef _ -> false;
      case CType.Void _, CType.Int _, CType.Floating _, CType.Pointer _ -> true;
    };
  }

  /** A flexible array member adds nothing but its alignment. */
  private static CType withoutLength(CType type) {
    return type.canonical() instanceof CType.Array(var element, var length) && length.isEmpty()
        ? element
        : type;
  }

  /** The offset that {@code path} leads to; empty where it is not known. */
  public OptionalLong offset(CType type, List<Designator> path) {
    long offset = 0;
    CType at = type;
    for (Designator part : path) {
      switch (part) {
        case Designator.Field(var name) -> {
          Optional<FieldRef> field = field(at, name);
          if (field.isEmpty()) {
            return OptionalLong.empty();
          }
          offset += field.get().offset();
          at = field.get().type();
        }
        case Designator.Index(var index) -> {
          if (!(at.canonical() instanceof CType.Array(var element, _))
              || !(index instanceof Expr.IntLiteral literal)
              || exactSize(element).isEmpty()) {
            return OptionalLong.empty();
          }
          offset += literal.value() * exactSize(element).getAsLong();
          at = element;
        }
      }
    }
    return OptionalLong.of(offset);
  }

  /** The size, or a guess where it is not known. Never 0, so that neighbours differ. */
  long stride(CType type) {
    return Math.max(1, size(type).orElse(ASSUMED_SIZE));
  }

  public long alignment(CType type) {
    return alignment(type, 0);
  }

  /** The member {@code name} of a structure or union; empty if it is not known to have one. */
  public Optional<FieldRef> field(CType record, String name) {
    return layout(record).flatMap(known -> Optional.ofNullable(known.byName().get(name)));
  }

  /**
   * The member {@code name}; where the structure or the member is not known, a pseudo member whose
   * offset depends on the name only.
   */
  public FieldRef fieldOrPseudo(CType record, String name) {
    return field(record, name)
        .orElseGet(() -> new FieldRef(name, pseudoOffset(name), new CType.Unknown(name), 0, 0));
  }

  /** The layout of a structure or union whose definition is known. */
  Optional<RecordLayout> layout(CType type) {
    return type.canonical() instanceof CType.Struct(var definition) && definition.isComplete()
        ? Optional.of(layout(definition, 0))
        : Optional.empty();
  }

  private static long pseudoOffset(String name) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    long folded = (hash ^ (hash >>> 32)) & 0xffff_ffffL;
    return FieldRef.PSEUDO_BASE + (folded << 8);
  }

  private OptionalLong size(CType type, int nesting) {
    return switch (type.canonical()) {
      case CType.Void _ -> OptionalLong.of(1);
      case CType.Int(var bits, _) -> OptionalLong.of(Math.max(1, bits / 8));
      case CType.Floating(var bits) -> OptionalLong.of(bits / 8);
      case CType.Pointer _ -> OptionalLong.of(8);
      case CType.Array(var element, var length) -> {
        OptionalLong one = size(element, nesting + 1);
        yield one.isEmpty()
            ? OptionalLong.empty()
            : OptionalLong.of(one.getAsLong() * length.orElse(0));
      }
      case CType.Struct(var definition) ->
          definition.isComplete() && nesting < MAX_NESTING
              ? OptionalLong.of(layout(definition, nesting).size())
              : OptionalLong.empty();
      case CType.Function _, CType.Unknown _, CType.Typedef _ -> OptionalLong.empty();
    };
  }

  private long alignment(CType type, int nesting) {
    return switch (type.canonical()) {
      case CType.Array(var element, _) -> alignment(element, nesting + 1);
      case CType.Struct(var definition) ->
          definition.isComplete() && nesting < MAX_NESTING
              ? layout(definition, nesting).alignment()
              : ASSUMED_SIZE;
      case CType.Void _, CType.Function _ -> 1;
      case CType.Unknown _, CType.Typedef _ -> ASSUMED_SIZE;
      case CType.Int _, CType.Floating _, CType.Pointer _ -> size(type, nesting).orElse(1);
    };
  }

  private RecordLayout layout(RecordDefinition definition, int nesting) {
    RecordLayout known = records.get(definition);
    if (known != null) {
      return known;
    }
    RecordLayout made = new Placement(definition, nesting).place();
    records.put(definition, made);
    return made;
  }

  /** Places the members of one record, in order. */
  private final class Placement {
    private final RecordDefinition definition;
    private final int nesting;
    private final List<FieldRef> members = new ArrayList<>();
    private final Map<String, FieldRef> byName = new LinkedHashMap<>();
    private long end;
    private long alignment = 1;
    private long unitOffset;
    private int unitBits;
    private int unitUsed;

    Placement(RecordDefinition definition, int nesting) {
      this.definition = definition;
      this.nesting = nesting;
    }

    RecordLayout place() {
      for (RecordDefinition.Field field : definition.fields()) {
        if (field.bits().isPresent()) {
          placeBits(field, field.bits().getAsInt());
        } else {
          placeWhole(field);
        }
      }
      return new RecordLayout(
          roundUp(end, alignment), alignment, List.copyOf(members), Map.copyOf(byName));
    }

    private void placeWhole(RecordDefinition.Field field) {
      unitBits = 0;
      long size = size(field.type(), nesting + 1).orElse(ASSUMED_SIZE);
      long offset = reserve(size, packed(TypeLayout.this.alignment(field.type(), nesting + 1)));
      FieldRef placed = new FieldRef(field.name(), offset, field.type(), 0, 0);
      members.add(placed);
      if (!field.name().isEmpty()) {
        byName.putIfAbsent(field.name(), placed);
      } else if (field.type().canonical() instanceof CType.Struct(var inner)
          && inner.isComplete()
          && nesting < MAX_NESTING) {
        for (FieldRef member : layout(inner, nesting + 1).byName().values()) {
          byName.putIfAbsent(member.name(), moved(member, offset));
        }
      }
    }

    private void placeBits(RecordDefinition.Field field, int width) {
      int bits = (int) (8 * size(field.type(), nesting + 1).orElse(4));
      if (width == 0) {
        unitBits = 0;
        return;
      }
      boolean union = definition.kind() == RecordDefinition.Kind.UNION;
      if (union || unitBits != bits || unitUsed + width > bits) {
        unitOffset = reserve(bits / 8, packed(bits / 8));
        unitBits = bits;
        unitUsed = 0;
      }
      if (!field.name().isEmpty()) {
        FieldRef placed = new FieldRef(field.name(), unitOffset, field.type(), unitUsed, width);
        members.add(placed);
        byName.putIfAbsent(field.name(), placed);
      }
      unitUsed += width;
    }

    private long reserve(long size, long wanted) {
      alignment = Math.max(alignment, wanted);
      if (definition.kind() == RecordDefinition.Kind.UNION) {
        end = Math.max(end, size);
        return 0;
      }
      long offset = roundUp(end, wanted);
      end = offset + size;
      return offset;
    }

    private long packed(long natural) {
      return definition.packing() == 0 ? natural : Math.min(natural, definition.packing());
    }
  }

  private static FieldRef moved(FieldRef field, long by) {
    return new FieldRef(
        field.name(), field.offset() + by, field.type(), field.bitOffset(), field.bits());
  }

  private static long roundUp(long value, long to) {
    return (value + to - 1) / to * to;
  }
}
