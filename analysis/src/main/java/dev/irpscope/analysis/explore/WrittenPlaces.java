package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.Place;
import dev.irpscope.analysis.explore.PointerBases.Base;
import dev.irpscope.analysis.program.Program;
import dev.irpscope.analysis.symbolic.Region;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * What a function may write, itself or by what it calls, as far as others see it: in what its
 * parameters point to, in global variables, elsewhere (side effects of procedure calls: Banning
 * 1979, Cooper and Kennedy 1988). What it writes in its own variables, through whatever pointers,
 * is nothing to its callers.
 */
final class WrittenPlaces {
  /** What a call gives to the functions that it may run. */
  private record Passed(List<FunctionKey> callees, List<Set<Base>> arguments) {}

  private final Map<Integer, WrittenBits> parameters = new HashMap<>();

  /** Of those the bits that may be cleared though they were set. */
  private final Map<Integer, WrittenBits> clearing = new HashMap<>();

  private Map<Region.Global, WrittenBits> globals = new HashMap<>();
  private WrittenBits elsewhere = new WrittenBits();
  private final List<Passed> calls = new ArrayList<>();

  private WrittenPlaces() {}

  /**
   * What each function of a program writes. One pass over the code and one along the calls.
   *
   * @param size of a type in bytes
   */
  static Map<FunctionKey, WrittenPlaces> of(Program program, ToLongFunction<CType> size) {
    Map<FunctionKey, WrittenPlaces> all = new HashMap<>();
    Map<FunctionKey, Set<FunctionKey>> callees = new LinkedHashMap<>();
    for (ControlFlowGraph graph : program.functions()) {
      WrittenPlaces written = of(graph, program, size);
      all.put(graph.key(), written);
      Set<FunctionKey> to = new LinkedHashSet<>();
      written.calls.forEach(call -> to.addAll(call.callees()));
      callees.put(graph.key(), to);
    }
    for (Set<FunctionKey> group : CallOrder.calledFirst(callees)) {
      Set<FunctionKey> outside = new LinkedHashSet<>();
      group.forEach(function -> outside.addAll(callees.getOrDefault(function, Set.of())));
      outside.removeAll(group);
      share(all, group, outside);
      boolean isMore = true;
      while (isMore) {
        isMore = false;
        for (FunctionKey function : group) {
          WrittenPlaces written = Objects.requireNonNull(all.get(function));
          boolean grows = written.addCalled(all, group);
          isMore |= grows && !Collections.disjoint(callees.get(function), group);
        }
      }
    }
    return all;
  }

  /**
   * Functions that call each other all write the same global variables, and the same elsewhere:
   * what each of them does, and what those do that they call.
   */
  private static void share(
      Map<FunctionKey, WrittenPlaces> all, Set<FunctionKey> group, Set<FunctionKey> outside) {
    WrittenPlaces whole = new WrittenPlaces();
    List<FunctionKey> inside = List.copyOf(group);
    if (inside.size() == 1) {
      whole = Objects.requireNonNull(all.get(inside.getFirst()));
    } else {
      for (FunctionKey function : inside) {
        WrittenPlaces written = Objects.requireNonNull(all.get(function));
        whole.addSeenByAll(written);
        written.globals = whole.globals;
        written.elsewhere = whole.elsewhere;
      }
    }
    for (FunctionKey callee : outside) {
      whole.addSeenByAll(Objects.requireNonNull(all.get(callee)));
    }
  }

  private void addSeenByAll(WrittenPlaces other) {
    elsewhere.addAll(other.elsewhere);
    other.globals.forEach(
        (variable, written) -> addAt(new PointerBases.OfGlobal(variable, 0), written));
  }

