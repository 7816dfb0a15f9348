package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.AnalysisOptions.Limits;
import dev.irpscope.analysis.Progress;
import dev.irpscope.analysis.cfg.Variable;
import dev.irpscope.analysis.explore.SearchGraph.Node;
import dev.irpscope.analysis.feasibility.PathSolver;
import dev.irpscope.analysis.rule.EntryContext;
import dev.irpscope.analysis.rule.IrpOrigin;
import dev.irpscope.analysis.rule.Monitor;
import dev.irpscope.analysis.rule.Outcome;
import dev.irpscope.analysis.rule.Ref;
import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.rule.Severity;
import dev.irpscope.analysis.source.Span;
import dev.irpscope.analysis.symbolic.RangeSet;
import dev.irpscope.analysis.symbolic.Region;
import dev.irpscope.analysis.symbolic.Symbol;
import dev.irpscope.analysis.symbolic.Value;
import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.trace.Passing;
import dev.irpscope.analysis.trace.Step;
import dev.irpscope.analysis.wdk.effects.Effect.DeviceClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Searches one driver for one rule: every entry routine, every finding judged by the solver. */
final class RuleSearch {
  /** States that may differ in memory only at one point, for the first search and refinements. */
  private static final int[] WIDTHS = {1, 4, 16, 64};

  /** All entry routines of a driver, searched together, may take this many times one's budget. */
  private static final int TOGETHER = 2;

  /** The same with what is searched once more. */
  private static final int ALL_ENTRIES = 3;

  private static final int IRP_MJ_POWER = 0x16;

  /** Walks of one finding that are looked for from one entry routine. */
  private static final int MOST_WALKS = 12;

  /** States that are run to find them, and when nothing else is left to try. */
  private static final int FEW_EXACT = 250;

  private static final int MOST_EXACT = 2000;

  /** Walks of one finding that are replayed and kept. */
  private static final int MOST_PATHS = 6;

  private final CodeModel model;
  private final Rule rule;
  private final Limits limits;
  private final Progress progress;
  private final Monitor monitor;
  private final Code code;
  private final Relevance relevance;
  private final PathSolver solver = new PathSolver();
  private final Set<String> notes = new LinkedHashSet<>();
  private final Map<String, Found> findings = new LinkedHashMap<>();
  private int routines;
  private long spent;
  private long exact;
  private final Set<String> unjudged = new LinkedHashSet<>();
  private boolean exhausted;
  private boolean cancelled;

  RuleSearch(CodeModel model, Rule rule, Limits limits, Progress progress) {
    this.model = model;
    this.rule = rule;
    this.limits = limits;
    this.progress = progress;
    this.monitor = new Monitor(rule);
    Set<String> relevant = new HashSet<>(rule.watched().functions());
    if (rule.watched().concernsIrps()) {
      relevant.addAll(ALWAYS_RELEVANT);
    }
    Set<String> anyObject = new HashSet<>(rule.watched().anyObject());
    if (rule.watched().irql()) {
      relevant.addAll(CHANGES_IRQL);
      anyObject.addAll(CHANGES_IRQL);
    }
    this.code = model.view(phases(rule, relevant), anyObject);
    this.relevance = new Relevance(model, rule.watched().functions());
  }

  /**
   * What matters in each phase. A rule that does not say which calls it needs is always open.
   *
   * @param relevant every DDI that may move the rule or the IRPs it is about
   */
  private static Map<Phase, Set<String>> phases(Rule rule, Set<String> relevant) {
    List<Set<String>> needed = rule.watched().necessary();
    if (needed.isEmpty()) {
      return Map.of(Phase.BEFORE, relevant, Phase.SETTLED, relevant, Phase.OPEN, relevant);
    }
    Set<String> any = new HashSet<>();
    needed.forEach(any::addAll);
    return Map.of(Phase.BEFORE, needed.getFirst(), Phase.SETTLED, any, Phase.OPEN, relevant);
  }

  /** DDIs that decide which IRP is where: functions that reach them are followed for every rule. */
  private static final Set<String> ALWAYS_RELEVANT =
      Set.of(
          "IoCallDriver",
          "PoCallDriver",
          "IoForwardIrpSynchronously",
          "IoSetCompletionRoutine",
          "IoSetCompletionRoutineEx",
          "IoCompleteRequest",
          "IoAllocateIrp",
          "IoAllocateIrpEx",
          "IoBuildAsynchronousFsdRequest",
          "IoBuildSynchronousFsdRequest",
          "IoBuildDeviceIoControlRequest",
          "IoFreeIrp",
          "IoReuseIrp",
          "KeWaitForSingleObject",
          "KeWaitForMultipleObjects",
          "KeSetEvent",
          "KeInitializeEvent",
          "IoCsqInsertIrp",
          "IoCsqInsertIrpEx",
          "IoStartPacket",
          "IoQueueWorkItem");

