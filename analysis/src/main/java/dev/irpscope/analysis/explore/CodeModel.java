package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.ast.RecordDefinition;
import dev.irpscope.analysis.ast.TranslationUnit;
import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.FieldRef;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.Place;
import dev.irpscope.analysis.cfg.TypeLayout;
import dev.irpscope.analysis.program.EntryPoint;
import dev.irpscope.analysis.program.GlobalVariable;
import dev.irpscope.analysis.program.Program;
import dev.irpscope.analysis.program.Role;
import dev.irpscope.analysis.rule.IrpOrigin;
import dev.irpscope.analysis.symbolic.RangeSet;
import dev.irpscope.analysis.symbolic.Region;
import dev.irpscope.analysis.symbolic.Symbol;
import dev.irpscope.analysis.symbolic.Terms;
import dev.irpscope.analysis.symbolic.Value;
import dev.irpscope.analysis.wdk.effects.DdiTable;
import dev.irpscope.analysis.wdk.effects.Effect.DeviceClass;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What every search of one driver shares: who calls whom, what each function reads and writes,
 * liveness, offsets. Safe for use by several threads.
 */
final class CodeModel {
  /** Functions without loops that need not be entered are entered all the same up to this size. */
  private static final int SMALL = 24;

  /** The same of those that are given an IRP: they may keep what it says for others. */
  private static final int MIDDLE = 48;

  /** The same while nothing is owed. */
  private static final int TINY = 8;

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

  private static final Set<String> SENDS = Set.of("IoCallDriver", "PoCallDriver");

  private static final int MOST_SCALARS = 48;

  private final Program program;
  private final WdkConstants constants;
  private final Set<String> ddis;
  private final Map<String, CType> typedefs = new HashMap<>();
  private final Map<FunctionKey, Integer> heights;
  private final FunctionSummaries functions;
  private final Map<String, Map<Long, Value>> initials = new HashMap<>();
  private final Set<Long> completionReads = new HashSet<>();

  /** A pointer that may lead to one of these is another driver's, kept in a like table. */
  private final Set<FunctionKey> dispatchTable = new HashSet<>();

  private final Set<String> names = new HashSet<>();
  private final Set<FunctionKey> routines = new LinkedHashSet<>();
  private @Nullable StatusResults pendingResults;
  private @Nullable StatusResults cannotWaitResults;
  private final StoredEnumerators enumerators;
  private @Nullable StoredDevices devices;
  private final RangeSet warnings;
  private @Nullable Map<FunctionKey, Set<Long>> after;
  private final ConcurrentHashMap<FunctionKey, Set<String>> closures = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<FunctionKey, Liveness> liveness = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, OptionalLong> offsets = new ConcurrentHashMap<>();

  CodeModel(Program program, List<TranslationUnit> units, WdkConstants constants) {
    this.program = program;
    this.constants = constants;
    Set<String> declared = new HashSet<>(DdiTable.STANDARD.names());
    for (TranslationUnit unit : units) {
      for (Decl declaration : unit.declarations()) {
        if (declaration instanceof Decl.Typedef typedef) {
          typedefs.putIfAbsent(typedef.name(), typedef.type());
        } else if (declaration instanceof Decl.Prototype prototype
            && prototype.origin().site().file().place()
                == dev.irpscope.analysis.source.SourceFile.Place.BUILT_IN) {
          declared.add(prototype.name());
        }
      }
    }
    constants.typedefs().forEach(typedefs::putIfAbsent);
    this.ddis = declared;
    for (ControlFlowGraph graph : program.functions()) {
      names.add(graph.key().name());
    }
    this.functions = new FunctionSummaries(program, this::size);
    this.warnings = NamedWarnings.of(program);
    this.enumerators = new StoredEnumerators(program, units);
    program.globals().forEach(this::initial);
    for (EntryPoint entry : program.entryPoints()) {
      if (entry.role() == Role.COMPLETION) {
        completionReads.addAll(functions.reads(entry.function()));
        routines.add(entry.function());
      }
      if (!entry.majorFunctions().isEmpty()) {
        dispatchTable.add(entry.function());
      }
    }
    this.heights = findHeights();
  }

  Program program() {
    return program;
  }

  TypeLayout layout() {
    return program.layout();
  }

  WdkConstants constants() {
    return constants;
  }

  /** Whether another function of the driver calls it directly. */
  boolean isCalledByName(FunctionKey function) {
    return functions.isCalledByName(function);
  }

  /** Members that completion routines may read. */
  Set<Long> completionReads() {
    return completionReads;
  }

