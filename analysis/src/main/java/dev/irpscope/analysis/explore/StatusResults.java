package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.Place;
import dev.irpscope.analysis.cfg.Terminator;
import dev.irpscope.analysis.program.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which functions of a driver may return some status: looks at where a result can come from,
 * whatever the path. A member of a structure counts as all that the driver stores in it anywhere;
 * what is read from other memory that others share as what the function, with all that it calls,
 * could have written there. Nobody is believed to be given the status as an argument.
 */
final class StatusResults {
  /** Where a result passes on its way to the {@code return}. */
  private sealed interface Slot {
    record Local(int variable) implements Slot {}

    record Temporary(int index) implements Slot {}

    record Returned() implements Slot {}

    /** The status itself, or a kernel function that may return it. */
    record Wanted() implements Slot {}

    record Result(FunctionKey function) implements Slot {}

    record Memory() implements Slot {}

    /** What a function that has the address of a variable could write there. */
    record Written(FunctionKey function) implements Slot {}

    /** A member of a structure of the driver, in whatever object. */
    record Member(String structure, long offset) implements Slot {}
  }

  /** The kernel puts statuses there, too. */
  private static final Set<String> SHARED = Set.of("_IO_STATUS_BLOCK", "_IRP");

  private static final Set<String> RAISES = Set.of("ExRaiseStatus", "RtlRaiseStatus");

  /** A value that is stored in a member, and where. */
  private record Stored(FunctionKey function, Set<Slot> from) {}

  private static final Slot RETURNED = new Slot.Returned();
  private static final Slot WANTED = new Slot.Wanted();
  private static final Slot MEMORY = new Slot.Memory();

  private final Program program;
  private final long status;
  private final Predicate<Instruction.Call> sources;
  private final Predicate<FunctionKey> byMemory;
  private final Map<FunctionKey, Set<Slot>> origins = new HashMap<>();
  private final Set<FunctionKey> found = new HashSet<>();
  private final Map<Slot.Member, List<Stored>> stored = new HashMap<>();
  private final Set<Slot.Member> members = new HashSet<>();

