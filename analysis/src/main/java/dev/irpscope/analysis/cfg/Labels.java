package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.ast.NodeId;
import dev.irpscope.analysis.ast.Stmt;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The labels of a statement and the {@code __try} bodies that each stands in: what a {@code goto}
 * must clean up depends on it. Cleanup blocks have labels of their own, one set for each copy.
 */
final class Labels {
  private record Open(Stmt statement, Set<NodeId> guards) {}

  private final Map<String, Set<NodeId>> guards = new HashMap<>();

  Labels(Stmt root) {
    Deque<Open> open = new ArrayDeque<>();
    open.push(new Open(root, Set.of()));
    while (!open.isEmpty()) {
      Open next = open.pop();
      visit(next.statement(), next.guards(), open);
    }
  }

  Set<String> names() {
    return guards.keySet();
  }

  /** The {@code __try} statements whose body holds the label. */
  Set<NodeId> guardsOf(String label) {
    return guards.getOrDefault(label, Set.of());
  }

  private void visit(Stmt statement, Set<NodeId> inside, Deque<Open> open) {
    switch (statement) {
      case Stmt.Compound compound ->
          compound.statements().forEach(inner -> open.push(new Open(inner, inside)));
      case Stmt.If(_, _, _, var whenTrue, var whenFalse) -> {
        open.push(new Open(whenTrue, inside));
        whenFalse.ifPresent(other -> open.push(new Open(other, inside)));
      }
      case Stmt.While loop -> open.push(new Open(loop.body(), inside));
      case Stmt.DoWhile loop -> open.push(new Open(loop.body(), inside));
      case Stmt.For loop -> open.push(new Open(loop.body(), inside));
      case Stmt.ForEach loop -> open.push(new Open(loop.body(), inside));
      case Stmt.Switch choice -> open.push(new Open(choice.body(), inside));
      case Stmt.Case labelled -> open.push(new Open(labelled.statement(), inside));
      case Stmt.Default labelled -> open.push(new Open(labelled.statement(), inside));
      case Stmt.Label labelled -> {
        guards.putIfAbsent(labelled.name(), inside);
        open.push(new Open(labelled.statement(), inside));
      }
      case Stmt.TryExcept guarded -> {
        open.push(new Open(guarded.body(), with(inside, guarded.id())));
        open.push(new Open(guarded.handler(), inside));
      }
      case Stmt.TryFinally guarded ->
          open.push(new Open(guarded.body(), with(inside, guarded.id())));
      case Stmt.TryCatch guarded -> {
        open.push(new Open(guarded.body(), with(inside, guarded.id())));
        guarded.handlers().forEach(handler -> open.push(new Open(handler.body(), inside)));
      }
      case Stmt.Expression _,
          Stmt.Declaration _,
          Stmt.Throw _,
          Stmt.Goto _,
          Stmt.Break _,
          Stmt.Continue _,
          Stmt.Return _,
          Stmt.Leave _,
          Stmt.Assembly _,
          Stmt.Empty _,
          Stmt.Error _ -> {}
    }
  }

  private static Set<NodeId> with(Set<NodeId> inside, NodeId guard) {
    Set<NodeId> more = new HashSet<>(inside);
    more.add(guard);
    return more;
  }

  /** A fresh block for each label. */
  Map<String, Draft> drafts() {
    Map<String, Draft> drafts = new HashMap<>();
    for (String name : guards.keySet()) {
      drafts.put(name, new Draft());
    }
    return drafts;
  }

  static Optional<Draft> find(Map<String, Draft> drafts, String label) {
    return Optional.ofNullable(drafts.get(label));
  }
}
