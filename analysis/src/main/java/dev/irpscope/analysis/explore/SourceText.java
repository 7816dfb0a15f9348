package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.Place;
import dev.irpscope.analysis.symbolic.Region;
import java.util.List;

/** Writes operands and places the way C source does, for names in messages and facts. */
final class SourceText {
  private SourceText() {}

  static String of(Operand operand) {
    return switch (operand) {
      case Operand.Constant constant ->
          constant.type().canonical() instanceof CType.Pointer && constant.value() == 0
              ? "NULL"
              : Long.toString(constant.value());
      case Operand.Text text -> '"' + text.value() + '"';
      case Operand.Load load -> of(load.place());
      case Operand.AddressOf address -> "&" + of(address.place());
      case Operand.FunctionName function -> function.name();
      case Operand.Temporary _ -> "";
      case Operand.Unary unary -> unary.op().spelling() + tight(unary.operand());
      case Operand.Binary binary ->
          of(binary.left()) + " " + binary.op().spelling() + " " + of(binary.right());
      case Operand.Cast cast -> of(cast.operand());
      case Operand.Container container -> of(container.member());
      case Operand.Unknown _ -> "";
    };
  }

  static String of(Place place) {
    return switch (place) {
      case Place.Local local -> local.variable().name();
      case Place.Global global -> global.name();
      case Place.Dereference(Operand pointer, _) -> {
        String element = element(pointer);
        yield element.isEmpty() ? "*" + tight(pointer) : element;
      }
      case Place.Field(Place.Dereference(Operand pointer, _), var field) -> {
        String element = element(pointer);
        yield element.isEmpty()
            ? tight(pointer) + "->" + field.name()
            : element + "." + field.name();
      }
      case Place.Field field -> of(field.base()) + "." + field.field().name();
      case Place.Element element -> of(element.base()) + index(element.index());
    };
  }

  /** What a pointer to an element, moved by an index times a size, leads to; else empty. */
  private static String element(Operand pointer) {
    return pointer
                instanceof
                Operand.Binary(
                    Expr.BinaryOp op,
                    Operand array,
                    Operand.Binary(Expr.BinaryOp by, Operand index, Operand.Constant _, _),
                    _)
            && op == Expr.BinaryOp.ADD
            && by == Expr.BinaryOp.MULTIPLY
            && array.type().canonical() instanceof CType.Pointer
        ? tight(array) + index(index)
        : "";
  }

  private static String index(Operand operand) {
    String text = of(operand);
    return "[" + (text.isEmpty() ? "…" : text) + "]";
  }

  /** In parentheses if an operator before or behind would take only a part. */
  private static String tight(Operand operand) {
    return operand instanceof Operand.Binary ? "(" + of(operand) + ")" : of(operand);
  }

  /** The local variables that an operand reads, directly or to reach memory. */
  static void locals(Operand operand, Evaluator evaluator, List<Region> into) {
    switch (operand) {
      case Operand.Load load -> locals(load.place(), evaluator, into);
      case Operand.AddressOf address -> locals(address.place(), evaluator, into);
      case Operand.Unary unary -> locals(unary.operand(), evaluator, into);
      case Operand.Binary binary -> {
        locals(binary.left(), evaluator, into);
        locals(binary.right(), evaluator, into);
      }
      case Operand.Cast cast -> locals(cast.operand(), evaluator, into);
      case Operand.Container container -> locals(container.member(), evaluator, into);
      case Operand.Constant _,
          Operand.Text _,
          Operand.FunctionName _,
          Operand.Temporary _,
          Operand.Unknown _ -> {}
    }
  }

  private static void locals(Place place, Evaluator evaluator, List<Region> into) {
    if (place instanceof Place.Local local) {
      into.add(evaluator.region(local.variable()));
    }
    Liveness.placeOperands(place, operand -> locals(operand, evaluator, into));
  }
}