  /** DDIs after which the IRQL may be another one. */
  private static final Set<String> CHANGES_IRQL =
      Set.of(
          "KeRaiseIrql",
          "KeRaiseIrqlToDpcLevel",
          "KeLowerIrql",
          "KeAcquireSpinLock",
          "KeAcquireSpinLockRaiseToDpc",
          "KeReleaseSpinLock",
          "KeAcquireInStackQueuedSpinLock",
          "KeReleaseInStackQueuedSpinLock",
          "IoAcquireCancelSpinLock",
          "IoReleaseCancelSpinLock");

  /**
   * A finding with its paths.
   *
   * @param paths feasible ones, the shortest first; not empty
   */
  record Found(
      String key,
      Severity severity,
      Span site,
      Optional<Span> opening,
      dev.irpscope.analysis.cfg.FunctionKey function,
      List<String> entries,
      List<Counterexample> paths,
      int pathCount) {}

  /**
   * What a whole search found.
   *
   * @param unjudged entry routines with a finding of which every walk that was tried contradicts
   *     itself
   */
  record Result(
      List<Found> findings,
      List<String> limits,
      int routines,
      List<String> unjudged,
      boolean exhausted,
      boolean cancelled) {}

  Result search() {
    List<EntrySpec> entries = new ArrayList<>();
    for (EntrySpec entry : EntrySpec.of(model, rule)) {
      routines++;
      if (rule.watched().notCalled(model.calledWithRoutines(entry.graph().key())).isEmpty()) {
        entries.add(entry);
      }
    }
    searchTogether(entries);
    List<Found> sorted = new ArrayList<>(findings.values());
    sorted.sort(Comparator.comparing(Found::site).thenComparing(Found::key));
    if (routines > 0) {
      notes.add("Pointers whose targets are not known are assumed to point to different objects.");
    }
    return new Result(
        sorted, List.copyOf(notes), routines, List.copyOf(unjudged), exhausted, cancelled);
  }

  /** Searches all entry routines at once; those with findings that stay undecided once more. */
  private void searchTogether(List<EntrySpec> entries) {
    if (entries.isEmpty()) {
      return;
    }
    Machine machine = new Machine(code, monitor, limits);
    Explorer.Result result =
        explore(
            entries, machine, WIDTHS[0], Precision.NONE, Set.of(), limits.maxStates() * TOGETHER);
    exhausted |= result.exhausted();
    Map<Explorer.Key, WalkFinder> finders = finders(machine, result);
    for (int root = 0; root < entries.size(); root++) {
      Map<String, Found> here = new LinkedHashMap<>();
      List<WalkFinder> undecided =
          judge(entries.get(root), root, machine, result, finders, FEW_EXACT, here);
      if (!undecided.isEmpty()) {
        if (result.exhausted() || cancelled) {
          unjudged.add(entries.get(root).graph().key().name());
        } else {
          refine(entries.get(root), undecided, here);
        }
      }
      here.forEach((key, found) -> findings.merge(key, found, RuleSearch::merged));
    }
  }

  private Explorer.Result explore(
      List<EntrySpec> entries,
      Machine machine,
      int width,
      Precision precision,
      Set<Object> within,
      int budget) {
    List<State> starts = new ArrayList<>();
    for (EntrySpec entry : entries) {
      starts.add(start(entry, machine, new Tape(Tape.Detail.RULE_EVENTS)));
    }
    Explorer.Result result =
        new Explorer(machine, cleaner(), budget, width, precision, within, progress).search(starts);
    notes.addAll(result.limits());
    spent += result.states();
    cancelled |= result.cancelled();
    return result;
  }

