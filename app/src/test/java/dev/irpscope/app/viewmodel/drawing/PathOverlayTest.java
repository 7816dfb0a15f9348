package dev.irpscope.app.viewmodel.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.Edge;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.cfg.Terminator;
import dev.irpscope.analysis.source.Origin;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.source.Span;
import dev.irpscope.analysis.trace.RuleSnapshot;
import dev.irpscope.analysis.trace.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Loops and blocks without steps, which the hand-made folder has none of. */
final class PathOverlayTest {
  private static final SourceFile FILE =
      new SourceFile("a.c", SourceFile.Place.FOLDER, "0\n1\n2\n3\n4\n5\n");
  private static final FunctionKey KEY = new FunctionKey("a.c", "f", 0);

  /** 0: head, 1: body, 2: joint without text, 3: after the loop, 4: exit. */
  private static ControlFlowGraph loop() {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Span site = new Span(FILE, 2 * i, 2 * i + 1);
      List<Block.Line> lines =
          i == 2 || i == 4 ? List.of() : List.of(new Block.Line(site, "line " + i));
      Terminator end =
          i == 3
              ? new Terminator.Return(Origin.plain(site), Optional.empty())
              : new Terminator.Jump(Origin.plain(site));
      blocks.add(new Block(i, List.of(), end, lines));
    }
    List<Edge> edges =
        List.of(
            edge(0, 1, 0, Edge.Kind.TRUE),
            edge(0, 3, 1, Edge.Kind.FALSE),
            edge(1, 2, 0, Edge.Kind.NEXT),
            edge(2, 0, 0, Edge.Kind.NEXT),
            edge(3, 4, 0, Edge.Kind.RETURN));
    return new ControlFlowGraph(
        KEY, Origin.plain(FILE.whole()), FILE.whole(), List.of(), 0, 0, blocks, edges);
  }

  private static Edge edge(int from, int to, int ordinal, Edge.Kind kind) {
    return new Edge(from, to, kind, ordinal, OptionalLong.empty(), OptionalLong.empty(), "");
  }

  /** Steps in these blocks; at block 0 the way that follows is decided. */
  private static PathOverlay overlay(int... blocks) {
    List<Step> steps =
        IntStream.range(0, blocks.length)
            .mapToObj(i -> {
              int next = i + 1 < blocks.length ? blocks[i + 1] : -1;
              OptionalInt decided =
                  blocks[i] != 0
                      ? OptionalInt.empty()
                      : next < 0 ? OptionalInt.empty() : OptionalInt.of(next == 3 ? 1 : 0);
              return step(i, blocks[i], decided);
            })
            .toList();
    return PathOverlay.of(loop(), new Activation(KEY, steps));
  }

  private static Step step(int index, int block, OptionalInt edge) {
    RuleSnapshot idle = new RuleSnapshot("Idle", "");
    return new Step(
        index,
        Step.Lane.DISPATCH,
        0,
        KEY,
        OptionalInt.of(block),
        edge,
        edge.isPresent() ? Step.Kind.BRANCH : Step.Kind.STATEMENT,
        Origin.plain(new Span(FILE, 2 * block, 2 * block + 1)),
        "text",
        idle,
        idle,
        List.of(),
        List.of(),
        Step.Importance.ESSENTIAL,
        "",
        Optional.empty(),
        Optional.empty());
  }

  private static List<String> ways(PathOverlay overlay) {
    return overlay.taken().stream().map(e -> e.from() + ">" + e.to()).toList();
  }

  @Test
  void goesThroughBlocksWithoutSteps() {
    PathOverlay overlay = overlay(0, 1, 0);
    assertEquals(List.of("0>1", "1>2", "2>0"), ways(overlay));
    assertTrue(overlay.passes(2));
  }

  @Test
  void countsEachTimeRoundALoop() {
    PathOverlay overlay = overlay(0, 1, 0, 1, 0, 3);
    assertEquals(List.of(0, 2, 4), overlay.landmarks(0).stream().map(Step::index).toList());
    assertEquals(List.of(1, 3), overlay.landmarks(1).stream().map(Step::index).toList());
    assertEquals(List.of("0>1", "1>2", "2>0", "0>3", "3>4"), ways(overlay));
  }

  @Test
  void leavesTheFunctionOnlyFromItsReturn() {
    assertEquals(List.of("0>3", "3>4"), ways(overlay(0, 3)));
    assertEquals(List.of("0>1"), ways(overlay(0, 1)));
  }
}
