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
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which functions of a driver may return STATUS_PENDING: looks at where a result can come from,
 * whatever the path. What is read from memory that others share counts as what the function, with
 * all that it calls, could have written there.
 */
final class PendingResults {
  /** Where a result passes on its way to the {@code return}. */
  private sealed interface Slot {
    record Local(int variable) implements Slot {}

    record Temporary(int index) implements Slot {}

    record Returned() implements Slot {}

    /** STATUS_PENDING itself, or a kernel function that may return it. */
    record Pending() implements Slot {}

    record Result(FunctionKey function) implements Slot {}

    record Memory() implements Slot {}
  }

  private static final Slot RETURNED = new Slot.Returned();
  private static final Slot PENDING = new Slot.Pending();
  private static final Slot MEMORY = new Slot.Memory();

  private final Program program;
  private final Predicate<String> sources;
  private final Predicate<FunctionKey> byMemory;
  private final Map<FunctionKey, Set<Slot>> origins = new HashMap<>();
  private final Set<FunctionKey> found = new HashSet<>();

  /**
   * @param sources names of kernel functions that may return it
   * @param byMemory whether a function, or one that it calls, could put it into memory
   */
  PendingResults(Program program, Predicate<String> sources, Predicate<FunctionKey> byMemory) {
    this.program = program;
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
    }
  }

  boolean mayReturn(FunctionKey function) {
    return found.contains(function);
  }

  private boolean mayBe(FunctionKey function, Set<Slot> from) {
    return from.stream()
        .anyMatch(slot ->
            switch (slot) {
              case Slot.Pending _ -> true;
              case Slot.Result(FunctionKey callee) -> found.contains(callee);
              case Slot.Memory _ -> byMemory.test(function);
              case Slot.Local _, Slot.Temporary _, Slot.Returned _ -> false;
            });
  }

  /** All that can come to the {@code return} of one function. */
  private Set<Slot> originsOf(ControlFlowGraph graph) {
    Map<Slot, Set<Slot>> flows = new HashMap<>();
    for (Block block : graph.blocks()) {
      for (Instruction instruction : block.instructions()) {
        read(graph.key(), instruction, flows);
      }
      if (block.terminator() instanceof Terminator.Return leave) {
        leave.value().ifPresent(value -> flow(value, RETURNED, flows));
      }
    }
    Set<Slot> reached = new HashSet<>();
    List<Slot> open = new ArrayList<>(List.of(RETURNED));
    while (!open.isEmpty()) {
      Slot next = open.removeLast();
      if (reached.add(next)) {
        open.addAll(flows.getOrDefault(next, Set.of()));
      }
    }
    return reached;
  }

  private void read(FunctionKey key, Instruction instruction, Map<Slot, Set<Slot>> flows) {
    switch (instruction) {
      case Instruction.Store store -> {
        if (mayBeStatus(store.target().type())
            && root(store.target()) instanceof Place.Local(var variable)) {
          flow(store.value(), new Slot.Local(variable.index()), flows);
        }
      }
      case Instruction.Define define ->
          flow(define.value(), new Slot.Temporary(define.target().index()), flows);
      case Instruction.Call call -> {
        // Whoever has the address of a variable may put anything there.
        for (Operand argument : call.arguments()) {
          if (plain(argument) instanceof Operand.AddressOf of
              && root(of.place()) instanceof Place.Local(var variable)) {
            add(new Slot.Local(variable.index()), MEMORY, flows);
          }
        }
        call.result()
            .ifPresent(result -> called(key, call, new Slot.Temporary(result.index()), flows));
      }
      case Instruction.Declare _, Instruction.Clear _, Instruction.Opaque _ -> {}
    }
  }

  private void called(
      FunctionKey key, Instruction.Call call, Slot result, Map<Slot, Set<Slot>> flows) {
    for (ControlFlowGraph callee : program.callees(key, call)) {
      add(result, new Slot.Result(callee.key()), flows);
    }
    if (call.callee() instanceof Instruction.Callee.Direct(var name)
        && program.resolve(name, key.file()).isEmpty()
        && sources.test(name)) {
      add(result, PENDING, flows);
    }
  }

  private static void flow(Operand value, Slot to, Map<Slot, Set<Slot>> flows) {
    switch (value) {
      case Operand.Constant constant -> {
        if (constant.value() == Sender.PENDING) {
          add(to, PENDING, flows);
        }
      }
      case Operand.Cast cast -> flow(cast.operand(), to, flows);
      case Operand.Temporary temporary -> add(to, new Slot.Temporary(temporary.index()), flows);
      case Operand.Load load ->
          add(
              to,
              root(load.place()) instanceof Place.Local(var variable)
                  ? new Slot.Local(variable.index())
                  : MEMORY,
              flows);
      case Operand.Unknown _ -> add(to, MEMORY, flows);
      case Operand.Text _,
          Operand.AddressOf _,
          Operand.FunctionName _,
          Operand.Unary _,
          Operand.Binary _,
          Operand.Container _ -> {}
    }
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

  private static Operand plain(Operand operand) {
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