  /**
   * Searches one entry routine again, telling apart what its findings depend on; where that is not
   * known, with less merged everywhere.
   */
  private void refine(EntrySpec entry, List<WalkFinder> open, Map<String, Found> into) {
    List<WalkFinder> undecided = open;
    Precision precision = Precision.NONE;
    int left = limits.maxStates();
    int widths = 0;
    for (int round = 0; round < limits.maxRefinements(); round++) {
      Precision finer = precision;
      Set<Object> within = new HashSet<>();
      for (WalkFinder finding : undecided) {
        finer = finding.refine(finer);
        finding.within(within);
      }
      if (finer.equals(precision)) {
        widths++;
      }
      precision = finer;
      int most = widths == 0 ? FEW_EXACT : MOST_EXACT;
      if (widths == WIDTHS.length) {
        break;
      }
      if (left <= 0 || spent >= (long) ALL_ENTRIES * limits.maxStates()) {
        exhausted = true;
        return;
      }
      Map<String, Found> again = new LinkedHashMap<>();
      Machine machine = new Machine(code, monitor, limits);
      Explorer.Result result =
          explore(List.of(entry), machine, WIDTHS[widths], precision, within, left);
      left -= result.states();
      undecided = judge(entry, 0, machine, result, finders(machine, result), most, again);
      again.forEach(into::putIfAbsent);
      if (undecided.isEmpty() || result.exhausted() || cancelled) {
        exhausted |= result.exhausted();
        break;
      }
    }
    if (!undecided.isEmpty()) {
      unjudged.add(entry.graph().key().name());
    }
  }

  private Map<Explorer.Key, WalkFinder> finders(Machine machine, Explorer.Result result) {
    Map<Explorer.Key, WalkFinder> finders = new LinkedHashMap<>();
    result
        .findings()
        .forEach((key, ends) ->
            finders.put(key, new WalkFinder(machine, cleaner(), key, ends, progress)));
    return finders;
  }

  /** Judges what was found from one entry routine; the findings that remain undecided. */
  private List<WalkFinder> judge(
      EntrySpec entry,
      int root,
      Machine machine,
      Explorer.Result result,
      Map<Explorer.Key, WalkFinder> finders,
      int most,
      Map<String, Found> into) {
    List<WalkFinder> open = new ArrayList<>();
    Node begin = result.entries().get(root);
    for (Map.Entry<Explorer.Key, WalkFinder> finding : finders.entrySet()) {
      if (finding.getValue().reaches(begin)) {
        int budget = (int) Math.min(most, limits.maxStates() - exact);
        WalkFinder.Answer found =
            finding
                .getValue()
                .find(
                    begin,
                    start(entry, machine, new Tape(Tape.Detail.RULE_EVENTS)),
                    MOST_WALKS,
                    budget);
        exact += found.states();
        boolean isPossible = judge(entry, machine, finding.getKey(), found.walks(), into);
        if (!isPossible && !found.whole()) {
          open.add(finding.getValue());
        }
      }
    }
    return open;
  }

  private static Found merged(Found a, Found b) {
    List<Counterexample> paths = new ArrayList<>(a.paths());
    paths.addAll(b.paths());
    paths.sort(Comparator.comparingInt(p -> p.steps().size()));
    Set<String> entries = new LinkedHashSet<>(a.entries());
    entries.addAll(b.entries());
    return new Found(
        a.key(),
        a.severity(),
        a.site(),
        a.opening(),
        a.function(),
        List.copyOf(entries),
        paths,
        a.pathCount() + b.pathCount());
  }

  private Cleaner cleaner() {
    Set<Long> always = new HashSet<>(model.completionReads());
    Set<String> fields = new HashSet<>(rule.watched().fields());
    fields.addAll(List.of("IoStatus.Status", "PendingReturned", "Cancel"));
    for (String field : fields) {
      OptionalLong offset = model.offset("IRP", field);
      offset.ifPresent(always::add);
    }
    for (String member : List.of("CompletionRoutine", "Context", "MajorFunction")) {
      model.offset("IO_STACK_LOCATION", member).ifPresent(always::add);
    }
    return new Cleaner(code, monitor, always);
  }

