package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.Place;
import dev.irpscope.analysis.cfg.Terminator;
import dev.irpscope.analysis.cfg.Variable;
import dev.irpscope.analysis.program.EntryPoint;
import dev.irpscope.analysis.program.Program;
import dev.irpscope.analysis.wdk.effects.DdiModel;
import dev.irpscope.analysis.wdk.effects.DdiTable;
import dev.irpscope.analysis.wdk.effects.Effect;
import dev.irpscope.analysis.wdk.effects.Effect.DeviceClass;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whose device objects a driver keeps in members of structures and in variables of file scope, on
 * whatever path: inclusion-based and flow-insensitive, like the search for what function pointers
 * hold.
 */
final class StoredDevices {
  private static final String DEVICE_OBJECT = "_DEVICE_OBJECT";

  private enum Origin {
    OWN,
    LOWER,
    UNKNOWN
  }

  /** Something that can hold a pointer to a device object. */
  private sealed interface Slot {
    record Local(FunctionKey function, int variable) implements Slot {}

    record Temporary(FunctionKey function, int index) implements Slot {}

    record Result(FunctionKey function) implements Slot {}

    record Global(String name) implements Slot {}

    record Member(String structure, String name) implements Slot {}
  }

  private final Program program;
  private final Map<Slot, Set<Origin>> holds = new HashMap<>();
  private final Map<Slot, Set<Slot>> flows = new HashMap<>();
  private final Set<Slot> targets = new HashSet<>();
  private final Deque<Slot> changed = new ArrayDeque<>();

  /** Members and variables that IRPs are sent to. */
  private final Set<Slot> sentTo = new HashSet<>();

  StoredDevices(Program program) {
    this.program = program;
    program.entryPoints().forEach(this::enter);
    program.functions().forEach(this::read);
    propagate();
    // nobody knows what is in a place that the driver reads and never writes
    List<Slot> unwritten =
        flows.keySet().stream()
            .filter(slot -> !targets.contains(slot) && !holds.containsKey(slot))
            .toList();
    unwritten.forEach(slot -> add(slot, EnumSet.of(Origin.UNKNOWN)));
    propagate();
  }

  /**
   * Whose device objects a member or variable holds; empty where that is not known. What may be one
   * of the driver's own counts as its own, and what IRPs are sent to as another's.
   */
  Optional<DeviceClass> find(FunctionKey function, Place place) {
    return slot(function, place)
        .filter(slot -> slot instanceof Slot.Member || slot instanceof Slot.Global)
        .flatMap(slot -> {
          Set<Origin> held = holds.getOrDefault(slot, Set.of());
          if (held.contains(Origin.OWN)) {
            return Optional.of(DeviceClass.OWN);
          }
          return held.equals(Set.of(Origin.LOWER)) || sentTo.contains(slot)
              ? Optional.of(DeviceClass.LOWER)
              : Optional.empty();
        });
  }

  /** What the system gives to a routine that it calls. */
  private void enter(EntryPoint entry) {
    Origin origin =
        switch (entry.role()) {
          case DISPATCH, START_IO, COMPLETION, DPC, TIMER, CANCEL, WORK_ITEM -> Origin.OWN;
          case ADD_DEVICE -> Origin.LOWER;
          case DRIVER_ENTRY, ISR, SYNCHRONIZED, UNLOAD, KMDF_DISPATCH, KMDF_PREPROCESS, OTHER ->
              Origin.UNKNOWN;
        };
    program
        .function(entry.function())
        .ifPresent(graph -> parametersHold(graph, EnumSet.of(origin)));
  }

  private void parametersHold(ControlFlowGraph graph, Set<Origin> origins) {
    for (Variable parameter : graph.parameters()) {
      if (isDevice(parameter.type())) {
        add(new Slot.Local(graph.key(), parameter.index()), origins);
      }
    }
  }

  private void read(ControlFlowGraph graph) {
    FunctionKey key = graph.key();
    for (Block block : graph.blocks()) {
      block.instructions().forEach(instruction -> read(key, instruction));
      if (block.terminator() instanceof Terminator.Return(_, var value)) {
        value
            .filter(returned -> isDevice(returned.type()))
            .ifPresent(returned -> flow(key, returned, new Slot.Result(key)));
      }
    }
  }

  private void read(FunctionKey key, Instruction instruction) {
    switch (instruction) {
      case Instruction.Store(_, var target, var value) -> {
        if (isDevice(target.type())) {
          slot(key, target).ifPresent(slot -> flow(key, value, slot));
        }
        exposed(key, value).ifPresent(slot -> add(slot, EnumSet.of(Origin.UNKNOWN)));
      }
      case Instruction.Define(_, var target, var value) -> {
        if (isDevice(target.type())) {
          flow(key, value, new Slot.Temporary(key, target.index()));
        }
      }
      case Instruction.Call call -> readCall(key, call);
      case Instruction.Declare _, Instruction.Clear _, Instruction.Opaque _ -> {}
    }
  }

