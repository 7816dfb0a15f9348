package dev.irpscope.analysis.mutation;

import dev.irpscope.analysis.ast.Stmt;
import dev.irpscope.analysis.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A statement, without its labels, and those beside it.
 *
 * @param block the statements of the block that it stands in, labels stripped
 */
record Site(FunctionText function, List<Stmt> block, int index) {
  Stmt statement() {
    return block.get(index);
  }

  /** The statement's text can be replaced: it comes from no macro. */
  boolean isWritten() {
    return FunctionText.isWritten(statement().origin());
  }

  Span span() {
    return statement().origin().site();
  }

  String text() {
    return span().text();
  }

  Optional<Site> next() {
    return index + 1 < block.size()
        ? Optional.of(new Site(function, block, index + 1))
        : Optional.empty();
  }

  /** The statements that follow this one in its block, up to one that leaves. */
  List<Stmt> rest() {
    List<Stmt> rest = new ArrayList<>();
    for (Stmt one : block.subList(index + 1, block.size())) {
      rest.add(one);
      if (one instanceof Stmt.Return || one instanceof Stmt.Goto || one instanceof Stmt.Break) {
        break;
      }
    }
    return rest;
  }

  List<Stmt> before() {
    return block.subList(0, index);
  }
}
