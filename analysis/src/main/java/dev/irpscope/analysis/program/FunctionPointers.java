package dev.irpscope.analysis.program;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.Place;
import dev.irpscope.analysis.cfg.Terminator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * Which functions a pointer may hold: inclusion-based and flow-insensitive (Andersen 1994), over
 * variables of functions, globals, and members by name whatever object they are in; elements of
 * arrays by their index where it is a number. Over-approximates except for pointers that travel as
 * raw bytes.
 */
final class FunctionPointers {
  /** Something that can hold a pointer. */
  private sealed interface Slot {
    record Local(FunctionKey function, int variable) implements Slot {}

    record Temporary(FunctionKey function, int index) implements Slot {}

    record Result(FunctionKey function) implements Slot {}

    record Global(String name) implements Slot {}

    record Member(String name) implements Slot {}

    /** What is written to one element of an array; {@link #ANY} to one that is not known which. */
    record Element(Slot array, long index) implements Slot {
      static final long ANY = -1;
    }
  }

  private record IndirectCall(FunctionKey caller, Instruction.Call call, Operand function) {}

  private final Map<FunctionKey, ControlFlowGraph> graphs;
  private final BiFunction<String, String, List<FunctionKey>> resolve;
  private final Map<Slot, NavigableSet<FunctionKey>> holds = new HashMap<>();
  private final Map<Slot, Set<Slot>> flows = new HashMap<>();
  private final Set<Slot.Element> elements = new LinkedHashSet<>();
  private final Deque<Slot> changed = new ArrayDeque<>();
  private final List<IndirectCall> indirectCalls = new ArrayList<>();
  private final NavigableSet<FunctionKey> addressTaken = new TreeSet<>();

  /**
   * @param resolve the functions that a name means in a file
   */
  FunctionPointers(
      Map<FunctionKey, ControlFlowGraph> graphs,
      Collection<GlobalVariable> globals,
      BiFunction<String, String, List<FunctionKey>> resolve) {
    this.graphs = graphs;
    this.resolve = resolve;
    for (GlobalVariable global : globals) {
      FunctionKey context = new FunctionKey(global.file(), "", 0);
      global.initialization().forEach(instruction -> read(context, instruction));
    }
    graphs.forEach(this::read);
    linkIndirectCalls();
  }

  /** The functions that {@code operand}, evaluated in {@code context}, may be. */
  NavigableSet<FunctionKey> targets(FunctionKey context, Operand operand) {
    NavigableSet<FunctionKey> found = new TreeSet<>(named(context, operand));
    slot(context, operand).map(this::known).map(holds::get).ifPresent(found::addAll);
    return found;
  }

  /** The slot that has what can be read from one: nothing is written to the others by number. */
  private Slot known(Slot slot) {
    return slot instanceof Slot.Element(Slot array, _) && !elements.contains(slot)
        ? new Slot.Element(known(array), Slot.Element.ANY)
        : slot;
  }

  /** Whether {@code operand} may point to a member of that name, or hold what the member holds. */
  boolean comesFrom(String member, FunctionKey context, Operand operand) {
    Optional<Slot> wanted = slot(context, operand).map(FunctionPointers::array);
    Set<Slot> seen = new HashSet<>();
    Slot whole = new Slot.Member(member);
    Deque<Slot> open = new ArrayDeque<>(List.of(whole));
    elements.stream().filter(element -> array(element).equals(whole)).forEach(open::add);
    while (wanted.isPresent() && !open.isEmpty() && !seen.contains(wanted.get())) {
      Slot next = open.remove();
      if (seen.add(next)) {
        open.addAll(flows.getOrDefault(next, Set.of()));
      }
    }
    return wanted.isPresent() && seen.contains(wanted.get());
  }

  private static Slot array(Slot slot) {
    return slot instanceof Slot.Element(Slot array, _) ? array(array) : slot;
  }

  /** Functions whose address is taken anywhere. */
  NavigableSet<FunctionKey> addressTaken() {
    return addressTaken;
  }

  private void read(FunctionKey key, ControlFlowGraph graph) {
    graph.staticInitialization().forEach(instruction -> read(key, instruction));
    for (Block block : graph.blocks()) {
      block.instructions().forEach(instruction -> read(key, instruction));
      OperandWalk.of(block.terminator()).forEach(operand -> noteAddress(key, operand));
      if (block.terminator() instanceof Terminator.Return(_, var value)) {
        value.ifPresent(returned -> flow(key, returned, new Slot.Result(key)));
      }
    }
  }

  private void read(FunctionKey key, Instruction instruction) {
    OperandWalk.of(instruction).forEach(operand -> noteAddress(key, operand));
    switch (instruction) {
      case Instruction.Store(_, var target, var value) ->
          written(key, target).map(this::linked).ifPresent(slot -> flow(key, value, slot));
      case Instruction.Define(_, var target, var value) ->
          flow(key, value, new Slot.Temporary(key, target.index()));
      case Instruction.Call call -> readCall(key, call);
      case Instruction.Declare _, Instruction.Clear _, Instruction.Opaque _ -> {}
    }
  }

  private void readCall(FunctionKey key, Instruction.Call call) {
    switch (call.callee()) {
      case Instruction.Callee.Direct(var name) -> {
        for (FunctionKey callee : resolve.apply(name, key.file())) {
          link(key, call, callee);
        }
        // A cancel routine is kept in the IRP.
        if (name.equals("IoSetCancelRoutine") && call.arguments().size() == 2) {
          flow(key, call.arguments().getLast(), new Slot.Member("CancelRoutine"));
        }
        // The interlocked exchange is an assignment through its first argument.
        if (name.equals("InterlockedExchangePointer") && call.arguments().size() == 2) {
          slot(key, call.arguments().getFirst())
              .ifPresent(slot -> flow(key, call.arguments().getLast(), slot));
        }
      }
      case Instruction.Callee.Indirect(var function) ->
          indirectCalls.add(new IndirectCall(key, call, function));
    }
  }