  /** The state at the entry: parameters are unknown, the incoming IRP belongs to the driver. */
  private State start(EntrySpec entry, Machine machine, Tape tape) {
    List<Value> arguments = new ArrayList<>();
    for (Variable parameter : entry.graph().parameters()) {
      arguments.add(
          Symbol.parameter(parameter.name(), parameter.index(), Evaluator.shape(parameter.type())));
    }
    Optional<Value> irp = argument(arguments, entry.irpParameter());
    Optional<Value> device = argument(arguments, entry.deviceParameter());
    EntryContext context =
        entry.context(
            EntrySpec.facts(model.program().facts()),
            irp.map(Ref.class::cast),
            device.map(Ref.class::cast));
    State state = State.start(monitor.initial(context), entry.irql());
    machine.push(state, entry.graph(), arguments, Optional.empty(), Optional.empty());
    irp.ifPresent(pointer -> {
      Region region = Address.of(pointer).region();
      boolean incoming =
          entry.kind() == EntryContext.Kind.DISPATCH
              || entry.kind() == EntryContext.Kind.START_IO
              || entry.kind() == EntryContext.Kind.KMDF_DISPATCH
              || entry.kind() == EntryContext.Kind.KMDF_PREPROCESS;
      state.irps.put(region, IrpRecord.fresh(incoming ? IrpOrigin.INCOMING : IrpOrigin.UNKNOWN));
      nonNull(state, tape, pointer);
      model
          .offset("IRP", "IoStatus.Status")
          .ifPresent(offset -> notPending(state, tape, region, offset));
      if (context.major().isPresent() && context.major().getAsInt() == IRP_MJ_POWER) {
        powerType(state, tape, region);
      }
      entry.assumptions().forEach(assumption -> assume(state, tape, region, assumption));
    });
    device.ifPresent(pointer -> {
      state.devices.put(pointer, DeviceClass.OWN);
      nonNull(state, tape, pointer);
    });
    machine.narrator().entry(state, tape, entry.graph(), entry.title());
    return state;
  }

  private static Optional<Value> argument(List<Value> arguments, int index) {
    return index < 0 ? Optional.empty() : Optional.of(arguments.get(index));
  }

  private static void nonNull(State state, Tape tape, Value pointer) {
    if (state.constraints.restrict(pointer, RangeSet.ALL.without(0))) {
      tape.condition(pointer, RangeSet.ALL.without(0));
    }
  }

  /** Nobody sends an IRP with STATUS_PENDING in it. */
  private static void notPending(State state, Tape tape, Region irp, long offset) {
    Value status = state.memory.load(irp, offset, Symbol.Shape.STATUS);
    if (state.constraints.restrict(status, RangeSet.ALL.without(Sender.PENDING))) {
      tape.condition(status, RangeSet.ALL.without(Sender.PENDING));
    }
  }

  /** A power IRP is about the system or about the device. */
  private void powerType(State state, Tape tape, Region irp) {
    model
        .offset("IO_STACK_LOCATION", "Parameters.Power.Type")
        .ifPresent(offset -> {
          Region current = new Region.StackLocation(irp, Region.StackLocation.Which.CURRENT);
          for (boolean signed : List.of(true, false)) {
            Value type = state.memory.load(current, offset, new Symbol.Shape(32, signed, false));
            if (state.constraints.restrict(type, RangeSet.of(0, 1))) {
              tape.condition(type, RangeSet.of(0, 1));
            }
          }
        });
  }

  private void assume(State state, Tape tape, Region irp, EntrySpec.Assumption assumed) {
    OptionalLong offset = model.offset("IO_STACK_LOCATION", assumed.member());
    if (offset.isEmpty()) {
      return;
    }
    Region current = new Region.StackLocation(irp, Region.StackLocation.Which.CURRENT);
    if (assumed.values().isSingle()) {
      state.memory.store(
          current, offset.getAsLong(), Value.of(assumed.values().low()), assumed.bytes());
      return;
    }
    Symbol.Shape shape = new Symbol.Shape(8 * assumed.bytes(), assumed.bytes() > 1, false);
    Value value = state.memory.load(current, offset.getAsLong(), shape);
    if (state.constraints.restrict(value, assumed.values())) {
      tape.condition(value, assumed.values());
    }
  }

