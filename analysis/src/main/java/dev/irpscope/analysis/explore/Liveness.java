package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.Edge;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.Place;
import dev.irpscope.analysis.cfg.Terminator;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * What is alive in one function: locals whose address is not taken, temporaries, and member offsets
 * that may still be read through pointers. Classic backward data flow (Aho et al., live variables),
 * computed once per function.
 */
final class Liveness {
  /** Elements of an array with an unknown index that are told apart. */
  private static final int MOST_ELEMENTS = 64;

  private final ControlFlowGraph graph;
  private final ToLongFunction<CType> size;
  private final BitSet addressTaken = new BitSet();
  private final List<BitSet> liveVariables = new ArrayList<>();
  private final List<BitSet> liveTemporaries = new ArrayList<>();
  private final List<Set<Long>> reads = new ArrayList<>();
  private final List<List<Edge>> raised = new ArrayList<>();
  private final ConcurrentHashMap<Long, Alive> alive = new ConcurrentHashMap<>();

  /**
   * @param callReads offsets that a call may read, transitively
   * @param raises whether a call may raise an exception that a handler is written for
   */
  Liveness(
      ControlFlowGraph graph,
      java.util.function.Function<Instruction.Call, Set<Long>> callReads,
      Predicate<Instruction.Call> raises,
      ToLongFunction<CType> size) {
    this.graph = graph;
    this.size = size;
    for (Block block : graph.blocks()) {
      block.instructions().forEach(this::noteAddresses);
      liveVariables.add(new BitSet());
      liveTemporaries.add(new BitSet());
      boolean mayRaise =
          block.instructions().stream()
              .anyMatch(i -> i instanceof Instruction.Call call && raises.test(call));
      raised.add(
          mayRaise
              ? graph.successors(block).stream()
                  .filter(e -> e.kind() == Edge.Kind.EXCEPTION)
                  .toList()
              : List.of());
    }
    solve(callReads);
  }

