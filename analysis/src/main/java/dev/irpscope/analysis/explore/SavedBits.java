package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.Edge;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.Place;
import dev.irpscope.analysis.cfg.Terminator;
import dev.irpscope.analysis.cfg.Variable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Flags that a function sets for a while: it clears them only where it has seen before that they
 * were clear.
 *
 * <pre>
 *   wait = (context->Flags &amp; WAIT) != 0;
 *   context->Flags |= WAIT;
 *   ...
 *   if (!wait) { context->Flags &amp;= ~WAIT; }
 * </pre>
 *
 * Who calls it with the flag set finds it set: the first such store that cleared it would have to
 * come after another one.
 */
final class SavedBits {
  /** Some bits of a place were clear at some time since the function was entered. */
  private record Clear(Place place, long bits) {}

  private final ControlFlowGraph graph;
  private final PointerBases bases;
  private final Map<Integer, List<Stored>> stored = new HashMap<>();
  private final Map<Integer, List<Operand>> defined = new HashMap<>();

  private record Stored(Block block, Operand value) {}

  SavedBits(ControlFlowGraph graph, PointerBases bases) {
    this.graph = graph;
    this.bases = bases;
    for (Block block : graph.blocks()) {
      for (Instruction instruction : block.instructions()) {
        if (instruction
            instanceof Instruction.Store(_, Place.Local(Variable variable), var value)) {
          stored
              .computeIfAbsent(variable.index(), _ -> new ArrayList<>())
              .add(new Stored(block, value));
        } else if (instruction instanceof Instruction.Define define) {
          defined
              .computeIfAbsent(define.target().index(), _ -> new ArrayList<>())
              .add(define.value());
        }
      }
    }
  }

  /** The bits that a store may clear though nobody has seen them clear. */
  long cleared(Block block, Instruction.Store store) {
    long mask = WrittenBits.mask(store);
    if (mask == WrittenBits.ALL || !(store.value().plain() instanceof Operand.Binary update)) {
      return mask;
    }
    if (update.op() == Expr.BinaryOp.OR) {
      return WrittenBits.NONE;
    }
    for (Clear clear : before(block, true)) {
      if (clear.place().equals(store.target())) {
        mask &= ~clear.bits();
      }
    }
    return mask;
  }

  /**
   * What was clear before a block, whatever the way to it.
   *
   * @param bySaved also what variables tell that were given a value before
   */
  private Set<Clear> before(Block block, boolean bySaved) {
    Set<Clear> found = new HashSet<>();
    for (Block from : graph.blocks()) {
      if (from.terminator() instanceof Terminator.Branch branch) {
        for (Edge edge : graph.successors(from)) {
          Set<Clear> here =
              switch (edge.kind()) {
                case TRUE -> where(branch.condition(), true, bySaved);
                case FALSE -> where(branch.condition(), false, bySaved);
                default -> Set.of();
              };
          if (!here.isEmpty() && isOnlyBy(edge, block)) {
            found.addAll(here);
          }
        }
      }
    }
    return found;
  }

  /** Whether every way to a block takes an edge. */
  private boolean isOnlyBy(Edge edge, Block block) {
    BitSet seen = new BitSet();
    ArrayDeque<Block> open = new ArrayDeque<>(List.of(graph.entry()));
    while (!open.isEmpty()) {
      Block at = open.poll();
      if (!seen.get(at.index())) {
        seen.set(at.index());
        for (Edge out : graph.successors(at)) {
          if (out.from() != edge.from() || out.ordinal() != edge.ordinal()) {
            open.add(graph.blocks().get(out.to()));
          }
        }
      }
    }
    return !seen.get(block.index());
  }

  /** What was clear if a condition holds, or if it does not. */
  private Set<Clear> where(Operand condition, boolean holds, boolean bySaved) {
    return switch (condition.plain()) {
      case Operand.Unary(Expr.UnaryOp op, Operand inner, _) when op == Expr.UnaryOp.NOT ->
          where(inner, !holds, bySaved);
      case Operand.Binary(Expr.BinaryOp op, Operand left, Operand right, _)
          when isZero(right) && op == Expr.BinaryOp.NOT_EQUAL ->
          where(left, holds, bySaved);
      case Operand.Binary(Expr.BinaryOp op, Operand left, Operand right, _)
          when isZero(right) && op == Expr.BinaryOp.EQUAL ->
          where(left, !holds, bySaved);
      case Operand.Binary(Expr.BinaryOp op, Operand left, Operand right, _)
          when op == Expr.BinaryOp.AND
              && !holds
              && left.plain() instanceof Operand.Load(Place place)
              && right.plain() instanceof Operand.Constant bits ->
          Set.of(new Clear(place, bits.value()));
      case Operand.Load(Place.Local(Variable variable)) when bySaved -> saved(variable, holds);
      case Operand.Temporary temporary -> {
        List<Operand> values = defined.getOrDefault(temporary.index(), List.of());
        yield values.size() == 1 ? where(values.getFirst(), holds, bySaved) : Set.of();
      }
      default -> Set.of();
    };
  }

  private static boolean isZero(Operand operand) {
    return operand.plain() instanceof Operand.Constant constant && constant.value() == 0;
  }

  /**
   * What was clear when a variable was given the value that it has now.
   *
   * @param isSet whether that is not zero
   */
  private Set<Clear> saved(Variable variable, boolean isSet) {
    List<Stored> values = stored.getOrDefault(variable.index(), List.of());
    if (variable.kind() != Variable.Kind.LOCAL || bases.isExposed(variable)) {
      return Set.of();
    }
    Set<Clear> always = new HashSet<>();
    boolean isFirst = true;
    for (Stored one : values) {
      boolean isConstant = one.value().plain() instanceof Operand.Constant;
      if (isConstant && isZero(one.value()) == isSet) {
        continue;
      }
      Set<Clear> here =
          isConstant
              ? before(one.block(), false)
              : holds(variable, one.value()) ? where(one.value(), isSet, false) : Set.of();
      if (isFirst) {
        always.addAll(here);
      } else {
        always.retainAll(here);
      }
      isFirst = false;
    }
    return always;
  }

  /** Whether a variable is zero only if the value is that it is given. */
  private static boolean holds(Variable variable, Operand value) {
    return value.plain() instanceof Operand.Binary binary
        && (binary.op().isComparison()
            || (binary.right().plain() instanceof Operand.Constant bits
                && variable.type().canonical() instanceof CType.Int(int width, _)
                && width < Long.SIZE
                && (bits.value() >>> width) == 0));
  }
}
