package dev.irpscope.analysis.mutation;

import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.ast.Stmt;
import dev.irpscope.analysis.source.Span;
import java.util.Optional;

/**
 * A call by name.
 *
 * @param site the innermost statement that it stands in
 */
record CallUse(Site site, Expr.Call call, String name) {
  int count() {
    return call.arguments().size();
  }

  /** An argument as written. */
  String argument(int index) {
    return FunctionText.text(call.arguments().get(index).origin());
  }

  /** The name that an argument is, casts left out. */
  Optional<String> name(int index) {
    return FunctionText.bare(call.arguments().get(index)) instanceof Expr.Name name
        ? Optional.of(name.name())
        : Optional.empty();
  }

  Span span(int index) {
    return call.arguments().get(index).origin().site();
  }

  Span span() {
    return call.origin().site();
  }

  boolean isWritten() {
    return FunctionText.isWritten(call.origin());
  }

  /** The call is a statement of its own; its value is not used. */
  boolean isStatement() {
    return site.isWritten()
        && site.statement() instanceof Stmt.Expression(_, _, var expr)
        && FunctionText.bare(expr).equals(call);
  }

  /** The call's value is returned. */
  boolean isReturned() {
    return site.isWritten()
        && site.statement() instanceof Stmt.Return(_, _, var value)
        && value.isPresent()
        && FunctionText.bare(value.get()).equals(call);
  }

  /** The variable that the value is put into by an assignment of its own or an initialiser. */
  Optional<String> target() {
    if (site.isWritten()
        && site.statement() instanceof Stmt.Expression(_, _, Expr.Assign assign)
        && assign.op().isEmpty()
        && FunctionText.bare(assign.value()).equals(call)) {
      return Optional.of(FunctionText.text(assign.target().origin()));
    }
    return Optional.empty();
  }
}
