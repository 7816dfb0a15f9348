package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.Place;
import dev.irpscope.analysis.cfg.Variable;
import dev.irpscope.analysis.symbolic.Region;
import dev.irpscope.analysis.wdk.effects.KernelNames;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Where the pointers of one function lead, whatever the order of its instructions: into what its
 * parameters point to, into global variables, or elsewhere. What they lead to in variables of the
 * function itself and in memory that it allocates is not named: nobody else sees that.
 */
final class PointerBases {
  /** Bases of one variable that are told apart. A pointer that walks an array has ever new ones. */
  private static final int MOST = 8;

  /** What a pointer leads to. */
  sealed interface Base {
    /** Bytes from the beginning of what is named. */
    long offset();

    /** The same, so many bytes further on. */
    Base plus(long by);
  }

  /** Into what the parameter with that index points to. */
  record OfParameter(int index, long offset) implements Base {
    @Override
    public Base plus(long by) {
      return new OfParameter(index, offset + by);
    }
  }

  record OfGlobal(Region.Global variable, long offset) implements Base {
    @Override
    public Base plus(long by) {
      return new OfGlobal(variable, offset + by);
    }
  }

  /** Nothing is known of it. */
  enum Elsewhere implements Base {
    UNKNOWN;

    @Override
    public long offset() {
      return 0;
    }

    @Override
    public Base plus(long by) {
      return this;
    }
  }

  private static final Set<Base> UNKNOWN = Set.of(Elsewhere.UNKNOWN);

  private final ControlFlowGraph graph;
  private final ToLongFunction<CType> size;
  private final Map<Integer, Set<Base>> variables = new HashMap<>();
  private final Map<Integer, Set<Base>> temporaries = new HashMap<>();
  private final Set<Integer> exposed = new HashSet<>();

  /**
   * @param size of a type in bytes
   */
  PointerBases(ControlFlowGraph graph, ToLongFunction<CType> size) {
    this.graph = graph;
    this.size = size;
    List<Variable> parameters = graph.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      merge(variables, parameters.get(i).index(), Set.of(new OfParameter(i, 0)));
    }
    for (Block block : graph.blocks()) {
      for (Instruction instruction : block.instructions()) {
        Liveness.operands(instruction, this::noteExposed);
      }
    }
    repeat(graph, this::derive);
  }

  /**
   * Takes the instructions of a function in turn until none of them tells anything new.
   *
   * @param isNews what is learnt from one, and whether that was new
   */
  static void repeat(ControlFlowGraph graph, Predicate<Instruction> isNews) {
    boolean isMore = true;
    while (isMore) {
      isMore = false;
      for (Block block : graph.blocks()) {
        for (Instruction instruction : block.instructions()) {
          isMore |= isNews.test(instruction);
        }
      }
    }
  }

  /** A variable whose address is taken may be given any value by whoever has that. */
  private void noteExposed(Operand operand) {
    switch (operand) {
      case Operand.AddressOf(Place.Local(Variable variable), _) -> {
        exposed.add(variable.index());
        merge(variables, variable.index(), UNKNOWN);
      }
      case Operand.Cast cast -> noteExposed(cast.operand());
      case Operand.Binary binary -> {
        noteExposed(binary.left());
        noteExposed(binary.right());
      }
      default -> {}
    }
  }

  /** Whether something new is known. */
  private boolean derive(Instruction instruction) {
    return switch (instruction) {
      case Instruction.Store(_, Place.Local(Variable variable), Operand value) ->
          merge(variables, variable.index(), of(value));
      case Instruction.Define define ->
          merge(temporaries, define.target().index(), of(define.value()));
      case Instruction.Call call ->
          call.result().isPresent()
              && !isNew(call)
              && merge(temporaries, call.result().get().index(), UNKNOWN);
      default -> false;
    };
  }

  private static boolean isNew(Instruction.Call call) {
    return call.callee() instanceof Instruction.Callee.Direct(String name)
        && KernelNames.allocates(name);
  }

  private static boolean merge(Map<Integer, Set<Base>> known, int index, Set<Base> more) {
    Set<Base> before = known.computeIfAbsent(index, _ -> new HashSet<>());
    if (before.containsAll(more)) {
      return false;
    }
    if (before.size() + more.size() > MOST) {
      return before.add(Elsewhere.UNKNOWN);
    }
    return before.addAll(more);
  }

  /** Whether the address of a variable is taken. */
  boolean isExposed(Variable variable) {
    return exposed.contains(variable.index());
  }

  /** What a value may point to; empty if that is nobody else's. */
  Set<Base> of(Operand operand) {
    return switch (operand) {
      case Operand.Load(Place.Local(Variable variable)) when !isStatic(variable) ->
          variables.getOrDefault(variable.index(), Set.of());
      case Operand.Load _, Operand.Unknown _ -> UNKNOWN;
      case Operand.AddressOf address -> of(address.place());
      case Operand.Temporary temporary -> temporaries.getOrDefault(temporary.index(), Set.of());
      case Operand.Cast cast -> of(cast.operand());
      case Operand.Container container -> moved(of(container.member()), -container.offset());
      case Operand.Binary binary -> sum(binary);
      case Operand.Constant _, Operand.Text _, Operand.FunctionName _, Operand.Unary _ -> Set.of();
    };
  }

  private Set<Base> sum(Operand.Binary binary) {
    Set<Base> left = of(binary.left());
    Set<Base> right = of(binary.right());
    if (left.isEmpty() && right.isEmpty()) {
      return Set.of();
    }
    if (binary.right().plain() instanceof Operand.Constant by) {
      if (binary.op() == Expr.BinaryOp.ADD) {
        return moved(left, by.value());
      }
      if (binary.op() == Expr.BinaryOp.SUBTRACT) {
        return moved(left, -by.value());
      }
    }
    return UNKNOWN;
  }

  private Set<Base> of(Place place) {
    Set<Base> root = ofRoot(place);
    if (root.isEmpty() || root.equals(UNKNOWN)) {
      return root;
    }
    List<Long> offsets = Liveness.offsets(place, size);
    return offsets.size() == 1 ? moved(root, offsets.getFirst()) : UNKNOWN;
  }

  /** Where the object begins that a place lies in; empty if that is nobody else's. */
  Set<Base> ofRoot(Place place) {
    return switch (place.root()) {
      case Place.Dereference dereference -> of(dereference.pointer());
      case Place.Global global ->
          Set.of(
              new OfGlobal(
                  new Region.Global(global.name(), global.isStatic() ? graph.key().file() : ""),
                  0));
      case Place.Local(Variable variable) when isStatic(variable) ->
          Set.of(new OfGlobal(Evaluator.staticRegion(graph.key(), variable), 0));
      default -> Set.of();
    };
  }

  private static Set<Base> moved(Set<Base> bases, long by) {
    if (by == 0 || bases.isEmpty()) {
      return bases;
    }
    Set<Base> moved = new HashSet<>();
    bases.forEach(base -> moved.add(base.plus(by)));
    return moved;
  }

  private static boolean isStatic(Variable variable) {
    return variable.kind() == Variable.Kind.STATIC;
  }
}
