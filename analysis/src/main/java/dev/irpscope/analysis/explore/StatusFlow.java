package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.Edge;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.Place;
import dev.irpscope.analysis.cfg.Terminator;
import dev.irpscope.analysis.explore.StatusResults.Slot;
import dev.irpscope.analysis.program.Program;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Where a status that a function returns or stores can come from: a forward data-flow analysis of
 * its variables (Kildall 1973). Where a comparison says that a variable is not the status, what
 * could come from it is forgotten.
 */
final class StatusFlow {
  private static final Slot WANTED = new Slot.Wanted();
  private static final Slot MEMORY = new Slot.Memory();

  /** The kernel puts statuses there, too. */
  private static final Set<String> SHARED = Set.of("_IO_STATUS_BLOCK", "_IRP");

  private static final Set<String> RAISES = Set.of("ExRaiseStatus", "RtlRaiseStatus");

  private final Program program;
  private final ControlFlowGraph graph;
  private final long status;
  private final Predicate<Instruction.Call> sources;
  private final Set<Slot> returned = new HashSet<>();
  private final Map<Slot.Member, Set<Slot>> stored = new HashMap<>();
  private final Map<Integer, Map<Slot, Set<Slot>>> before = new HashMap<>();

  /** Blocks to go on with, in the order of the code: most of those before one are done by then. */
  private final BitSet open = new BitSet();

  /**
   * @param status the one that is looked for
   * @param sources calls of kernel functions that may return it
   */
  StatusFlow(
      Program program, ControlFlowGraph graph, long status, Predicate<Instruction.Call> sources) {
    this.program = program;
    this.graph = graph;
    this.status = status;
    this.sources = sources;
  }

  /**
   * What was found.
   *
   * @param returned from where the result may come
   * @param stored the same of members of structures
   */
  record Result(Set<Slot> returned, Map<Slot.Member, Set<Slot>> stored) {}

  Result find() {
    enter(graph.entry().index(), Map.of());
    while (!open.isEmpty()) {
      Block block = graph.blocks().get(open.nextSetBit(0));
      open.clear(block.index());
      Map<Slot, Set<Slot>> state = new HashMap<>(before.getOrDefault(block.index(), Map.of()));
      boolean mayRaise =
          graph.successors(block).stream().anyMatch(edge -> edge.kind() == Edge.Kind.EXCEPTION);
      Map<Slot, Set<Slot>> anywhere = mayRaise ? new HashMap<>(state) : Map.of();
      boolean raises = block.instructions().stream().anyMatch(StatusFlow::raises);
      for (Instruction instruction : block.instructions()) {
        run(instruction, state, raises);
        if (mayRaise) {
          join(anywhere, state);
        }
      }
      if (block.terminator() instanceof Terminator.Return leave) {
        leave.value().ifPresent(value -> returned.addAll(origins(value, state)));
      }
      for (Edge edge : graph.successors(block)) {
        if (edge.kind() == Edge.Kind.EXCEPTION) {
          enter(edge.to(), anywhere);
        } else {
          Map<Slot, Set<Slot>> there = new HashMap<>(state);
          if (block.terminator() instanceof Terminator.Branch branch) {
            excluded(branch.condition(), edge.kind() == Edge.Kind.TRUE).ifPresent(there::remove);
          }
          enter(edge.to(), there);
        }
      }
    }
    return new Result(returned, stored);
  }

  private void enter(int block, Map<Slot, Set<Slot>> state) {
    boolean isNew = !before.containsKey(block);
    if (join(before.computeIfAbsent(block, _ -> new HashMap<>()), state) || isNew) {
      open.set(block);
    }
  }

  /** The sets themselves are shared and never changed. */
  private static boolean join(Map<Slot, Set<Slot>> into, Map<Slot, Set<Slot>> more) {
    boolean changed = false;
    for (Map.Entry<Slot, Set<Slot>> entry : more.entrySet()) {
      changed |= add(into, entry.getKey(), entry.getValue());
    }
    return changed;
  }

  private static boolean add(Map<Slot, Set<Slot>> into, Slot slot, Set<Slot> from) {
    Set<Slot> known = into.get(slot);
    if (known == null || known.isEmpty()) {
      into.put(slot, from);
      return known == null || !from.isEmpty();
    }
    if (known.containsAll(from)) {
      return false;
    }
    Set<Slot> both = new HashSet<>(known);
    both.addAll(from);
    into.put(slot, both);
    return true;
  }

  private void run(Instruction instruction, Map<Slot, Set<Slot>> state, boolean raises) {
    switch (instruction) {
      case Instruction.Store store -> {
        if (mayBeStatus(store.target().type())) {
          Set<Slot> from = origins(store.value(), state);
          slot(store.target())
              .ifPresent(to -> put(to, from, state, raises, store.target() instanceof Place.Local));
        }
      }
      case Instruction.Define define ->
          put(
              new Slot.Temporary(define.target().index()),
              origins(define.value(), state),
              state,
              false,
              true);
      case Instruction.Call call -> {
        for (Operand argument : call.arguments()) {
          if (argument.plain() instanceof Operand.AddressOf of) {
            slot(of.place()).ifPresent(given -> put(given, written(call), state, false, false));
          }
        }
        call.result()
            .ifPresent(result ->
                put(
                    new Slot.Temporary(result.index()),
                    mayBeStatus(result.type()) ? called(call) : Set.of(),
                    state,
                    false,
                    true));
      }
      case Instruction.Declare _, Instruction.Clear _, Instruction.Opaque _ -> {}
    }
  }

