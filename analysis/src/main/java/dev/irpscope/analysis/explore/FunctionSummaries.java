package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.RecordDefinition;
import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.Place;
import dev.irpscope.analysis.cfg.Terminator;
import dev.irpscope.analysis.cfg.Variable;
import dev.irpscope.analysis.program.Program;
import dev.irpscope.analysis.symbolic.Region;
import dev.irpscope.analysis.wdk.effects.DdiTable;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What each function of a driver does with all that it calls, found in one pass over the code and
 * one along the calls ({@link CallOrder}). Not changed any more once it is made.
 */
final class FunctionSummaries {
  /**
   * Stands among the functions that a function calls for putting an IRP that it is given where
   * others find it.
   */
  static final String KEEPS_IRP = "<keeps an IRP>";

  /** Stands for putting something into a list that is in no IRP. */
  static final String RELINKS = "<fills a list>";

  /** A group of functions that call each other counts as at least this large. */
  private static final int RECURSIVE = 1000;

  private static final int MOST_BLOCKS = 100_000;

  private final Program program;
  private final ToLongFunction<CType> size;
  private final Map<FunctionKey, Set<FunctionKey>> callees = new HashMap<>();
  private final ReachedCalls reached;
  private final Map<FunctionKey, Set<Long>> reads = new HashMap<>();
  private final Map<FunctionKey, WrittenBits> writes = new HashMap<>();
  private final GivenPointers pointers;
  private final Map<FunctionKey, Integer> sizes = new HashMap<>();
  private final Set<FunctionKey> loops = new HashSet<>();
  private final Set<String> writtenGlobals = new HashSet<>();
  private final Set<Region> writtenStatics = new HashSet<>();
  private final Set<FunctionKey> calledByName = new HashSet<>();
  private final Set<FunctionKey> mentionsPending = new HashSet<>();
  private final Set<FunctionKey> mentionsCannotWait = new HashSet<>();

  /**
   * @param size of a type in bytes
   */
  FunctionSummaries(Program program, ToLongFunction<CType> size) {
    this.program = program;
    this.size = size;
    this.reached = new ReachedCalls(program, callees);
    this.pointers = new GivenPointers(program);
    program.functions().forEach(this::summarize);
    closeOverCalls();
  }

  /** The functions that a function may call itself. */
  Set<FunctionKey> callees(FunctionKey function) {
    return callees.getOrDefault(function, Set.of());
  }

  /** The DDIs that functions reach. */
  ReachedCalls reached() {
    return reached;
  }

  /** Offsets of members that may be read. */
  Set<Long> reads(FunctionKey function) {
    return reads.getOrDefault(function, Set.of());
  }

  /** What may be written through pointers. */
  WrittenBits writes(FunctionKey function) {
    return writes.getOrDefault(function, WrittenBits.NOTHING);
  }

  /** Whether a function may change what the pointer that is its {@code argument}th leads to. */
  boolean mayChange(FunctionKey function, int argument) {
    return pointers.mayChange(function, argument);
  }

  /** Its blocks and, for each call, those of what it calls. */
  int blocks(FunctionKey function) {
    return sizes.getOrDefault(function, 0);
  }

  /** Whether there is a loop in the function itself. */
  boolean hasLoop(FunctionKey function) {
    return loops.contains(function);
  }

  /** Whether STATUS_PENDING stands in the code. */
  boolean mentionsPending(FunctionKey function) {
    return mentionsPending.contains(function);
  }

  /** Whether STATUS_CANT_WAIT stands in the code. */
  boolean mentionsCannotWait(FunctionKey function) {
    return mentionsCannotWait.contains(function);
  }

  /** Whether another function of the driver calls it directly. */
  boolean isCalledByName(FunctionKey function) {
    return calledByName.contains(function);
  }

  /** Whether any function writes a global variable. */
  boolean writesGlobal(String name) {
    return writtenGlobals.contains(name);
  }

  /** Whether a function may write a static variable of its own, or gives its address away. */
  boolean writesStatic(FunctionKey function, Variable variable) {
    return writtenStatics.contains(Evaluator.staticRegion(function, variable));
  }

