package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.FieldRef;
import dev.irpscope.analysis.cfg.Variable;
import dev.irpscope.analysis.explore.Machine.Successor;
import dev.irpscope.analysis.rule.Occurrence;
import dev.irpscope.analysis.symbolic.RangeSet;
import dev.irpscope.analysis.symbolic.Region;
import dev.irpscope.analysis.symbolic.Symbol;
import dev.irpscope.analysis.symbolic.Terms;
import dev.irpscope.analysis.symbolic.Value;
import dev.irpscope.analysis.wdk.effects.KernelNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;

/**
 * What becomes of a path at a call of which nothing is known, or of which only what it may write
 * matters: kernel functions without a model, functions that are nowhere defined, pointers without a
 * known target, functions of the driver that are not followed.
 */
final class UnknownCode {
  private final Machine machine;
  private final Code code;

  UnknownCode(Machine machine, Code code) {
    this.machine = machine;
    this.code = code;
  }

  /** A DDI without a model, or a function that is nowhere defined. */
  List<Successor> other(State state, Tape tape, CallSite at, String function) {
    machine.narrator().ddi(state, tape, at, function);
    machine.fire(
        state, tape, new Occurrence.Call(function, List.copyOf(at.arguments())), at.origin());
    boolean ddi = code.isDdi(function) || KernelNames.isKernel(function);
    if (!isTrace(at, function, ddi)) {
      for (int i = 0; i < at.arguments().size(); i++) {
        affect(state, tape, at, at.arguments().get(i), function, " is not in the driver", ddi, i);
      }
      if (!ddi) {
        tape.limit("Unknown function: " + function);
        state.memory.regions().stream()
            .filter(Region.Global.class::isInstance)
            .forEach(state.memory::havoc);
      }
    }
    Optional<Value> result = ddi ? unknownResult(state, tape, at) : anyResult(state, tape, at);
    result.ifPresent(value -> machine.result(state, at, value));
    if (!(ddi && PendingSources.isPendingSource(function)) && !isGivenTracked(state, at)) {
      result.ifPresent(value -> isNever(state, tape, value, Sender.PENDING));
    }
    machine.fire(
        state,
        tape,
        new Occurrence.Return(function, List.copyOf(at.arguments()), result.map(v -> v)),
        at.origin());
    machine.narrator().settle(state, tape);
    return List.of(new Successor("ddi", state, tape, state.rule.halted()));
  }

  /** Who is given a text only tells of something, but for kernel functions that write strings. */
  private static boolean isTrace(CallSite at, String function, boolean ddi) {
    return (!ddi || KernelNames.tells(function))
        && at.arguments().stream().anyMatch(Value.Text.class::isInstance);
  }

  /** A call through a pointer that is not known. */
  List<Successor> unknown(State state, Tape tape, CallSite at, String what) {
    machine.narrator().ddi(state, tape, at, what);
    tape.limit(
        "Unknown callee: "
            + at.call().text()
            + " calls through "
            + what
            + " whose value is not known");
    for (int i = 0; i < at.arguments().size(); i++) {
      affect(state, tape, at, at.arguments().get(i), what, ": its target is not known", false, i);
      handOff(state, tape, at, at.arguments().get(i));
      lost(state, tape, at, at.arguments().get(i));
    }
    anyResult(state, tape, at)
        .ifPresent(value -> {
          machine.result(state, at, value);
          isNever(state, tape, value, Sender.PENDING);
        });
    machine.narrator().settle(state, tape);
    return List.of(new Successor("unknown", state, tape, state.rule.halted()));
  }

