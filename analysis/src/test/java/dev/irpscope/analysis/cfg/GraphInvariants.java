package dev.irpscope.analysis.cfg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

/** What holds for every graph, whatever the source. */
public final class GraphInvariants {
  private GraphInvariants() {}

  public static void check(ControlFlowGraph graph) {
    List<Block> blocks = graph.blocks();
    assertEquals(0, graph.graph().inDegreeOf(graph.entry()), "the entry has no predecessor");
    assertTrue(graph.exit().terminator() instanceof Terminator.End, "the exit ends the function");
    assertTrue(graph.successors(graph.exit()).isEmpty(), "nothing follows the exit");
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      assertEquals(i, block.index());
      boolean reached =
          block.equals(graph.entry())
              || block.equals(graph.exit())
              || graph.graph().inDegreeOf(block) > 0;
      assertTrue(reached, () -> "block " + block.index() + " of " + graph.key());
      checkSuccessors(graph, block);
    }
  }

  private static void checkSuccessors(ControlFlowGraph graph, Block block) {
    List<Edge> all = graph.successors(block);
    for (int i = 0; i < all.size(); i++) {
      assertEquals(i, all.get(i).ordinal(), "edges are numbered without gaps");
      assertEquals(block.index(), all.get(i).from());
      assertTrue(all.get(i).to() > 0 && all.get(i).to() < graph.blocks().size());
    }
    List<Edge.Kind> kinds =
        all.stream().map(Edge::kind).filter(kind -> kind != Edge.Kind.EXCEPTION).toList();
    assertTrue(all.size() - kinds.size() <= 1, "at most one exception edge");
    switch (block.terminator()) {
      case Terminator.Jump _ -> {
        assertEquals(1, kinds.size());
        assertTrue(kinds.getFirst() == Edge.Kind.NEXT || kinds.getFirst() == Edge.Kind.GOTO);
      }
      case Terminator.Branch _ -> assertEquals(List.of(Edge.Kind.TRUE, Edge.Kind.FALSE), kinds);
      case Terminator.Switch _ -> {
        assertEquals(Edge.Kind.DEFAULT, kinds.getLast());
        assertTrue(kinds.subList(0, kinds.size() - 1).stream().allMatch(k -> k == Edge.Kind.CASE));
      }
      case Terminator.Return _ -> {
        assertEquals(List.of(Edge.Kind.RETURN), kinds);
        assertEquals(graph.exit().index(), all.getFirst().to());
      }
      case Terminator.End _ -> assertTrue(all.isEmpty());
    }
  }
}
