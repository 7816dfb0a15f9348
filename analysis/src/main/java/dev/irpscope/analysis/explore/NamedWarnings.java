package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.Edge;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.Terminator;
import dev.irpscope.analysis.program.Program;
import dev.irpscope.analysis.symbolic.RangeSet;

/**
 * The statuses of warning severity that a driver compares others with. A lower driver may answer
 * with those, too: whoever asks for a warning knows that it comes. Other warnings are left out, so
 * that NT_ERROR and !NT_SUCCESS agree for whoever does not.
 */
final class NamedWarnings {
  private static final RangeSet WARNINGS = RangeSet.of(-0x8000_0000L, -0x4000_0001L);

  private RangeSet found = RangeSet.of(1, 0);

  private NamedWarnings() {}

  static RangeSet of(Program program) {
    NamedWarnings warnings = new NamedWarnings();
    for (ControlFlowGraph graph : program.functions()) {
      for (Block block : graph.blocks()) {
        block.instructions().forEach(warnings::read);
        switch (block.terminator()) {
          case Terminator.Branch branch -> warnings.compared(branch.condition());
          case Terminator.Switch _ ->
              graph.successors(block).stream()
                  .filter(edge -> edge.kind() == Edge.Kind.CASE)
                  .forEach(edge -> edge.low().ifPresent(warnings::add));
          case Terminator.Return leave -> leave.value().ifPresent(warnings::compared);
          case Terminator.Jump _, Terminator.End _ -> {}
        }
      }
    }
    return warnings.found;
  }

  private void read(Instruction instruction) {
    switch (instruction) {
      case Instruction.Store store -> compared(store.value());
      case Instruction.Define define -> compared(define.value());
      case Instruction.Call call -> call.arguments().forEach(this::compared);
      case Instruction.Declare _, Instruction.Clear _, Instruction.Opaque _ -> {}
    }
  }

  private void compared(Operand operand) {
    switch (operand) {
      case Operand.Binary binary -> {
        switch (binary.op()) {
          case EQUAL, NOT_EQUAL -> {
            constant(binary.left());
            constant(binary.right());
          }
          default -> {}
        }
        compared(binary.left());
        compared(binary.right());
      }
      case Operand.Unary unary -> compared(unary.operand());
      case Operand.Cast cast -> compared(cast.operand());
      case Operand.Constant _,
          Operand.Text _,
          Operand.Load _,
          Operand.AddressOf _,
          Operand.FunctionName _,
          Operand.Temporary _,
          Operand.Container _,
          Operand.Unknown _ -> {}
    }
  }

  private void constant(Operand operand) {
    if (operand instanceof Operand.Constant constant) {
      add(constant.value());
    } else if (operand instanceof Operand.Cast cast) {
      constant(cast.operand());
    }
  }

  private void add(long value) {
    if (WARNINGS.contains(value)) {
      found = found.union(RangeSet.of(value));
    }
  }
}
