package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.source.Origin;
import dev.irpscope.analysis.source.Span;
import java.util.Comparator;
import java.util.List;
import org.jgrapht.Graph;
import org.jgrapht.graph.AsUnmodifiableGraph;
import org.jgrapht.graph.DirectedPseudograph;

/**
 * The control flow of one function: one entry (block 0, no predecessors), one exit (the last
 * block), every block reachable from the entry or marked by having no predecessors. Edges of a
 * block are in ordinal order.
 */
public final class ControlFlowGraph {
  private final FunctionKey key;
  private final Span nameSpan;
  private final Origin origin;
  private final List<Variable> variables;
  private final int parameterCount;
  private final int temporaryCount;
  private final List<Block> blocks;
  private final List<Instruction> staticInitialization;
  private final Graph<Block, Edge> graph;

  /** By the index of the block; asked for at each step of a search. */
  private final List<List<Edge>> successors;

  /**
   * @param origin the whole definition
   * @param nameSpan the function's name in its definition
   * @param variables parameters first
   */
  public ControlFlowGraph(
      FunctionKey key,
      Origin origin,
      Span nameSpan,
      List<Variable> variables,
      int parameterCount,
      int temporaryCount,
      List<Block> blocks,
      List<Edge> edges) {
    this(
        key, origin, nameSpan, variables, parameterCount, temporaryCount, blocks, edges, List.of());
  }

  /**
   * @param staticInitialization stores that give static locals their initial values, once, before
   *     the function first runs
   */
  public ControlFlowGraph(
      FunctionKey key,
      Origin origin,
      Span nameSpan,
      List<Variable> variables,
      int parameterCount,
      int temporaryCount,
      List<Block> blocks,
      List<Edge> edges,
      List<Instruction> staticInitialization) {
    this.staticInitialization = List.copyOf(staticInitialization);
    this.key = key;
    this.origin = origin;
    this.nameSpan = nameSpan;
    this.variables = List.copyOf(variables);
    this.parameterCount = parameterCount;
    this.temporaryCount = temporaryCount;
    this.blocks = List.copyOf(blocks);
    Graph<Block, Edge> built = new DirectedPseudograph<>(Edge.class);
    for (Block block : this.blocks) {
      built.addVertex(block);
    }
    for (Edge edge : edges) {
      built.addEdge(this.blocks.get(edge.from()), this.blocks.get(edge.to()), edge);
    }
    this.graph = new AsUnmodifiableGraph<>(built);
    this.successors =
        this.blocks.stream()
            .map(block ->
                built.outgoingEdgesOf(block).stream()
                    .sorted(Comparator.comparingInt(Edge::ordinal))
                    .toList())
            .toList();
  }

  public FunctionKey key() {
    return key;
  }

  public Origin origin() {
    return origin;
  }

  public Span nameSpan() {
    return nameSpan;
  }

  public List<Variable> variables() {
    return variables;
  }

  /** The parameters, in order. */
  public List<Variable> parameters() {
    return variables.subList(0, parameterCount);
  }

  /** Temporaries are numbered below this. */
  public int temporaryCount() {
    return temporaryCount;
  }

  public List<Block> blocks() {
    return blocks;
  }

  /** What static locals hold before the function first runs. */
  public List<Instruction> staticInitialization() {
    return staticInitialization;
  }

  public Block entry() {
    return blocks.getFirst();
  }

  public Block exit() {
    return blocks.getLast();
  }

  /** The edges that leave {@code block}, in ordinal order. */
  public List<Edge> successors(Block block) {
    return successors.get(block.index());
  }

  /** The graph itself, unmodifiable. */
  public Graph<Block, Edge> graph() {
    return graph;
  }
}
