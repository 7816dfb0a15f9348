package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.explore.Machine.Successor;
import dev.irpscope.analysis.rule.IrpOrigin;
import dev.irpscope.analysis.rule.KnownDdis;
import dev.irpscope.analysis.rule.Occurrence;
import dev.irpscope.analysis.rule.Truth;
import dev.irpscope.analysis.symbolic.RangeSet;
import dev.irpscope.analysis.symbolic.Region;
import dev.irpscope.analysis.symbolic.Symbol;
import dev.irpscope.analysis.symbolic.Terms;
import dev.irpscope.analysis.symbolic.Value;
import dev.irpscope.analysis.wdk.effects.DdiModel;
import dev.irpscope.analysis.wdk.effects.DdiTable;
import dev.irpscope.analysis.wdk.effects.Effect;
import dev.irpscope.analysis.wdk.effects.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;

/** Calls that are not followed: DDIs by their model, others by what they may change. */
final class DdiRunner {
  /** More unknown bytes are not told from the rest of what they lie in. */
  private static final int MOST_FILLED = 64;

  /** How a number is held of which single bits are changed. */
  private static final Symbol.Shape FLAGS = new Symbol.Shape(32, true, false);

  /** How a stack location holds its major function code. */
  private static final Symbol.Shape MAJOR = new Symbol.Shape(8, false, false);

  private static final RangeSet MAJORS = RangeSet.of(0, 255);

  private static final RangeSet LEVELS = RangeSet.of(0, 31);

  /** DDIs that make IRPs. */
  private static final Set<String> MAKERS =
      DdiTable.STANDARD.having(Effect.NewIrp.class::isInstance);

  /** Levels of merged paths that are told apart. */
  private static final int MOST_LEVELS = 4;

  private final Machine machine;
  private final Sender sender;
  private final Waiter waiter;
  private final Code code;
  private final UnknownCode unknownCode;
  private final Stores stores;

  DdiRunner(Machine machine, Sender sender, Code code, UnknownCode unknownCode, Stores stores) {
    this.machine = machine;
    this.sender = sender;
    this.waiter = new Waiter(machine, sender);
    this.code = code;
    this.unknownCode = unknownCode;
    this.stores = stores;
  }

  /** A function without a definition in the driver. */
  List<Successor> run(State state, Tape tape, CallSite at, String function) {
    Optional<DdiModel> model = DdiTable.STANDARD.find(function);
    if (model.isEmpty()) {
      return unknownCode.other(state, tape, at, function);
    }
    String name = model.get().name();
    machine.narrator().ddi(state, tape, at, name);
    machine.fire(state, tape, new Occurrence.Call(name, refs(at)), at.origin());
    if (state.rule.halted()) {
      machine.narrator().settle(state, tape);
      return List.of(new Successor("halted", state, tape, true));
    }
    List<Successor> ways = new ArrayList<>();
    outcomes:
    for (DdiModel.Outcome outcome : model.get().outcomes()) {
      boolean only = model.get().outcomes().size() == 1;
      for (Effect effect : outcome.effects()) {
        switch (effect) {
          case Effect.Send send -> {
            isDevice(state, tape, at.argument(send.device()));
            return sender.send(state, tape, at, name, send.irp());
          }
          case Effect.Wait wait -> {
            return waiter.single(state, tape, at, name, wait);
          }
          case Effect.WaitMultiple wait -> {
            return waiter.multiple(state, tape, at, name, wait);
          }
          case Effect.Invoke invoke -> {
            Optional<List<Successor>> inside =
                invoke(state.copy(), tape.copy(), at, name, outcome, invoke);
            if (inside.isPresent()) {
              ways.addAll(inside.get());
              continue outcomes;
            }
          }
          case Effect.Stop stop -> {
            if (stop.raises() && machine.leavesFunction(state)) {
              tape.limit(
                  "What " + at.function().name() + " raises is not followed to its callers.");
            }
            return List.of(new Successor("stop", state, tape, true));
          }
          default -> {}
        }
      }
      State copy = only ? state : state.copy();
      Tape more = only ? tape : tape.copy();
      if (!isPossible(copy, more, at, outcome)) {
        continue;
      }
      Optional<Value> made = result(copy, more, at, name, outcome);
      if (!outcome.label().isEmpty()) {
        machine.narrator().outcome(copy, more, at, name, outcome.label());
      }
      for (Effect effect : outcome.effects()) {
        apply(copy, more, at, effect, made);
      }
      Optional<Value> result =
          outcome.result() instanceof Result.Left(int pointer)
              ? Optional.of(target(copy, at, pointer))
              : made;
      result.ifPresent(value -> machine.result(copy, at, value));
      machine.fire(
          copy, more, new Occurrence.Return(name, refs(at), result.map(v -> v)), at.origin());
      machine.narrator().settle(copy, more);
      ways.add(new Successor(only ? "ddi" : outcome.label(), copy, more, copy.rule.halted()));
    }
    return ways;
  }

