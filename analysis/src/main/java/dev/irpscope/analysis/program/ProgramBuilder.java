package dev.irpscope.analysis.program;

import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.ast.TranslationUnit;
import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.Environment;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.cfg.GraphBuilder;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Symbol;
import dev.irpscope.analysis.cfg.TypeLayout;
import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jgrapht.Graph;
import org.jgrapht.graph.DirectedPseudograph;

/** Puts the translation units of one driver together. */
public final class ProgramBuilder {
  private record Built(Optional<ControlFlowGraph> graph, List<Diagnostic> diagnostics) {}

  private final String name;
  private final List<TranslationUnit> units;
  private final List<RoleCorrection> corrections;
  private final Executor executor;
  private final TypeLayout layout = new TypeLayout();
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final Map<SourceFile, GraphBuilder> builders = new HashMap<>();

  private ProgramBuilder(
      String name,
      List<TranslationUnit> units,
      List<RoleCorrection> corrections,
      Executor executor) {
    this.name = name;
    this.units = units;
    this.corrections = corrections;
    this.executor = executor;
  }

  /**
   * @param name the driver's name
   * @param units in a fixed order; which of two equal definitions counts depends on it
   * @param executor runs the building of graphs, on large stacks; the caller waits, so it must not
   *     be the only thread of it. {@code Runnable::run} builds on the caller's thread
   */
  public static Program build(String name, List<TranslationUnit> units, Executor executor) {
    return build(name, units, List.of(), executor);
  }

  /** The same with roles that the user knows better. */
  public static Program build(
      String name,
      List<TranslationUnit> units,
      List<RoleCorrection> corrections,
      Executor executor) {
    return new ProgramBuilder(name, List.copyOf(units), corrections, executor).build();
  }

  private Program build() {
    Map<String, Symbol> shared = externalNames();
    for (TranslationUnit unit : units) {
      builders.put(unit.file(), new GraphBuilder(Environment.of(unit, shared), layout));
    }
    Definitions definitions = new Definitions(units);
    NavigableMap<FunctionKey, ControlFlowGraph> functions = graphs(definitions);
    Globals globals = new Globals(units, this::builder);
    FunctionPointers pointers =
        new FunctionPointers(functions, globals.all(), definitions::resolve);
    Graph<FunctionKey, CallEdge> calls = callGraph(functions, definitions, pointers);
    List<EntryPoint> entryPoints =
        new EntryPoints(units, functions, definitions, globals, pointers, calls).find(corrections);
    reportAmbiguous(definitions);
    return new Program(
        name,
        functions,
        definitions,
        globals,
        pointers,
        calls,
        entryPoints,
        new FactFinder(functions.values(), calls, entryPoints).find(),
        layout,
        diagnostics);
  }

  private GraphBuilder builder(TranslationUnit unit) {
    return Objects.requireNonNull(builders.get(unit.file()));
  }

  /** What one file declares with external linkage, for files that miss the header. */
  private Map<String, Symbol> externalNames() {
    Map<String, Symbol> names = new HashMap<>();
    for (TranslationUnit unit : units) {
      for (Decl declaration : unit.declarations()) {
        if (declaration.origin().site().file().place() == SourceFile.Place.BUILT_IN) {
          continue;
        }
        if (declaration instanceof Decl.Function function
            && function.storage() != Decl.Storage.STATIC) {
          names.putIfAbsent(function.name(), new Symbol.Function(function.type()));
        } else if (declaration instanceof Decl.Variable variable
            && variable.storage() == Decl.Storage.NORMAL) {
          names.putIfAbsent(variable.name(), new Symbol.Global(variable.type(), false));
        }
      }
    }
    return names;
  }

  private NavigableMap<FunctionKey, ControlFlowGraph> graphs(Definitions definitions) {
    Map<FunctionKey, CompletableFuture<Built>> pending = new TreeMap<>();
    for (Definitions.Definition definition : definitions.all().values()) {
      pending.put(
          definition.key(), CompletableFuture.supplyAsync(() -> graph(definition), executor));
    }
    NavigableMap<FunctionKey, ControlFlowGraph> graphs = new TreeMap<>();
    pending.forEach((key, future) -> {
      Built built = future.join();
      diagnostics.addAll(built.diagnostics());
      built.graph().ifPresent(graph -> graphs.put(key, graph));
    });
    return graphs;
  }

  private Built graph(Definitions.Definition definition) {
    try {
      GraphBuilder.Result result =
          builder(definition.unit()).build(definition.key(), definition.function());
      return new Built(Optional.of(result.graph()), result.diagnostics());
    } catch (StackOverflowError overflow) {
      return new Built(
          Optional.empty(),
          List.of(
              Diagnostic.at(
                  "FUNCTION-TOO-DEEP",
                  Diagnostic.Severity.WARNING,
                  definition.function().nameOrigin().site(),
                  definition.key().name() + " is nested too deeply and was left out.")));
    }
  }

  private static Graph<FunctionKey, CallEdge> callGraph(
      Map<FunctionKey, ControlFlowGraph> functions,
      Definitions definitions,
      FunctionPointers pointers) {
    Graph<FunctionKey, CallEdge> graph = new DirectedPseudograph<>(CallEdge.class);
    functions.keySet().forEach(graph::addVertex);
    functions.forEach((caller, body) -> {
      Map<FunctionKey, Boolean> callees = new TreeMap<>();
      for (Block block : body.blocks()) {
        for (Instruction instruction : block.instructions()) {
          if (instruction instanceof Instruction.Call call) {
            switch (call.callee()) {
              case Instruction.Callee.Direct(var called) ->
                  definitions
                      .resolve(called, caller.file())
                      .forEach(callee -> callees.put(callee, true));
              case Instruction.Callee.Indirect(var function) ->
                  pointers
                      .targets(caller, function)
                      .forEach(callee -> callees.putIfAbsent(callee, false));
            }
          }
        }
      }
      callees.forEach((callee, direct) -> {
        if (functions.containsKey(callee)) {
          graph.addEdge(caller, callee, new CallEdge(caller, callee, direct));
        }
      });
    });
    return graph;
  }

  private void reportAmbiguous(Definitions definitions) {
    definitions
        .ambiguous()
        .forEach((function, all) -> {
          List<Diagnostic.Related> others =
              all.stream()
                  .skip(1)
                  .map(other -> new Diagnostic.Related(site(other), "also defined here"))
                  .toList();
          Definitions.Definition first = all.getFirst();
          diagnostics.add(
              new Diagnostic(
                  "FUNCTION-DEFINED-TWICE",
                  Diagnostic.Severity.WARNING,
                  first.key().file(),
                  Optional.of(site(first)),
                  function
                      + " is defined more than once in this driver; calls are followed into"
                      + " each.",
                  others));
        });
  }

  private static Span site(Definitions.Definition definition) {
    return definition.function().nameOrigin().site();
  }
}
