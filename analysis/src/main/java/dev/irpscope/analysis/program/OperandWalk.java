package dev.irpscope.analysis.program;

import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.Place;
import dev.irpscope.analysis.cfg.Terminator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Visits every operand of instructions, inner ones included. */
public final class OperandWalk {
  private OperandWalk() {}

  /** The operands of one instruction; the callee of a direct call is not one. */
  public static List<Operand> of(Instruction instruction) {
    List<Operand> found = new ArrayList<>();
    switch (instruction) {
      case Instruction.Store(_, var target, var value) -> {
        visit(target, found::add);
        visit(value, found::add);
      }
      case Instruction.Define(_, _, var value) -> visit(value, found::add);
      case Instruction.Call call -> {
        if (call.callee() instanceof Instruction.Callee.Indirect(var function)) {
          visit(function, found::add);
        }
        call.arguments().forEach(argument -> visit(argument, found::add));
      }
      case Instruction.Clear(_, var target) -> visit(target, found::add);
      case Instruction.Declare _, Instruction.Opaque _ -> {}
    }
    return found;
  }

  public static List<Operand> of(Terminator terminator) {
    List<Operand> found = new ArrayList<>();
    operand(terminator).ifPresent(operand -> visit(operand, found::add));
    return found;
  }

  private static Optional<Operand> operand(Terminator terminator) {
    return switch (terminator) {
      case Terminator.Jump _, Terminator.End _ -> Optional.empty();
      case Terminator.Branch branch -> Optional.of(branch.condition());
      case Terminator.Switch choice -> Optional.of(choice.value());
      case Terminator.Return(_, var value) -> value;
    };
  }

  private static void visit(Operand operand, Consumer<Operand> visitor) {
    visitor.accept(operand);
    switch (operand) {
      case Operand.Load(var place) -> visit(place, visitor);
      case Operand.AddressOf(var place, _) -> visit(place, visitor);
      case Operand.Unary(_, var inner, _) -> visit(inner, visitor);
      case Operand.Binary(_, var left, var right, _) -> {
        visit(left, visitor);
        visit(right, visitor);
      }
      case Operand.Cast(var inner, _) -> visit(inner, visitor);
      case Operand.Container(var member, _, _) -> visit(member, visitor);
      case Operand.Constant _,
          Operand.Text _,
          Operand.FunctionName _,
          Operand.Temporary _,
          Operand.Unknown _ -> {}
    }
  }

  private static void visit(Place place, Consumer<Operand> visitor) {
    switch (place) {
      case Place.Local _, Place.Global _ -> {}
      case Place.Dereference(var pointer, _) -> visit(pointer, visitor);
      case Place.Field(var base, _) -> visit(base, visitor);
      case Place.Element(var base, var index, _) -> {
        visit(base, visitor);
        visit(index, visitor);
      }
    }
  }
}