  /** What an IRP can be sent to is not null. */
  private static void isDevice(State state, Tape tape, Value device) {
    if (device instanceof Symbol) {
      tape.assume(state.constraints, device, RangeSet.ALL.without(0));
    }
  }

  /** Runs a routine of the driver in place of the DDI; empty if it is not known which. */
  private Optional<List<Successor>> invoke(
      State state,
      Tape tape,
      CallSite at,
      String ddi,
      DdiModel.Outcome outcome,
      Effect.Invoke invoke) {
    if (!(at.argument(invoke.routine()) instanceof Value.Function(String name, String file))) {
      tape.unsure = true;
      return Optional.empty();
    }
    List<ControlFlowGraph> found = code.definitions(name, file);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    boolean answersItself = outcome.result() instanceof Result.Unknown;
    if (!answersItself) {
      machine.narrator().outcome(state, tape, at, ddi, outcome.label());
      result(state, tape, at, ddi, outcome).ifPresent(value -> machine.result(state, at, value));
    }
    CallSite inside = at.invoking(at.argument(invoke.context()), answersItself);
    return Optional.of(
        machine.enter(state, tape, inside, found.getFirst()).stream()
            .map(way -> answersItself ? way : way.named(":" + outcome.label()))
            .toList());
  }

  /** Assumes what an outcome presupposes; tells whether it can be. */
  private boolean isPossible(State state, Tape tape, CallSite at, DdiModel.Outcome outcome) {
    for (Effect effect : outcome.effects()) {
      if (effect instanceof Effect.When when) {
        Value condition =
            Terms.compare(
                "==", target(state, at, when.pointer()), at.argument(when.value()), 64, true);
        if (!state.constraints.assume(condition, when.equal())) {
          return false;
        }
        tape.condition(condition, when.equal() ? RangeSet.ALL.without(0) : RangeSet.of(0));
      } else if (effect instanceof Effect.OfMajor(int irp, int major, boolean equal)) {
        Optional<Value> code = irp(at, irp).flatMap(request -> major(state, request));
        RangeSet codes = equal ? RangeSet.of(major) : MAJORS.without(major);
        if (code.isPresent() && !tape.assume(state.constraints, code.get(), codes)) {
          return false;
        }
      } else if (effect instanceof Effect.Given(int argument)
          && !tape.assume(state.constraints, at.argument(argument), RangeSet.ALL.without(0))) {
        return false;
      }
    }
    return true;
  }

  /** The major function code that an IRP has where the driver reads it. */
  private Optional<Value> major(State state, Region irp) {
    Region current = new Region.StackLocation(irp, Region.StackLocation.Which.CURRENT);
    OptionalLong offset = code.offset("IO_STACK_LOCATION", "MajorFunction");
    return offset.isEmpty()
        ? Optional.empty()
        : Optional.of(state.memory.load(current, offset.getAsLong(), MAJOR));
  }

  private static Value target(State state, CallSite at, int pointer) {
    return target(state, at, pointer, Evaluator.shape(at.call().returnType()));
  }