  /** Found when a search first asks: many drivers have no rule that does. */
  private synchronized StoredDevices devices() {
    if (devices == null) {
      devices = new StoredDevices(program);
    }
    return devices;
  }

  /** Found when a search first asks: many drivers have no rule that does. */
  private synchronized StatusResults pendingResults() {
    if (pendingResults == null) {
      pendingResults =
          new StatusResults(
              program,
              Sender.PENDING,
              PendingSources::mayReturnPending,
              function ->
                  functions.mentionsPending(function)
                      || called(function).stream().anyMatch(PendingSources::isPendingSource));
    }
    return pendingResults;
  }

  private synchronized StatusResults cannotWaitResults() {
    if (cannotWaitResults == null) {
      cannotWaitResults =
          new StatusResults(program, Sender.CANNOT_WAIT, _ -> false, functions::mentionsCannotWait);
    }
    return cannotWaitResults;
  }

  /** For each function what its callers may read after it; a send calls every routine. */
  private synchronized Map<FunctionKey, Set<Long>> after() {
    if (after == null) {
      after = findReadsAfter();
    }
    return after;
  }

  private Map<FunctionKey, Set<Long>> findReadsAfter() {
    Map<FunctionKey, Set<FunctionKey>> calls = new LinkedHashMap<>();
    Map<FunctionKey, Set<Long>> found = new HashMap<>();
    for (ControlFlowGraph graph : program.functions()) {
      Set<FunctionKey> called = calls.computeIfAbsent(graph.key(), _ -> new LinkedHashSet<>());
      for (Block block : graph.blocks()) {
        for (Instruction instruction : block.instructions()) {
          if (instruction instanceof Instruction.Call call) {
            Set<Long> later = liveness(graph).reads(block.index());
            for (FunctionKey callee : calledHere(graph.key(), call)) {
              called.add(callee);
              found.computeIfAbsent(callee, _ -> new LongOpenHashSet()).addAll(later);
            }
          }
        }
      }
    }
    for (Set<FunctionKey> group : CallOrder.calledFirst(calls).reversed()) {
      Set<Long> all = new LongOpenHashSet();
      group.forEach(function -> all.addAll(found.getOrDefault(function, Set.of())));
      for (FunctionKey function : group) {
        found.put(function, all);
        for (FunctionKey callee : calls.getOrDefault(function, Set.of())) {
          if (!group.contains(callee)) {
            found.computeIfAbsent(callee, _ -> new LongOpenHashSet()).addAll(all);
          }
        }
      }
    }
    // every state of a function holds its set: one that needs no copy
    found.replaceAll((_, offsets) -> Set.copyOf(offsets));
    return found;
  }

  private Set<FunctionKey> calledHere(FunctionKey caller, Instruction.Call call) {
    Set<FunctionKey> called = new LinkedHashSet<>();
    program.callees(caller, call).forEach(callee -> called.add(callee.key()));
    if (call.callee() instanceof Instruction.Callee.Direct direct
        && SENDS.contains(DdiTable.STANDARD.ruleName(direct.name()))) {
      called.addAll(routines);
    }
    return called;
  }

  /**
   * Numbers functions so that what a function calls comes before it; a send calls every routine.
   */
  private Map<FunctionKey, Integer> findHeights() {
    Map<FunctionKey, Integer> found = new HashMap<>();
    Set<FunctionKey> entered = new HashSet<>();
    for (ControlFlowGraph graph : program.functions()) {
      List<FunctionKey> open = new ArrayList<>();
      open.add(graph.key());
      while (!open.isEmpty()) {
        FunctionKey next = open.getLast();
        if (entered.add(next)) {
          List<FunctionKey> below = new ArrayList<>(functions.callees(next));
          if (called(next).stream().anyMatch(SENDS::contains)) {
            below.addAll(routines);
          }
          below.removeIf(entered::contains);
          open.addAll(below);
        } else {
          open.removeLast();
          found.putIfAbsent(next, found.size());
        }
      }
    }
    return found;
  }

  private Set<String> findClosure(FunctionKey function) {
    Set<FunctionKey> found = new LinkedHashSet<>();
    List<FunctionKey> open = new ArrayList<>(routines);
    open.add(function);
    while (!open.isEmpty()) {
      FunctionKey next = open.removeLast();
      if (found.add(next)) {
        open.addAll(functions.callees(next));
      }
    }
    Set<String> names = new HashSet<>();
    found.forEach(key -> names.add(key.toString()));
    return names;
  }

  /** DDIs and undefined functions that a function may call, its callees' included. */
  Set<String> called(FunctionKey function) {
    return functions.reached().of(function);
  }

