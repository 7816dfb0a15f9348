package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.ast.RecordDefinition;
import dev.irpscope.analysis.ast.Stmt;
import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.source.Origin;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds the control-flow graph of a function.
 *
 * <ul>
 *   <li>Code that cannot be reached is dropped: every block but the exit has a predecessor or is
 *       the entry. Constant conditions have one edge.
 *   <li>A {@code __finally} block appears once for each way of reaching it: falling off the end,
 *       {@code __leave}, each jump or return out of the body, and an exception.
 *   <li>In a {@code __try} each block with a call has an exception edge, which may be taken at any
 *       of its calls; a body without calls has one at its first block. Exceptions that no handler
 *       of the function takes end at a block with {@link Terminator.End}; outside any {@code __try}
 *       they are not shown.
 * </ul>
 */
public final class GraphBuilder {
  /** A graph and what there is to say about it. */
  public record Result(ControlFlowGraph graph, List<Diagnostic> diagnostics) {
    public Result {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  private final Environment environment;
  private final TypeLayout layout;

  /** For functions of one translation unit. */
  public GraphBuilder(Environment environment, TypeLayout layout) {
    this.environment = environment;
    this.layout = layout;
  }

  /**
   * The graph of {@code function}. Deep nesting recurses: run it on a thread with a large stack.
   */
  public Result build(FunctionKey key, Decl.Function function) {
    Frame frame = new Frame(function.name(), layout, environment, function.conditions());
    frame.openScope();
    int qualifier = function.name().lastIndexOf("::");
    Optional<RecordDefinition> object =
        qualifier > 0 && function.storage() != Decl.Storage.STATIC
            ? environment
                .type(function.name().substring(0, qualifier))
                .filter(type -> Method.hasObject(type, function.name().substring(qualifier + 2)))
            : Optional.empty();
    object.ifPresent(type -> frame.object(type, function.nameOrigin()));
    for (Decl.Parameter parameter : function.parameters()) {
      frame.parameter(
          parameter.name(), ExpressionTyping.decay(parameter.type()), parameter.origin());
    }
    int parameters = frame.variables().size();
    if (qualifier > 0 && object.isEmpty()) {
      frame.object(function.name().substring(0, qualifier), function.nameOrigin());
    }
    Stmt.Compound body = function.body();
    new StatementLowering(frame, body, function.type().result()).statement(body);
    frame.blocks.line(body.closing());
    frame.blocks.leave(body.closing(), Optional.empty());
    BlockNumbering.Numbered numbered = new BlockNumbering(frame.blocks, body.closing()).number();
    return new Result(
        new ControlFlowGraph(
            key,
            function.origin(),
            function.nameOrigin().site(),
            frame.variables(),
            parameters,
            frame.temporaryCount(),
            numbered.blocks(),
            numbered.edges(),
            frame.staticInitialization),
        frame.diagnostics);
  }

  /**
   * The stores that give a file-scope variable its initial value; empty without an initialiser.
   * What is not stored is zero.
   */
  public List<Instruction> initialization(Decl.Variable variable) {
    if (variable.initializer().isEmpty()) {
      return List.of();
    }
    Frame frame = new Frame("", layout, environment, Map.of());
    Origin origin = variable.origin();
    CType type = InitializerLowering.completed(variable);
    Place place =
        new Place.Global(variable.name(), type, variable.storage() == Decl.Storage.STATIC);
    Draft start = frame.blocks.current();
    new ExpressionLowering(frame, _ -> {})
        .initializers()
        .initialize(place, variable.initializer().get(), origin);
    return List.copyOf(start.instructions);
  }
}