  private static Value target(State state, CallSite at, int pointer, Symbol.Shape shape) {
    Address where = Address.of(at.argument(pointer));
    return state.memory.load(where.region(), where.offset(), shape);
  }

  private static void combine(State state, CallSite at, Effect.Combine combine) {
    Symbol.Shape shape = Evaluator.shape(at.call().returnType());
    Address where = Address.of(at.argument(combine.pointer()));
    Value other = combine.value() < 0 ? Value.Number.ONE : at.argument(combine.value());
    Value after =
        Terms.binary(
            combine.operator(),
            target(state, at, combine.pointer(), shape),
            other,
            shape.bits(),
            shape.signed());
    state.memory.store(where.region(), where.offset(), after, shape.bytes());
  }

  private static void changeBit(State state, CallSite at, Effect.ChangeBit change) {
    Address where = Address.of(at.argument(change.pointer()));
    Value old = target(state, at, change.pointer(), FLAGS);
    Value bit = bit(at.argument(change.bit()));
    Value after =
        change.set()
            ? Terms.binary("|", old, bit, FLAGS.bits(), FLAGS.signed())
            : Terms.binary(
                "&",
                old,
                Terms.complement(bit, FLAGS.bits(), FLAGS.signed()),
                FLAGS.bits(),
                FLAGS.signed());
    state.memory.store(where.region(), where.offset(), after, FLAGS.bytes());
  }

  /** The number in which one bit is set. */
  private static Value bit(Value index) {
    return Terms.binary("<<", Value.Number.ONE, index, FLAGS.bits(), FLAGS.signed());
  }

  private static List<dev.irpscope.analysis.rule.Ref> refs(CallSite at) {
    return List.copyOf(at.arguments());
  }

  private Optional<Value> result(
      State state, Tape tape, CallSite at, String function, DdiModel.Outcome outcome) {
    Symbol.Shape shape = Evaluator.shape(at.call().returnType());
    // One name for the IRP and for the NULL that is given instead: merged they are one symbol.
    String site = MAKERS.contains(function) ? Unknowns.newObject(at.site()) : at.site();
    return switch (outcome.result()) {
      case Result.None _ -> Optional.empty();
      case Result.Exactly exactly -> {
        long value = Terms.wrap(exactly.value(), shape.bits(), shape.signed());
        yield Optional.of(Unknowns.fresh(state, tape, site, shape, RangeSet.of(value)));
      }
      case Result.Status status -> {
        RangeSet range =
            status.success()
                ? RangeSet.of(0, Integer.MAX_VALUE)
                : RangeSet.of(Integer.MIN_VALUE, -1).without(Sender.CANNOT_WAIT);
        yield Optional.of(Unknowns.fresh(state, tape, at.site(), Symbol.Shape.STATUS, range));
      }
      case Result.Unknown _ -> unknownCode.unknownResult(state, tape, at);
      case Result.TrueIf wait ->
          state.constraints.range(at.argument(wait.index())).contains(0)
              ? unknownCode.unknownResult(state, tape, at)
              : Optional.of(Unknowns.fresh(state, tape, at.site(), shape, RangeSet.of(1)));
      case Result.Constant _ -> {
        List<Value> given = at.arguments().isEmpty() ? List.of(Value.Number.ZERO) : at.arguments();
        yield Optional.of(new Value.Operation(function, given, shape.bits(), shape.signed()));
      }
      case Result.IsEmpty(int head) -> Optional.of(ListHeads.isEmpty(state, at.argument(head)));
      case Result.NonNull _ ->
          Optional.of(
              Unknowns.fresh(state, tape, site, Symbol.Shape.POINTER, RangeSet.ALL.without(0)));
      case Result.Argument argument -> Optional.of(at.argument(argument.index()));
      case Result.Target target -> Optional.of(target(state, at, target.pointer()));
      case Result.Left _ -> Optional.empty();
      case Result.Bit(int pointer, int bit) ->
          Optional.of(
              Terms.compare(
                  "!=",
                  Terms.binary(
                      "&",
                      target(state, at, pointer, FLAGS),
                      bit(at.argument(bit)),
                      FLAGS.bits(),
                      FLAGS.signed()),
                  Value.Number.ZERO,
                  FLAGS.bits(),
                  FLAGS.signed()));
      case Result.StackLocation location ->
          Sender.irp(at.argument(location.irp()))
              .map(irp ->
                  new Value.Pointer(
                      new Region.StackLocation(
                          irp,
                          location.next()
                              ? Region.StackLocation.Which.NEXT
                              : Region.StackLocation.Which.CURRENT),
                      0));
      case Result.Irql _ ->
          Optional.of(
              state.irql == State.UNKNOWN_IRQL
                  ? Unknowns.fresh(state, tape, at.site(), new Symbol.Shape(8, false, false))
                  : Value.of(state.irql));
    };
  }

