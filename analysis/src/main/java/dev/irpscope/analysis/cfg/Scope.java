package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.ast.CType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The names of one block and, through its outer scopes, of everything around it. */
final class Scope {
  /** What a name stands for inside a function. */
  sealed interface Meaning {
    record Local(Variable variable) implements Meaning {}

    record Global(CType type, boolean isStatic) implements Meaning {}

    record Function(CType type) implements Meaning {}

    /** A member of the object whose function this is. */
    record Member(CType type) implements Meaning {}
  }

  private final Optional<Scope> outer;
  private final Environment environment;
  private final Map<String, Meaning> names = new HashMap<>();

  private Scope(Optional<Scope> outer, Environment environment) {
    this.outer = outer;
    this.environment = environment;
  }

  static Scope outermost(Environment environment) {
    return new Scope(Optional.empty(), environment);
  }

  Scope inner() {
    return new Scope(Optional.of(this), environment);
  }

  Scope outer() {
    return outer.orElseThrow();
  }

  void declare(String name, Meaning meaning) {
    names.put(name, meaning);
  }

  Optional<Meaning> lookup(String name) {
    return inside(name)
        .or(() ->
            environment
                .lookup(name)
                .map(symbol ->
                    switch (symbol) {
                      case Symbol.Global(var type, var isStatic) ->
                          new Meaning.Global(type, isStatic);
                      case Symbol.Function(var type) -> new Meaning.Function(type);
                    }));
  }

  /** What a name stands for that the function itself declares. */
  Optional<Meaning> inside(String name) {
    Optional<Scope> at = Optional.of(this);
    while (at.isPresent()) {
      Meaning found = at.get().names.get(name);
      if (found != null) {
        return Optional.of(found);
      }
      at = at.get().outer;
    }
    return Optional.empty();
  }
}
