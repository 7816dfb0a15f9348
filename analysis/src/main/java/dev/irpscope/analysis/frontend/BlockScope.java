package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.RecordDefinition;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The scope of a block or of a function's parameters. */
final class BlockScope extends Scope {
  private final Scope outer;
  private final Map<String, Entity> names = new HashMap<>(8);
  private final Map<String, CType> tags = new HashMap<>(2);

  BlockScope(Scope outer) {
    this.outer = outer;
  }

  @Override
  Optional<Entity> lookup(String name) {
    Entity found = names.get(name);
    return found == null ? outer.lookup(name) : Optional.of(found);
  }

  @Override
  Optional<CType> tag(String tag) {
    CType found = tags.get(tag);
    return found == null ? outer.tag(tag) : Optional.of(found);
  }

  @Override
  Optional<CType> ownTag(String tag) {
    return Optional.ofNullable(tags.get(tag));
  }

  @Override
  void declare(String name, Entity entity) {
    names.put(name, entity);
  }

  @Override
  void declareTag(String tag, CType type) {
    tags.put(tag, type);
  }

  @Override
  void completing(RecordDefinition definition) {}
}
