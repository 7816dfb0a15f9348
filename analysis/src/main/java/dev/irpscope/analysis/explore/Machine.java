package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.AnalysisOptions.Limits;
import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.Edge;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.Terminator;
import dev.irpscope.analysis.rule.EntryContext;
import dev.irpscope.analysis.rule.Instance;
import dev.irpscope.analysis.rule.IrpOrigin;
import dev.irpscope.analysis.rule.Monitor;
import dev.irpscope.analysis.rule.Occurrence;
import dev.irpscope.analysis.rule.Outcome;
import dev.irpscope.analysis.rule.Predicate;
import dev.irpscope.analysis.rule.Ref;
import dev.irpscope.analysis.rule.RuleState;
import dev.irpscope.analysis.source.Origin;
import dev.irpscope.analysis.symbolic.RangeSet;
import dev.irpscope.analysis.symbolic.Region;
import dev.irpscope.analysis.symbolic.Symbol;
import dev.irpscope.analysis.symbolic.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Runs a state from one node of the exploration graph to the next: straight-line code, then every
 * way it can go on. Deterministic: the same state gives the same successors with the same names, so
 * a walk is the list of the names chosen, and can be replayed.
 */
final class Machine {
  /** A call through an unknown pointer with more possible targets than this is not followed. */
  static final int MOST_CANDIDATES = 16;

  private final Code code;
  private final Monitor monitor;
  private final Limits limits;
  private final Narrator narrator;

  /** Whether completion routines are searched by themselves, as entry routines. */
  private final boolean searchesRoutines;

  /** Whether the rule makes a difference between the driver's device objects and others. */
  private final boolean asksForDevices;

  private final UnknownCode unknownCode;
  private final DdiRunner ddis;
  private final Sender sender;
  private final Stores stores;
  private final Branches branches;
  private final Optional<GhostFinder.Hypothesis> hypothesis;

  private final Quiet quiet;

  /**
   * @param hypothesis a call that is tried out: made before what happens at its site
   * @param quiet functions that are not followed where nothing of the rule has begun
   */
  Machine(
      Code code,
      Monitor monitor,
      Limits limits,
      Optional<GhostFinder.Hypothesis> hypothesis,
      Quiet quiet) {
    this.hypothesis = hypothesis;
    this.quiet = quiet;
    this.code = code;
    this.monitor = monitor;
    this.searchesRoutines =
        monitor.rule().entries().stream()
            .anyMatch(entry ->
                !entry.except()
                    && entry.kind().filter(EntryContext.Kind.COMPLETION::equals).isPresent());
    Set<Predicate> asked = monitor.watched().predicates();
    this.asksForDevices =
        asked.contains(Predicate.OWN_DEVICE) || asked.contains(Predicate.LOWER_DEVICE);
    this.limits = limits;
    this.narrator = new Narrator(code);
    this.sender = new Sender(this, code);
    this.unknownCode = new UnknownCode(this, code);
    this.stores = new Stores(this, code, monitor);
    this.ddis = new DdiRunner(this, sender, code, unknownCode, stores);
    this.branches = new Branches(this, code);
  }

  /**
   * One way a path goes on.
   *
   * @param choice names it among its siblings
   * @param ended whether the path is over
   * @param link a function that is searched by itself is entered, or left; or no path can meet it
   */
  record Successor(String choice, State state, Tape tape, boolean ended, Link link) {
    /** Whether the path enters or leaves a function that is searched by itself. */
    enum Link {
      NONE,
      /** Neither, and no other path can come to this point but through the same step. */
      ALONE,
      CALL,
      RETURN
    }

    Successor(String choice, State state, Tape tape, boolean ended) {
      this(choice, state, tape, ended, Link.NONE);
    }

    Successor named(String more) {
      return new Successor(choice + more, state, tape, ended, link);
    }
  }

  /** The same, which tries out a call. */
  Machine trying(GhostFinder.Hypothesis tried) {
    return new Machine(code, monitor, limits, Optional.of(tried), quiet);
  }

