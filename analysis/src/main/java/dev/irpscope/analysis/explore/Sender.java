package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.explore.Machine.Successor;
import dev.irpscope.analysis.rule.IrpOrigin;
import dev.irpscope.analysis.rule.Occurrence;
import dev.irpscope.analysis.rule.Occurrence.Outcome;
import dev.irpscope.analysis.rule.Truth;
import dev.irpscope.analysis.source.Origin;
import dev.irpscope.analysis.symbolic.RangeSet;
import dev.irpscope.analysis.symbolic.Region;
import dev.irpscope.analysis.symbolic.Symbol;
import dev.irpscope.analysis.symbolic.Terms;
import dev.irpscope.analysis.symbolic.Value;
import dev.irpscope.analysis.wdk.effects.Effect.Next;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Sends: the lower driver's four outcomes, and the registered completion routine run for them in
 * the same memory (rule reference, lower-driver outcomes).
 */
final class Sender {
  static final long PENDING = 0x103;
  static final long CANCELLED = -1073741536L;

  /** STATUS_CANT_WAIT, with which a file system tells only itself to begin again. */
  static final long CANNOT_WAIT = -1073741608L;

  private static final long MORE_PROCESSING_REQUIRED = -1073741802L;
  private static final int NESTED_SENDS = 2;

  /** Bytes that a lower driver may write of what it is given: the head of a request block. */
  private static final int LENT = 64;

  private final Machine machine;
  private final Code code;

  /** Failing statuses but that of a cancelled IRP. */
  private final RangeSet errors;

  /** What a lower driver may say of an IRP: a success, pending, an error, cancelled. */
  private final RangeSet statuses;

  Sender(Machine machine, Code code) {
    this.machine = machine;
    this.code = code;
    this.errors =
        RangeSet.of(-1073741824L, -1)
            .without(CANCELLED)
            .without(CANNOT_WAIT)
            .union(code.warnings());
    this.statuses = RangeSet.of(0, Integer.MAX_VALUE).union(errors).union(RangeSet.of(CANCELLED));
  }

  /** The region of an IRP named by a pointer; a null pointer has none. */
  static Optional<Region> irp(Value pointer) {
    return pointer instanceof Value.Number
        ? Optional.empty()
        : Optional.of(Address.of(pointer).region());
  }

  static IrpRecord record(State state, Region irp) {
    IrpRecord known = state.irps.get(irp);
    return known != null ? known : IrpRecord.fresh(IrpOrigin.UNKNOWN);
  }

  /** Whether the routine sent the IRP that would complete into it again. */
  @SuppressWarnings("ReferenceEquality") // a function has one graph
  private static boolean isRunning(State state, ControlFlowGraph routine) {
    return state.stack.stream()
        .anyMatch(frame -> frame.completion().isPresent() && frame.graph() == routine);
  }

  /** A call of a sending DDI, entered already. */
  List<Successor> send(State state, Tape tape, CallSite at, String function, int irpArgument) {
    List<Successor> ways = new ArrayList<>();
    Value pointer = at.argument(irpArgument);
    Optional<Region> region = irp(pointer);
    if (region.isEmpty()) {
      return List.of(new Successor("null-irp", state, tape, true));
    }
    IrpRecord sent = record(state, region.get());
    Optional<ControlFlowGraph> routine = sent.registration().flatMap(r -> definition(r.routine()));
    tape.sendsUnknown |= sent.registration().isEmpty() && sent.origin() == IrpOrigin.UNKNOWN;
    tape.unsure |=
        sent.registration()
            .filter(r -> !(r.routine() instanceof Value.Function) && runsSome(state, r))
            .isPresent();
    if (!machine.concerns(state, sent, pointer, routine)) {
      if (!code.tellsOutcomes(at.site())) {
        return List.of(
            sendForeign(state, tape, at, function, region.get(), sent, routine, statuses, "sent"));
      }
      for (Outcome outcome : List.of(Outcome.OK, Outcome.ERROR, Outcome.PENDING)) {
        ways.add(
            sendForeign(
                state.copy(),
                tape.copy(),
                at,
                function,
                region.get(),
                sent,
                routine,
                outcome == Outcome.ERROR
                    ? errors.union(answers(Outcome.CANCELLED))
                    : answers(outcome),
                "sent:" + outcome.name()));
      }
      return ways;
    }
    for (Outcome outcome : Outcome.values()) {
      boolean tellsFinals = outcome == Outcome.PENDING && code.tellsOutcomes(at.site() + FINAL);
      for (RangeSet last : tellsFinals ? FINALS : List.of(RangeSet.ALL)) {
        for (Successor way :
            byFlags(state, tape, at, function, pointer, region.get(), outcome, last)) {
          ways.add(tellsFinals ? way.named(":" + FINALS.indexOf(last)) : way);
        }
      }
    }
    return ways;
  }

