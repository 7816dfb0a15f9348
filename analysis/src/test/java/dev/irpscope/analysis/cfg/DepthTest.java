package dev.irpscope.analysis.cfg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.ast.NodeId;
import dev.irpscope.analysis.ast.Stmt;
import dev.irpscope.analysis.ast.TranslationUnit;
import dev.irpscope.analysis.source.Origin;
import dev.irpscope.analysis.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Long functions, built by hand: the stack of an ordinary thread must do. */
final class DepthTest {
  private final SourceFile file = new SourceFile("deep.c", SourceFile.Place.FOLDER, "x = 1; y");
  private final Origin origin = Origin.plain(file.whole());
  private int nodes;

  private NodeId id() {
    return new NodeId(nodes++);
  }

  private ControlFlowGraph graph(List<Stmt> statements) {
    Stmt.Compound body = new Stmt.Compound(id(), origin, statements, origin);
    Decl.Function function =
        new Decl.Function(
            origin,
            origin,
            "f",
            new CType.Function(CType.Void.VOID, List.of(), false),
            List.of(),
            Decl.Storage.NORMAL,
            List.of(),
            body,
            nodes,
            Map.of());
    Environment none = Environment.of(new TranslationUnit(file, List.of(function)));
    ControlFlowGraph graph =
        new GraphBuilder(none, new TypeLayout())
            .build(new FunctionKey("deep.c", "f", 0), function)
            .graph();
    GraphInvariants.check(graph);
    return graph;
  }

  private Stmt call() {
    Expr callee = new Expr.Name(id(), origin, "g");
    return new Stmt.Expression(id(), origin, new Expr.Call(id(), origin, callee, List.of()));
  }

  @Test
  void elseIfChainsOfAnyLengthAreLowered() {
    Optional<Stmt> chain = Optional.empty();
    for (int i = 0; i < 20_000; i++) {
      Expr condition = new Expr.Name(id(), origin, "c" + i);
      chain = Optional.of(new Stmt.If(id(), origin, condition, call(), chain));
    }
    // A block for each condition and each call; the first condition is the entry.
    assertEquals(40_000 + 2, graph(List.of(chain.orElseThrow())).blocks().size());
  }

  @Test
  void longBodiesAreOneBlock() {
    List<Stmt> statements = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      statements.add(call());
    }
    assertEquals(2, graph(statements).blocks().size());
  }

  @Test
  void cleanupWithinCleanupStaysBounded() {
    Stmt.Compound inner = new Stmt.Compound(id(), origin, List.of(call()), origin);
    for (int i = 0; i < 30; i++) {
      Stmt.Compound body = new Stmt.Compound(id(), origin, List.of(call()), origin);
      Stmt guarded = new Stmt.TryFinally(id(), origin, body, inner);
      inner = new Stmt.Compound(id(), origin, List.of(guarded), origin);
    }
    assertTrue(graph(List.of(inner)).blocks().size() < 200_000);
  }
}
