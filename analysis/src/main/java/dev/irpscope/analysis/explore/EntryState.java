package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.Place;
import dev.irpscope.analysis.cfg.Variable;
import dev.irpscope.analysis.rule.EntryContext;
import dev.irpscope.analysis.rule.IrpOrigin;
import dev.irpscope.analysis.rule.Monitor;
import dev.irpscope.analysis.rule.Ref;
import dev.irpscope.analysis.symbolic.RangeSet;
import dev.irpscope.analysis.symbolic.Region;
import dev.irpscope.analysis.symbolic.Symbol;
import dev.irpscope.analysis.symbolic.Value;
import dev.irpscope.analysis.wdk.effects.Effect.DeviceClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Makes the state in which a search begins at an entry routine. */
final class EntryState {
  private static final int IRP_MJ_POWER = 0x16;

  private final CodeModel model;
  private final Monitor monitor;

  EntryState(CodeModel model, Monitor monitor) {
    this.model = model;
    this.monitor = monitor;
  }

  /** The state at the entry: parameters are unknown, the incoming IRP belongs to the driver. */
  State start(EntrySpec entry, Machine machine, Tape tape) {
    List<Value> arguments = anything(entry.graph());
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
      // Nobody sends an IRP with STATUS_PENDING in it.
      RangeSet ended = RangeSet.ALL.without(Sender.PENDING);
      holds(state, tape, region, "IoStatus.Status", Symbol.Shape.STATUS, ended);
      if (incoming) {
        // Only who completes an IRP below says that it was pending there.
        Symbol.Shape truth = new Symbol.Shape(8, false, false);
        holds(state, tape, region, "PendingReturned", truth, RangeSet.of(0));
      }
      if (context.major().isPresent() && context.major().getAsInt() == IRP_MJ_POWER) {
        powerType(state, tape, region);
      }
      entry.assumptions().forEach(assumption -> assume(state, tape, region, assumption));
    });
    device.ifPresent(pointer -> {
      state.devices.put(
          pointer,
          entry.kind() == EntryContext.Kind.ADD_DEVICE ? DeviceClass.LOWER : DeviceClass.OWN);
      nonNull(state, tape, pointer);
    });
    if (entry.kind() == EntryContext.Kind.DISPATCH) {
      for (var condition : model.registrations().of(entry.graph().key())) {
        registered(state, tape, entry.graph(), condition);
      }
    }
    machine.narrator().entry(state, tape, entry.graph(), entry.title());
    return state;
  }

  /** What holds of a variable where the routine is registered. */
  private static void registered(
      State state,
      Tape tape,
      ControlFlowGraph routine,
      RegistrationConditions.Condition condition) {
    Place.Global variable = condition.variable();
    Region region =
        new Region.Global(variable.name(), variable.isStatic() ? routine.key().file() : "");
    Value value = state.memory.load(region, 0, Evaluator.shape(variable.type()));
    if (tape.assume(state.constraints, value, condition.values())) {
      tape.limit(RegistrationConditions.ASSUMED);
    }
  }

  /** The state in which any function may be called: nothing is known. */
  State called(ControlFlowGraph function, Machine machine) {
    EntryContext context =
        new EntryContext(
            EntryContext.Kind.OTHER,
            function.key().name(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            EntrySpec.facts(model.program().facts()));
    State state =
        State.start(
            monitor.anywhere(context),
            monitor.watched().irql() ? State.PASSIVE_LEVEL : State.UNKNOWN_IRQL);
    machine.push(state, function, anything(function), Optional.of(0), Optional.empty());
    return state;
  }

  /** Arguments of which nothing is known. */
  private static List<Value> anything(ControlFlowGraph function) {
    List<Value> arguments = new ArrayList<>();
    for (Variable parameter : function.parameters()) {
      arguments.add(
          Symbol.parameter(parameter.name(), parameter.index(), Evaluator.shape(parameter.type())));
    }
    return arguments;
  }

  private static Optional<Value> argument(List<Value> arguments, int index) {
    return index < 0 ? Optional.empty() : Optional.of(arguments.get(index));
  }

  private static void nonNull(State state, Tape tape, Value pointer) {
    tape.assume(state.constraints, pointer, RangeSet.ALL.without(0));
  }

  private void holds(
      State state, Tape tape, Region irp, String field, Symbol.Shape shape, RangeSet values) {
    model
        .layouts()
        .offset("IRP", field)
        .ifPresent(offset ->
            tape.assume(state.constraints, state.memory.load(irp, offset, shape), values));
  }

  /** A power IRP is about the system or about the device. */
  private void powerType(State state, Tape tape, Region irp) {
    model
        .layouts()
        .offset("IO_STACK_LOCATION", "Parameters.Power.Type")
        .ifPresent(offset -> {
          Region current = new Region.StackLocation(irp, Region.StackLocation.Which.CURRENT);
          for (boolean signed : List.of(true, false)) {
            Value type = state.memory.load(current, offset, new Symbol.Shape(32, signed, false));
            tape.assume(state.constraints, type, RangeSet.of(0, 1));
          }
        });
  }

  private void assume(State state, Tape tape, Region irp, EntrySpec.Assumption assumed) {
    OptionalLong offset = model.layouts().offset("IO_STACK_LOCATION", assumed.member());
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
    tape.assume(state.constraints, value, assumed.values());
  }
}