  private void link(FunctionKey caller, Instruction.Call call, FunctionKey callee) {
    ControlFlowGraph graph = graphs.get(callee);
    if (graph == null) {
      return;
    }
    int count = Math.min(call.arguments().size(), graph.parameters().size());
    for (int i = 0; i < count; i++) {
      flow(caller, call.arguments().get(i), new Slot.Local(callee, i));
    }
    call.result()
        .ifPresent(
            result -> copy(new Slot.Result(callee), new Slot.Temporary(caller, result.index())));
  }

  private void linkIndirectCalls() {
    Set<List<Object>> linked = new HashSet<>();
    boolean more = true;
    while (more) {
      propagate();
      more = false;
      for (int i = 0; i < indirectCalls.size(); i++) {
        IndirectCall indirect = indirectCalls.get(i);
        for (FunctionKey callee : targets(indirect.caller(), indirect.function())) {
          if (linked.add(List.of(i, callee))) {
            link(indirect.caller(), indirect.call(), callee);
            more = true;
          }
        }
      }
    }
  }

  private void propagate() {
    while (!changed.isEmpty()) {
      Slot from = changed.remove();
      NavigableSet<FunctionKey> functions = holds.getOrDefault(from, new TreeSet<>());
      for (Slot to : flows.getOrDefault(from, Set.of())) {
        add(to, functions);
      }
    }
  }

  private void noteAddress(FunctionKey key, Operand operand) {
    if (operand instanceof Operand.FunctionName(var name, _)) {
      addressTaken.addAll(resolve.apply(name, key.file()));
    }
  }

  private void flow(FunctionKey key, Operand value, Slot to) {
    if (value.type().canonical() instanceof CType.Int(var bits, _) && bits < 64) {
      return;
    }
    add(to, named(key, value));
    slot(key, value).map(this::linked).ifPresent(from -> copy(from, to));
  }

  /**
   * An element has what is written at an unknown index, and the array has what its elements have.
   */
  private Slot linked(Slot slot) {
    if (slot instanceof Slot.Element element && elements.add(element)) {
      copy(element, linked(element.array()));
      if (element.index() != Slot.Element.ANY) {
        copy(linked(new Slot.Element(element.array(), Slot.Element.ANY)), element);
      }
    }
    return slot;
  }

  private void copy(Slot from, Slot to) {
    if (!from.equals(to) && flows.computeIfAbsent(from, _ -> new HashSet<>()).add(to)) {
      add(to, holds.getOrDefault(from, new TreeSet<>()));
    }
  }

  private void add(Slot to, Collection<FunctionKey> functions) {
    if (!functions.isEmpty()
        && holds.computeIfAbsent(to, _ -> new TreeSet<>()).addAll(List.copyOf(functions))) {
      changed.add(to);
    }
  }

  private List<FunctionKey> named(FunctionKey key, Operand operand) {
    return switch (operand) {
      case Operand.FunctionName(var name, _) -> resolve.apply(name, key.file());
      case Operand.Cast(var inner, _) -> named(key, inner);
      case Operand.Constant _,
          Operand.Text _,
          Operand.Load _,
          Operand.AddressOf _,
          Operand.Temporary _,
          Operand.Unary _,
          Operand.Binary _,
          Operand.Container _,
          Operand.Unknown _ ->
          List.of();
    };
  }

  /** Where a pointer value comes from; the address of an object counts as the object. */
  private static Optional<Slot> slot(FunctionKey key, Operand operand) {
    return switch (operand) {
      case Operand.Load(var place) -> slot(key, place);
      case Operand.AddressOf(var place, _) -> slot(key, place).map(FunctionPointers::array);
      case Operand.Temporary(var index, _) -> Optional.of(new Slot.Temporary(key, index));
      case Operand.Cast(var inner, _) -> slot(key, inner);
      case Operand.Binary(var op, var left, _, _)
          when op == Expr.BinaryOp.ADD || op == Expr.BinaryOp.SUBTRACT ->
          slot(key, left);
      case Operand.Binary _,
          Operand.Constant _,
          Operand.Text _,
          Operand.FunctionName _,
          Operand.Unary _,
          Operand.Container _,
          Operand.Unknown _ ->
          Optional.empty();
    };
  }

  /** Where a store leaves a pointer value. */
  private static Optional<Slot> written(FunctionKey key, Place place) {
    return place instanceof Place.Element(var base, var index, _)
            && !(index instanceof Operand.Constant)
        ? slot(key, base).map(array -> new Slot.Element(array, Slot.Element.ANY))
        : slot(key, place);
  }

  private static Optional<Slot> slot(FunctionKey key, Place place) {
    return switch (place) {
      case Place.Local(var variable) -> Optional.of(new Slot.Local(key, variable.index()));
      case Place.Global(var name, _, var isStatic) ->
          Optional.of(new Slot.Global(isStatic ? key.file() + "#" + name : name));
      case Place.Field(_, var field) -> Optional.of(new Slot.Member(field.name()));
      case Place.Element(var base, var index, _) ->
          slot(key, base)
              .map(array ->
                  index instanceof Operand.Constant number
                      ? new Slot.Element(array, number.value())
                      : array);
      case Place.Dereference(var pointer, _) -> slot(key, pointer);
    };
  }
}
