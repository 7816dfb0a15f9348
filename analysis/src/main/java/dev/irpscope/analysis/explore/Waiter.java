package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.explore.Machine.Successor;
import dev.irpscope.analysis.rule.Occurrence;
import dev.irpscope.analysis.rule.Truth;
import dev.irpscope.analysis.symbolic.RangeSet;
import dev.irpscope.analysis.symbolic.Region;
import dev.irpscope.analysis.symbolic.Symbol;
import dev.irpscope.analysis.symbolic.Value;
import dev.irpscope.analysis.wdk.effects.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Waits: whether they return, and which pending IRPs they resolve (rule reference 1.3). */
final class Waiter {
  private static final long TIMEOUT = 0x102;
  private static final int MOST_OBJECTS = 8;

  private final Machine machine;
  private final Sender sender;

  Waiter(Machine machine, Sender sender) {
    this.machine = machine;
    this.sender = sender;
  }

  List<Successor> single(State state, Tape tape, CallSite at, String function, Effect.Wait wait) {
    Value event = at.argument(wait.object());
    Truth endless = state.constraints.truth(at.argument(wait.timeout())).not();
    List<Successor> ways = new ArrayList<>();
    boolean woken = canBeSignalled(state, event);
    List<Region> resolves =
        pending(state, (_, irp) -> irp.event().isEmpty() || isBuiltWith(irp, event));
    if (woken) {
      State copy = state.copy();
      Tape more = tape.copy();
      resolve(copy, more, at, resolves, event);
      ways.add(answer(copy, more, at, function, "signalled", RangeSet.of(0)));
    }
    if (endless != Truth.TRUE) {
      State copy = state.copy();
      Tape more = tape.copy();
      unresolved(copy, more, at, resolves);
      ways.add(answer(copy, more, at, function, "timed out", RangeSet.of(TIMEOUT)));
    }
    if (interruptible(state, at, wait.mode(), wait.alertable())) {
      State copy = state.copy();
      Tape more = tape.copy();
      unresolved(copy, more, at, resolves);
      ways.add(
          answer(
              copy,
              more,
              at,
              function,
              "interrupted",
              RangeSet.of(0xC0).union(RangeSet.of(0x101))));
    }
    if (ways.isEmpty()) {
      machine.narrator().neverReturns(state, tape, at);
      ways.add(new Successor("never returns", state, tape, true));
    }
    return ways;
  }

  private Successor answer(
      State state, Tape tape, CallSite at, String function, String choice, RangeSet range) {
    Symbol result = Unknowns.fresh(state, tape, at.site(), Symbol.Shape.STATUS, range);
    machine.narrator().waited(state, tape, at, function, choice);
    machine.result(state, at, result);
    machine.fire(
        state,
        tape,
        new Occurrence.Return(function, List.copyOf(at.arguments()), Optional.of(result)),
        at.origin());
    machine.narrator().settle(state, tape);
    return new Successor(choice, state, tape, state.rule.halted());
  }

  private static boolean interruptible(State state, CallSite at, int mode, int alertable) {
    return state.constraints.truth(at.argument(mode)) == Truth.TRUE
        || state.constraints.truth(at.argument(alertable)) == Truth.TRUE;
  }

  /** Whether anything may signal the event: its state, the I/O manager, or code we do not see. */
  private static boolean canBeSignalled(State state, Value event) {
    EventRecord known = state.events.get(event);
    if (known == null || known.signalled() != Truth.FALSE || known.escaped()) {
      return true;
    }
    boolean local = Address.of(event).region() instanceof Region.Local;
    boolean byIoManager =
        state.irps.values().stream()
            .anyMatch(irp -> isBuiltWith(irp, event) && irp.sent().isPresent());
    return byIoManager || !local;
  }

  /** The pending IRPs that the event's signal is known to tell about. */
  private static List<Region> pendingOn(State state, Value event) {
    return pending(state, (region, _) -> tells(state, event, region));
  }

  /** Whether the routine of an IRP is known to have signalled an event, or the I/O manager will. */
  static boolean tells(State state, Value event, Region irp) {
    EventRecord known = state.events.get(event);
    return (known != null && known.by().contains(irp))
        || isBuiltWith(Sender.record(state, irp), event);
  }

  private static boolean isBuiltWith(IrpRecord irp, Value event) {
    return irp.event().filter(event::equals).isPresent();
  }