  private void solve(java.util.function.Function<Instruction.Call, Set<Long>> callReads) {
    List<Block> blocks = graph.blocks();
    List<Set<Long>> own = new ArrayList<>();
    for (Block block : blocks) {
      Set<Long> offsets = new HashSet<>();
      for (Instruction instruction : block.instructions()) {
        if (instruction instanceof Instruction.Call call) {
          offsets.addAll(callReads.apply(call));
        }
        operands(instruction, operand -> collectReads(operand, size, offsets));
        places(instruction, place -> collectPlaceReads(place, size, offsets));
      }
      operands(block.terminator(), operand -> collectReads(operand, size, offsets));
      own.add(offsets);
    }
    List<Long> names = own.stream().flatMap(Set::stream).distinct().toList();
    List<BitSet> later = numbered(own, names);
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int b = blocks.size() - 1; b >= 0; b--) {
        Block block = blocks.get(b);
        BitSet variables = new BitSet();
        BitSet temporaries = new BitSet();
        BitSet offsets = (BitSet) later.get(b).clone();
        for (Edge edge : graph.successors(block)) {
          variables.or(liveVariables.get(edge.to()));
          temporaries.or(liveTemporaries.get(edge.to()));
          offsets.or(later.get(edge.to()));
        }
        backward(block, 0, variables, temporaries);
        if (!variables.equals(liveVariables.get(b))
            || !temporaries.equals(liveTemporaries.get(b))
            || !offsets.equals(later.get(b))) {
          liveVariables.set(b, variables);
          liveTemporaries.set(b, temporaries);
          later.set(b, offsets);
          changed = true;
        }
      }
    }
    Map<BitSet, Set<Long>> shared = new HashMap<>();
    for (BitSet offsets : later) {
      reads.add(
          shared.computeIfAbsent(
              offsets,
              some -> some.stream().mapToObj(names::get).collect(Collectors.toUnmodifiableSet())));
    }
  }

  /** The sets as positions in {@code names}. */
  private static List<BitSet> numbered(List<Set<Long>> sets, List<Long> names) {
    Map<Long, Integer> numbers = new HashMap<>();
    names.forEach(name -> numbers.put(name, numbers.size()));
    List<BitSet> found = new ArrayList<>();
    for (Set<Long> set : sets) {
      BitSet numbered = new BitSet();
      for (long name : set) {
        numbered.set(numbers.getOrDefault(name, 0));
      }
      found.add(numbered);
    }
    return found;
  }

  /** From the end of the block back to {@code from}. */
  private void backward(Block block, int from, BitSet variables, BitSet temporaries) {
    operands(block.terminator(), operand -> use(operand, variables, temporaries));
    for (int i = block.instructions().size() - 1; i >= from; i--) {
      Instruction instruction = block.instructions().get(i);
      switch (instruction) {
        case Instruction.Store store -> {
          if (store.target() instanceof Place.Local local) {
            variables.clear(local.variable().index());
          }
        }
        case Instruction.Define define -> temporaries.clear(define.target().index());
        case Instruction.Call call ->
            call.result().ifPresent(result -> temporaries.clear(result.index()));
        case Instruction.Declare declare -> variables.clear(declare.variable().index());
        case Instruction.Clear _, Instruction.Opaque _ -> {}
      }
      operands(instruction, operand -> use(operand, variables, temporaries));
      places(instruction, place -> usePlace(place, variables, temporaries));
    }
  }

  /** What is alive just before an instruction of a block. */
  record Alive(BitSet variables, BitSet temporaries) {}

  Alive at(int block, int instruction) {
    return alive.computeIfAbsent(
        ((long) block << 32) | instruction, _ -> compute(block, instruction));
  }

  private Alive compute(int block, int instruction) {
    if (instruction == 0) {
      return new Alive(liveVariables.get(block), liveTemporaries.get(block));
    }
    Block at = graph.blocks().get(block);
    BitSet variables = new BitSet();
    BitSet temporaries = new BitSet();
    for (Edge edge : graph.successors(at)) {
      variables.or(liveVariables.get(edge.to()));
      temporaries.or(liveTemporaries.get(edge.to()));
    }
    backward(at, instruction, variables, temporaries);
    return new Alive(variables, temporaries);
  }

  /** Whether a variable's address is taken: it may be read through a pointer at any time. */
  boolean isAddressTaken(int variable) {
    return addressTaken.get(variable);
  }

  /** Member offsets that may be read from the start of {@code block} to the function's end. */
  Set<Long> reads(int block) {
    return reads.get(block);
  }

  /** The exception edges to follow when {@code block} is entered. */
  List<Edge> raised(Block block) {
    return raised.get(block.index());
  }

  private void noteAddresses(Instruction instruction) {
    operands(instruction, this::noteAddress);
    places(instruction, place -> placeOperands(place, this::noteAddress));
    if (instruction instanceof Instruction.Store store) {
      noteWhole(store.target());
    } else if (instruction instanceof Instruction.Clear clear) {
      rootLocal(clear.target());
    }
  }

  /** A variable that is written in parts is treated as if its address were taken. */
  private void noteWhole(Place place) {
    if (!(place instanceof Place.Local)) {
      rootLocal(place);
    }
  }

  private void rootLocal(Place place) {
    if (place.root() instanceof Place.Local(var variable)) {
      addressTaken.set(variable.index());
    }
  }

  private void noteAddress(Operand operand) {
    switch (operand) {
      case Operand.AddressOf of -> {
        rootLocal(of.place());
        placeOperands(of.place(), this::noteAddress);
      }
      case Operand.Load load -> {
        if (!(load.place() instanceof Place.Local)) {
          rootLocal(load.place());
        }
        placeOperands(load.place(), this::noteAddress);
      }
      case Operand.Unary unary -> noteAddress(unary.operand());
      case Operand.Binary binary -> {
        noteAddress(binary.left());
        noteAddress(binary.right());
      }
      case Operand.Cast cast -> noteAddress(cast.operand());
      case Operand.Container container -> noteAddress(container.member());
      case Operand.Constant _,
          Operand.Text _,
          Operand.FunctionName _,
          Operand.Temporary _,
          Operand.Unknown _ -> {}
    }
  }

  private static void use(Operand operand, BitSet variables, BitSet temporaries) {
    switch (operand) {
      case Operand.Temporary temporary -> temporaries.set(temporary.index());
      case Operand.Load load -> {
        if (load.place() instanceof Place.Local local) {
          variables.set(local.variable().index());
        } else {
          placeOperands(load.place(), o -> use(o, variables, temporaries));
        }
      }
      case Operand.AddressOf of -> placeOperands(of.place(), o -> use(o, variables, temporaries));
      case Operand.Unary unary -> use(unary.operand(), variables, temporaries);
      case Operand.Binary binary -> {
        use(binary.left(), variables, temporaries);
        use(binary.right(), variables, temporaries);
      }
      case Operand.Cast cast -> use(cast.operand(), variables, temporaries);
      case Operand.Container container -> use(container.member(), variables, temporaries);
      case Operand.Constant _, Operand.Text _, Operand.FunctionName _, Operand.Unknown _ -> {}
    }
  }

  private static void usePlace(Place place, BitSet variables, BitSet temporaries) {
    placeOperands(place, o -> use(o, variables, temporaries));
  }

  /** The operands that an instruction evaluates, its target place aside. */
  static void operands(Instruction instruction, Consumer<Operand> visitor) {
    switch (instruction) {
      case Instruction.Store store -> visitor.accept(store.value());
      case Instruction.Define define -> visitor.accept(define.value());
      case Instruction.Call call -> {
        if (call.callee() instanceof Instruction.Callee.Indirect indirect) {
          visitor.accept(indirect.function());
        }
        call.arguments().forEach(visitor);
      }
      case Instruction.Declare _, Instruction.Clear _, Instruction.Opaque _ -> {}
    }
  }

  /** The operand that decides where control goes, or what is returned. */
  static void operands(Terminator terminator, Consumer<Operand> visitor) {
    switch (terminator) {
      case Terminator.Branch branch -> visitor.accept(branch.condition());
      case Terminator.Switch selection -> visitor.accept(selection.value());
      case Terminator.Return leave -> leave.value().ifPresent(visitor);
      case Terminator.Jump _, Terminator.End _ -> {}
    }
  }

  /** The places that an instruction writes. */
  static void places(Instruction instruction, Consumer<Place> visitor) {
    switch (instruction) {
      case Instruction.Store store -> visitor.accept(store.target());
      case Instruction.Clear clear -> visitor.accept(clear.target());
      case Instruction.Define _,
          Instruction.Call _,
          Instruction.Declare _,
          Instruction.Opaque _ -> {}
    }
  }

  /** The operands inside a place: pointers that are followed, indices. */
  static void placeOperands(Place place, Consumer<Operand> visitor) {
    switch (place) {
      case Place.Local _, Place.Global _ -> {}
      case Place.Dereference dereference -> visitor.accept(dereference.pointer());
      case Place.Field field -> placeOperands(field.base(), visitor);
      case Place.Element element -> {
        placeOperands(element.base(), visitor);
        visitor.accept(element.index());
      }
    }
  }

  /** Adds the offsets of members that an operand reads other than from locals. */
  static void collectReads(Operand operand, ToLongFunction<CType> size, Set<Long> offsets) {
    switch (operand) {
      case Operand.Load load -> {
        if (!(load.place() instanceof Place.Local)) {
          offsets.addAll(offsets(load.place(), size));
        }
        collectPlaceReads(load.place(), size, offsets);
      }
      case Operand.AddressOf of -> collectPlaceReads(of.place(), size, offsets);
      case Operand.Unary unary -> collectReads(unary.operand(), size, offsets);
      case Operand.Binary binary -> {
        collectReads(binary.left(), size, offsets);
        collectReads(binary.right(), size, offsets);
      }
      case Operand.Cast cast -> collectReads(cast.operand(), size, offsets);
      case Operand.Container container -> collectReads(container.member(), size, offsets);
      case Operand.Constant _,
          Operand.Text _,
          Operand.FunctionName _,
          Operand.Temporary _,
          Operand.Unknown _ -> {}
    }
  }

  static void collectPlaceReads(Place place, ToLongFunction<CType> size, Set<Long> offsets) {
    placeOperands(place, operand -> collectReads(operand, size, offsets));
  }

  /**
   * Offsets that a place may have from the start of the object that a pointer or variable names; of
   * an array with an unknown index those of its first elements.
   */
  static List<Long> offsets(Place place, ToLongFunction<CType> size) {
    return switch (place) {
      case Place.Local _, Place.Global _, Place.Dereference _ -> List.of(0L);
      case Place.Field field ->
          offsets(field.base(), size).stream()
              .map(offset -> offset + field.field().offset())
              .toList();
      case Place.Element element -> {
        long stride = Math.max(1, size.applyAsLong(element.type()));
        List<Long> bases = offsets(element.base(), size);
        if (element.index() instanceof Operand.Constant index) {
          yield bases.stream().map(base -> base + index.value() * stride).toList();
        }
        long length =
            element.base().type().canonical() instanceof CType.Array array
                ? array.length().orElse(MOST_ELEMENTS)
                : MOST_ELEMENTS;
        List<Long> all = new ArrayList<>();
        for (long base : bases) {
          for (long i = 0; i < Math.min(length, MOST_ELEMENTS); i++) {
            if (all.size() < MOST_ELEMENTS * 4) {
              all.add(base + i * stride);
            }
          }
        }
        yield all;
      }
    };
  }
}