  private void summarize(ControlFlowGraph graph) {
    FunctionKey key = graph.key();
    Set<FunctionKey> to = new LinkedHashSet<>();
    Set<String> names = new TreeSet<>();
    Set<Long> read = new LongOpenHashSet();
    WrittenBits written = new WrittenBits();
    for (Block block : graph.blocks()) {
      for (Instruction instruction : block.instructions()) {
        Liveness.operands(instruction, o -> Liveness.collectReads(o, size, read));
        Liveness.operands(instruction, o -> noteStatus(key, o));
        Liveness.operands(instruction, o -> noteAddress(key, o));
        switch (instruction) {
          case Instruction.Call call -> {
            program.callees(key, call).forEach(callee -> to.add(callee.key()));
            if (call.callee() instanceof Instruction.Callee.Direct direct) {
              names.addAll(called(direct.name(), call));
              program.resolve(direct.name(), key.file()).stream()
                  .map(ControlFlowGraph::key)
                  .filter(callee -> !callee.equals(key))
                  .forEach(calledByName::add);
            }
            for (Place target : DdiTargets.of(call)) {
              List<Long> offsets = written(key, target);
              written.addAll(target, offsets, WrittenBits.ALL);
              read.addAll(offsets);
            }
          }
          case Instruction.Store store ->
              written.addAll(store.target(), written(key, store.target()), WrittenBits.mask(store));
          case Instruction.Clear clear ->
              written.addAll(clear.target(), written(key, clear.target()), WrittenBits.ALL);
          case Instruction.Define _, Instruction.Declare _, Instruction.Opaque _ -> {}
        }
        functionNames(instruction, names);
      }
      switch (block.terminator()) {
        case Terminator.Branch branch -> Liveness.collectReads(branch.condition(), size, read);
        case Terminator.Switch selection -> Liveness.collectReads(selection.value(), size, read);
        case Terminator.Return leave ->
            leave
                .value()
                .ifPresent(o -> {
                  Liveness.collectReads(o, size, read);
                  noteStatus(key, o);
                  noteAddress(key, o);
                });
        case Terminator.Jump _, Terminator.End _ -> {}
      }
    }
    callees.put(key, to);
    reached.add(key, names, OwnRequests.of(graph));
    reads.put(key, read);
    writes.put(key, written);
    sizes.put(key, graph.blocks().size());
    boolean backward =
        graph.blocks().stream()
            .flatMap(block -> graph.successors(block).stream())
            .anyMatch(edge -> edge.to() <= edge.from() && edge.to() > 0);
    if (backward) {
      loops.add(key);
    }
  }

  /** Names of the DDI that is called; putting what is in no IRP into a list is another one. */
  private static Collection<String> called(String name, Instruction.Call call) {
    boolean isOfOthers =
        DdiTargets.entries(call).findAny().isPresent()
            && DdiTargets.entries(call).noneMatch(FunctionSummaries::mayBeInIrp);
    return isOfOthers ? List.of(RELINKS) : DdiTable.STANDARD.ruleNames(name);
  }

  /** Whether an address may lie in an IRP: not if it is known to lie in another structure. */
  private static boolean mayBeInIrp(Operand address) {
    if (!(address.plain() instanceof Operand.AddressOf of)) {
      return true;
    }
    Place place = of.place();
    while (place instanceof Place.Field(Place base, _)) {
      boolean isOther =
          base.type().canonical() instanceof CType.Struct(RecordDefinition definition)
              && !definition.tag().equals("_IRP");
      if (!isOther) {
        return true;
      }
      place = base;
    }
    return place.equals(of.place());
  }

  /** Whether a status that an operand gives may be STATUS_PENDING by itself. */
  private void noteStatus(FunctionKey key, Operand operand) {
    switch (operand) {
      case Operand.Constant constant when StatusResults.is(constant, Sender.PENDING) ->
          mentionsPending.add(key);
      case Operand.Constant constant when StatusResults.is(constant, Sender.CANNOT_WAIT) ->
          mentionsCannotWait.add(key);
      case Operand.Cast cast -> noteStatus(key, cast.operand());
      default -> {}
    }
  }