  private static boolean runsSome(State state, IrpRecord.Registration registration) {
    return state.constraints.truth(registration.routine()) != Truth.FALSE;
  }

  /** Behind an outcome: a routine is registered, and its flags keep it from running. */
  private static final String SKIPPED = ":skipped";

  /** Behind the place of a send, the name of the status that a pending one ends with. */
  private static final String FINAL = ":final";

  /** Success, cancelled, another error: of statuses that a pending send ends with. */
  private static final List<RangeSet> FINALS =
      List.of(
          RangeSet.of(0, Integer.MAX_VALUE),
          RangeSet.of(CANCELLED),
          RangeSet.of(Integer.MIN_VALUE, -1).without(CANCELLED));

  /**
   * Sends an IRP that the rule is not about, with no routine that could matter: all outcomes are
   * one, and what the routine may do is only forgotten.
   */
  private Successor sendForeign(
      State state,
      Tape tape,
      CallSite at,
      String function,
      Region irp,
      IrpRecord before,
      Optional<ControlFlowGraph> routine,
      RangeSet answers,
      String choice) {
    Symbol answer = Unknowns.fresh(state, tape, at.site(), Symbol.Shape.STATUS, answers);
    lend(state, irp, at.site());
    routine.ifPresent(called -> UnknownCode.forget(code, state, at, called));
    before
        .registration()
        .ifPresent(r -> {
          escapeContext(state, r.context());
          forgetContext(state, r.context(), routine, at.site());
        });
    before
        .event()
        .ifPresent(event -> state.events.computeIfPresent(event, (_, known) -> known.given()));
    state.irps.put(irp, IrpRecord.fresh(before.origin()).withOwner(IrpRecord.Owner.LOWER));
    Symbol last = Unknowns.fresh(state, tape, at.site() + FINAL, Symbol.Shape.STATUS, statuses);
    writeIrp(state, irp, "IoStatus.Status", last, 4);
    finish(state, tape, at, function, answer);
    return new Successor(choice, state, tape, state.rule.halted());
  }

  /** One outcome; where it is open whether the flags let the routine run, it does and does not. */
  private List<Successor> byFlags(
      State state,
      Tape tape,
      CallSite at,
      String function,
      Value pointer,
      Region irp,
      Outcome outcome,
      RangeSet last) {
    Optional<Value> open =
        registration(state, irp).flatMap(routine -> openFlag(state, routine, outcome));
    if (open.isEmpty()) {
      return List.of(send(state.copy(), tape.copy(), at, function, pointer, irp, outcome, last));
    }
    List<Successor> ways = new ArrayList<>();
    for (boolean set : List.of(true, false)) {
      State one = state.copy();
      if (one.constraints.assume(open.get(), set)) {
        Tape more = tape.copy();
        more.condition(open.get(), set ? RangeSet.ALL.without(0) : RangeSet.of(0));
        ways.addAll(byFlags(one, more, at, function, pointer, irp, outcome, last));
      }
    }
    return ways;
  }

  /** A flag that could let the routine run for an outcome, if none is known to. */
  private static Optional<Value> openFlag(
      State state, IrpRecord.Registration routine, Outcome outcome) {
    return runs(state, routine, outcome) != Truth.UNKNOWN
        ? Optional.empty()
        : flags(routine, outcome).stream()
            .filter(flag -> state.constraints.truth(flag) == Truth.UNKNOWN)
            .findFirst();
  }

  /** The flags of which one has to be TRUE for an outcome. */
  private static List<Value> flags(IrpRecord.Registration routine, Outcome outcome) {
    return switch (outcome) {
      case OK -> List.of(routine.onSuccess());
      case ERROR -> List.of(routine.onError());
      case CANCELLED -> List.of(routine.onError(), routine.onCancel());
      case PENDING -> List.of();
    };
  }