  private void apply(State state, Tape tape, CallSite at, Effect effect, Optional<Value> result) {
    switch (effect) {
      case Effect.NewIrp made -> {
        Region irp = Address.of(result.orElseThrow()).region();
        IrpRecord record = IrpRecord.fresh(made.origin());
        state.irps.put(
            irp, made.event() < 0 ? record : record.withEvent(at.argument(made.event())));
        if (made.origin() == IrpOrigin.ASYNCHRONOUS_FSD
            || made.origin() == IrpOrigin.SYNCHRONOUS_FSD) {
          sender.writeNextMajor(state, irp, at.argument(0));
        }
      }
      case Effect.ForwardAndWait forward -> forwarded(state, tape, at, forward.irp());
      case Effect.Register register -> registered(state, at, register);
      case Effect.NextLocation next ->
          irp(at, next.irp())
              .ifPresent(irp -> {
                IrpRecord record = Sender.record(state, irp);
                state.irps.put(irp, record.withNext(next.next()));
                if (next.next() == Effect.Next.COPIED) {
                  record.registration().ifPresent(r -> machine.narrator().erased(tape, r));
                  state.memory.havoc(
                      new Region.StackLocation(irp, Region.StackLocation.Which.NEXT));
                }
              });
      case Effect.Reset reset ->
          irp(at, reset.irp())
              .ifPresent(irp -> {
                IrpRecord old = Sender.record(state, irp);
                state.irps.put(irp, IrpRecord.fresh(old.origin()));
                state.memory.havoc(new Region.StackLocation(irp, Region.StackLocation.Which.NEXT));
                if (reset.status() >= 0) {
                  sender.writeIrp(state, irp, "IoStatus.Status", at.argument(reset.status()), 4);
                }
              });
      case Effect.Complete complete -> owner(state, at, complete.irp(), IrpRecord.Owner.COMPLETED);
      case Effect.MarkPending mark ->
          irp(at, mark.irp())
              .ifPresent(irp -> state.irps.put(irp, Sender.record(state, irp).withMarked()));
      case Effect.Calls calls -> calls(state, tape, at, calls);
      case Effect.FreeIrp free -> owner(state, at, free.irp(), IrpRecord.Owner.FREED);
      case Effect.HandOff handOff ->
          unknownCode.handOff(state, tape, at, at.argument(handOff.argument()));
      case Effect.Dequeue _ -> machine.fire(state, tape, new Occurrence.Dequeued(), at.origin());
      case Effect.EmptyList(int head) -> ListHeads.clear(state, at.argument(head));
      case Effect.FillList(int head, int entry) ->
          ListHeads.fill(state, tape, at.site(), at.argument(head), at.argument(entry));
      case Effect.DrainList(int head) -> ListHeads.drain(state, tape, at.site(), at.argument(head));
      case Effect.Unlink(int entry) -> ListHeads.unlink(state, tape, at.site(), at.argument(entry));
      case Effect.InitializeEvent event -> {
        Truth signalled = state.constraints.truth(at.argument(event.state()));
        state.events.put(at.argument(event.event()), EventRecord.initialised(signalled));
      }
      case Effect.SetEvent event ->
          state.events.compute(
              at.argument(event.event()),
              (_, known) ->
                  (known == null ? EventRecord.initialised(Truth.UNKNOWN) : known)
                      .set(state.completing()));
      case Effect.ClearEvent event ->
          state.events.computeIfPresent(at.argument(event.event()), (_, known) -> known.cleared());
      case Effect.Havoc havoc ->
          UnknownCode.havocTarget(state, at.argument(havoc.argument()), at.site());
      case Effect.Zero zero -> zero(state, at, zero.pointer(), zero.length());
      case Effect.Fill fill -> {
        if (state.constraints.truth(at.argument(fill.value())) == Truth.FALSE) {
          zero(state, at, fill.pointer(), fill.length());
        } else {
          fill(state, at, fill.pointer(), fill.length());
        }
      }
      case Effect.Overwrite(int pointer, int length) -> {
        if (!(at.argument(pointer) instanceof Value.Number)) {
          fill(state, at, pointer, length);
        }
      }
      case Effect.StatusBlock(int pointer) -> sender.writeStatusBlock(state, tape, at, pointer);
      case Effect.ZeroNew zeroNew -> {
        Value flags = at.argument(zeroNew.flags());
        Value forbids = Terms.binary("&", flags, Value.of(zeroNew.unless()), 64, false);
        if (state.constraints.truth(forbids) == Truth.FALSE) {
          state.memory.clear(Address.of(result.orElseThrow()).region(), 0, -1);
        }
      }
      case Effect.CopyBytes copy -> {
        Address to = Address.of(at.argument(copy.to()));
        Address from = Address.of(at.argument(copy.from()));
        if (at.argument(copy.length()) instanceof Value.Number n) {
          state.memory.copyRange(from.region(), from.offset(), to.region(), to.offset(), n.value());
        } else {
          state.memory.havoc(to.region());
        }
      }
      case Effect.RaiseIrql raise -> {
        storeIrql(state, at.argument(raise.old()));
        state.irql = irql(state, tape, at.argument(raise.level()));
      }
      case Effect.LowerIrql lower -> state.irql = irql(state, tape, at.argument(lower.level()));
      case Effect.RaiseToDispatch raise -> {
        if (raise.old() >= 0) {
          storeIrql(state, at.argument(raise.old()));
        }
        state.irql = 2;
      }
      case Effect.RaiseKept(int keeper) -> {
        storeIrql(state, at.argument(keeper));
        state.irql = 2;
      }
      case Effect.LowerKept(int keeper) ->
          state.irql =
              irql(state, tape, target(state, at, keeper, new Symbol.Shape(8, false, false)));
      case Effect.Device device -> {
        if (device.out() < 0) {
          result.ifPresent(value -> state.devices.put(value, device.device()));
        } else {
          Address out = Address.of(at.argument(device.out()));
          Value value = state.memory.load(out.region(), out.offset(), Symbol.Shape.POINTER);
          state.devices.put(value, device.device());
        }
      }
      case Effect.StoreAt store -> {
        Address where = Address.of(at.argument(store.pointer()));
        state.memory.store(
            where.region(),
            where.offset(),
            at.argument(store.value()),
            Evaluator.shape(at.call().returnType()).bytes());
        stores.kept(state, tape, at.argument(store.value()), where, at.origin());
      }
      case Effect.Combine combine -> combine(state, at, combine);
      case Effect.ChangeBit change -> changeBit(state, at, change);
      case Effect.StoreNumber store -> {
        Address where = Address.of(at.argument(store.pointer()));
        state.memory.store(where.region(), where.offset(), Value.of(store.value()), 4);
      }
      case Effect.When _, Effect.Given _, Effect.OfMajor _, Effect.Invoke _ -> {}
      case Effect.Send _, Effect.Wait _, Effect.WaitMultiple _, Effect.Stop _ ->
          throw new IllegalStateException("not an effect to apply: " + effect);
    }
  }