  /** What the code of a function itself writes. */
  private static WrittenPlaces of(
      ControlFlowGraph graph, Program program, ToLongFunction<CType> size) {
    WrittenPlaces written = new WrittenPlaces();
    PointerBases bases = new PointerBases(graph, size);
    SavedBits saved = new SavedBits(graph, bases);
    for (Block block : graph.blocks()) {
      for (Instruction instruction : block.instructions()) {
        switch (instruction) {
          case Instruction.Store store -> {
            Set<Base> to = bases.ofRoot(store.target());
            long mask = WrittenBits.mask(store);
            long cleared = to.size() == 1 ? saved.cleared(block, store) : mask;
            written.add(to, store.target(), size, mask, cleared);
          }
          case Instruction.Clear clear -> written.add(bases, clear.target(), size);
          case Instruction.Call call -> {
            DdiTargets.of(call).forEach(to -> written.add(bases, to, size));
            List<FunctionKey> callees =
                program.callees(graph.key(), call).stream().map(ControlFlowGraph::key).toList();
            if (!callees.isEmpty()) {
              List<Operand> arguments = call.arguments();
              written.calls.add(new Passed(callees, arguments.stream().map(bases::of).toList()));
            }
          }
          case Instruction.Define _, Instruction.Declare _, Instruction.Opaque _ -> {}
        }
      }
    }
    return written;
  }

  private void add(PointerBases bases, Place target, ToLongFunction<CType> size) {
    add(bases.ofRoot(target), target, size, WrittenBits.ALL, WrittenBits.ALL);
  }

  private void add(
      Set<Base> to, Place target, ToLongFunction<CType> size, long mask, long cleared) {
    Collection<Long> offsets = Liveness.offsets(target, size);
    WrittenBits there = new WrittenBits();
    there.addAll(target, offsets, mask);
    WrittenBits zero = new WrittenBits();
    zero.addAll(target, offsets, cleared);
    for (Base base : to) {
      addAt(base, there);
      addClearing(base, zero);
    }
  }

  private boolean addClearing(Base base, WrittenBits cleared) {
    return base instanceof PointerBases.OfParameter(int index, long offset)
        && clearing.computeIfAbsent(index, _ -> new WrittenBits()).addAll(cleared, offset);
  }

  private boolean addAt(Base base, WrittenBits written) {
    return switch (base) {
      case PointerBases.OfParameter(int index, long offset) ->
          parameters.computeIfAbsent(index, _ -> new WrittenBits()).addAll(written, offset);
      case PointerBases.OfGlobal(Region.Global variable, long offset) ->
          globals.computeIfAbsent(variable, _ -> new WrittenBits()).addAll(written, offset);
      case PointerBases.Elsewhere _ -> elsewhere.addAll(written);
    };
  }

  /**
   * Adds what the called functions write in what they are given; whether that is more than was
   * known.
   *
   * @param group functions that call each other, this one among them: a pointer that moves on with
   *     each call leads anywhere
   */
  private boolean addCalled(Map<FunctionKey, WrittenPlaces> known, Set<FunctionKey> group) {
    boolean isMore = false;
    for (Passed call : calls) {
      for (FunctionKey callee : call.callees()) {
        WrittenPlaces there = Objects.requireNonNull(known.get(callee));
        boolean isWithin = group.contains(callee);
        for (Map.Entry<Integer, WrittenBits> one : Map.copyOf(there.parameters).entrySet()) {
          if (one.getKey() < call.arguments().size()) {
            for (Base base : call.arguments().get(one.getKey())) {
              Base to = isWithin && base.offset() != 0 ? PointerBases.Elsewhere.UNKNOWN : base;
              isMore |= addAt(to, one.getValue());
              isMore |= addClearing(to, there.clearing(one.getKey()));
            }
          }
        }
      }
    }
    return isMore;
  }

  /** Whether nothing is written that others see. */
  boolean isNothing() {
    return parameters.isEmpty() && globals.isEmpty() && elsewhere.offsets().isEmpty();
  }

  /** In what the parameter points to; offsets are counted from there. */
  WrittenBits through(int parameter) {
    return parameters.getOrDefault(parameter, WrittenBits.NOTHING);
  }

  /** Of the same the bits that may be cleared though they were set when it was called. */
  WrittenBits clearing(int parameter) {
    return clearing.getOrDefault(parameter, WrittenBits.NOTHING);
  }

  WrittenBits in(Region.Global variable) {
    return globals.getOrDefault(variable, WrittenBits.NOTHING);
  }

  /** Through pointers of which only the type is known. */
  WrittenBits elsewhere() {
    return elsewhere;
  }
}
