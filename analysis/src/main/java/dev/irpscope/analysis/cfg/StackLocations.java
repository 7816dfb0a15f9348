package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.ast.Expr.BinaryOp;
import java.util.Optional;
import java.util.Set;

/**
 * Sees where a driver reaches for an IRP's stack locations through the IRP's own members, as the
 * macros of older kits did, and says which function of the kit does the same.
 */
final class StackLocations {
  private static final String CURRENT = "IoGetCurrentIrpStackLocation";
  private static final String NEXT = "IoGetNextIrpStackLocation";
  private static final String MARK = "IoMarkIrpPending";
  private static final Set<String> DEFINED = Set.of(CURRENT, NEXT, MARK);
  private static final int SL_PENDING_RETURNED = 1;

  /**
   * A call that does the same.
   *
   * @param irp its only argument
   */
  record Equivalent(String function, Expr irp) {
    boolean givesLocation() {
      return !function.equals(MARK);
    }
  }

  private StackLocations() {}

  /**
   * For {@code irp->Tail.Overlay.CurrentStackLocation}, and for that less 1.
   *
   * @param within the function with the expression: a definition of one of the kit's does not call
   *     itself
   */
  static Optional<Equivalent> read(String within, Expr expr) {
    if (DEFINED.contains(within)) {
      return Optional.empty();
    }
    if (expr instanceof Expr.Binary(_, _, var op, var left, Expr.IntLiteral count)
        && op == BinaryOp.SUBTRACT
        && count.value() == 1) {
      return current(left).map(irp -> new Equivalent(NEXT, irp));
    }
    return current(expr).map(irp -> new Equivalent(CURRENT, irp));
  }

  /** For {@code location->Control |= SL_PENDING_RETURNED}, the location being the current one. */
  static Optional<Equivalent> assigned(String within, Expr.Assign assign, Operand value) {
    return !DEFINED.contains(within)
            && assign.op().filter(op -> op == BinaryOp.OR).isPresent()
            && value instanceof Operand.Constant(var flags, _)
            && (flags & SL_PENDING_RETURNED) != 0
            && assign.target() instanceof Expr.Member(_, _, var location, var field, var access)
            && access == Expr.Access.ARROW
            && field.equals("Control")
        ? current(location)
            .or(() -> asked(location))
            .filter(irp -> !SideEffects.in(irp))
            .map(irp -> new Equivalent(MARK, irp))
        : Optional.empty();
  }

  private static Optional<Expr> current(Expr expr) {
    return expr instanceof Expr.Member(_, _, var overlay, var location, _)
            && location.equals("CurrentStackLocation")
            && overlay instanceof Expr.Member(_, _, var tail, var second, _)
            && second.equals("Overlay")
            && tail instanceof Expr.Member(_, _, var irp, var first, var access)
            && first.equals("Tail")
            && access == Expr.Access.ARROW
        ? Optional.of(irp)
        : Optional.empty();
  }

  private static Optional<Expr> asked(Expr expr) {
    return expr instanceof Expr.Call call
            && call.callee() instanceof Expr.Name(_, _, var name)
            && name.equals(CURRENT)
            && call.arguments().size() == 1
        ? Optional.of(call.arguments().getFirst())
        : Optional.empty();
  }
}
