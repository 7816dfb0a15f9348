package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.ast.TranslationUnit;
import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Place;
import dev.irpscope.analysis.program.EntryPoint;
import dev.irpscope.analysis.program.Program;
import dev.irpscope.analysis.program.Role;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.symbolic.RangeSet;
import dev.irpscope.analysis.wdk.effects.DdiTable;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What every search of one driver shares: who calls whom, what each function reads and writes,
 * liveness, offsets. Safe for use by several threads.
 */
final class CodeModel {
  /** Kernel functions that are documented to raise exceptions drivers handle. */
  private static final Set<String> RAISING =
      Set.of(
          "ProbeForRead",
          "ProbeForWrite",
          "MmProbeAndLockPages",
          "ExRaiseStatus",
          "RtlRaiseStatus",
          "ExRaiseAccessViolation",
          "ExRaiseDatatypeMisalignment",
          "ExAllocatePoolWithQuota",
          "ExAllocatePoolWithQuotaTag",
          "RtlCopyMemory",
          "RtlMoveMemory",
          "memcpy",
          "memmove");

  private final Program program;
  private final WdkConstants constants;
  private final Set<String> ddis;
  private final Layouts layouts;
  private final FunctionSummaries functions;
  private final ConstantGlobals constantGlobals;
  private final RoutineCalls calls;
  private final Map<FunctionKey, Integer> heights;
  private final Set<Long> completionReads = new HashSet<>();

  /** A pointer that may lead to one of these is another driver's, kept in a like table. */
  private final Set<FunctionKey> dispatchTable = new HashSet<>();

  private final Set<FunctionKey> calledByPointer = new HashSet<>();

  private @Nullable StatusResults pendingResults;
  private @Nullable StatusResults cannotWaitResults;
  private @Nullable Map<FunctionKey, WrittenPlaces> places;
  private final StoredEnumerators enumerators;
  private final ExtensionNumbers extensionNumbers;
  private final RegistrationConditions registrations;
  private @Nullable StoredDevices devices;
  private final RangeSet warnings;
  private @Nullable Map<FunctionKey, Set<Long>> after;
  private final ConcurrentHashMap<FunctionKey, Set<String>> closures = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<FunctionKey, Liveness> liveness = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<FunctionKey, Indices> indices = new ConcurrentHashMap<>();

  CodeModel(Program program, List<TranslationUnit> units, WdkConstants constants) {
    this.program = program;
    this.constants = constants;
    Set<String> declared = new HashSet<>(DdiTable.STANDARD.names());
    Map<String, CType> typedefs = new HashMap<>();
    for (TranslationUnit unit : units) {
      for (Decl declaration : unit.declarations()) {
        if (declaration instanceof Decl.Typedef typedef) {
          typedefs.putIfAbsent(typedef.name(), typedef.type());
        } else if (declaration instanceof Decl.Prototype prototype
            && prototype.origin().site().file().place() == SourceFile.Place.BUILT_IN) {
          declared.add(prototype.name());
        }
      }
    }
    constants.typedefs().forEach(typedefs::putIfAbsent);
    this.ddis = declared;
    this.layouts = new Layouts(program.layout(), typedefs);
    this.functions = new FunctionSummaries(program, layouts::size);
    this.warnings = NamedWarnings.of(program);
    this.enumerators = new StoredEnumerators(program, units);
    this.extensionNumbers = new ExtensionNumbers(program, units);
    this.registrations = new RegistrationConditions(program);
    this.constantGlobals = new ConstantGlobals(program, layouts, functions);
    this.calls = new RoutineCalls(program, functions);
    this.heights = calls.heights();
    for (EntryPoint entry : program.entryPoints()) {
      if (entry.role() == Role.COMPLETION) {
        completionReads.addAll(functions.reads(entry.function()));
      }
      if (!entry.majorFunctions().isEmpty()) {
        dispatchTable.add(entry.function());
      }
    }
    program.functions().forEach(this::noteCalls);
  }

  private void noteCalls(ControlFlowGraph graph) {
    FunctionKey caller = graph.key();
    for (Block block : graph.blocks()) {
      for (Instruction instruction : block.instructions()) {
        if (instruction instanceof Instruction.Call call
            && call.callee() instanceof Instruction.Callee.Indirect) {
          List<ControlFlowGraph> found = candidates(caller, call);
          if (found.size() <= Machine.MOST_CANDIDATES) {
            found.stream()
                .map(ControlFlowGraph::key)
                .filter(callee -> !callee.equals(caller))
                .forEach(calledByPointer::add);
          }
        }
      }
    }
  }

