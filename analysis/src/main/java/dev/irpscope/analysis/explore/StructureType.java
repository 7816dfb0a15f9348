package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.RecordDefinition;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A structure by its tag, the same in every file; one without a tag by the names of its members.
 *
 * @param beginsWith tags of the structures that it begins with, and theirs: a pointer to it may be
 *     a pointer to one of them
 */
record StructureType(String tag, Set<String> beginsWith) {
  StructureType {
    beginsWith = Set.copyOf(beginsWith);
  }

  /** Empty for anything but a structure with a tag or members. */
  static Optional<StructureType> of(CType type) {
    if (!(type.canonical() instanceof CType.Struct(RecordDefinition definition))) {
      return Optional.empty();
    }
    String name = name(definition);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Set<String> first = new LinkedHashSet<>();
    begin(definition, first);
    first.remove(name);
    return Optional.of(new StructureType(name, first));
  }

  private static String name(RecordDefinition definition) {
    return definition.tag().isEmpty() && !definition.fields().isEmpty()
        ? definition.fields().stream()
            .map(RecordDefinition.Field::name)
            .collect(Collectors.joining(",", "{", "}"))
        : definition.tag();
  }

  /** What a pointer of that type points to. */
  static Optional<StructureType> pointedTo(CType type) {
    return type.canonical() instanceof CType.Pointer(CType target) ? of(target) : Optional.empty();
  }

  private static void begin(RecordDefinition definition, Set<String> into) {
    boolean isUnion = definition.kind() == RecordDefinition.Kind.UNION;
    for (RecordDefinition.Field field : definition.fields()) {
      if (field.type().canonical() instanceof CType.Struct(RecordDefinition inner)
          && (name(inner).isEmpty() || into.add(name(inner)))) {
        begin(inner, into);
      }
      if (!isUnion) {
        return;
      }
    }
  }
}
