package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.RecordDefinition;
import dev.irpscope.analysis.ast.TranslationUnit;
import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.Place;
import dev.irpscope.analysis.program.OperandWalk;
import dev.irpscope.analysis.program.Program;
import dev.irpscope.analysis.symbolic.RangeSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Which numbers a driver stores in members of its device extensions. Nobody else writes there: a
 * member that is only ever given constants holds one of them, or the 0 that the system puts there
 * when the device object is made, unless whoever makes it stores one at once. That tells what a
 * switch without a default does. Members of the same name are taken together, whichever extension
 * they belong to: extensions begin alike.
 */
final class ExtensionNumbers {
  private static final Set<String> CREATORS =
      Set.of("IoCreateDevice", "IoCreateDeviceSecure", "WdmlibIoCreateDeviceSecure");
  private static final int SIZE_ARGUMENT = 1;

  /** These fill what their first argument points to. */
  private static final Set<String> COPIERS =
      Set.of("RtlCopyMemory", "RtlMoveMemory", "RtlCopyBytes", "memcpy", "memmove");

  private final Program program;

  /** Tags of structures that the driver headers define. */
  private final Set<String> foreign = new HashSet<>();

  /** The types that extensions have, by tag, and those that they begin with. */
  private final Map<String, CType> extensions = new LinkedHashMap<>();

  private final Map<String, RangeSet> stored = new HashMap<>();
  private final Set<String> open = new HashSet<>();

  /** The members that each function stores a constant in. */
  private final Map<FunctionKey, Set<String>> given = new HashMap<>();

  /** What each function that makes device objects gives, by the size of their extensions. */
  private final Map<Long, List<Set<String>>> made = new HashMap<>();

  private final List<Set<String>> madeOfAnySize = new ArrayList<>();
  private boolean copied;

  /** By the name of the member: what it can hold. */
  private final Map<String, RangeSet> values = new HashMap<>();

  private final Map<RecordDefinition, Optional<String>> tags = new ConcurrentHashMap<>();

  ExtensionNumbers(Program program, List<TranslationUnit> units) {
    this.program = program;
    KitTypes.forEach(units, type -> tag(type).ifPresent(foreign::add));
    forEach(this::noteExtensions);
    if (!extensions.isEmpty()) {
      forEach(this::read);
      forEach(this::noteMaking);
    }
    stored.keySet().removeAll(open);
    if (!copied) {
      stored.forEach(this::settle);
    }
  }

  /** The values that a member can hold; empty where that is not known. */
  Optional<RangeSet> values(Place place) {
    return place instanceof Place.Field field && values.containsKey(field.field().name())
        ? member(place).map(values::get)
        : Optional.empty();
  }

  private void settle(String name, RangeSet numbers) {
    List<Set<String>> makers = new ArrayList<>(madeOfAnySize);
    extensions.values().stream()
        .filter(type -> program.layout().field(type, name).isPresent())
        .flatMapToLong(type -> program.layout().size(type).stream())
        .distinct()
        .forEach(size -> makers.addAll(made.getOrDefault(size, List.of())));
    if (!makers.isEmpty()) {
      boolean givenAtOnce = makers.stream().allMatch(gives -> gives.contains(name));
      values.put(name, givenAtOnce ? numbers : numbers.union(RangeSet.of(0)));
    }
  }

  private void forEach(BiConsumer<ControlFlowGraph, Instruction> reader) {
    for (ControlFlowGraph function : program.functions()) {
      for (Block block : function.blocks()) {
        block.instructions().forEach(instruction -> reader.accept(function, instruction));
      }
    }
  }

  private Optional<String> tag(CType type) {
    return type.canonical() instanceof CType.Struct(RecordDefinition definition)
        ? tags.computeIfAbsent(definition, _ -> StructureType.of(type).map(StructureType::tag))
        : Optional.empty();
  }

  // ---- what extensions are

  private void noteExtensions(ControlFlowGraph function, Instruction instruction) {
    if (instruction instanceof Instruction.Store store && isExtension(store.value())) {
      note(store.target().type());
    }
    if (instruction instanceof Instruction.Call call
        && call.arguments().stream().anyMatch(this::isExtension)) {
      for (ControlFlowGraph callee : program.callees(function.key(), call)) {
        int count = Math.min(callee.parameters().size(), call.arguments().size());
        for (int i = 0; i < count; i++) {
          if (isExtension(call.arguments().get(i))) {
            note(callee.parameters().get(i).type());
          }
        }
      }
    }
    for (Operand operand : OperandWalk.of(instruction)) {
      if (operand instanceof Operand.Cast && isExtension(operand)) {
        note(operand.type());
      }
    }
  }