  private Optional<IrpRecord.Registration> registration(State state, Region irp) {
    IrpRecord known = record(state, irp);
    return known.next() == Next.SKIPPED
        ? Optional.empty()
        : known.registration().or(() -> handWritten(state, irp));
  }

  private Successor send(
      State state,
      Tape tape,
      CallSite at,
      String function,
      Value pointer,
      Region irp,
      Outcome outcome,
      RangeSet last) {
    IrpRecord before = record(state, irp);
    Optional<IrpRecord.Registration> registration = registration(state, irp);
    Symbol answer = Unknowns.fresh(state, tape, at.site(), Symbol.Shape.STATUS, answers(outcome));
    Optional<Value> ending = Optional.empty();
    lend(state, irp, at.site());
    if (outcome == Outcome.PENDING) {
      ending = Optional.of(finalStatus(state, tape, at, last));
    }
    state.irps.put(irp, before.afterSend(outcome, IrpRecord.Owner.LOWER, ending));
    before
        .event()
        .ifPresent(event -> state.events.computeIfPresent(event, (_, known) -> known.given()));
    writeIrp(state, irp, "IoStatus.Status", ending.isPresent() ? Value.of(PENDING) : answer, 4);
    writeIrp(state, irp, "PendingReturned", Value.truth(outcome == Outcome.PENDING), 1);
    Value isCancelled =
        ending
            .map(status -> Terms.compare("==", status, Value.of(CANCELLED), 32, true))
            .orElse(Value.truth(outcome == Outcome.CANCELLED));
    writeIrp(state, irp, "Cancel", isCancelled, 1);
    machine.narrator().sent(state, tape, at, outcome, answer, registration);
    machine.fire(state, tape, new Occurrence.LowerOutcome(pointer, outcome), at.origin());
    Truth runs = registration.map(r -> runs(state, r, outcome)).orElse(Truth.FALSE);
    Optional<ControlFlowGraph> routine = registration.flatMap(r -> definition(r.routine()));
    if (runs == Truth.FALSE) {
      registration.ifPresent(r ->
          machine.fire(
              state, tape, new Occurrence.RoutineSkipped(pointer, r.routine()), at.origin()));
      completedBelow(state, irp, outcome);
      finish(state, tape, at, function, answer);
      return new Successor(
          outcome.name() + (registration.isPresent() ? SKIPPED : ""), state, tape, false);
    }
    boolean isNested =
        routine
            .filter(r -> state.completing().size() >= NESTED_SENDS || isRunning(state, r))
            .isPresent();
    if (routine.isEmpty() || isNested) {
      IrpRecord.Registration missed = registration.orElseThrow();
      tape.limit("Not analysed: " + notRun(missed.routine(), isNested));
      routine.ifPresent(called -> UnknownCode.forget(code, state, at, called));
      escapeContext(state, missed.context());
      forgetContext(state, missed.context(), routine, at.site());
      completedBelow(state, irp, outcome);
      finish(state, tape, at, function, answer);
      return new Successor(outcome.name(), state, tape, false);
    }
    IrpRecord.Registration run = registration.orElseThrow();
    ending.ifPresent(status -> writeIrp(state, irp, "IoStatus.Status", status, 4));
    Frame.Completion completion =
        new Frame.Completion(
            irp, pointer, run.routine(), outcome, function, at.arguments(), answer, state.irql);
    state.irql = 2;
    state.irps.put(irp, record(state, irp).withOwner(IrpRecord.Owner.DRIVER));
    Value device = run.device().orElseGet(() -> device(state, before));
    machine.push(
        state,
        routine.get(),
        List.of(device, pointer, run.context()),
        at.call().result().map(t -> t.index()),
        Optional.of(completion));
    machine.narrator().routineStarted(state, tape, routine.get(), completion);
    machine.fire(
        state,
        tape,
        new Occurrence.RoutineStart(pointer, run.routine(), run.context()),
        at.origin());
    return new Successor(outcome.name(), state, tape, state.rule.halted());
  }

  /** A completion routine that is not run, and why. */
  private static String notRun(Value routine, boolean nested) {
    String why = nested ? " inside completion routines" : "";
    if (routine instanceof Value.Function function) {
      return "the completion routine "
          + function.name()
          + (nested ? why : ", which is not among the sources");
    }
    boolean copied =
        routine instanceof Symbol symbol
            && symbol.region().filter(Region.StackLocation.class::isInstance).isPresent();
    return (copied
            ? "the completion routine of the stack location that was copied"
            : "a completion routine that is not known")
        + why;
  }