  Program program() {
    return program;
  }

  FunctionSummaries functions() {
    return functions;
  }

  Layouts layouts() {
    return layouts;
  }

  ConstantGlobals constantGlobals() {
    return constantGlobals;
  }

  RoutineCalls calls() {
    return calls;
  }

  boolean isDdi(String name) {
    return ddis.contains(name);
  }

  /** A function's number: those that it calls come before it. */
  int height(FunctionKey function) {
    return heights.getOrDefault(function, 0);
  }

  int heights() {
    return heights.size();
  }

  WdkConstants constants() {
    return constants;
  }

  /** Whether another function of the driver calls it, by name or through a pointer. */
  boolean isCalled(FunctionKey function) {
    return functions.isCalledByName(function) || calledByPointer.contains(function);
  }

  /** The functions that a call may reach; none if a pointer may lead to another driver's. */
  List<ControlFlowGraph> candidates(FunctionKey caller, Instruction.Call call) {
    List<ControlFlowGraph> found = program.callees(caller, call);
    boolean anotherDriver = found.stream().anyMatch(f -> isDispatch(f.key()));
    return anotherDriver ? List.of() : found;
  }

  /** Members that completion routines may read. */
  Set<Long> completionReads() {
    return completionReads;
  }

  /** Found when a search first asks: many drivers have no rule that does. */
  synchronized StoredDevices devices() {
    if (devices == null) {
      devices = new StoredDevices(program);
    }
    return devices;
  }

  /** Found when a search first asks: many drivers have no rule that does. */
  synchronized StatusResults pendingResults() {
    if (pendingResults == null) {
      pendingResults =
          new StatusResults(
              program,
              Sender.PENDING,
              PendingSources::mayReturnPending,
              function ->
                  functions.mentionsPending(function)
                      || calls.ddis(function).stream().anyMatch(PendingSources::isPendingSource));
    }
    return pendingResults;
  }

  /** What a function may write, by how it comes there; found when a search first asks. */
  synchronized WrittenPlaces places(FunctionKey function) {
    if (places == null) {
      places = WrittenPlaces.of(program, layouts::size);
    }
    return Objects.requireNonNull(places.get(function));
  }

  synchronized StatusResults cannotWaitResults() {
    if (cannotWaitResults == null) {
      cannotWaitResults =
          new StatusResults(program, Sender.CANNOT_WAIT, _ -> false, functions::mentionsCannotWait);
    }
    return cannotWaitResults;
  }

  /** What the callers of a function may read after it. */
  synchronized Set<Long> readsAfter(FunctionKey function) {
    if (after == null) {
      after = calls.readsAfter(this::liveness);
    }
    return after.getOrDefault(function, Set.of());
  }

  /** Names of a function and of all that may run before it returns. */
  Set<String> closure(FunctionKey function) {
    return closures.computeIfAbsent(function, calls::closure);
  }

  RegistrationConditions registrations() {
    return registrations;
  }

  /** What a member can hold by what the driver stores in it; empty where that is not known. */
  Optional<RangeSet> storedValues(Place place) {
    Optional<RangeSet> enumerated = enumerators.values(place);
    Optional<RangeSet> numbers = extensionNumbers.values(place);
    return enumerated.isPresent() && numbers.isPresent()
        ? enumerated.map(numbers.get()::intersect)
        : enumerated.or(() -> numbers);
  }

  RangeSet warnings() {
    return warnings;
  }

  /** Whether a function is a dispatch routine of the driver. */
  private boolean isDispatch(FunctionKey function) {
    return dispatchTable.contains(function);
  }

  Indices indices(ControlFlowGraph graph) {
    return indices.computeIfAbsent(graph.key(), _ -> Indices.of(graph));
  }

  Liveness liveness(ControlFlowGraph graph) {
    return liveness.computeIfAbsent(
        graph.key(),
        key ->
            new Liveness(
                graph,
                call -> {
                  Set<Long> all = new LongOpenHashSet();
                  program.callees(key, call).forEach(c -> all.addAll(functions.reads(c.key())));
                  DdiTargets.of(call).forEach(p -> all.addAll(Liveness.offsets(p, layouts::size)));
                  return all;
                },
                CodeModel::raises,
                layouts::size));
  }

  private static boolean raises(Instruction.Call call) {
    return call.callee() instanceof Instruction.Callee.Direct direct
        && RAISING.contains(direct.name());
  }
}