  /** The same with the completion routines that it may cause to run. */
  Set<String> calledWithRoutines(FunctionKey function) {
    Set<String> own = called(function);
    if (own.stream().noneMatch(SENDS::contains)) {
      return own;
    }
    Set<String> all = new HashSet<>(own);
    routines.forEach(routine -> all.addAll(called(routine)));
    return all;
  }

  private void initial(GlobalVariable variable) {
    if (functions.writesGlobal(variable.name())) {
      return;
    }
    Map<Long, Value> cells = new HashMap<>();
    for (Instruction instruction : variable.initialization()) {
      if (instruction instanceof Instruction.Store store && isConstantPlace(store.target())) {
        constant(store.value())
            .ifPresent(value -> cells.put(constantOffset(store.target()), value));
      }
    }
    if (!cells.isEmpty()) {
      initials.put(variable.name() + "@" + (variable.isStatic() ? variable.file() : ""), cells);
    }
  }

  private static boolean isConstantPlace(Place place) {
    return switch (place) {
      case Place.Global _ -> true;
      case Place.Field field -> field.field().bits() == 0 && isConstantPlace(field.base());
      case Place.Element element ->
          element.index() instanceof Operand.Constant && isConstantPlace(element.base());
      case Place.Local _, Place.Dereference _ -> false;
    };
  }

  private long constantOffset(Place place) {
    return switch (place) {
      case Place.Field field -> constantOffset(field.base()) + field.field().offset();
      case Place.Element element ->
          constantOffset(element.base())
              + (element.index() instanceof Operand.Constant index ? index.value() : 0)
                  * size(element.type());
      case Place.Global _, Place.Local _, Place.Dereference _ -> 0;
    };
  }

  private static Optional<Value> constant(Operand operand) {
    return switch (operand) {
      case Operand.Constant number -> Optional.of(Value.of(number.value()));
      case Operand.FunctionName function -> Optional.of(new Value.Function(function.name()));
      case Operand.Cast cast -> constant(cast.operand());
      case Operand.AddressOf of when of.place() instanceof Place.Global global ->
          Optional.of(Terms.pointer(new Region.Global(global.name(), ""), 0));
      default -> Optional.empty();
    };
  }

  long size(CType type) {
    return program.layout().size(type).orElse(8);
  }

  OptionalLong offset(String type, String path) {
    return offsets.computeIfAbsent(type + "." + path, _ -> findOffset(type, path));
  }

  private OptionalLong findOffset(String type, String path) {
    CType at = typedefs.get(type);
    long offset = 0;
    for (String name : path.split("\\.", -1)) {
      if (at == null) {
        return OptionalLong.empty();
      }
      Optional<FieldRef> field = program.layout().field(at, name);
      if (field.isEmpty()) {
        return OptionalLong.empty();
      }
      offset += field.get().offset();
      at = field.get().type();
    }
    return OptionalLong.of(offset);
  }

  private List<Code.Scalar> scalars(CType type) {
    List<Code.Scalar> found = new ArrayList<>();
    return scalars(type, 0, found) ? found : List.of();
  }

  private boolean scalars(CType type, long base, List<Code.Scalar> into) {
    if (into.size() > MOST_SCALARS) {
      return false;
    }
    if (!(type.canonical() instanceof CType.Struct(RecordDefinition definition))) {
      if (type.canonical() instanceof CType.Array) {
        return false;
      }
      into.add(new Code.Scalar(base, type));
      return true;
    }
    if (!definition.isComplete()) {
      return false;
    }
    for (RecordDefinition.Field field : definition.fields()) {
      if (field.bits().isPresent() || field.name().isEmpty()) {
        return false;
      }
      Optional<FieldRef> placed = program.layout().field(type, field.name());
      if (placed.isEmpty() || !scalars(field.type(), base + placed.get().offset(), into)) {
        return false;
      }
      if (definition.kind() == RecordDefinition.Kind.UNION) {
        break;
      }
    }
    return true;
  }

  private Liveness liveness(ControlFlowGraph graph) {
    return liveness.computeIfAbsent(
        graph.key(),
        key ->
            new Liveness(
                graph,
                call -> {
                  Set<Long> all = new LongOpenHashSet();
                  program.callees(key, call).forEach(c -> all.addAll(functions.reads(c.key())));
                  DdiTargets.of(call).forEach(p -> all.addAll(Liveness.offsets(p, this::size)));
                  return all;
                },
                CodeModel::raises,
                this::size));
  }

  private static boolean raises(Instruction.Call call) {
    return call.callee() instanceof Instruction.Callee.Direct direct
        && RAISING.contains(direct.name());
  }

