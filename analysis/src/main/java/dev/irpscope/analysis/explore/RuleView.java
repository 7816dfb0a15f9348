package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Place;
import dev.irpscope.analysis.program.EntryPoint;
import dev.irpscope.analysis.program.Program;
import dev.irpscope.analysis.program.Role;
import dev.irpscope.analysis.rule.IrpOrigin;
import dev.irpscope.analysis.symbolic.RangeSet;
import dev.irpscope.analysis.symbolic.Region;
import dev.irpscope.analysis.symbolic.Symbol;
import dev.irpscope.analysis.symbolic.Value;
import dev.irpscope.analysis.wdk.effects.DdiTable;
import dev.irpscope.analysis.wdk.effects.Effect;
import dev.irpscope.analysis.wdk.effects.Effect.DeviceClass;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The program as a search for one rule sees it. */
final class RuleView implements Code {
  /** Functions without loops that need not be entered are entered all the same up to this size. */
  private static final int SMALL = 24;

  /** The same of those that are given an IRP: they may keep what it says for others. */
  private static final int MIDDLE = 48;

  /** The same of those of which the rule asks what they gave. */
  private static final int LARGE = 200;

  /** The same while nothing is owed. */
  private static final int TINY = 8;

  private final CodeModel model;
  private final Program program;
  private final FunctionSummaries functions;
  private final Map<Phase, Set<String>> relevant = new EnumMap<>(Phase.class);
  private final ConcurrentHashMap<Stage, Map<FunctionKey, Boolean>> reaches =
      new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Phase, Map<FunctionKey, BitSet>> forward =
      new ConcurrentHashMap<>();

  private final Set<String> anyObject;
  private final Set<String> members;

  /** Those that matter in completion routines only. */
  private final Set<String> signals;

  private final Set<IrpOrigin> tracked;

  /** DDIs that make IRPs that the rule is about. */
  private final Set<String> makers;

  private final Closer closer;
  private final Map<String, FunctionKey> skipped = new HashMap<>();
  private final Set<String> answers = new HashSet<>();

  /** Functions and sends of which the rule could not tell what they gave. */
  private final Set<FunctionKey> undecidedResults = new HashSet<>();

  private final Set<String> undecidedAnswers = new HashSet<>();

  /**
   * @param relevant for each phase the DDIs that matter in it: only functions that reach one of
   *     them, and small ones, are followed
   * @param anyObject those that matter even if they are given nothing that is tracked
   * @param members the same of those that do not matter where they are given what ends with the
   *     function
   * @param signals those of them that matter in completion routines only: what is signalled
   *     elsewhere is a thread's or a device's
   * @param tracked where the IRPs that the rule is about come from; empty for anywhere
   * @param closer what is looked at more closely
   */
  RuleView(
      CodeModel model,
      Map<Phase, Set<String>> relevant,
      Set<String> anyObject,
      Set<String> members,
      Set<String> signals,
      Set<IrpOrigin> tracked,
      Closer closer) {
    this.model = model;
    this.program = model.program();
    this.functions = model.functions();
    this.closer = closer;
    this.anyObject = Set.copyOf(anyObject);
    this.members = Set.copyOf(members);
    this.signals = Set.copyOf(signals);
    this.tracked = Set.copyOf(tracked);
    this.makers =
        DdiTable.STANDARD.having(
            effect -> effect instanceof Effect.NewIrp made && tracked.contains(made.origin()));
    relevant.forEach((phase, names) -> this.relevant.put(phase, withRoutines(names)));
  }

  /** A send matters if a completion routine that it may run reaches what matters. */
  private Set<String> withRoutines(Set<String> names) {
    Set<String> all = new HashSet<>(names);
    for (EntryPoint entry : program.entryPoints()) {
      if (entry.role() == Role.COMPLETION
          && model.calls().ddis(entry.function()).stream().anyMatch(names::contains)) {
        all.add("IoCallDriver");
        all.add("PoCallDriver");
      }
    }
    return all;
  }

  private boolean reaches(FunctionKey function, Phase phase) {
    return reaches(function, new Stage(phase, Set.of()));
  }

  private boolean reaches(FunctionKey function, Stage stage) {
    return reaches
        .computeIfAbsent(stage, _ -> new ConcurrentHashMap<>())
        .computeIfAbsent(
            function,
            key -> {
              Set<String> names = relevant.getOrDefault(stage.phase(), Set.of());
              return counting(key, functions.reached().about(tracked, key))
                      .anyMatch(names::contains)
                  || mayConcernAny(key, names, stage.asleep());
            });
  }

  /** Those of {@code reached} that count where the function runs. */
  private Stream<String> counting(FunctionKey function, Set<String> reached) {
    return model.calls().mayRunInRoutine(function)
        ? reached.stream()
        : reached.stream().filter(name -> !signals.contains(name));
  }