  private void readCall(FunctionKey key, Instruction.Call call) {
    List<ControlFlowGraph> callees = program.callees(key, call);
    Optional<DdiModel> ddi =
        callees.isEmpty() && call.callee() instanceof Instruction.Callee.Direct(var name)
            ? DdiTable.STANDARD.find(name)
            : Optional.empty();
    for (int i = 0; i < call.arguments().size(); i++) {
      Operand argument = call.arguments().get(i);
      for (ControlFlowGraph callee : callees) {
        if (i < callee.parameters().size() && isDevice(callee.parameters().get(i).type())) {
          flow(key, argument, new Slot.Local(callee.key(), callee.parameters().get(i).index()));
        }
      }
      int out = i;
      exposed(key, argument)
          .ifPresent(slot ->
              add(
                  slot,
                  EnumSet.of(ddi.flatMap(model -> origin(model, out)).orElse(Origin.UNKNOWN))));
    }
    call.result()
        .filter(_ -> isDevice(call.returnType()))
        .map(result -> new Slot.Temporary(key, result.index()))
        .ifPresent(result -> {
          callees.forEach(callee -> copy(new Slot.Result(callee.key()), result));
          if (callees.isEmpty()) {
            Origin made = ddi.flatMap(model -> origin(model, -1)).orElse(Origin.UNKNOWN);
            add(result, EnumSet.of(made));
          }
        });
    ddi.stream()
        .flatMap(DdiModel::effects)
        .forEach(effect -> {
          if (effect instanceof Effect.Send send && send.device() < call.arguments().size()) {
            source(key, call.arguments().get(send.device())).ifPresent(sentTo::add);
          }
        });
  }

  /** What a DDI gives by its result ({@code -1}) or where an argument points to. */
  private static Optional<Origin> origin(DdiModel ddi, int out) {
    return ddi.effects()
        .filter(effect -> effect instanceof Effect.Device device && device.out() == out)
        .map(effect ->
            ((Effect.Device) effect).device() == DeviceClass.OWN ? Origin.OWN : Origin.LOWER)
        .findFirst();
  }

  private void flow(FunctionKey key, Operand value, Slot to) {
    if (value instanceof Operand.Cast cast) {
      flow(key, cast.operand(), to);
    } else if (!(value instanceof Operand.Constant)) {
      source(key, value)
          .ifPresentOrElse(from -> copy(from, to), () -> add(to, EnumSet.of(Origin.UNKNOWN)));
    }
  }

  private void copy(Slot from, Slot to) {
    targets.add(to);
    if (!from.equals(to) && flows.computeIfAbsent(from, _ -> new HashSet<>()).add(to)) {
      add(to, holds.getOrDefault(from, Set.of()));
    }
  }

  private void add(Slot to, Set<Origin> origins) {
    if (!origins.isEmpty()
        && holds.computeIfAbsent(to, _ -> EnumSet.noneOf(Origin.class)).addAll(origins)) {
      changed.add(to);
    }
  }

  private void propagate() {
    while (!changed.isEmpty()) {
      Slot from = changed.remove();
      for (Slot to : flows.getOrDefault(from, Set.of())) {
        add(to, Set.copyOf(holds.getOrDefault(from, Set.of())));
      }
    }
  }

  /** Where a pointer to a device object is read from. */
  private static Optional<Slot> source(FunctionKey key, Operand operand) {
    return switch (operand) {
      case Operand.Load(var place) when isDevice(place.type()) -> slot(key, place);
      case Operand.Temporary(var index, var type) when isDevice(type) ->
          Optional.of(new Slot.Temporary(key, index));
      case Operand.Cast(var inner, _) -> source(key, inner);
      default -> Optional.empty();
    };
  }

  /** What is written by whoever is given that address. */
  private static Optional<Slot> exposed(FunctionKey key, Operand operand) {
    return switch (operand) {
      case Operand.AddressOf(var place, _) when isDevice(place.type()) -> slot(key, place);
      case Operand.Cast(var inner, _) -> exposed(key, inner);
      default -> Optional.empty();
    };
  }

  private static Optional<Slot> slot(FunctionKey key, Place place) {
    return switch (place) {
      case Place.Local(var variable) -> Optional.of(new Slot.Local(key, variable.index()));
      case Place.Global(var name, _, var isStatic) ->
          Optional.of(new Slot.Global(isStatic ? key.file() + "#" + name : name));
      case Place.Field(var base, var field) ->
          StructureType.of(base.type()).map(type -> new Slot.Member(type.tag(), field.name()));
      case Place.Element(var base, _, _) -> slot(key, base);
      case Place.Dereference _ -> Optional.empty();
    };
  }

  private static boolean isDevice(CType type) {
    return StructureType.pointedTo(type).filter(to -> to.tag().equals(DEVICE_OBJECT)).isPresent();
  }
}
