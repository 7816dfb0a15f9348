package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.RecordDefinition;
import dev.irpscope.analysis.cfg.FieldRef;
import dev.irpscope.analysis.cfg.TypeLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** Sizes of types and where their members lie. Safe for use by several threads. */
final class Layouts {
  private static final int MOST_SCALARS = 48;

  private final TypeLayout layout;
  private final Map<String, CType> typedefs;
  private final ConcurrentHashMap<String, OptionalLong> offsets = new ConcurrentHashMap<>();

  /** With what names are given to types. */
  Layouts(TypeLayout layout, Map<String, CType> typedefs) {
    this.layout = layout;
    this.typedefs = Map.copyOf(typedefs);
  }

  /** In bytes; that of a pointer for a type whose size is not known. */
  long size(CType type) {
    return layout.size(type).orElse(8);
  }

  /** Of a member, given by the names on the way to it with dots between. */
  OptionalLong offset(String type, String path) {
    return offsets.computeIfAbsent(type + "." + path, _ -> findOffset(type, path));
  }

  private OptionalLong findOffset(String type, String path) {
    CType at = typedefs.get(type);
    long offset = 0;
    for (String name : path.split("\\.", -1)) {
      if (at == null) {
        return OptionalLong.empty();
      }
      Optional<FieldRef> field = layout.field(at, name);
      if (field.isEmpty()) {
        return OptionalLong.empty();
      }
      offset += field.get().offset();
      at = field.get().type();
    }
    return OptionalLong.of(offset);
  }

  /** The scalar parts of a type that has not many; empty for those of arrays and bit-fields. */
  List<Code.Scalar> scalars(CType type) {
    List<Code.Scalar> found = new ArrayList<>();
    return scalars(type, 0, found) ? found : List.of();
  }

  private boolean scalars(CType type, long base, List<Code.Scalar> into) {
    if (into.size() > MOST_SCALARS) {
      return false;
    }
    if (!(type.canonical() instanceof CType.Struct(RecordDefinition definition))) {
      if (type.canonical() instanceof CType.Array) {
        return false;
      }
      into.add(new Code.Scalar(base, type));
      return true;
    }
    if (!definition.isComplete()) {
      return false;
    }
    for (RecordDefinition.Field field : definition.fields()) {
      if (field.bits().isPresent() || field.name().isEmpty()) {
        return false;
      }
      Optional<FieldRef> placed = layout.field(type, field.name());
      if (placed.isEmpty() || !scalars(field.type(), base + placed.get().offset(), into)) {
        return false;
      }
      if (definition.kind() == RecordDefinition.Kind.UNION) {
        break;
      }
    }
    return true;
  }
}
