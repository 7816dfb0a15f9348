package dev.irpscope.analysis.program;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.TypeLayout;
import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.wdk.effects.DdiTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jgrapht.Graph;
import org.jgrapht.graph.AsUnmodifiableGraph;

/** One driver whole. Immutable; every list is in a fixed order. */
public final class Program {
  private final String name;
  private final NavigableMap<FunctionKey, ControlFlowGraph> functions;
  private final Definitions definitions;
  private final Globals globals;
  private final FunctionPointers pointers;
  private final Graph<FunctionKey, CallEdge> callGraph;
  private final List<EntryPoint> entryPoints;
  private final DriverFacts facts;
  private final TypeLayout layout;
  private final List<Diagnostic> diagnostics;

  Program(
      String name,
      NavigableMap<FunctionKey, ControlFlowGraph> functions,
      Definitions definitions,
      Globals globals,
      FunctionPointers pointers,
      Graph<FunctionKey, CallEdge> callGraph,
      List<EntryPoint> entryPoints,
      DriverFacts facts,
      TypeLayout layout,
      List<Diagnostic> diagnostics) {
    this.name = name;
    this.functions = new TreeMap<>(functions);
    this.definitions = definitions;
    this.globals = globals;
    this.pointers = pointers;
    this.callGraph = new AsUnmodifiableGraph<>(callGraph);
    this.entryPoints = List.copyOf(entryPoints);
    this.facts = facts;
    this.layout = layout;
    this.diagnostics = List.copyOf(diagnostics);
  }

  /** The driver's name in the opened folder. */
  public String name() {
    return name;
  }

  /** Every function that has a graph, by key. */
  public List<ControlFlowGraph> functions() {
    return List.copyOf(functions.values());
  }

  public Optional<ControlFlowGraph> function(FunctionKey key) {
    return Optional.ofNullable(functions.get(key));
  }

  /**
   * The functions that {@code name} can mean in {@code fromFile}: statics that the file sees, else
   * the driver's externals. More than one: a call may reach any of them. Empty: the driver does not
   * define it (or it was skipped).
   */
  public List<ControlFlowGraph> resolve(String name, String fromFile) {
    return graphs(definitions.resolve(name, fromFile));
  }

  /** A file where {@code name} means what it does in {@code fromFile}; empty if every file is. */
  public String scope(String name, String fromFile) {
    return definitions.scope(name, fromFile);
  }

  /**
   * The functions that a call in {@code caller} may reach: of a call through a pointer every
   * function that the pointer may hold by a flow-insensitive estimate, and that can be given these
   * arguments.
   */
  public List<ControlFlowGraph> callees(FunctionKey caller, Instruction.Call call) {
    return switch (call.callee()) {
      case Instruction.Callee.Direct(var called) -> {
        List<ControlFlowGraph> own = resolve(called, caller.file());
        yield own.isEmpty() ? invoked(caller, called, call) : own;
      }
      case Instruction.Callee.Indirect(var function) ->
          graphs(pointers.targets(caller, function)).stream()
              .filter(target -> accepts(target, call.arguments()))
              .toList();
    };
  }

  /**
   * Whether a function has no more parameters than there are arguments, and none gives it a pointer
   * for a narrow integer or the other way round. Kinds of types only: casts between function types
   * are common in drivers.
   */
  private static boolean accepts(ControlFlowGraph target, List<Operand> arguments) {
    if (target.parameters().size() > arguments.size()) {
      return false;
    }
    for (int i = 0; i < target.parameters().size(); i++) {
      CType expected = target.parameters().get(i).type().canonical();
      Operand argument = arguments.get(i);
      CType given = argument.type().canonical();
      boolean isNull = argument.plain() instanceof Operand.Constant(long value, _) && value == 0;
      if ((isPointer(expected) && isNarrow(given) && !isNull)
          || (isNarrow(expected) && isPointer(given))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPointer(CType type) {
    return type instanceof CType.Pointer || type instanceof CType.Array;
  }

  private static boolean isNarrow(CType type) {
    return type instanceof CType.Int number && number.bits() < 64;
  }

  /** The routine that a DDI runs before it returns. */
  private List<ControlFlowGraph> invoked(FunctionKey caller, String ddi, Instruction.Call call) {
    OptionalInt routine = DdiTable.STANDARD.invokedRoutine(ddi);
    return routine.isPresent() && routine.getAsInt() < call.arguments().size()
        ? graphs(pointers.targets(caller, call.arguments().get(routine.getAsInt())))
        : List.of();
  }

  private List<ControlFlowGraph> graphs(Iterable<FunctionKey> keys) {
    List<ControlFlowGraph> graphs = new ArrayList<>();
    for (FunctionKey key : keys) {
      function(key).ifPresent(graphs::add);
    }
    return graphs;
  }

  /** The variables of file scope, by name, then file. */
  public List<GlobalVariable> globals() {
    return globals.all();
  }

  /** The variable that {@code name} means in {@code fromFile}. */
  public Optional<GlobalVariable> global(String name, boolean isStatic, String fromFile) {
    return globals.resolve(name, isStatic, fromFile);
  }

  /** Who may call whom; one edge for each pair. */
  public Graph<FunctionKey, CallEdge> callGraph() {
    return callGraph;
  }

  /** Functions whose address is taken somewhere in the driver. */
  public NavigableSet<FunctionKey> addressTaken() {
    return pointers.addressTaken();
  }

  /** The routines that the system calls, by function and role. */
  public List<EntryPoint> entryPoints() {
    return entryPoints;
  }

  /** The roles of one function; empty if the system does not call it. */
  public List<EntryPoint> roles(FunctionKey function) {
    return entryPoints.stream().filter(entry -> entry.function().equals(function)).toList();
  }

  public DriverFacts facts() {
    return facts;
  }

  /** Sizes and offsets of the driver's types. */
  public TypeLayout layout() {
    return layout;
  }

  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** Every definition that was read, with or without a graph. */
  Map<FunctionKey, Definitions.Definition> definitions() {
    return definitions.all();
  }
}
