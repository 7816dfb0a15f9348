package dev.irpscope.app.fake;

import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.Edge;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.cfg.Terminator;
import dev.irpscope.analysis.source.Origin;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Builds a graph of blocks that hold written lines and no instructions. */
final class FakeGraph {
  private final SourceFile file;
  private final String function;
  private final List<Block> blocks = new ArrayList<>();
  private final List<Edge> edges = new ArrayList<>();

  FakeGraph(SourceFile file, String function) {
    this.file = file;
    this.function = function;
  }

  FakeGraph block(String... lines) {
    List<Block.Line> written = new ArrayList<>();
    Span last = FakePath.find(file, "\n" + function, function);
    for (String line : lines) {
      last = FakePath.find(file, "\n" + function, line);
      written.add(new Block.Line(last, line.replaceAll("\\s+", " ")));
    }
    String text = lines.length == 0 ? "" : lines[lines.length - 1];
    Terminator end =
        text.startsWith("return")
            ? new Terminator.Return(Origin.plain(last), Optional.empty())
            : new Terminator.Jump(Origin.plain(last));
    blocks.add(new Block(blocks.size(), List.of(), end, written));
    return this;
  }

  FakeGraph edge(int from, int to, Edge.Kind kind, String label) {
    int ordinal = (int) edges.stream().filter(e -> e.from() == from).count();
    edges.add(new Edge(from, to, kind, ordinal, OptionalLong.empty(), OptionalLong.empty(), label));
    return this;
  }

  ControlFlowGraph build() {
    Span name = FakePath.find(file, "\n" + function, function);
    return new ControlFlowGraph(
        new FunctionKey(file.path(), function, 0),
        Origin.plain(file.whole()),
        name,
        List.of(),
        0,
        0,
        blocks,
        edges);
  }
}