  /** Whether anything that the rule could report can still happen on a path. */
  boolean matters(State state) {
    boolean outermost = state.outer.base() == 0;
    if (monitor.isSettled(state.rule, outermost) || followsWhatIsGone(state)) {
      return false;
    }
    Phase phase = Phase.of(monitor, state);
    if (phase == Phase.OPEN || !outermost) {
      return true;
    }
    for (Frame frame : state.stack) {
      if (code.matters(frame.graph(), frame.block(), phase)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the path follows an IRP that the driver has given away for good, and nothing is owed
   * for it: whoever uses it all the same breaks a rule that still cares.
   */
  private boolean followsWhatIsGone(State state) {
    for (Instance instance : state.rule.instances()) {
      if (!instance.isAtRest()) {
        Optional<IrpRecord> irp =
            instance.id().object().map(object -> state.irps.get(region(object)));
        return irp.filter(IrpRecord::isGone).isPresent()
            && !monitor.mayReport(instance)
            && !monitor.reportsUnmentioned(instance, _ -> true);
      }
    }
    return false;
  }

  private static Region region(Ref object) {
    return Address.of((Value) object).region();
  }

  /** Whether what becomes of an IRP, or of what its routine is given, can move the rule. */
  boolean concerns(State state, IrpRecord irp, Value pointer, Optional<ControlFlowGraph> routine) {
    if (monitor.watched().outcomes()
        && Tracked.concerns(monitor, state.rule, Address.of(pointer).region(), irp)) {
      return true;
    }
    Stage stage = Stage.of(monitor, state);
    if (stage.phase() != Phase.OPEN && searchesRoutines) {
      return false;
    }
    List<Value> given = new ArrayList<>();
    given.add(pointer);
    irp.registration().ifPresent(r -> given.add(r.context()));
    return routine
        .filter(
            called -> code.mayMatter(called, stage, () -> Tracked.isWithin(monitor, state, given)))
        .isPresent();
  }

  /** Whether what becomes of events matters to the rule. */
  boolean watchesEvents() {
    return monitor.watched().functions().stream()
        .anyMatch(name -> name.equals("KeSetEvent") || name.startsWith("KeWaitFor"));
  }

  /** Whether the IRQL matters to the rule. */
  boolean watchesIrql() {
    return monitor.watched().irql();
  }

  /** Whether the rule is about objects of which it knows nothing but where they are. */
  boolean followsAddresses() {
    return monitor.hasSeveral() && !monitor.watched().concernsIrps();
  }

  /** Whether the rule is about that IRP. */
  boolean isTracked(State state, Region irp, IrpRecord known) {
    return Tracked.concerns(monitor, state.rule, irp, known);
  }

  Narrator narrator() {
    return narrator;
  }

  Code code() {
    return code;
  }

  /** Ends the names of ways on which a new object is left aside. */
  static final String LEFT_ASIDE = "~";

  /** Merged values that are told apart because the rule asks for them, in one run. */
  private static final int MOST_SPLITS = 8;

  /** Everything that can follow. */
  List<Successor> run(State from, Tape tape) {
    return run(from, tape, MOST_SPLITS);
  }

  /**
   * Where the rule's answer, or the IRQL, depends on which value a merged symbol stands for, the
   * run is made once for the values asked for and once for the others. Replays never merge.
   */
  private List<Successor> run(State from, Tape tape, int splits) {
    List<Successor> ways = whole(from, tape);
    if (splits == 0 || tape.isDetailed()) {
      return ways;
    }
    Map<Value, RangeSet> undecided = new LinkedHashMap<>();
    ways.forEach(way -> way.tape().undecided.forEach(undecided::putIfAbsent));
    for (Map.Entry<Value, RangeSet> asked : undecided.entrySet()) {
      State one = from.copy();
      State other = from.copy();
      if (one.constraints.restrict(asked.getKey(), asked.getValue())
          && other.constraints.restrict(asked.getKey(), asked.getValue().complement())) {
        List<Successor> both = new ArrayList<>(run(one, tape, splits - 1));
        both.addAll(run(other, tape, splits - 1));
        return both;
      }
    }
    return ways;
  }

  private List<Successor> whole(State from, Tape tape) {
    List<Successor> ways = go(from.copy(), tape.copy());
    if (!monitor.hasSeveral() || ways.stream().noneMatch(way -> way.tape().metNew)) {
      return ways;
    }
    List<Successor> all = new ArrayList<>(ways);
    State again = from.copy();
    again.start = Monitor.Start.LEAVE;
    for (Successor way : go(again, tape.copy())) {
      way.state().start = Monitor.Start.FOLLOW;
      if (way.tape().metNew) {
        all.add(way.named(LEFT_ASIDE));
      }
    }
    return all;
  }

  /** The same, with {@code state} and {@code tape} used up. */
  private List<Successor> go(State state, Tape tape) {
    while (true) {
      if (state.rule.halted()) {
        return List.of(new Successor("halted", state, tape, true));
      }
      Frame frame = state.top();
      Block block = frame.current();
      if (frame.instruction() < block.instructions().size()) {
        Instruction instruction = block.instructions().get(frame.instruction());
        Optional<List<Successor>> forks = execute(state, tape, frame, instruction);
        if (forks.isPresent()) {
          return forks.get();
        }
      } else {
        Optional<List<Successor>> ways = terminate(state, tape, frame, block);
        if (ways.isPresent()) {
          return ways.get();
        }
      }
    }
  }

  /** Empty when the path simply goes on in {@code state}. */
  private Optional<List<Successor>> execute(
      State state, Tape tape, Frame frame, Instruction instruction) {
    Evaluator evaluator = new Evaluator(state, code);
    Frame next = frame.at(frame.block(), frame.instruction() + 1);
    switch (instruction) {
      case Instruction.Store store -> {
        noteDevice(state, frame, store.value(), evaluator);
        noteChoice(state, tape, store.value(), evaluator);
        stores.store(state, tape, frame, evaluator, store);
        state.replaceTop(next);
        narrator.stored(state, tape, frame, store);
        stores.kept(state, tape, store);
      }
      case Instruction.Define define -> {
        noteDevice(state, frame, define.value(), evaluator);
        noteChoice(state, tape, define.value(), evaluator);
        Value value = evaluator.evaluate(define.value());
        narrator.defined(tape, define, value);
        state.replaceTop(next.with(next.temporaries().with(define.target().index(), value)));
      }
      case Instruction.Declare declare -> {
        if (declare.variable().kind() == dev.irpscope.analysis.cfg.Variable.Kind.LOCAL) {
          Region region = evaluator.region(declare.variable());
          state.memory.drop(region);
          state.events.keySet().removeIf(v -> Address.of(v).region().equals(region));
        }
        state.replaceTop(next);
      }
      case Instruction.Clear clear -> {
        Address at = evaluator.address(clear.target());
        state.memory.clear(
            at.region(),
            at.offset(),
            at.region() instanceof Region.Local ? -1 : code.size(clear.target().type()));
        state.replaceTop(next);
      }
      case Instruction.Opaque opaque -> {
        tape.limit("Not followed: " + opaque.what() + " at " + opaque.origin().site());
        state.replaceTop(next);
      }
      case Instruction.Call call -> {
        return call(state, tape, frame, next, call, evaluator).map(Machine::alone);
      }
    }
    return Optional.empty();
  }

  /** Notes whose device object is read from a member or variable, for a rule that asks for it. */
  private void noteDevice(State state, Frame frame, Operand operand, Evaluator evaluator) {
    if (!asksForDevices) {
      return;
    }
    if (operand.plain() instanceof Operand.Load load
        && evaluator.evaluate(load) instanceof Symbol device) {
      code.storedDevice(frame.graph().key(), load.place())
          .ifPresent(whose -> state.devices.putIfAbsent(device, whose));
    }
  }

  /** Notes that it depends on an index which function is read from a table. */
  private void noteChoice(State state, Tape tape, Operand operand, Evaluator evaluator) {
    new ConstantTables(state, code, evaluator)
        .chooser(operand)
        .ifPresent(index ->
            tape.undecided(
                index, RangeSet.of(state.constraints.range(index).low()), state.constraints));
  }

  /** Between two instructions of a block paths meet only if they parted there. */
  private static List<Successor> alone(List<Successor> ways) {
    if (ways.size() != 1 || ways.getFirst().link() != Successor.Link.NONE) {
      return ways;
    }
    Successor way = ways.getFirst();
    return List.of(
        new Successor(way.choice(), way.state(), way.tape(), way.ended(), Successor.Link.ALONE));
  }

  private Optional<List<Successor>> call(
      State state, Tape tape, Frame frame, Frame next, Instruction.Call call, Evaluator evaluator) {
    List<Value> arguments = new ArrayList<>();
    for (Operand argument : call.arguments()) {
      noteDevice(state, frame, argument, evaluator);
      noteChoice(state, tape, argument, evaluator);
      arguments.add(evaluator.evaluate(argument));
    }
    Optional<String> name = Optional.empty();
    String file = frame.graph().key().file();
    Optional<Set<Value>> fromTable = Optional.empty();
    switch (call.callee()) {
      case Instruction.Callee.Direct direct -> name = Optional.of(direct.name());
      case Instruction.Callee.Indirect indirect -> {
        Value target = evaluator.evaluate(indirect.function());
        if (target.equals(Value.Number.ZERO)) {
          return Optional.of(List.of(new Successor("null-call", state, tape, true)));
        }
        if (target instanceof Value.Function function) {
          name = Optional.of(function.name());
          file = function.file();
        } else {
          fromTable = new ConstantTables(state, code, evaluator).values(indirect.function());
        }
      }
    }
    String site = frame.site();
    state.replaceTop(next);
    CallSite at = new CallSite(site, call, arguments, frame.graph().key(), frame.block());
    List<ControlFlowGraph> definitions =
        name.isPresent()
            ? code.definitions(name.get(), file)
            : candidates(frame.graph().key(), call, fromTable);
    if (name.isEmpty() && (definitions.isEmpty() || definitions.size() > MOST_CANDIDATES)) {
      tape.unsure |= !definitions.isEmpty();
      return Optional.of(unknownCode.unknown(state, tape, at, "a function pointer"));
    }
    if (definitions.isEmpty()) {
      return Optional.of(ddis.run(state, tape, at, name.orElseThrow()));
    }
    if (call.callee() instanceof Instruction.Callee.Direct && definitions.size() == 1) {
      return enterOrSkip(state, tape, at, definitions.getFirst(), 1);
    }
    // A call through a pointer is named by its target even if there is one: where states are merged
    // there may be more.
    List<Successor> ways = new ArrayList<>();
    for (ControlFlowGraph definition : definitions) {
      State copy = state.copy();
      Tape other = tape.copy();
      enterOrSkip(copy, other, at, definition, definitions.size())
          .ifPresentOrElse(
              forks -> forks.forEach(f -> ways.add(f.named("@" + definition.key()))),
              () -> ways.add(new Successor("to:" + definition.key(), copy, other, false)));
    }
    return Optional.of(ways);
  }

  /** What follows when a DDI runs a function: it is entered or skipped. */
  List<Successor> enter(State state, Tape tape, CallSite at, ControlFlowGraph callee) {
    return enterOrSkip(state, tape, at, callee, 1)
        .orElseGet(() -> List.of(new Successor("entered", state, tape, false)));
  }

  /** What a call through a pointer may reach: of a table that never changes, what is in it. */
  private List<ControlFlowGraph> candidates(
      FunctionKey caller, Instruction.Call call, Optional<Set<Value>> fromTable) {
    List<ControlFlowGraph> all = code.candidates(caller, call);
    return fromTable
        .map(values ->
            all.stream()
                .filter(
                    graph -> values.contains(code.function(graph.key().name(), graph.key().file())))
                .toList())
        .orElse(all);
  }

  private Optional<List<Successor>> enterOrSkip(
      State state, Tape tape, CallSite at, ControlFlowGraph callee, int candidates) {
    if (state.outer.levels(code.heights()) + state.stack.size() >= limits.maxCallDepth()) {
      tape.limit("Recursion into " + callee.key().name() + " is followed only so far");
      return Optional.of(unknownCode.unknown(state, tape, at, callee.key().name()));
    }
    if (quiet.functions().contains(callee.key())
        && code.isSearchedByItself(callee)
        && isAtBeginning(state)) {
      tape.sendsUnknown |= quiet.senders().contains(callee.key());
      if (quiet.changingSets().contains(callee.key())) {
        state.rule = state.rule.forgettingSets();
      }
      return Optional.of(unknownCode.skip(state, tape, at, callee));
    }
    if (!code.follows(
        callee,
        Stage.of(monitor, state),
        () -> Tracked.isWithin(monitor, state, at.arguments()),
        () -> isGivenIrp(state, at))) {
      return Optional.of(unknownCode.skip(state, tape, at, callee));
    }
    narrator.called(state, tape, at, callee, candidates);
    push(
        state,
        callee,
        at.arguments(),
        at.call().result().map(Operand.Temporary::index),
        Optional.empty());
    narrator.entered(state, tape, callee);
    return code.isSearchedByItself(callee)
        ? Optional.of(List.of(new Successor("call", state, tape, false, Successor.Link.CALL)))
        : Optional.empty();
  }

  /** Whether nothing of the rule has begun, or all of it has ended. */
  boolean isAtBeginning(State state) {
    return monitor.isAtBeginning(state.rule)
        && (!watchesIrql() || state.irql == State.PASSIVE_LEVEL)
        && !state.outer.candidate()
        && state.irps.values().stream()
            .map(IrpRecord::origin)
            .noneMatch(
                origin -> origin != IrpOrigin.INCOMING && monitor.origins().contains(origin));
  }

  private static boolean isGivenIrp(State state, CallSite at) {
    return at.arguments().stream()
        .anyMatch(argument -> Sender.irp(argument).filter(state.irps::containsKey).isPresent());
  }

  /** Enters a function: a frame of its own, parameters stored. */
  void push(
      State state,
      ControlFlowGraph callee,
      List<Value> arguments,
      Optional<Integer> result,
      Optional<Frame.Completion> completion) {
    OptionalInt into = result.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    state.stack.add(Frame.enter(callee, into, completion));
    Evaluator inside = new Evaluator(state, code);
    for (int i = 0; i < callee.parameters().size(); i++) {
      var parameter = callee.parameters().get(i);
      Region region = inside.region(parameter);
      state.memory.drop(region);
      if (i < arguments.size() && !(parameter.type().canonical() instanceof CType.Struct)) {
        state.memory.store(region, 0, arguments.get(i), Evaluator.shape(parameter.type()).bytes());
      }
    }
  }

  private Optional<List<Successor>> terminate(State state, Tape tape, Frame frame, Block block) {
    List<Edge> edges = frame.graph().successors(block);
    Evaluator evaluator = new Evaluator(state, code);
    return switch (block.terminator()) {
      case Terminator.Jump _ -> {
        List<Edge> ordinary = edges.stream().filter(e -> e.kind() != Edge.Kind.EXCEPTION).toList();
        yield ordinary.isEmpty()
            ? Optional.of(List.of(new Successor("stop", state, tape, true)))
            : move(state, tape, ordinary.getFirst());
      }
      case Terminator.Branch branch ->
          Optional.of(branches.branch(state, tape, edges, branch, evaluator));
      case Terminator.Switch selection ->
          Optional.of(branches.select(state, tape, edges, selection, evaluator));
      case Terminator.Return leave -> {
        leave.value().ifPresent(returned -> noteDevice(state, frame, returned, evaluator));
        Optional<Value> value = leave.value().map(evaluator::evaluate);
        narrator.returning(state, tape, frame, block, leave, value);
        yield leave(state, tape, value, leave.origin());
      }
      case Terminator.End end -> {
        if (block.index() == frame.graph().exit().index()) {
          yield leave(state, tape, Optional.empty(), end.origin());
        }
        yield Optional.of(List.of(new Successor("stop", state, tape, true)));
      }
    };
  }

  /** Goes along an edge; a new node where paths can meet or an exception can be raised. */
  Optional<List<Successor>> move(State state, Tape tape, Edge edge) {
    Frame frame = state.top();
    ControlFlowGraph graph = frame.graph();
    Block target = graph.blocks().get(edge.to());
    Frame there = frame.at(edge.to(), 0);
    List<Edge> exceptions = code.liveness(graph).raised(target);
    if (exceptions.isEmpty() && graph.graph().inDegreeOf(target) == 1) {
      state.replaceTop(there);
      return Optional.empty();
    }
    List<Successor> ways = new ArrayList<>();
    for (Edge raised : exceptions) {
      State copy = state.copy();
      copy.replaceTop(frame.at(raised.to(), 0));
      Tape other = tape.copy();
      narrator.raised(copy, other, frame, target, raised);
      ways.add(new Successor("raise" + raised.ordinal(), copy, other, false));
    }
    state.replaceTop(there);
    ways.addFirst(new Successor("next", state, tape, false));
    return Optional.of(ways);
  }

  /** Returns from the top frame. */
  private Optional<List<Successor>> leave(
      State state, Tape tape, Optional<Value> value, Origin origin) {
    Frame done = state.top();
    int depth = state.depth();
    if (depth == 0) {
      fire(state, tape, new Occurrence.EntryEnd(value.map(Ref.class::cast)), origin);
      narrator.settle(state, tape);
      return Optional.of(List.of(new Successor("end", state, tape, true)));
    }
    if (done.completion().isPresent()) {
      return Optional.of(sender.routineReturned(state, tape, done, value, origin));
    }
    pop(state);
    if (done.result().isPresent()) {
      Value result =
          value.orElseGet(
              () -> Symbol.result(done.graph().key() + ":void", depth, Symbol.Shape.POINTER));
      if (state.stack.isEmpty()) {
        state.memory.store(State.RESULT, 0, result, bytes(result));
      } else {
        Frame caller = state.top();
        state.replaceTop(caller.with(caller.temporaries().with(done.result().getAsInt(), result)));
      }
    }
    return code.isSearchedByItself(done.graph())
        ? Optional.of(List.of(new Successor("return", state, tape, false, Successor.Link.RETURN)))
        : Optional.empty();
  }

  private static int bytes(Value value) {
    return switch (value) {
      case Symbol symbol -> symbol.shape().bytes();
      case Value.Operation operation -> Math.max(1, Math.min(8, operation.bits() / 8));
      case Value.Number number when number.value() == (int) number.value() -> 4;
      case Value.Number _, Value.Pointer _, Value.Function _, Value.Text _ -> 8;
    };
  }

  /** Whether what is raised here leaves the function, and the function was called by another. */
  boolean leavesFunction(State state) {
    Frame top = state.top();
    Block here = top.graph().blocks().get(top.block());
    return state.depth() > 0
        && top.graph().successors(here).stream()
            .noneMatch(edge -> edge.kind() == Edge.Kind.EXCEPTION);
  }

  /** Leaves the top frame: its variables are gone. */
  void pop(State state) {
    int depth = state.depth();
    state.stack.removeLast();
    state.memory.retainRegions(
        region -> !(region.whole() instanceof Region.Local local && local.depth() == depth));
  }

  /** Gives the result of a call to the frame that made it. */
  void result(State state, CallSite at, Value value) {
    at.call()
        .result()
        .ifPresent(temporary -> {
          Frame top = state.top();
          state.replaceTop(top.with(top.temporaries().with(temporary.index(), value)));
        });
  }

  private boolean isNewMet(RuleState before, Outcome outcome, Monitor.Start start) {
    if (!monitor.hasSeveral()) {
      return false;
    }
    return start == Monitor.Start.LEAVE
        ? outcome.state().instances().size() > before.instances().size()
        : outcome.fired().stream().anyMatch(fired -> before.instance(fired.instance()).isEmpty());
  }

  /** Lets the rule see an occurrence and writes down what it did. */
  void fire(State state, Tape tape, Occurrence occurrence, Origin origin) {
    if (state.rule.halted()) {
      return;
    }
    StateWorld world =
        new StateWorld(state, code, narrator, tape, occurrence instanceof Occurrence.EntryEnd);
    String site = state.top().site();
    boolean ends =
        occurrence instanceof Occurrence.EntryEnd || occurrence instanceof Occurrence.RoutineEnd;
    if (ends && hypothesis.filter(h -> h.site().equals(site + "@" + origin.site())).isPresent()) {
      for (Occurrence tried : hypothesis.get().occurrences()) {
        state.rule = monitor.step(state.rule, tried, world).state();
      }
    }
    RuleState before = state.rule;
    Outcome outcome = monitor.step(before, occurrence, world, state.start);
    state.rule = outcome.state();
    tape.metNew |= isNewMet(before, outcome, state.start);
    tape.unsure |= outcome.unsure() || quiet.isUnsure(state, occurrence);
    for (Outcome.Fired fired : outcome.fired()) {
      if (fired.opens()) {
        state.openings.put(fired.instance(), site + "@" + origin.site());
      }
      Optional<String> suspected = Optional.empty();
      if (fired.finding().isPresent()) {
        String key = fired.instance() + "/" + fired.finding().get().suspicion().orElse(-1);
        switch (fired.finding().get().kind()) {
          case SUSPECTED -> state.suspicions.put(key, site + "@" + origin.site());
          case CONFIRMED -> suspected = Optional.ofNullable(state.suspicions.remove(key));
          case DISCARDED -> state.suspicions.remove(key);
          case VIOLATION, HINT -> {}
        }
      }
      tape.events.add(
          new Tape.Event(
              fired,
              site + "@" + origin.site(),
              origin,
              state.top().graph().key(),
              Optional.ofNullable(state.openings.get(fired.instance())),
              suspected,
              tape.drafts.size() - 1));
    }
    state
        .openings
        .keySet()
        .removeIf(id -> state.rule.instance(id).filter(monitor::mayReport).isEmpty());
    narrator.ruleMoved(state, tape, outcome, origin);
  }
}