  private boolean isExtension(Operand operand) {
    return operand.plain() instanceof Operand.Load(Place.Field(var base, var field))
        && field.name().equals("DeviceExtension")
        && tag(base.type()).filter("_DEVICE_OBJECT"::equals).isPresent();
  }

  private void note(CType pointer) {
    if (pointer.canonical() instanceof CType.Pointer(CType target)) {
      noteStructure(target);
    }
  }

  private void noteStructure(CType type) {
    Optional<String> tag = tag(type).filter(t -> !foreign.contains(t));
    if (tag.isPresent()
        && type.canonical() instanceof CType.Struct(RecordDefinition definition)
        && definition.kind() == RecordDefinition.Kind.STRUCT
        && definition.isComplete()
        && extensions.put(tag.get(), type) == null) {
      definition.fields().stream().limit(1).forEach(first -> noteStructure(first.type()));
    }
  }

  // ---- what is stored

  private void read(ControlFlowGraph function, Instruction instruction) {
    if (instruction instanceof Instruction.Store store) {
      member(store.target()).ifPresent(name -> store(function, name, store));
      copied |= isOfExtension(store.target().type());
    }
    if (instruction instanceof Instruction.Call call
        && call.callee() instanceof Instruction.Callee.Direct(String name)
        && COPIERS.contains(name)
        && !call.arguments().isEmpty()) {
      copied |= pointsToExtension(call.arguments().getFirst());
    }
    for (Operand operand : OperandWalk.of(instruction)) {
      if (operand instanceof Operand.AddressOf of) {
        member(of.place()).ifPresent(open::add);
      }
    }
  }

  private void store(ControlFlowGraph function, String name, Instruction.Store store) {
    Operand value = store.value().plain();
    if (value instanceof Operand.Constant constant
        && store.target().type().canonical() instanceof CType.Int(int bits, boolean signed)) {
      RangeSet number = RangeSet.of(constant.value()).wrapped(bits, signed);
      stored.merge(name, number, RangeSet::union);
      given.computeIfAbsent(function.key(), _ -> new HashSet<>()).add(name);
    } else if (!(value instanceof Operand.Load load
        && member(load.place()).filter(name::equals).isPresent())) {
      open.add(name);
    }
  }

  private boolean isOfExtension(CType type) {
    return tag(type).filter(extensions::containsKey).isPresent();
  }

  private boolean pointsToExtension(Operand operand) {
    return switch (operand) {
      case Operand.Cast cast -> pointsToExtension(cast.operand());
      case Operand.AddressOf of -> isOfExtension(of.place().type());
      default ->
          isExtension(operand)
              || (operand.type().canonical() instanceof CType.Pointer(CType target)
                  && isOfExtension(target));
    };
  }

  private Optional<String> member(Place place) {
    return place instanceof Place.Field field
            && field.field().bits() == 0
            && field.field().type().canonical() instanceof CType.Int
            && isOfExtension(field.base().type())
        ? Optional.of(field.field().name())
        : Optional.empty();
  }

  // ---- who makes device objects

  private void noteMaking(ControlFlowGraph function, Instruction instruction) {
    if (instruction instanceof Instruction.Call call
        && call.callee() instanceof Instruction.Callee.Direct(String name)
        && CREATORS.contains(name)
        && call.arguments().size() > SIZE_ARGUMENT) {
      Operand size = call.arguments().get(SIZE_ARGUMENT).plain();
      List<Set<String>> makers =
          size instanceof Operand.Constant constant
              ? made.computeIfAbsent(constant.value(), _ -> new ArrayList<>())
              : madeOfAnySize;
      makers.add(givenBy(function));
    }
  }

  /** By a function itself and by those that it calls. */
  private Set<String> givenBy(ControlFlowGraph function) {
    Set<String> all = new HashSet<>(given.getOrDefault(function.key(), Set.of()));
    Consumer<ControlFlowGraph> add =
        callee -> all.addAll(given.getOrDefault(callee.key(), Set.of()));
    for (Block block : function.blocks()) {
      for (Instruction instruction : block.instructions()) {
        if (instruction instanceof Instruction.Call call) {
          program.callees(function.key(), call).forEach(add);
        }
      }
    }
    return all;
  }
}