  private static Value device(State state, IrpRecord irp) {
    return irp.origin() == IrpOrigin.INCOMING
        ? state.rule.entry().device().map(Value.class::cast).orElse(Value.Number.ZERO)
        : Value.Number.ZERO;
  }

  private RangeSet answers(Outcome outcome) {
    return switch (outcome) {
      case OK -> RangeSet.of(0);
      case ERROR -> errors;
      case CANCELLED -> RangeSet.of(CANCELLED);
      case PENDING -> RangeSet.of(PENDING);
    };
  }

  /** The unknown status that a send ends with: a success but pending, an error, cancelled. */
  Symbol finalStatus(State state, Tape tape, CallSite at, RangeSet within) {
    RangeSet last = statuses.without(PENDING).intersect(within);
    return Unknowns.fresh(state, tape, at.site() + FINAL, Symbol.Shape.STATUS, last);
  }

  /** Whether the flags let the routine run for an outcome; the flags are ORed. */
  private static Truth runs(State state, IrpRecord.Registration routine, Outcome outcome) {
    Truth known =
        outcome == Outcome.PENDING
            ? Truth.TRUE
            : flags(routine, outcome).stream()
                .map(state.constraints::truth)
                .reduce(Truth.FALSE, Truth::or);
    boolean none = !runsSome(state, routine);
    return none ? Truth.FALSE : known;
  }

  private Optional<ControlFlowGraph> definition(Value routine) {
    if (!(routine instanceof Value.Function function)) {
      return Optional.empty();
    }
    List<ControlFlowGraph> found = code.definitions(function.name(), function.file());
    return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
  }

  /** A routine written into the next stack location by hand counts as registered. */
  private Optional<IrpRecord.Registration> handWritten(State state, Region irp) {
    Region next = new Region.StackLocation(irp, Region.StackLocation.Which.NEXT);
    var offset = code.offset("IO_STACK_LOCATION", "CompletionRoutine");
    var context = code.offset("IO_STACK_LOCATION", "Context");
    if (offset.isEmpty() || context.isEmpty()) {
      return Optional.empty();
    }
    return state
        .memory
        .written(next, offset.getAsLong())
        .filter(v -> !v.equals(Value.Number.ZERO))
        .map(routine ->
            new IrpRecord.Registration(
                routine,
                state.memory.load(next, context.getAsLong(), Symbol.Shape.POINTER),
                Optional.empty(),
                Value.Number.ONE,
                Value.Number.ONE,
                Value.Number.ONE,
                false));
  }

  /** No routine of ours ran: the IRP is gone, or still below. */
  private static void completedBelow(State state, Region irp, Outcome outcome) {
    state.irps.put(
        irp,
        record(state, irp)
            .withOwner(
                outcome == Outcome.PENDING ? IrpRecord.Owner.LOWER : IrpRecord.Owner.IO_MANAGER));
  }

  /** What a build call writes into the next stack location. */
  void writeNextMajor(State state, Region irp, Value major) {
    Region next = new Region.StackLocation(irp, Region.StackLocation.Which.NEXT);
    code.offset("IO_STACK_LOCATION", "MajorFunction")
        .ifPresent(offset -> state.memory.store(next, offset, major, 1));
  }

  void writeIrp(State state, Region irp, String field, Value value, int bytes) {
    code.offset("IRP", field).ifPresent(offset -> state.memory.store(irp, offset, value, bytes));
  }

  /** The status block of a request that is built tells how it ended; nobody reads it before. */
  void writeStatusBlock(State state, Tape tape, CallSite at, int pointer) {
    Value block = at.argument(pointer);
    if (block instanceof Value.Number) {
      return;
    }
    Address to = Address.of(block);
    code.offset("IO_STATUS_BLOCK", "Status")
        .ifPresent(offset -> {
          Symbol ended =
              Unknowns.fresh(
                  state, tape, at.site() + FINAL, Symbol.Shape.STATUS, statuses.without(PENDING));
          state.memory.store(to.region(), to.offset() + offset, ended, 4);
        });
    code.offset("IO_STATUS_BLOCK", "Information")
        .ifPresent(
            offset -> state.memory.havoc(to.region(), to.offset() + offset, 8, at.site() + FINAL));
  }