  /** A function of the driver that has no effect on the rule: only what it writes is forgotten. */
  List<Successor> skip(State state, Tape tape, CallSite at, ControlFlowGraph callee) {
    machine.narrator().skipped(state, tape, at, callee);
    code.skipped(callee, at.site());
    List<Region> forgotten = new ArrayList<>();
    for (int i = 0; i < at.arguments().size(); i++) {
      if (at.arguments().get(i) instanceof Value.Pointer pointer
          && Address.of(pointer).region() instanceof Region.Local local
          && code.mayChange(callee, i)) {
        state.memory.havoc(local);
        forgotten.add(local);
      }
    }
    tape.skip(new Tape.Skip(at.site(), callee.key(), forgotten));
    forgetWritten(state, at, code.places(callee));
    if (code.relinks(callee)) {
      ListHeads.mayBeChanged(state, tape, at.site());
    }
    anyResult(state, tape, at)
        .ifPresent(value -> {
          machine.result(state, at, value);
          if (!code.mayReturnPending(callee) || isGivenTracked(state, at)) {
            isNever(state, tape, value, Sender.PENDING);
          }
          if (!code.mayReturnCannotWait(callee)) {
            isNever(state, tape, value, Sender.CANNOT_WAIT);
          }
        });
    return List.of(new Successor("skip", state, tape, false));
  }

  private void affect(
      State state,
      Tape tape,
      CallSite at,
      Value argument,
      String function,
      String why,
      boolean ddi,
      int index) {
    if (!(argument instanceof Value.Pointer
        || (argument instanceof Symbol symbol && symbol.isPointer()))) {
      return;
    }
    Address target = Address.of(argument);
    if (state.irps.containsKey(target.region())) {
      boolean kept = !KernelNames.isKernel(function);
      if (kept) {
        tape.limit(function + why + "; what it does with the IRP is unknown");
        handOff(state, tape, at, argument);
        lost(state, tape, at, argument);
      }
      return;
    }
    state.events.computeIfPresent(argument, (_, known) -> known.given());
    if (target.region() instanceof Region.Local || !ddi) {
      state.events.replaceAll((event, known) ->
          Address.of(event).region().equals(target.region()) ? known.given() : known);
      if (target.region() instanceof Region.Local local && target.offset() == 0) {
        state.memory.havoc(local);
      } else {
        havocTarget(state, argument, at.site() + ":" + index);
      }
      if (!ddi) {
        mayTell(state, tape, at, target.region());
        handOff(state, tape, at, argument);
      }
    } else if (target.offset() > 0) {
      state.memory.havoc(target.region(), target.offset(), 8, at.site() + ":" + index);
    }
  }

  static void havocTarget(State state, Value pointer, String site) {
    if (pointer instanceof Value.Number) {
      return;
    }
    Address target = Address.of(pointer);
    if (target.offset() == 0) {
      state.memory.havoc(target.region());
    } else {
      state.memory.havoc(target.region(), target.offset(), 8, site);
    }
  }

  /**
   * Unknown code that is given an event may set it or wait for it: a rule about that has nothing
   * more to say (rule reference 9.5).
   */
  private void mayTell(State state, Tape tape, CallSite at, Region given) {
    Set<Region> within = new HashSet<>(Set.of(given));
    state.memory.forEach(given, (_, value) -> within.add(Address.of(value).region()));
    boolean isEvent =
        state.events.keySet().stream()
            .anyMatch(event -> within.contains(Address.of(event).region()));
    boolean isUnderWay =
        state.irps.values().stream().anyMatch(irp -> irp.finalStatus().isPresent());
    if (isEvent && (isUnderWay || machine.watchesEvents())) {
      machine.fire(state, tape, new Occurrence.Dequeued(), at.origin());
    }
  }

  /** Hands over the IRP an argument points to or into, and IRPs kept in what it points to. */
  void handOff(State state, Tape tape, CallSite at, Value argument) {
    if (argument instanceof Value.Number) {
      return;
    }
    Region region = Address.of(argument).region();
    List<Region> given = new ArrayList<>();
    if (state.irps.containsKey(region)) {
      given.add(region);
    }
    state.memory.forEach(
        region,
        (_, value) -> {
          Region inside = Address.of(value).region();
          if (state.irps.containsKey(inside) && !given.contains(inside)) {
            given.add(inside);
          }
        });
    for (Region irp : given) {
      state.irps.put(irp, Sender.record(state, irp).withOwner(IrpRecord.Owner.QUEUED));
      machine.fire(
          state, tape, new Occurrence.HandOff(new Address(irp, 0).asPointer()), at.origin());
    }
    state.events.replaceAll(
        (event, known) -> Address.of(event).region().equals(region) ? known.given() : known);
  }

