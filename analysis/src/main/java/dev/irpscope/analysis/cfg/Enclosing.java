package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.NodeId;
import dev.irpscope.analysis.ast.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The statements around the one being lowered, innermost first, as far as jumps care. */
sealed interface Enclosing {
  Optional<Enclosing> outer();

  record Loop(Optional<Enclosing> outer, Draft onBreak, Draft onContinue) implements Enclosing {}

  /** A switch, which collects its cases as they are met. */
  record SwitchBody(Optional<Enclosing> outer, Draft onBreak, CType type, List<Draft.Exit> cases)
      implements Enclosing {
    boolean hasDefault() {
      return cases.stream().anyMatch(way -> way.kind() == Edge.Kind.DEFAULT);
    }
  }

  /**
   * The body of a {@code __try}.
   *
   * @param onLeave where {@code __leave} and falling off the end go
   * @param landing where exceptions go
   * @param cleanup the {@code __finally} block
   * @param scope the names that the cleanup sees
   */
  record Guarded(
      Optional<Enclosing> outer,
      NodeId id,
      Draft onLeave,
      Draft landing,
      Optional<Stmt.Compound> cleanup,
      Scope scope)
      implements Enclosing {}

  /** One copy of a {@code __finally} block; its labels belong to the copy. */
  record Copy(Optional<Enclosing> outer, Map<String, Draft> labels) implements Enclosing {}

  /** From {@code innermost} outwards. */
  static List<Enclosing> chain(Optional<Enclosing> innermost) {
    List<Enclosing> chain = new ArrayList<>();
    Optional<Enclosing> at = innermost;
    while (at.isPresent()) {
      chain.add(at.get());
      at = at.get().outer();
    }
    return chain;
  }
}
