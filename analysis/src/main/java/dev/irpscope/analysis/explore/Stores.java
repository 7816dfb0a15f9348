package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.rule.EventPattern;
import dev.irpscope.analysis.rule.Monitor;
import dev.irpscope.analysis.rule.Occurrence;
import dev.irpscope.analysis.source.Origin;
import dev.irpscope.analysis.symbolic.RangeSet;
import dev.irpscope.analysis.symbolic.Region;
import dev.irpscope.analysis.symbolic.Symbol;
import dev.irpscope.analysis.symbolic.Value;
import java.util.ArrayList;
import java.util.List;

/** What an assignment does to memory, and what it tells the rule. */
final class Stores {
  static final String ASSUMED =
      "Members of enumeration types and of device extensions that are only given constants are"
          + " assumed to hold one of them.";

  private final Machine machine;
  private final Code code;
  private final Monitor monitor;

  Stores(Machine machine, Code code, Monitor monitor) {
    this.machine = machine;
    this.code = code;
    this.monitor = monitor;
  }

  void store(State state, Tape tape, Frame frame, Evaluator evaluator, Instruction.Store store) {
    CType type = store.target().type();
    Address at = evaluator.address(store.target());
    if (type.canonical() instanceof CType.Struct) {
      if (store.value() instanceof Operand.Load load) {
        copyStruct(state, evaluator, evaluator.address(load.place()), at, type);
      } else {
        state.memory.havoc(at.region(), at.offset(), code.size(type), state.top().site());
        if (isStatusBlock(type) && isNeverPending(frame, store.value())) {
          code.offset("IO_STATUS_BLOCK", "Status")
              .ifPresent(offset ->
                  state.memory.store(
                      at.region(),
                      at.offset() + offset,
                      Unknowns.fresh(
                          state,
                          tape,
                          frame.site() + ":status",
                          Symbol.Shape.STATUS,
                          RangeSet.ALL.without(Sender.PENDING)),
                      4));
        }
      }
      return;
    }
    Value value = evaluator.evaluate(store.value());
    StoredEnumerators.forEachRead(
        store.value(),
        load ->
            code.storedValues(load.place()).ifPresent(stored -> holds(state, tape, value, stored)));
    ArrayStores.forgetAliases(state, code, evaluator, store.target());
    if (at.region() instanceof Region.Bits bits) {
      int unit = Evaluator.shape(type).bytes();
      state.memory.storeBits(
          bits, at.offset(), value, Evaluator.shape(store.target()).bits(), unit);
    } else {
      state.memory.store(at.region(), at.offset(), value, Evaluator.shape(type).bytes());
    }
  }

  /** Tells the rule about an IRP to which a pointer is stored where it outlives the routine. */
  void kept(State state, Tape tape, Instruction.Store store) {
    if (!monitor.watched().events().contains(EventPattern.Kind.KEPT)) {
      return;
    }
    Evaluator evaluator = new Evaluator(state, code);
    kept(
        state,
        tape,
        evaluator.evaluate(store.value()),
        evaluator.address(store.target()),
        store.origin());
  }

  void kept(State state, Tape tape, Value value, Address target, Origin origin) {
    Region irp = Address.of(value).region();
    if (!(value instanceof Value.Number)
        && state.irps.containsKey(irp)
        && outlives(state, target.region().whole())) {
      machine.fire(state, tape, new Occurrence.Kept(new Address(irp, 0).asPointer()), origin);
    }
  }

  /** A variable, a device, or what these or the arguments lead to; never an IRP. */
  private static boolean outlives(State state, Region region) {
    return switch (region) {
      case Region.Global _ -> true;
      case Region.Target target ->
          !state.irps.containsKey(target)
              && (state.devices.containsKey(target.pointer())
                  || target.pointer().kind() == Symbol.Kind.INITIAL
                  || target.pointer().kind() == Symbol.Kind.PARAMETER);
      case Region.Local _, Region.StackLocation _, Region.Part _, Region.Bits _ -> false;
    };
  }

  /** What is kept of a member has one of the values that the driver stores there. */
  private static void holds(State state, Tape tape, Value value, RangeSet stored) {
    if (value instanceof Symbol && tape.assume(state.constraints, value, stored)) {
      tape.limit(ASSUMED);
    }
  }

  private static boolean isStatusBlock(CType type) {
    return type.canonical() instanceof CType.Struct(var definition)
        && definition.tag().equals("_IO_STATUS_BLOCK");
  }

  /** Whether a structure is the result of functions of the driver that never return pending. */
  private boolean isNeverPending(Frame frame, Operand value) {
    return frame.current().instructions().stream()
        .anyMatch(instruction ->
            instruction instanceof Instruction.Call call
                && call.result().filter(value::equals).isPresent()
                && call.callee() instanceof Instruction.Callee.Direct direct
                && code.definitions(direct.name(), frame.graph().key().file()).stream()
                    .noneMatch(code::mayReturnPending));
  }

  private void copyStruct(State state, Evaluator evaluator, Address from, Address to, CType type) {
    List<Code.Scalar> scalars = code.scalars(type);
    if (scalars.isEmpty()) {
      state.memory.copyRange(
          from.region(), from.offset(), to.region(), to.offset(), code.size(type));
      return;
    }
    List<Value> values = new ArrayList<>();
    for (Code.Scalar scalar : scalars) {
      values.add(evaluator.load(from.plus(scalar.offset()), scalar.type()));
    }
    for (int i = 0; i < scalars.size(); i++) {
      Address at = to.plus(scalars.get(i).offset());
      state.memory.store(
          at.region(), at.offset(), values.get(i), Evaluator.shape(scalars.get(i).type()).bytes());
    }
  }
}