  /**
   * What the lower driver may write: what the parameters of its stack location and the IRP's
   * buffers lead to.
   */
  private void lend(State state, Region irp, String site) {
    List<Value> lent = new ArrayList<>();
    Region next = new Region.StackLocation(irp, Region.StackLocation.Which.NEXT);
    OptionalLong first = code.offset("IO_STACK_LOCATION", "Parameters");
    OptionalLong last = code.offset("IO_STACK_LOCATION", "DeviceObject");
    if (first.isPresent() && last.isPresent()) {
      state.memory.forEach(
          next,
          (offset, value) -> {
            if (offset >= first.getAsLong() && offset < last.getAsLong()) {
              lent.add(value);
            }
          });
    }
    for (String buffer : List.of("AssociatedIrp.SystemBuffer", "UserBuffer")) {
      code.offset("IRP", buffer)
          .ifPresent(offset -> state.memory.written(irp, offset).ifPresent(lent::add));
    }
    for (int i = 0; i < lent.size(); i++) {
      Value value = lent.get(i);
      boolean isPointer =
          value instanceof Value.Pointer || (value instanceof Symbol s && s.isPointer());
      Address to = Address.of(value);
      if (isPointer && !state.irps.containsKey(to.region())) {
        state.memory.forgetKnown(to.region(), to.offset(), LENT, site + ":lent" + i);
      }
    }
  }

  private static void escapeContext(State state, Value context) {
    Region region = Address.of(context).region();
    state.events.replaceAll(
        (event, known) -> Address.of(event).region().equals(region) ? known.given() : known);
  }

  /** Forgets what a routine that is not followed may write to a variable that is its context. */
  private void forgetContext(
      State state, Value context, Optional<ControlFlowGraph> routine, String site) {
    Address at = Address.of(context);
    if (!(at.region() instanceof Region.Local)) {
      return;
    }
    Optional<WrittenBits> written = routine.map(code::writes);
    UnknownCode.forget(
        state,
        at.region(),
        offset ->
            written.isEmpty()
                ? WrittenBits.ALL
                : written.get().at(offset - at.offset(), Optional.empty()),
        site);
  }

  private void finish(State state, Tape tape, CallSite at, String function, Value answer) {
    machine.result(state, at, answer);
    machine.fire(
        state,
        tape,
        new Occurrence.Return(function, List.copyOf(at.arguments()), Optional.of(answer)),
        at.origin());
    machine.narrator().answered(state, tape);
  }

  /** The routine that ran for a send returns: the send answers its caller. */
  List<Successor> routineReturned(
      State state, Tape tape, Frame done, Optional<Value> value, Origin origin) {
    Frame.Completion completion = done.completion().orElseThrow();
    Value result = value.orElse(Value.Number.ZERO);
    Region irp = completion.irp();
    machine.fire(
        state,
        tape,
        new Occurrence.RoutineEnd(completion.irpValue(), completion.routine(), result),
        origin);
    machine.narrator().settle(state, tape);
    if (state.rule.halted()) {
      return List.of(new Successor("halted", state, tape, true));
    }
    boolean kept = state.constraints.range(result).equals(RangeSet.of(MORE_PROCESSING_REQUIRED));
    IrpRecord record = record(state, irp);
    if (record.owner() == IrpRecord.Owner.DRIVER) {
      state.irps.put(
          irp, record.withOwner(kept ? IrpRecord.Owner.DRIVER : IrpRecord.Owner.IO_MANAGER));
    }
    machine.pop(state);
    state.irql = completion.irql();
    if (completion.outcome() == Outcome.PENDING) {
      writeIrp(state, irp, "IoStatus.Status", Value.of(PENDING), 4);
    }
    if (done.result().isPresent()) {
      Frame caller = state.top();
      state.replaceTop(
          caller.with(caller.temporaries().with(done.result().getAsInt(), completion.answer())));
    }
    machine.fire(
        state,
        tape,
        new Occurrence.Return(
            completion.function(),
            List.copyOf(completion.arguments()),
            Optional.of(completion.answer())),
        callOrigin(state));
    machine.narrator().answered(state, tape);
    return List.of(new Successor("answered", state, tape, false));
  }

  /** The call that the top frame has just made. */
  private static Origin callOrigin(State state) {
    Frame top = state.top();
    return top.current().instructions().get(Math.max(0, top.instruction() - 1)).origin();
  }
}