  /**
   * @param raises whether a status is raised in the block: it is an error, and what is noted in a
   *     member beside it is the same
   * @param whole whether what was there before is gone
   */
  private void put(
      Slot to, Set<Slot> from, Map<Slot, Set<Slot>> state, boolean raises, boolean whole) {
    if (to instanceof Slot.Member member) {
      if (!raises) {
        stored.computeIfAbsent(member, _ -> new HashSet<>()).addAll(from);
      }
      return;
    }
    if (whole) {
      state.remove(to);
    }
    if (!from.isEmpty()) {
      add(state, to, from);
    }
  }

  private static boolean raises(Instruction instruction) {
    return instruction instanceof Instruction.Call call
        && call.callee() instanceof Instruction.Callee.Direct(var name)
        && RAISES.contains(name);
  }

  /** Whoever has the address of a variable or member may put there whatever it comes by. */
  private Set<Slot> written(Instruction.Call call) {
    Set<Slot> from = new HashSet<>();
    List<ControlFlowGraph> callees = program.callees(graph.key(), call);
    callees.forEach(callee -> from.add(new Slot.Written(callee.key())));
    if (callees.isEmpty()) {
      if (!(call.callee() instanceof Instruction.Callee.Direct)) {
        from.add(MEMORY);
      } else if (sources.test(call)) {
        from.add(WANTED);
      }
    }
    return from;
  }

  private Set<Slot> called(Instruction.Call call) {
    FunctionKey key = graph.key();
    Set<Slot> from = new HashSet<>();
    program.callees(key, call).forEach(callee -> from.add(new Slot.Result(callee.key())));
    if (call.callee() instanceof Instruction.Callee.Direct(var name)
        && program.resolve(name, key.file()).isEmpty()
        && sources.test(call)) {
      from.add(WANTED);
    }
    return from;
  }

  /** Where an operand's value may come from. */
  private Set<Slot> origins(Operand value, Map<Slot, Set<Slot>> state) {
    return switch (value) {
      case Operand.Constant constant ->
          StatusResults.is(constant, status) ? Set.of(WANTED) : Set.of();
      case Operand.Cast cast -> origins(cast.operand(), state);
      case Operand.Temporary temporary ->
          state.getOrDefault(new Slot.Temporary(temporary.index()), Set.of());
      case Operand.Load load -> {
        Optional<Slot> slot = slot(load.place());
        if (slot.isEmpty()) {
          yield Set.of(MEMORY);
        }
        yield slot.get() instanceof Slot.Member
            ? Set.of(slot.get())
            : state.getOrDefault(slot.get(), Set.of());
      }
      case Operand.Unknown _ -> Set.of(MEMORY);
      case Operand.Text _,
          Operand.AddressOf _,
          Operand.FunctionName _,
          Operand.Unary _,
          Operand.Binary _,
          Operand.Container _ ->
          Set.of();
    };
  }

  /** The variable that is not the status where a condition holds, or where it does not. */
  private Optional<Slot> excluded(Operand condition, boolean holds) {
    if (!(condition.plain() instanceof Operand.Binary comparison)
        || !comparison.op().isComparison()
        || !(comparison.right().plain() instanceof Operand.Constant constant)) {
      return Optional.empty();
    }
    OptionalInt order = order(constant, comparison.left().type());
    if (order.isEmpty() || satisfies(comparison.op(), order.getAsInt()) == holds) {
      return Optional.empty();
    }
    return switch (comparison.left().plain()) {
      case Operand.Load load when load.place() instanceof Place.Local(var variable) ->
          Optional.of(new Slot.Local(variable.index()));
      case Operand.Temporary temporary -> Optional.of(new Slot.Temporary(temporary.index()));
      default -> Optional.empty();
    };
  }

  /** How the status compares with a constant; empty where that depends on the type. */
  private OptionalInt order(Operand.Constant constant, CType type) {
    if (StatusResults.is(constant, status)) {
      return OptionalInt.of(0);
    }
    return type.canonical() instanceof CType.Int(int bits, boolean signed)
        ? OptionalInt.of(
            signed && bits == 32
                ? Integer.compare((int) status, (int) constant.value())
                : Integer.compareUnsigned((int) status, (int) constant.value()))
        : OptionalInt.empty();
  }

  private static boolean satisfies(Expr.BinaryOp op, int order) {
    return switch (op) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case LESS_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_EQUAL -> order >= 0;
      default -> throw new IllegalArgumentException(op.spelling());
    };
  }

  /** The variable or member that a place is; empty for other memory. */
  private static Optional<Slot> slot(Place place) {
    if (place instanceof Place.Field field
        && field.base().type().canonical() instanceof CType.Struct(var definition)
        && !definition.tag().isEmpty()
        && !SHARED.contains(definition.tag())) {
      return Optional.of(new Slot.Member(definition.tag(), field.field().offset()));
    }
    return place.root() instanceof Place.Local(var variable)
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
}