  /** Whether it reaches one of some DDIs that matters whatever it is given. */
  private boolean mayConcernAny(FunctionKey function, Set<String> names, Set<String> asleep) {
    return counting(function, model.calls().ddis(function))
        .anyMatch(
            name -> anyObject.contains(name) && names.contains(name) && !asleep.contains(name));
  }

  @Override
  public boolean follows(
      ControlFlowGraph callee, Stage stage, BooleanSupplier given, BooleanSupplier irp) {
    FunctionKey key = callee.key();
    int most = irp.getAsBoolean() ? MIDDLE : stage.phase() == Phase.OPEN ? SMALL : TINY;
    boolean small = functions.blocks(key) <= most && !functions.hasLoop(key);
    return small || closer.followed().contains(key) || mayMatter(callee, stage, given);
  }

  @Override
  public boolean mayMatter(ControlFlowGraph callee, Stage stage, BooleanSupplier given) {
    return (reaches(callee.key(), stage)
            && (mayConcernAny(callee.key(), anyObject, stage.asleep())
                || !Collections.disjoint(
                    functions.reached().about(tracked, callee.key()), members)))
        || (stage.phase() != Phase.OPEN
            && !Collections.disjoint(model.calls().ddis(callee.key()), makers))
        || (reaches(callee.key(), new Stage(Phase.OPEN, stage.asleep())) && given.getAsBoolean());
  }

  @Override
  public boolean isSearchedByItself(ControlFlowGraph callee) {
    FunctionKey key = callee.key();
    return functions.blocks(key) > TINY || functions.hasLoop(key);
  }

  @Override
  public Set<Long> readsAfter(ControlFlowGraph callee) {
    return model.readsAfter(callee.key());
  }

  @Override
  public int height(ControlFlowGraph function) {
    return model.height(function.key());
  }

  @Override
  public int heights() {
    return model.heights();
  }

  @Override
  public Set<String> closure(ControlFlowGraph callee) {
    return model.closure(callee.key());
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
  public Value.Function function(String name, String file) {
    return new Value.Function(name, program.scope(name, file));
  }

  @Override
  public List<ControlFlowGraph> candidates(FunctionKey caller, Instruction.Call call) {
    return model.candidates(caller, call);
  }

  @Override
  public boolean isDdi(String name) {
    return model.isDdi(name);
  }

  @Override
  public Optional<Value> initialValue(Region.Global global, long offset) {
    return model.constantGlobals().value(global, offset);
  }

  @Override
  public List<Value> elements(Region.Global array, long member) {
    return model.constantGlobals().elements(array, member);
  }

  @Override
  public long size(CType type) {
    return model.layouts().size(type);
  }

  @Override
  public OptionalLong offset(String type, String path) {
    return model.layouts().offset(type, path);
  }

  @Override
  public List<Scalar> scalars(CType type) {
    return model.layouts().scalars(type);
  }

  @Override
  public OptionalLong constant(String name) {
    return model.constants().value(name);
  }

  @Override
  public Optional<String> statusName(long value) {
    return model.constants().statusName(value);
  }

  @Override
  public Optional<DeviceClass> storedDevice(FunctionKey function, Place place) {
    return model.devices().find(function, place);
  }

  @Override
  public Indices indices(ControlFlowGraph graph) {
    return model.indices(graph);
  }

  @Override
  public Liveness liveness(ControlFlowGraph graph) {
    return model.liveness(graph);
  }

  @Override
  public boolean mayReturnPending(ControlFlowGraph callee) {
    return model.pendingResults().mayReturn(callee.key());
  }

  @Override
  public boolean mayReturnCannotWait(ControlFlowGraph callee) {
    return model.cannotWaitResults().mayReturn(callee.key());
  }

  @Override
  public RangeSet warnings() {
    return model.warnings();
  }

  @Override
  public Optional<RangeSet> storedValues(Place place) {
    return model.storedValues(place);
  }

  @Override
  public WrittenBits writes(ControlFlowGraph callee) {
    return functions.writes(callee.key());
  }

  @Override
  public WrittenPlaces places(ControlFlowGraph callee) {
    return model.places(callee.key());
  }

  @Override
  public boolean isWatched(FunctionKey function) {
    return reaches(function, Phase.OPEN);
  }

  @Override
  public void skipped(ControlFlowGraph callee, String site) {
    if (functions.blocks(callee.key()) <= LARGE) {
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
    return !Collections.disjoint(model.calls().ddis(callee.key()), ListHeads.RELINKING);
  }

  @Override
  public boolean mayChange(ControlFlowGraph callee, int argument) {
    return functions.mayChange(callee.key(), argument);
  }
}
