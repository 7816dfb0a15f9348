package dev.irpscope.analysis.program;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.Place;
import dev.irpscope.analysis.cfg.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which element of {@code DriverObject->MajorFunction} a place of one function is, by its name or
 * through a pointer into the table.
 */
final class MajorFunctionIndex {
  private static final String MEMBER = "MajorFunction";
  private static final long POINTER_SIZE = 8;

  private final ControlFlowGraph function;
  private final FunctionPointers pointers;

  MajorFunctionIndex(ControlFlowGraph function, FunctionPointers pointers) {
    this.function = function;
    this.pointers = pointers;
  }

  /** The index; empty for what is no element of the table. A pointer that moves has no number. */
  Optional<Operand> of(Place place) {
    if (place instanceof Place.Element(var table, var index, var type)) {
      Operand major = major(index);
      return isDispatchTable(table)
              || (isRoutinePointer(type) && major instanceof Operand.Constant)
              || (table instanceof Place.Dereference(var pointer, _) && pointsInto(pointer))
          ? Optional.of(major)
          : Optional.empty();
    }
    return place instanceof Place.Dereference(var pointer, _) && pointsInto(pointer)
        ? Optional.of(major(pointed(pointer)))
        : Optional.empty();
  }

  private boolean pointsInto(Operand pointer) {
    return pointers.comesFrom(MEMBER, function.key(), pointer);
  }

  /** Frameworks take a table of the same shape that the driver fills first. */
  private static boolean isRoutinePointer(CType type) {
    return type instanceof CType.Typedef(var name, _) && name.equals("PDRIVER_DISPATCH");
  }

  private static boolean isDispatchTable(Place place) {
    if (!(place instanceof Place.Field(var base, var field)) || !field.name().equals(MEMBER)) {
      return false;
    }
    String tag = EntryPoints.tag(base.type());
    return tag.isEmpty() || tag.equals(RoleTable.DRIVER_OBJECT);
  }

  /** A major code that is only known by name counts as its number. */
  private static Operand major(Operand index) {
    if (index.plain() instanceof Operand.Load(Place.Global(var name, _, _))) {
      OptionalInt major = RoleTable.major(name);
      if (major.isPresent()) {
        return new Operand.Constant(major.getAsInt(), index.type());
      }
    }
    return index;
  }

  /** The index of the element that {@code pointer} points to. */
  private Operand pointed(Operand pointer) {
    return switch (pointer.plain()) {
      case Operand.AddressOf(Place.Element(_, var index, _), _) -> index;
      case Operand.AddressOf _ -> number(0);
      case Operand.Load(Place.Local(var variable)) -> start(variable);
      case Operand.Binary(var op, var base, var bytes, _) when op == Expr.BinaryOp.ADD ->
          moved(pointed(base), bytes);
      case Operand.Binary _,
          Operand.Load _,
          Operand.Constant _,
          Operand.Text _,
          Operand.FunctionName _,
          Operand.Temporary _,
          Operand.Unary _,
          Operand.Cast _,
          Operand.Container _,
          Operand.Unknown _ ->
          unknown();
    };
  }

  private static Operand moved(Operand start, Operand bytes) {
    if (!(start instanceof Operand.Constant(var first, _))) {
      return unknown();
    }
    if (bytes instanceof Operand.Constant(var distance, _)) {
      return number(first + distance / POINTER_SIZE);
    }
    return first == 0 && bytes instanceof Operand.Binary(_, var steps, Operand.Constant _, _)
        ? steps
        : unknown();
  }

  /** A parameter points to the first element, another variable to what it is set to once. */
  private Operand start(Variable variable) {
    List<Operand> values = assigned(variable);
    if (values.isEmpty()) {
      return function.parameters().contains(variable) ? number(0) : unknown();
    }
    return values.size() == 1 && base(values.getFirst()) instanceof Operand.AddressOf
        ? pointed(values.getFirst())
        : unknown();
  }

  private List<Operand> assigned(Variable variable) {
    List<Operand> values = new ArrayList<>();
    for (Block block : function.blocks()) {
      for (Instruction instruction : block.instructions()) {
        if (instruction instanceof Instruction.Store(_, Place.Local(var target), var value)
            && target.equals(variable)) {
          values.add(value);
        }
      }
    }
    return values;
  }

  /** The pointer that {@code pointer} is counted from. */
  private static Operand base(Operand pointer) {
    Operand at = pointer.plain();
    while (at instanceof Operand.Binary(_, var left, _, _)) {
      at = left.plain();
    }
    return at;
  }

  private static Operand number(long index) {
    return new Operand.Constant(index, CType.Int.LONG_LONG);
  }

  private static Operand unknown() {
    return new Operand.Unknown(CType.Int.LONG_LONG, "a pointer that moves");
  }
}