  private static void zero(State state, CallSite at, int pointer, int length) {
    Address target = Address.of(at.argument(pointer));
    if (at.argument(length) instanceof Value.Number n) {
      state.memory.clear(target.region(), target.offset(), Math.max(1, n.value()));
    } else {
      state.memory.havoc(target.region());
    }
  }

  private static void fill(State state, CallSite at, int pointer, int length) {
    Address target = Address.of(at.argument(pointer));
    if (at.argument(length) instanceof Value.Number n && n.value() <= MOST_FILLED) {
      state.memory.havoc(target.region(), target.offset(), n.value(), at.site());
    } else {
      state.memory.havoc(target.region());
    }
  }

  /** A level; where paths with a few levels were merged, each is asked for. */
  private int irql(State state, Tape tape, Value level) {
    RangeSet range = state.constraints.range(level);
    if (range.isSingle()) {
      return (int) range.low();
    }
    if (machine.watchesIrql()
        && LEVELS.containsAll(range)
        && LongStream.rangeClosed(range.low(), range.high()).filter(range::contains).count()
            <= MOST_LEVELS) {
      tape.undecided(level, RangeSet.of(range.low()), state.constraints);
    }
    return State.UNKNOWN_IRQL;
  }

  private static void storeIrql(State state, Value where) {
    Address at = Address.of(where);
    if (state.irql == State.UNKNOWN_IRQL) {
      state.memory.havoc(at.region(), at.offset(), 1, state.top().site());
    } else {
      state.memory.store(at.region(), at.offset(), Value.of(state.irql), 1);
    }
  }