  /** The pending IRPs of which it is not known who tells of them: any object may. */
  private static List<Region> pendingAnywhere(State state) {
    return pending(
        state,
        (region, irp) ->
            irp.event().isEmpty()
                && state.events.values().stream().noneMatch(known -> known.by().contains(region)));
  }

  private static List<Region> pending(State state, BiPredicate<Region, IrpRecord> wanted) {
    List<Region> found = new ArrayList<>();
    state.irps.forEach((region, irp) -> {
      if (irp.finalStatus().isPresent() && wanted.test(region, irp)) {
        found.add(region);
      }
    });
    found.sort(java.util.Comparator.comparing(Object::toString));
    return found;
  }

  private void resolve(State state, Tape tape, CallSite at, List<Region> irps, Value event) {
    for (Region irp : irps) {
      IrpRecord record = Sender.record(state, irp);
      record
          .finalStatus()
          .ifPresent(last -> sender.writeIrp(state, irp, "IoStatus.Status", last, 4));
      state.irps.put(irp, record.resolved());
      machine.fire(
          state,
          tape,
          new Occurrence.WaitResolved(new Address(irp, 0).asPointer(), event),
          at.origin());
    }
  }

  private void unresolved(State state, Tape tape, CallSite at, List<Region> irps) {
    for (Region irp : irps) {
      machine.fire(
          state, tape, new Occurrence.WaitUnresolved(new Address(irp, 0).asPointer()), at.origin());
    }
  }

  List<Successor> multiple(
      State state, Tape tape, CallSite at, String function, Effect.WaitMultiple wait) {
    Optional<List<Value>> objects =
        objects(state, at.argument(wait.count()), at.argument(wait.objects()));
    if (objects.isEmpty()) {
      State copy = state.copy();
      Tape more = tape.copy();
      unresolved(copy, more, at, pending(copy, (_, _) -> true));
      return List.of(answer(copy, more, at, function, "woken", RangeSet.of(0, Integer.MAX_VALUE)));
    }
    for (Value object : objects.get()) {
      machine.fire(state, tape, new Occurrence.WaitElement(object), at.origin());
    }
    unresolved(state, tape, at, pendingAnywhere(state));
    List<Successor> ways = new ArrayList<>();
    boolean any = state.constraints.truth(at.argument(wait.type())) == Truth.TRUE;
    if (any) {
      for (int i = 0; i < objects.get().size(); i++) {
        Value object = objects.get().get(i);
        if (canBeSignalled(state, object)) {
          State copy = state.copy();
          Tape more = tape.copy();
          resolve(copy, more, at, pendingOn(copy, object), object);
          for (Value other : objects.get()) {
            if (!other.equals(object)) {
              unresolved(copy, more, at, pendingOn(copy, other));
            }
          }
          ways.add(answer(copy, more, at, function, "object " + i, RangeSet.of(i)));
        }
      }
    } else if (objects.get().stream().allMatch(o -> canBeSignalled(state, o))) {
      State copy = state.copy();
      Tape more = tape.copy();
      for (Value object : objects.get()) {
        resolve(copy, more, at, pendingOn(copy, object), object);
      }
      ways.add(answer(copy, more, at, function, "all signalled", RangeSet.of(0)));
    }
    if (state.constraints.truth(at.argument(wait.timeout())) != Truth.FALSE) {
      State copy = state.copy();
      Tape more = tape.copy();
      for (Value object : objects.get()) {
        unresolved(copy, more, at, pendingOn(copy, object));
      }
      ways.add(answer(copy, more, at, function, "timed out", RangeSet.of(TIMEOUT)));
    }
    if (ways.isEmpty()) {
      machine.narrator().neverReturns(state, tape, at);
      ways.add(new Successor("never returns", state, tape, true));
    }
    return ways;
  }

  /** The elements of the array of objects; empty when the array or its content is not known. */
  private static Optional<List<Value>> objects(State state, Value count, Value array) {
    RangeSet range = state.constraints.range(count);
    if (!range.isSingle() || range.low() < 1 || range.low() > MOST_OBJECTS) {
      return Optional.empty();
    }
    Address at = Address.of(array);
    List<Value> found = new ArrayList<>();
    for (int i = 0; i < range.low(); i++) {
      Optional<Value> element = state.memory.written(at.region(), at.offset() + 8L * i);
      if (element.isEmpty()) {
        return Optional.empty();
      }
      found.add(element.get());
    }
    return Optional.of(found);
  }
}
