package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.RecordDefinition;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A structure by its tag, the same in every file.
 *
 * @param beginsWith tags of the structures that it begins with, and theirs: a pointer to it may be
 *     a pointer to one of them
 */
record StructureType(String tag, Set<String> beginsWith) {
  StructureType {
    beginsWith = Set.copyOf(beginsWith);
  }

  /** Empty for anything but a structure with a tag. */
  static Optional<StructureType> of(CType type) {
    if (!(type.canonical() instanceof CType.Struct(RecordDefinition definition))
        || definition.tag().isEmpty()) {
      return Optional.empty();
    }
    Set<String> first = new LinkedHashSet<>();
    begin(definition, first);
    first.remove(definition.tag());
    return Optional.of(new StructureType(definition.tag(), first));
  }

  /** What a pointer of that type points to. */
  static Optional<StructureType> pointedTo(CType type) {
    return type.canonical() instanceof CType.Pointer(CType target) ? of(target) : Optional.empty();
  }

  private static void begin(RecordDefinition definition, Set<String> into) {
    boolean isUnion = definition.kind() == RecordDefinition.Kind.UNION;
    for (RecordDefinition.Field field : definition.fields()) {
      if (field.type().canonical() instanceof CType.Struct(RecordDefinition inner)
          && (inner.tag().isEmpty() || into.add(inner.tag()))) {
        begin(inner, into);
      }
      if (!isUnion) {
        return;
      }
    }
  }
}
