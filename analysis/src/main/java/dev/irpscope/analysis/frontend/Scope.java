package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.RecordDefinition;
import java.util.Optional;

/** What names mean (C11 6.2.1), in one scope and those around it. */
abstract sealed class Scope permits FileScope, BlockScope {
  /** What an ordinary identifier stands for. */
  sealed interface Entity {
    record TypeName(CType type) implements Entity {}

    record Constant(long value) implements Entity {}

    record ObjectOrFunction(CType type) implements Entity {}
  }

  /** The scope of a file that nothing is declared in yet. */
  static Scope empty() {
    return new FileScope();
  }

  static Scope inside(Scope outer) {
    return new BlockScope(outer);
  }

  abstract Optional<Entity> lookup(String name);

  abstract Optional<CType> tag(String tag);

  /** The type that {@code tag} names in this very scope. */
  abstract Optional<CType> ownTag(String tag);

  abstract void declare(String name, Entity entity);

  abstract void declareTag(String tag, CType type);

  /**
   * Called before {@code definition}, declared in this very scope, is given its members.
   *
   * @throws SharedDefinitionException if it belongs to a header that other units share
   */
  abstract void completing(RecordDefinition definition);

  /** The type that {@code name} is a typedef name of. */
  final Optional<CType> typedef(String name) {
    return lookup(name)
        .filter(Entity.TypeName.class::isInstance)
        .map(entity -> ((Entity.TypeName) entity).type());
  }

  /** The type of the object or function {@code name}. */
  final Optional<CType> object(String name) {
    return lookup(name)
        .filter(Entity.ObjectOrFunction.class::isInstance)
        .map(entity -> ((Entity.ObjectOrFunction) entity).type());
  }
}