  /**
   * @param sources calls of kernel functions that may return it
   * @param byMemory whether a function, or one that it calls, could put it into memory
   */
  StatusResults(
      Program program,
      long status,
      Predicate<Instruction.Call> sources,
      Predicate<FunctionKey> byMemory) {
    this.program = program;
    this.status = status;
    this.sources = sources;
    this.byMemory = byMemory;
    for (ControlFlowGraph graph : program.functions()) {
      origins.put(graph.key(), originsOf(graph));
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Map.Entry<FunctionKey, Set<Slot>> entry : origins.entrySet()) {
        changed |= mayBe(entry.getKey(), entry.getValue()) && found.add(entry.getKey());
      }
      for (Map.Entry<Slot.Member, List<Stored>> member : stored.entrySet()) {
        changed |=
            member.getValue().stream().anyMatch(value -> mayBe(value.function(), value.from()))
                && members.add(member.getKey());
      }
    }
  }

  boolean mayReturn(FunctionKey function) {
    return found.contains(function);
  }

  private boolean mayBe(FunctionKey function, Set<Slot> from) {
    return from.stream()
        .anyMatch(slot ->
            switch (slot) {
              case Slot.Wanted _ -> true;
              case Slot.Result(FunctionKey callee) -> found.contains(callee);
              case Slot.Memory _ -> byMemory.test(function);
              case Slot.Written(FunctionKey callee) -> byMemory.test(callee);
              case Slot.Member member -> members.contains(member);
              case Slot.Local _, Slot.Temporary _, Slot.Returned _ -> false;
            });
  }

  /** All that can come to the {@code return} of one function. */
  private Set<Slot> originsOf(ControlFlowGraph graph) {
    Map<Slot, Set<Slot>> flows = new HashMap<>();
    for (Block block : graph.blocks()) {
      boolean raises = block.instructions().stream().anyMatch(StatusResults::raises);
      for (Instruction instruction : block.instructions()) {
        if (!(raises && instruction instanceof Instruction.Store store && isMember(store))) {
          read(graph.key(), instruction, flows);
        }
      }
      if (block.terminator() instanceof Terminator.Return leave) {
        leave.value().ifPresent(value -> flow(value, RETURNED, flows));
      }
    }
    for (Slot to : List.copyOf(flows.keySet())) {
      if (to instanceof Slot.Member member) {
        stored
            .computeIfAbsent(member, _ -> new ArrayList<>())
            .add(new Stored(graph.key(), reaching(to, flows)));
      }
    }
    return reaching(RETURNED, flows);
  }

  /** Whether a status is raised: it is an error, and what is noted beside it is the same. */
  private static boolean raises(Instruction instruction) {
    return instruction instanceof Instruction.Call call
        && call.callee() instanceof Instruction.Callee.Direct(var name)
        && RAISES.contains(name);
  }

  private static boolean isMember(Instruction.Store store) {
    return slot(store.target()).filter(Slot.Member.class::isInstance).isPresent();
  }

  /** All from which a value comes there; of other members only their names. */
  private static Set<Slot> reaching(Slot to, Map<Slot, Set<Slot>> flows) {
    Set<Slot> reached = new HashSet<>();
    List<Slot> open = new ArrayList<>(flows.getOrDefault(to, Set.of()));
    while (!open.isEmpty()) {
      Slot next = open.removeLast();
      if (reached.add(next) && !(next instanceof Slot.Member)) {
        open.addAll(flows.getOrDefault(next, Set.of()));
      }
    }
    return reached;
  }

  private void read(FunctionKey key, Instruction instruction, Map<Slot, Set<Slot>> flows) {
    switch (instruction) {
      case Instruction.Store store -> {
        if (mayBeStatus(store.target().type())) {
          slot(store.target()).ifPresent(to -> flow(store.value(), to, flows));
        }
      }
      case Instruction.Define define ->
          flow(define.value(), new Slot.Temporary(define.target().index()), flows);
      case Instruction.Call call -> {
        for (Operand argument : call.arguments()) {
          if (plain(argument) instanceof Operand.AddressOf of) {
            slot(of.place()).ifPresent(given -> written(key, call, given, flows));
          }
        }
        call.result()
            .filter(result -> mayBeStatus(result.type()))
            .ifPresent(result -> called(key, call, new Slot.Temporary(result.index()), flows));
      }
      case Instruction.Declare _, Instruction.Clear _, Instruction.Opaque _ -> {}
    }
  }

  /** Whoever has the address of a variable or member may put there whatever it comes by. */
  private void written(
      FunctionKey key, Instruction.Call call, Slot given, Map<Slot, Set<Slot>> flows) {
    List<ControlFlowGraph> callees = program.callees(key, call);
    callees.forEach(callee -> add(given, new Slot.Written(callee.key()), flows));
    if (callees.isEmpty()) {
      if (!(call.callee() instanceof Instruction.Callee.Direct)) {
        add(given, MEMORY, flows);
      } else if (sources.test(call)) {
        add(given, WANTED, flows);
      }
    }
  }

  private void called(
      FunctionKey key, Instruction.Call call, Slot result, Map<Slot, Set<Slot>> flows) {
    for (ControlFlowGraph callee : program.callees(key, call)) {
      add(result, new Slot.Result(callee.key()), flows);
    }
    if (call.callee() instanceof Instruction.Callee.Direct(var name)
        && program.resolve(name, key.file()).isEmpty()
        && sources.test(call)) {
      add(result, WANTED, flows);
    }
  }

  /** Whether a constant is that status, as a signed or an unsigned number. */
  static boolean is(Operand.Constant constant, long status) {
    return (int) constant.value() == (int) status && Math.abs(constant.value()) < 1L << 32;
  }

  private void flow(Operand value, Slot to, Map<Slot, Set<Slot>> flows) {
    switch (value) {
      case Operand.Constant constant -> {
        if (is(constant, status)) {
          add(to, WANTED, flows);
        }
      }
      case Operand.Cast cast -> flow(cast.operand(), to, flows);
      case Operand.Temporary temporary -> add(to, new Slot.Temporary(temporary.index()), flows);
      case Operand.Load load -> add(to, slot(load.place()).orElse(MEMORY), flows);
      case Operand.Unknown _ -> add(to, MEMORY, flows);
      case Operand.Text _,
          Operand.AddressOf _,
          Operand.FunctionName _,
          Operand.Unary _,
          Operand.Binary _,
          Operand.Container _ -> {}
    }
  }

  /** The variable or member that a place is; empty for other memory. */
  private static Optional<Slot> slot(Place place) {
    if (place instanceof Place.Field field
        && field.base().type().canonical() instanceof CType.Struct(var definition)
        && !definition.tag().isEmpty()
        && !SHARED.contains(definition.tag())) {
      return Optional.of(new Slot.Member(definition.tag(), field.field().offset()));
    }
    return root(place) instanceof Place.Local(var variable)
        ? Optional.of(new Slot.Local(variable.index()))
        : Optional.empty();
  }

  private static boolean mayBeStatus(CType type) {
    return switch (type.canonical()) {
      case CType.Int(int bits, _) -> bits == 32;
      case CType.Pointer _, CType.Floating _ -> false;
      case CType.Void _,
          CType.Array _,
          CType.Function _,
          CType.Struct _,
          CType.Typedef _,
          CType.Unknown _ ->
          true;
    };
  }

  private static void add(Slot to, Slot from, Map<Slot, Set<Slot>> flows) {
    flows.computeIfAbsent(to, _ -> new HashSet<>()).add(from);
  }

  static Operand plain(Operand operand) {
    return operand instanceof Operand.Cast cast ? plain(cast.operand()) : operand;
  }

  /** The variable that a place lies in, or what is pointed to. */
  private static Place root(Place place) {
    return switch (place) {
      case Place.Field field -> root(field.base());
      case Place.Element element -> root(element.base());
      case Place.Local _, Place.Global _, Place.Dereference _ -> place;
    };
  }
}