  /** Unknown code has the IRP: what happens to it from here on is as unknown as with a queue. */
  private void lost(State state, Tape tape, CallSite at, Value argument) {
    if (isTrackedIrp(state, argument)) {
      machine.fire(state, tape, new Occurrence.Dequeued(), at.origin());
    }
  }

  /** What a kernel function returns of which nothing is known; none says STATUS_CANT_WAIT. */
  Optional<Value> unknownResult(State state, Tape tape, CallSite at) {
    Optional<Value> result = anyResult(state, tape, at);
    result.ifPresent(value -> isNever(state, tape, value, Sender.CANNOT_WAIT));
    return result;
  }

  private Optional<Value> anyResult(State state, Tape tape, CallSite at) {
    return at.call().returnType().canonical() instanceof CType.Void
        ? Optional.empty()
        : Optional.of(Unknowns.fresh(state, tape, at.site(), shape(at.call().returnType())));
  }

  /** A function that nobody declares gives an int, which holds a status. */
  private static Symbol.Shape shape(CType type) {
    Symbol.Shape shape = Evaluator.shape(type);
    return type.canonical() instanceof CType.Unknown && !shape.pointer()
        ? Symbol.Shape.STATUS
        : shape;
  }

  /**
   * A result is not that status. STATUS_PENDING: whoever has the IRP and says so has marked it and
   * keeps it, and such a path is not followed; whoever does not have it has nothing to say of it
   * (rule reference 9.5).
   */
  private static void isNever(State state, Tape tape, Value result, long status) {
    RangeSet possible = RangeSet.ALL.without(status);
    if (result instanceof Symbol symbol && symbol.shape().equals(Symbol.Shape.STATUS)) {
      tape.assume(state.constraints, result, possible);
    }
  }

  private boolean isGivenTracked(State state, CallSite at) {
    return at.arguments().stream().anyMatch(argument -> isTrackedIrp(state, argument));
  }

  private boolean isTrackedIrp(State state, Value argument) {
    return Sender.irp(argument)
        .filter(state.irps::containsKey)
        .filter(irp -> machine.isTracked(state, irp, Sender.record(state, irp)))
        .isPresent();
  }

  /** The bits that may change at an offset of a region. */
  @FunctionalInterface
  private interface Change {
    long at(Region region, long offset);
  }

  /** Forgets what a function that is given nothing known may write through pointers. */
  static void forget(Code code, State state, CallSite at, ControlFlowGraph callee) {
    WrittenBits written = code.writes(callee);
    if (!written.offsets().isEmpty()) {
      Map<Region, Optional<StructureType>> types = structures(state);
      forget(state, at, (region, offset) -> byType(written, region, offset, types));
    }
  }

  /** Forgets what a function may write that is given the arguments of a call. */
  private static void forgetWritten(State state, CallSite at, WrittenPlaces written) {
    if (written.isNothing()) {
      return;
    }
    Map<Region, Optional<StructureType>> types = structures(state);
    List<Address> given = new ArrayList<>();
    for (int i = 0; i < at.arguments().size(); i++) {
      given.add(Address.of(at.arguments().get(i)));
    }
    forget(
        state,
        at,
        (region, offset) -> {
          long bits = byType(written.elsewhere(), region, offset, types);
          if (region instanceof Region.Global variable) {
            bits |= written.in(variable).at(offset, Optional.empty());
          }
          for (int i = 0; i < given.size(); i++) {
            Address to = given.get(i);
            WrittenBits through = written.through(i);
            if (to.region().equals(region)) {
              long there = offset - to.offset();
              long kept = ~written.clearing(i).at(there, Optional.empty());
              bits |= through.at(there, Optional.empty()) & ~(kept & set(state, region, offset));
            } else if (mayBeOther(to, region)) {
              bits |= byType(through, region, offset, types);
            }
          }
          return bits;
        });
  }

  /** The bits that are known to be set at an offset. */
  private static long set(State state, Region region, long offset) {
    return state.memory.written(region, offset).map(Terms::set).orElse(WrittenBits.NONE);
  }

