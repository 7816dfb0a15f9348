package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.ast.CType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What names mean (C11 6.2.1), in one scope and those around it. The outermost scope of a unit may
 * itself stand in a scope that many units share, for example the one of the built-in headers; a
 * shared scope is never changed again.
 */
final class Scope {
  /** What an ordinary identifier stands for. */
  sealed interface Entity {
    record TypeName(CType type) implements Entity {}

    record Constant(long value) implements Entity {}

    record ObjectOrFunction(CType type) implements Entity {}
  }

  private final Optional<Scope> outer;
  private final Map<String, Entity> names = new HashMap<>();
  private final Map<String, CType> tags = new HashMap<>();

  private Scope(Optional<Scope> outer) {
    this.outer = outer;
  }

  static Scope empty() {
    return new Scope(Optional.empty());
  }

  static Scope inside(Scope outer) {
    return new Scope(Optional.of(outer));
  }

  Optional<Entity> lookup(String name) {
    Scope at = this;
    while (true) {
      Entity found = at.names.get(name);
      if (found != null) {
        return Optional.of(found);
      }
      if (at.outer.isEmpty()) {
        return Optional.empty();
      }
      at = at.outer.get();
    }
  }

  /** The type that {@code name} is a typedef name of. */
  Optional<CType> typedef(String name) {
    return lookup(name)
        .filter(Entity.TypeName.class::isInstance)
        .map(entity -> ((Entity.TypeName) entity).type());
  }

  /** The type of the object or function {@code name}. */
  Optional<CType> object(String name) {
    return lookup(name)
        .filter(Entity.ObjectOrFunction.class::isInstance)
        .map(entity -> ((Entity.ObjectOrFunction) entity).type());
  }

  Optional<CType> tag(String tag) {
    Scope at = this;
    while (true) {
      CType found = at.tags.get(tag);
      if (found != null) {
        return Optional.of(found);
      }
      if (at.outer.isEmpty()) {
        return Optional.empty();
      }
      at = at.outer.get();
    }
  }

  /** The type that {@code tag} names in this very scope. */
  Optional<CType> ownTag(String tag) {
    return Optional.ofNullable(tags.get(tag));
  }

  void declare(String name, Entity entity) {
    names.put(name, entity);
  }

  void declareTag(String tag, CType type) {
    tags.put(tag, type);
  }
}