  /** Adds what a store amounts to: a routine registered by hand is treated like the DDI. */
  private static void functionNames(Instruction instruction, Set<String> names) {
    if (instruction instanceof Instruction.Store store
        && !(store.target().root() instanceof Place.Local)
        && isGivenIrp(store.value().plain())) {
      names.add(KEEPS_IRP);
    }
    if (instruction instanceof Instruction.Call call
        && Stream.concat(DdiTargets.stored(call).stream(), DdiTargets.handedOver(call))
            .anyMatch(FunctionSummaries::isGivenIrp)) {
      names.add(KEEPS_IRP);
    }
    if (OwnRequests.registersByHand(instruction)) {
      names.add("IoSetCompletionRoutine");
    }
  }

  /** Whether it is an IRP that the function was given, or a place in it. */
  private static boolean isGivenIrp(Operand operand) {
    if (operand instanceof Operand.AddressOf of
        && of.place().root() instanceof Place.Dereference within) {
      return isGivenIrp(within.pointer().plain());
    }
    return operand instanceof Operand.Load(Place.Local(Variable variable))
        && variable.kind() == Variable.Kind.PARAMETER
        && variable.type().canonical() instanceof CType.Pointer pointer
        && pointer.target().canonical() instanceof CType.Struct(RecordDefinition definition)
        && definition.tag().equals("_IRP");
  }

  /** Offsets that are written in what is not a variable of the function. */
  private List<Long> written(FunctionKey key, Place target) {
    if (target.root() instanceof Place.Global global) {
      writtenGlobals.add(global.name());
    }
    noteStatic(key, target);
    return target.root() instanceof Place.Local ? List.of() : Liveness.offsets(target, size);
  }

  /** Notes static variables whose address a value holds: who has it may write them. */
  private void noteAddress(FunctionKey key, Operand operand) {
    switch (operand) {
      case Operand.AddressOf of -> noteStatic(key, of.place());
      case Operand.Cast cast -> noteAddress(key, cast.operand());
      case Operand.Binary binary -> {
        noteAddress(key, binary.left());
        noteAddress(key, binary.right());
      }
      default -> {}
    }
  }

  private void noteStatic(FunctionKey key, Place place) {
    if (place.root() instanceof Place.Local(Variable variable)
        && variable.kind() == Variable.Kind.STATIC) {
      writtenStatics.add(Evaluator.staticRegion(key, variable));
    }
  }

  /** Adds what callees do to what a function does. */
  private void closeOverCalls() {
    for (Set<FunctionKey> group : CallOrder.calledFirst(callees)) {
      Set<FunctionKey> below = new LinkedHashSet<>();
      group.forEach(function -> below.addAll(callees.getOrDefault(function, Set.of())));
      boolean isRecursive = group.size() > 1 || below.containsAll(group);
      Set<Long> read = new LongOpenHashSet();
      WrittenBits written = new WrittenBits();
      if (!isRecursive) {
        group.forEach(function -> program.function(function).ifPresent(pointers::add));
      }
      below.addAll(group);
      for (FunctionKey function : below) {
        read.addAll(reads.getOrDefault(function, Set.of()));
        written.addAll(writes.getOrDefault(function, WrittenBits.NOTHING));
      }
      boolean isPending = below.stream().anyMatch(mentionsPending::contains);
      boolean cannotWait = below.stream().anyMatch(mentionsCannotWait::contains);
      for (FunctionKey function : group) {
        long blocks = sizes.getOrDefault(function, 0);
        for (FunctionKey callee : callees.getOrDefault(function, Set.of())) {
          blocks += group.contains(callee) ? 0 : sizes.getOrDefault(callee, 0);
        }
        sizes.put(
            function,
            (int) Math.min(isRecursive ? Math.max(blocks, RECURSIVE) : blocks, MOST_BLOCKS));
        reads.put(function, read);
        writes.put(function, written);
        if (isPending) {
          mentionsPending.add(function);
        }
        if (cannotWait) {
          mentionsCannotWait.add(function);
        }
      }
    }
  }
}
