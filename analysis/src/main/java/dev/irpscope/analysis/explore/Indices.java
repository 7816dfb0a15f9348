package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.Place;
import java.util.BitSet;

/**
 * The variables and temporaries of a function that choose an element of an array of pointers or
 * structures.
 */
final class Indices {
  private final BitSet variables = new BitSet();
  private final BitSet temporaries = new BitSet();

  private Indices() {}

  static Indices of(ControlFlowGraph graph) {
    Indices indices = new Indices();
    for (Block block : graph.blocks()) {
      for (Instruction instruction : block.instructions()) {
        Liveness.operands(instruction, indices::visit);
        Liveness.places(instruction, indices::visit);
      }
      Liveness.operands(block.terminator(), indices::visit);
    }
    graph.blocks().stream()
        .flatMap(block -> block.instructions().stream())
        .forEach(indices::addStored);
    return indices;
  }

  /** Of frames' variables, by number. */
  BitSet variables() {
    return variables;
  }

  BitSet temporaries() {
    return temporaries;
  }

  boolean isEmpty() {
    return variables.isEmpty() && temporaries.isEmpty();
  }

  /** A value that has its own name before an index variable gets it. */
  private void addStored(Instruction instruction) {
    if (instruction instanceof Instruction.Store store
        && store.target() instanceof Place.Local(var variable)
        && variables.get(variable.index())) {
      add(store.value());
    }
  }

  private void visit(Operand operand) {
    switch (operand) {
      case Operand.Load load -> visit(load.place());
      case Operand.AddressOf of -> visit(of.place());
      case Operand.Unary unary -> visit(unary.operand());
      case Operand.Binary binary -> {
        visit(binary.left());
        visit(binary.right());
      }
      case Operand.Cast cast -> visit(cast.operand());
      case Operand.Container container -> visit(container.member());
      case Operand.Constant _,
          Operand.Text _,
          Operand.FunctionName _,
          Operand.Temporary _,
          Operand.Unknown _ -> {}
    }
  }

  private void visit(Place place) {
    if (place instanceof Place.Element element && isCompound(element.type())) {
      add(element.index());
    }
    switch (place) {
      case Place.Local _, Place.Global _ -> {}
      case Place.Dereference dereference -> visit(dereference.pointer());
      case Place.Field field -> visit(field.base());
      case Place.Element element -> {
        visit(element.base());
        visit(element.index());
      }
    }
  }

  private static boolean isCompound(CType type) {
    return type.canonical() instanceof CType.Pointer || type.canonical() instanceof CType.Struct;
  }

  private void add(Operand index) {
    switch (index) {
      case Operand.Load(Place.Local(var variable)) -> variables.set(variable.index());
      case Operand.Temporary temporary -> temporaries.set(temporary.index());
      case Operand.Binary binary -> {
        add(binary.left());
        add(binary.right());
      }
      case Operand.Cast cast -> add(cast.operand());
      default -> {}
    }
  }
}