  /**
   * The program as a search for one rule sees it.
   *
   * @param relevant for each phase the DDIs that matter in it: only functions that reach one of
   *     them, and small ones, are followed
   * @param anyObject those that matter even if they are given nothing that is tracked
   * @param tracked where the IRPs that the rule is about come from; empty for anywhere
   * @param closer what is looked at more closely
   */
  Code view(
      Map<Phase, Set<String>> relevant,
      Set<String> anyObject,
      Set<IrpOrigin> tracked,
      Closer closer) {
    return new View(relevant, anyObject, tracked, closer);
  }

  private final class View implements Code {
    private final Map<Phase, Set<String>> relevant = new EnumMap<>(Phase.class);
    private final ConcurrentHashMap<Phase, Map<FunctionKey, Boolean>> reaches =
        new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Phase, Map<FunctionKey, BitSet>> forward =
        new ConcurrentHashMap<>();

    private final Set<String> anyObject;
    private final Set<IrpOrigin> tracked;

    private final Closer closer;
    private final Map<String, FunctionKey> skipped = new HashMap<>();
    private final Set<String> answers = new HashSet<>();

    /** Functions and sends of which the rule could not tell what they gave. */
    private final Set<FunctionKey> undecidedResults = new HashSet<>();

    private final Set<String> undecidedAnswers = new HashSet<>();

    View(
        Map<Phase, Set<String>> relevant,
        Set<String> anyObject,
        Set<IrpOrigin> tracked,
        Closer closer) {
      this.closer = closer;
      this.anyObject = Set.copyOf(anyObject);
      this.tracked = Set.copyOf(tracked);
      relevant.forEach((phase, names) -> this.relevant.put(phase, withRoutines(names)));
    }

    /** A send matters if a completion routine that it may run reaches what matters. */
    private Set<String> withRoutines(Set<String> names) {
      Set<String> all = new HashSet<>(names);
      for (EntryPoint entry : program.entryPoints()) {
        if (entry.role() == Role.COMPLETION
            && called(entry.function()).stream().anyMatch(names::contains)) {
          all.add("IoCallDriver");
          all.add("PoCallDriver");
        }
      }
      return all;
    }

    private boolean reaches(FunctionKey function, Phase phase) {
      return reaches
          .computeIfAbsent(phase, _ -> new ConcurrentHashMap<>())
          .computeIfAbsent(
              function,
              key -> {
                Set<String> names = relevant.getOrDefault(phase, Set.of());
                return functions.reached().about(tracked, key).stream().anyMatch(names::contains)
                    || called(key).stream()
                        .anyMatch(name -> anyObject.contains(name) && names.contains(name));
              });
    }

    @Override
    public boolean follows(
        ControlFlowGraph callee, Phase phase, BooleanSupplier given, BooleanSupplier irp) {
      FunctionKey key = callee.key();
      int most = irp.getAsBoolean() ? MIDDLE : phase == Phase.OPEN ? SMALL : TINY;
      boolean small = functions.blocks(key) <= most && !functions.hasLoop(key);
      return small || closer.followed().contains(key) || mayMatter(callee, phase, given);
    }

    @Override
    public boolean mayMatter(ControlFlowGraph callee, Phase phase, BooleanSupplier given) {
      return (reaches(callee.key(), phase)
              && called(callee.key()).stream().anyMatch(anyObject::contains))
          || (reaches(callee.key(), Phase.OPEN) && given.getAsBoolean());
    }

    @Override
    public boolean isSearchedByItself(ControlFlowGraph callee) {
      FunctionKey key = callee.key();
      return functions.blocks(key) > TINY || functions.hasLoop(key);
    }

    @Override
    public Set<Long> readsAfter(ControlFlowGraph callee) {
      return after().getOrDefault(callee.key(), Set.of());
    }

    @Override
    public int height(ControlFlowGraph function) {
      return heights.getOrDefault(function.key(), 0);
    }

    @Override
    public int heights() {
      return heights.size();
    }

    @Override
    public Set<String> closure(ControlFlowGraph callee) {
      return closures.computeIfAbsent(callee.key(), CodeModel.this::findClosure);
    }

    @Override
    public boolean matters(ControlFlowGraph graph, int block, Phase phase) {
      return forward
          .computeIfAbsent(phase, _ -> new ConcurrentHashMap<>())
          .computeIfAbsent(graph.key(), _ -> forward(graph, phase))
          .get(block);
    }