  private static Optional<Region> irp(CallSite at, int argument) {
    return Sender.irp(at.argument(argument));
  }

  /** What the DDI does to the IRP by calling another one; the rule sees that call too. */
  private void calls(State state, Tape tape, CallSite at, Effect.Calls calls) {
    int count = KnownDdis.parameters(calls.function()).map(List::size).orElse(1);
    List<Value> arguments = new ArrayList<>(Collections.nCopies(count, Value.Number.ZERO));
    arguments.set(0, at.argument(calls.irp()));
    CallSite inside = at.with(arguments);
    List<dev.irpscope.analysis.rule.Ref> given = refs(inside);
    machine.fire(state, tape, new Occurrence.Call(calls.function(), given), at.origin());
    DdiTable.STANDARD.find(calls.function()).stream()
        .flatMap(DdiModel::effects)
        .forEach(effect -> apply(state, tape, inside, effect, Optional.empty()));
    machine.fire(
        state, tape, new Occurrence.Return(calls.function(), given, Optional.empty()), at.origin());
  }

  private static void owner(State state, CallSite at, int argument, IrpRecord.Owner owner) {
    irp(at, argument)
        .ifPresent(irp -> state.irps.put(irp, Sender.record(state, irp).withOwner(owner)));
  }

  private void forwarded(State state, Tape tape, CallSite at, int argument) {
    irp(at, argument)
        .ifPresent(irp -> {
          Symbol last = sender.finalStatus(state, tape, at, RangeSet.ALL);
          IrpRecord before = Sender.record(state, irp);
          state.irps.put(
              irp,
              before.afterSend(Occurrence.Outcome.OK, IrpRecord.Owner.DRIVER, Optional.empty()));
          sender.writeIrp(state, irp, "IoStatus.Status", last, 4);
        });
  }

  private static void registered(State state, CallSite at, Effect.Register register) {
    irp(at, register.irp())
        .ifPresent(irp -> {
          IrpRecord.Registration given =
              new IrpRecord.Registration(
                  at.argument(register.routine()),
                  at.argument(register.context()),
                  register.device() < 0
                      ? Optional.empty()
                      : Optional.of(at.argument(register.device())),
                  at.argument(register.flags()),
                  at.argument(register.flags() + 1),
                  at.argument(register.flags() + 2),
                  register.ex());
          state.irps.put(irp, Sender.record(state, irp).withRegistration(given));
        });
  }

  /** The origin that an IRP pointer has on this path. */
  static IrpOrigin originOf(State state, Value pointer) {
    return Sender.irp(pointer)
        .map(region -> Sender.record(state, region).origin())
        .orElse(IrpOrigin.UNKNOWN);
  }
}
