package dev.irpscope.analysis.program;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.Edge;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.Terminator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** Which constants a driver compares values with, by {@code ==}, {@code !=} and {@code switch}. */
final class Comparisons {
  private record Comparison(CType type, long low, long high) {}

  private final List<Comparison> all = new ArrayList<>();

  Comparisons(Collection<ControlFlowGraph> functions) {
    for (ControlFlowGraph function : functions) {
      for (Block block : function.blocks()) {
        for (Instruction instruction : block.instructions()) {
          OperandWalk.of(instruction).forEach(this::note);
        }
        OperandWalk.of(block.terminator()).forEach(this::note);
        if (block.terminator() instanceof Terminator.Switch choice) {
          function.successors(block).forEach(edge -> note(choice.value(), edge));
        }
      }
    }
  }

  private void note(Operand operand) {
    if (operand instanceof Operand.Binary(var op, var value, Operand.Constant(var constant, _), _)
        && (op == Expr.BinaryOp.EQUAL || op == Expr.BinaryOp.NOT_EQUAL)) {
      all.add(new Comparison(value.plain().type(), constant, constant));
    } else if (operand
            instanceof Operand.Binary(var op, Operand.Constant(var constant, _), var value, _)
        && (op == Expr.BinaryOp.EQUAL || op == Expr.BinaryOp.NOT_EQUAL)) {
      all.add(new Comparison(value.plain().type(), constant, constant));
    }
  }

  private void note(Operand value, Edge edge) {
    if (edge.low().isPresent() && edge.high().isPresent()) {
      all.add(
          new Comparison(value.plain().type(), edge.low().getAsLong(), edge.high().getAsLong()));
    }
  }

  /** Whether a value of such a type is compared with {@code constant}. */
  boolean with(Predicate<CType> type, long constant) {
    return all.stream()
        .anyMatch(one -> one.low() <= constant && constant <= one.high() && type.test(one.type()));
  }
}