  /** Replays a finding's walks; tells whether one of them is possible. */
  private boolean judge(
      EntrySpec entry,
      Machine machine,
      Explorer.Key key,
      List<List<String>> walks,
      Map<String, Found> into) {
    List<Counterexample> paths = new ArrayList<>();
    List<Reported> reports = new ArrayList<>();
    Optional<Tape.Event> reported = Optional.empty();
    for (List<String> walk : walks) {
      if (paths.size() >= MOST_PATHS) {
        break;
      }
      Optional<Replay.Played> played =
          new Replay(machine).play(tape -> start(entry, machine, tape), walk);
      if (played.isEmpty()) {
        continue;
      }
      Optional<Tape.Event> event = reporting(played.get(), key);
      if (event.isEmpty()) {
        continue;
      }
      PathSolver.Answer answer = solver.ask(constraints(played.get(), event.get()));
      if (answer == PathSolver.Answer.REFUTED) {
        continue;
      }
      reported = event;
      Counterexample path = counterexample(entry, walk, played.get(), event.get(), answer);
      paths.add(path);
      reports.add(new Reported(path, walk, played.get(), event.get()));
    }
    if (reported.isEmpty()) {
      return false;
    }
    paths.sort(Comparator.comparingInt(p -> p.steps().size()));
    Counterexample shortest = withPassing(entry, machine, reports, paths.getFirst());
    paths.set(0, shortest);
    Span site = shortest.steps().get(shortest.violating()).origin().site();
    Optional<Span> opening =
        shortest.opening().isPresent()
            ? Optional.of(shortest.steps().get(shortest.opening().getAsInt()).origin().site())
            : Optional.empty();
    Found found =
        new Found(
            key.opening() + ">" + key.violating(),
            reported.get().fired().finding().orElseThrow().severity(),
            site,
            opening,
            shortest.steps().get(shortest.violating()).function(),
            List.of(entry.label()),
            paths,
            paths.size());
    into.merge(found.key(), found, RuleSearch::merged);
    return true;
  }

  /** A path and what it was made of. */
  private record Reported(
      Counterexample path, List<String> walk, Replay.Played played, Tape.Event event) {}

  /** The path with the nearest one beside it that keeps the rule. */
  private Counterexample withPassing(
      EntrySpec entry, Machine machine, List<Reported> reports, Counterexample path) {
    Reported from = reports.stream().filter(r -> r.path().equals(path)).findFirst().orElseThrow();
    PassingFinder.Answer answer =
        new PassingFinder(machine, cleaner(), solver, tape -> start(entry, machine, tape))
            .find(from.walk());
    if (answer.played().isEmpty()) {
      return path.with(answer.whole() ? new Passing.AllFail() : new Passing.NotFound());
    }
    String object = path.steps().getLast().after().object();
    List<Step> steps =
        new TraceBuilder(rule, from.played().last().rule.entry(), relevance)
            .passing(answer.played().get(), from.event(), object);
    int shared = 0;
    int most = Math.min(steps.size(), path.steps().size());
    while (shared < most && isSame(steps.get(shared), path.steps().get(shared))) {
      shared++;
    }
    return path.with(new Passing.Path(steps, Math.clamp(shared, 1, steps.size())));
  }

  private static boolean isSame(Step a, Step b) {
    return a.origin().equals(b.origin())
        && a.outcome().equals(b.outcome())
        && a.sentence().equals(b.sentence());
  }

  private static Optional<Tape.Event> reporting(Replay.Played played, Explorer.Key key) {
    Optional<Tape.Event> found = Optional.empty();
    for (Tape.Event event : played.events()) {
      boolean reports =
          event
              .fired()
              .finding()
              .filter(f -> f.kind() == Outcome.Kind.VIOLATION || f.kind() == Outcome.Kind.CONFIRMED)
              .isPresent();
      if (reports
          && event.opening().orElse("").equals(key.opening())
          && event.suspected().orElse(event.site()).equals(key.violating())) {
        found = Optional.of(event);
      }
    }
    return found;
  }

  private static List<PathSolver.Constraint> constraints(Replay.Played played, Tape.Event finding) {
    List<PathSolver.Constraint> constraints = new ArrayList<>();
    for (Tape.Condition condition : played.conditions()) {
      if (condition.step() <= finding.step()) {
        constraints.add(new PathSolver.Constraint(condition.value(), condition.range()));
      }
    }
    return constraints;
  }

  private Counterexample counterexample(
      EntrySpec entry,
      List<String> walk,
      Replay.Played played,
      Tape.Event event,
      PathSolver.Answer answer) {
    TraceBuilder builder = new TraceBuilder(rule, played.last().rule.entry(), relevance);
    Counterexample.Feasibility feasibility =
        answer == PathSolver.Answer.FEASIBLE
            ? Counterexample.Feasibility.FEASIBLE
            : Counterexample.Feasibility.NOT_REFUTED;
    GhostFinder ghosts =
        new GhostFinder(
            code,
            monitor,
            limits,
            tapeStart -> start(entry, tapeStart.machine(), tapeStart.tape()));
    GhostFinder.Answer ghost =
        ghosts.find(walk, played, event, TraceBuilder.violatingStep(played, event));
    return builder.build(played, event, feasibility, ghost.ghost(), ghost.reason());
  }
}