    /** The blocks from which a call that matters can be reached. */
    private BitSet forward(ControlFlowGraph graph, Phase phase) {
      BitSet found = new BitSet();
      for (Block block : graph.blocks()) {
        boolean here =
            block.instructions().stream()
                .anyMatch(i -> i instanceof Instruction.Call call && matters(graph, call, phase));
        found.set(block.index(), here);
      }
      boolean changed = true;
      while (changed) {
        changed = false;
        for (int b = graph.blocks().size() - 1; b >= 0; b--) {
          if (!found.get(b)
              && graph.successors(graph.blocks().get(b)).stream()
                  .anyMatch(edge -> found.get(edge.to()))) {
            found.set(b);
            changed = true;
          }
        }
      }
      return found;
    }

    private boolean matters(ControlFlowGraph caller, Instruction.Call call, Phase phase) {
      Set<String> names = relevant.getOrDefault(phase, Set.of());
      if (call.callee() instanceof Instruction.Callee.Direct direct
          && DdiTable.STANDARD.ruleNames(direct.name()).stream()
              .anyMatch(name ->
                  names.contains(name)
                      && (anyObject.contains(name)
                          || !functions.reached().isOwn(tracked, caller.key(), name)))) {
        return true;
      }
      return program.callees(caller.key(), call).stream()
          .anyMatch(callee -> reaches(callee.key(), phase));
    }

    @Override
    public List<ControlFlowGraph> definitions(String name, String file) {
      return program.resolve(name, file);
    }

    @Override
    public List<ControlFlowGraph> candidates(FunctionKey caller, Instruction.Call call) {
      List<ControlFlowGraph> found = program.callees(caller, call);
      boolean anotherDriver = found.stream().anyMatch(f -> dispatchTable.contains(f.key()));
      return anotherDriver ? List.of() : found;
    }

    @Override
    public boolean isDdi(String name) {
      return ddis.contains(name);
    }

    @Override
    public Optional<Value> initialValue(Region.Global global, long offset) {
      Map<Long, Value> cells = initials.get(global.name() + "@" + global.file());
      return cells == null
          ? Optional.empty()
          : Optional.of(cells.getOrDefault(offset, Value.Number.ZERO));
    }

    @Override
    public long size(CType type) {
      return CodeModel.this.size(type);
    }

    @Override
    public OptionalLong offset(String type, String path) {
      return CodeModel.this.offset(type, path);
    }

    @Override
    public List<Scalar> scalars(CType type) {
      return CodeModel.this.scalars(type);
    }

    @Override
    public OptionalLong constant(String name) {
      return constants.value(name);
    }

    @Override
    public Optional<String> statusName(long value) {
      return constants.statusName(value);
    }

    @Override
    public Optional<DeviceClass> storedDevice(FunctionKey function, Place place) {
      return devices().find(function, place);
    }

    @Override
    public Liveness liveness(ControlFlowGraph graph) {
      return CodeModel.this.liveness(graph);
    }

    @Override
    public boolean mayReturnPending(ControlFlowGraph callee) {
      return pendingResults().mayReturn(callee.key());
    }

    @Override
    public boolean mayReturnCannotWait(ControlFlowGraph callee) {
      return cannotWaitResults().mayReturn(callee.key());
    }

    @Override
    public RangeSet warnings() {
      return warnings;
    }

    @Override
    public Optional<RangeSet> storedValues(Place place) {
      return enumerators.values(place);
    }

    @Override
    public WrittenBits writes(ControlFlowGraph callee) {
      return functions.writes(callee.key());
    }

    @Override
    public boolean isWatched(FunctionKey function) {
      return reaches(function, Phase.OPEN);
    }

    @Override
    public void skipped(ControlFlowGraph callee, String site) {
      if (functions.blocks(callee.key()) <= MIDDLE) {
        skipped.put(site, callee.key());
      }
    }

    @Override
    public boolean tellsOutcomes(String answer) {
      answers.add(answer);
      return closer.told().contains(answer);
    }

    @Override
    public void undecided(Symbol value) {
      FunctionKey function = skipped.get(value.label());
      if (function != null) {
        undecidedResults.add(function);
      } else if (answers.contains(value.label())) {
        undecidedAnswers.add(value.label());
      }
    }

    @Override
    public Closer undecided() {
      return new Closer(undecidedResults, undecidedAnswers);
    }

    @Override
    public boolean relinks(ControlFlowGraph callee) {
      return !Collections.disjoint(called(callee.key()), ListHeads.RELINKING);
    }

    @Override
    public boolean mayChange(ControlFlowGraph callee, int argument) {
      return functions.mayChange(callee.key(), argument);
    }
  }
}
