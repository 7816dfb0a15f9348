package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.source.Origin;
import java.util.List;
import java.util.Optional;

/** One step of a basic block, in evaluation order. */
public sealed interface Instruction {
  /** The expression or declaration it comes from. */
  Origin origin();

  /** {@code target = value}; copies the whole object when the type is a structure. */
  record Store(Origin origin, Place target, Operand value) implements Instruction {}

  /** Gives a temporary its value. */
  record Define(Origin origin, Operand.Temporary target, Operand value) implements Instruction {}

  /**
   * A call. Arguments are evaluated before it, in order.
   *
   * @param result where the result goes; empty for a {@code void} function. A result that is not
   *     used still has a temporary
   * @param text the call as written
   */
  record Call(
      Origin origin,
      Optional<Operand.Temporary> result,
      Callee callee,
      List<Operand> arguments,
      CType returnType,
      String text)
      implements Instruction {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** The scope of a local is entered: its value is indeterminate from here. */
  record Declare(Origin origin, Variable variable) implements Instruction {}

  /** All bytes of {@code target} become zero, before the rest of a braced initialiser. */
  record Clear(Origin origin, Place target) implements Instruction {}

  /** Inline assembly or another construct whose effect is unknown. */
  record Opaque(Origin origin, String what) implements Instruction {}

  /** Who is called. */
  sealed interface Callee {
    record Direct(String name) implements Callee {}

    record Indirect(Operand function) implements Callee {}
  }
}
