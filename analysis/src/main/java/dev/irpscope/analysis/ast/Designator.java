package dev.irpscope.analysis.ast;

/** One part of a designator: {@code .field} or {@code [index]}. */
public sealed interface Designator {
  record Field(String name) implements Designator {}

  record Index(Expr index) implements Designator {}
}