  /**
   * Whether what an argument points to may lie in a region by another name: in elements of arrays,
   * or because it is what several paths gave.
   */
  private static boolean mayBeOther(Address to, Region region) {
    return to.region() instanceof Region.Part
        || (region instanceof Region.Part && region.whole().equals(to.region().whole()))
        || to.region().root().filter(root -> root.kind() == Symbol.Kind.MERGED).isPresent();
  }

  private static void forget(State state, CallSite at, Change change) {
    for (Region region : state.memory.regions()) {
      if (region instanceof Region.Local || state.irps.containsKey(region)) {
        continue;
      }
      forget(state, region, offset -> bits(change, region, offset), at.site());
    }
    for (Value known : List.copyOf(state.constraints.known().keySet())) {
      if (known instanceof Symbol symbol && mayChange(state, symbol)) {
        Region region = symbol.region().orElseThrow();
        long bits = bits(change, region, symbol.offset());
        if (bits != WrittenBits.NONE) {
          state.memory.store(region, symbol.offset(), symbol, symbol.shape().bytes());
          change(state, region, symbol.offset(), bits, at.site());
        }
      }
    }
  }

  /** Whether a symbol is what a member holds that nobody has written on the path. */
  private static boolean mayChange(State state, Symbol symbol) {
    return symbol.kind() == Symbol.Kind.INITIAL
        && symbol.region().isPresent()
        && !(symbol.region().get() instanceof Region.Local)
        && !state.irps.containsKey(symbol.region().get())
        && !state.memory.isWritten(symbol.region().get(), symbol.offset());
  }

  /** What variables of the frames that are seen point to, where they agree on its type. */
  private static Map<Region, Optional<StructureType>> structures(State state) {
    Map<Region, Optional<StructureType>> types = new HashMap<>();
    for (int i = 0; i < state.stack.size(); i++) {
      int depth = state.outer.base() + i;
      ControlFlowGraph graph = state.stack.get(i).graph();
      for (Variable variable : graph.variables()) {
        StructureType.pointedTo(variable.type())
            .ifPresent(type -> {
              Region local =
                  new Region.Local(depth, graph.key(), variable.index(), variable.name());
              Address to = Address.of(state.memory.load(local, 0, Symbol.Shape.POINTER));
              if (to.offset() == 0) {
                types.merge(
                    to.region(),
                    Optional.of(type),
                    (one, other) -> one.equals(other) ? one : Optional.empty());
              }
            });
      }
    }
    return types;
  }

  /** Some bits of a cell may have any value now; nothing is known of the new ones. */
  private static void change(State state, Region region, long offset, long bits, String site) {
    state
        .memory
        .change(region, offset, bits, site)
        .ifPresent(fresh -> state.constraints.retain(symbol -> !symbol.equals(fresh)));
  }

  private static long bits(Change change, Region region, long offset) {
    if (region instanceof Region.Bits fields) {
      long unit = bits(change, fields.base(), fields.offset());
      return (unit >>> FieldRef.bit(offset) & 1) == 0 ? WrittenBits.NONE : WrittenBits.ALL;
    }
    return change.at(region, offset);
  }

  /** Into a stack location only a pointer to one leads. */
  private static long byType(
      WrittenBits written, Region region, long offset, Map<Region, Optional<StructureType>> types) {
    return region instanceof Region.StackLocation
        ? written.through(offset, "_IO_STACK_LOCATION")
        : written.at(offset, types.getOrDefault(region, Optional.empty()));
  }

  /**
   * Forgets of the members of a region the bits that may have been written.
   *
   * @param written the bits at each offset
   */
  static void forget(State state, Region region, LongUnaryOperator written, String site) {
    Map<Long, Long> hit = new TreeMap<>();
    state.memory.forEach(
        region,
        (offset, _) -> {
          long bits = written.applyAsLong(offset);
          if (bits != WrittenBits.NONE) {
            hit.put(offset, bits);
          }
        });
    hit.forEach((offset, bits) -> change(state, region, offset, bits, site));
  }
}
